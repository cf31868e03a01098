-- Which article each is copied from: most of its text stands in articles that were told before it, and the earliest of those that
-- have as much of it as any is its origin.
insert into concerned
select other_article_id from base.text_reuse where article_id in (from recounted);

create or replace temp table source as
with pair as (
    select
        reuse.article_id, reuse.other_article_id, reuse.share, other.published_at, other.first_seen_on,
        list_contains(one.agencies || other.agencies, lower(split_part(other.publisher, '.', 1))) as is_from_agency,
        list_contains(one.agencies || other.agencies, lower(split_part(one.publisher, '.', 1))) as is_agencys,
        back.is_first as other_is_first,
        -- Where no time tells: a text is cut more often than it is added to.
        (round(back.share, 1), other.first_seen_on, other.article_id) < (round(reuse.share, 1), one.first_seen_on, one.article_id)
            as other_is_likely_first
    from base.text_reuse as reuse
    join base.text_reuse as back on back.article_id = reuse.other_article_id and back.other_article_id = reuse.article_id
    join told as one on one.article_id = reuse.article_id
    join told as other on other.article_id = reuse.other_article_id
    where reuse.article_id in (from concerned)
)

select
    article_id, other_article_id, share, is_from_agency, published_at, first_seen_on
from pair
-- The agency's own page is where its copy comes from, whatever the clocks say.
where case when is_from_agency <> is_agencys then is_from_agency else coalesce(other_is_first, other_is_likely_first) end;

create or replace temp table origin as
with part as (
    select article_id, position, span_start, other_article_id from base.shared_sentence
    union all
    select other_article_id, other_position, other_span_start, article_id from base.shared_sentence
),

taken as (
    select distinct sentence.article_id, sentence.position, sentence.span_start, sentence.span_end
    from source
    join part using (article_id, other_article_id)
    join base.sentence using (article_id, position, span_start)
    semi join (from base.version where valid_to is null) using (article_id, version)
),

copy as (
    select article_id, sum(taken.span_end - taken.span_start) / any_value(body.characters) as share
    from taken
    join (
        select article_id, sum(span_end - span_start) as characters
        from base.sentence
        semi join source using (article_id)
        semi join (from base.version where valid_to is null) using (article_id, version)
        group by article_id
    ) as body using (article_id)
    group by article_id
    having share >= getvariable('copies').copied
)

select article_id, other_article_id as origin_article_id
from (
    select *, max(share) over (partition by article_id) as best
    from source
    semi join copy using (article_id)
)
where share >= best / 2
qualify row_number() over (
    partition by article_id order by is_from_agency desc, published_at nulls last, first_seen_on, other_article_id
) = 1;

update base.article
set origin_article_id = now.origin_article_id
from (select concerned.article_id, origin.origin_article_id from concerned left join origin using (article_id)) as now
where article.article_id = now.article_id and article.origin_article_id is distinct from now.origin_article_id;
