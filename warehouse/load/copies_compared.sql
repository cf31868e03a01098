-- Which pairs of articles may share text. Only pairs are compared again that this run can have changed.

-- Those that moved, and those that hold one of their sentences that has become a formula through them, or is none any more.
create or replace temp table recounted as
with passed as (
    select hash from sentence_before
    union
    select hash from base.sentence semi join moved using (article_id) where len(sketch) > 0
),

-- Where they stand, first: the few rows are then looked up among all versions, not the other way round.
passed_place as materialized (
    select hash, article_id, version from base.sentence semi join passed using (hash)
),

formula as (
    select hash
    from passed_place
    semi join (from base.version where valid_to is null) using (article_id, version)
    group by hash
    having abs(count(distinct article_id) - getvariable('copies').many - 0.5) <= (select count(*) from moved)
        and count(distinct article_id) > 1
)

select article_id from moved
union
select article_id from base.sentence semi join formula using (hash);

-- Whose origin may be another one now: theirs, and that of those that shared text with them or will.
create or replace temp table concerned as
select article_id from recounted
union
select other_article_id from base.text_reuse where article_id in (from recounted);

delete from base.text_reuse
where article_id in (from recounted) or other_article_id in (from recounted);

delete from base.shared_sentence
where article_id in (from recounted) or other_article_id in (from recounted);

-- Long sentences that stand in few articles.
create or replace temp table telling as
with own_place as materialized (
    select hash, article_id, version
    from base.sentence
    semi join (select hash from base.sentence semi join recounted using (article_id) where len(sketch) > 0) using (hash)
),

held as (
    select distinct article_id, hash
    from own_place
    semi join (from base.version where valid_to is null) using (article_id, version)
)

select article_id, hash
from held
semi join (
    select hash from held group by hash having count(*) between 2 and getvariable('copies').many
) as few using (hash);

-- Pairs that have one of them, and pairs of one story: who tells of one event in the words of another may have changed each sentence.
create or replace temp table compared as
with near as (
    select article_id, other_article_id
    from base.story_link
    where
        likeness >= getvariable('copies').likeness
        and (article_id in (from recounted) or other_article_id in (from recounted))
),

-- By article, and not pair beside pair: DuckDB would join all articles of a language with all of it.
spoken as (
    select article_id, other_article_id, article_id as speaker from near
    union all
    select article_id, other_article_id, other_article_id from near
)

select distinct one.article_id, other.article_id as other_article_id
from telling as one
join telling as other on other.hash = one.hash and one.article_id < other.article_id
where one.article_id in (from recounted) or other.article_id in (from recounted)
union
select spoken.article_id, spoken.other_article_id
from spoken
join base.version on version.article_id = spoken.speaker and version.valid_to is null
group by spoken.article_id, spoken.other_article_id
having count(*) = 2 and count(distinct coalesce(version.language, '')) = 1;

-- All sentences of these articles. A table of its own, so that it is known to be small.
create or replace temp table compared_sentence as
with compared_version as materialized (
    select article_id, version
    from base.version
    semi join (select article_id from compared union select other_article_id from compared) using (article_id)
    where valid_to is null
)

select article_id, position, span_start, span_end, hash, sketch, row_number() over () as number
from base.sentence
semi join compared_version using (article_id, version);

-- A long sentence of theirs that stands in many articles is a formula.
create or replace temp table formula as
with long_place as materialized (
    select hash, article_id, version from base.sentence semi join (from compared_sentence where len(sketch) > 0) using (hash)
)

select hash
from long_place
semi join (from base.version where valid_to is null) using (article_id, version)
group by hash
having count(distinct article_id) > getvariable('copies').many;

delete from compared_sentence
where hash in (from formula);
