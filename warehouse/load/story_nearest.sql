-- The fellow that each article of these stories is most like, where that is not known yet; and what their texts have in common.
create or replace temp table nearest as
with pair as (
    select article_id, other_article_id, likeness from base.story_link
    union all
    select other_article_id, article_id, likeness from base.story_link
)

select
    one.story_id, one.article_id,
    arg_max(pair.other_article_id, (pair.likeness, pair.other_article_id)) as other_article_id, max(pair.likeness) as likeness
from told_story as one
join pair using (article_id)
join told_story as other on other.story_id = one.story_id and other.article_id = pair.other_article_id
group by one.story_id, one.article_id;

delete from base.story_evidence
where
    article_id in (from region)
    and (story_id, article_id, other_article_id, likeness) not in (select (story_id, article_id, other_article_id, likeness) from nearest);

delete from nearest
where article_id in (select article_id from base.story_evidence);

create or replace temp table alike as
with told_version as materialized (
    select article_id, version
    from base.version
    semi join (select article_id from nearest union select other_article_id from nearest) using (article_id)
    where valid_to is null and withdrawn_run_id is null
),

-- By their place: found by a key, the terms of all articles would be unpacked.
topic_place as materialized (
    select topic.rowid as place from base.topic semi join told_version using (article_id, version)
),

topic as materialized (
    select topic.article_id, topic.language, topic.terms from base.topic join topic_place on topic.rowid = topic_place.place
),

weight as (
    select term, max(weight) as weight
    from rarity
    group by term
),

-- The lists of two articles are compared, not all terms with all: a common term stands in hundreds.
both_have as (
    select
        nearest.article_id, one.language = other.language as is_one_language,
        unnest(list_intersect(one.terms, other.terms)) as term
    from nearest
    join topic as one on one.article_id = nearest.article_id
    join topic as other on other.article_id = nearest.other_article_id
),

shared as (
    select both_have.article_id, both_have.term, weight.weight
    from both_have
    left join weight using (term)
    where (both_have.term[1] <> 'w' or is_one_language) and coalesce(weight.weight, 1) > 0
    qualify row_number() over (
        partition by both_have.article_id, both_have.term[1] order by weight.weight desc nulls last, both_have.term
    ) <= 6
),

listed as (
    select article_id, list(term order by weight desc nulls last, term) as terms
    from shared
    group by article_id
)

select nearest.*, listed.terms
from nearest
join listed using (article_id)
