-- Articles whose story this load may have changed: those that moved and those that were in a story with them, and whoever hangs
-- together with them by pairs that could make a story.
create or replace temp table region as
with recursive strong as (
    select article_id, other_article_id from base.story_link where likeness >= getvariable('span').least
    union all
    select other_article_id, article_id from base.story_link where likeness >= getvariable('span').least
),

fellow as (
    select one.article_id, other.article_id as other_article_id
    from base.story_member as one
    join base.story_member as other using (story_id)
),

bounds as (
    select min(told_on) - 4 * getvariable('span').days as first, max(told_on) + 4 * getvariable('span').days as last
    from base.topic
    semi join moved using (article_id)
),

near as (
    select article_id
    from base.topic, bounds
    where told_on between first and last
),

reached as (
    select article_id from moved
    union
    select fellow.other_article_id from moved join fellow using (article_id)
    union
    -- Stories of other weeks stay as they are.
    select strong.other_article_id
    from reached
    join strong using (article_id)
    join near on near.article_id = strong.other_article_id
)

select article_id from reached
union
select fellow.other_article_id from reached join fellow using (article_id);

-- Who of them is there to be told of, in the order of time, and the story that each was in.
select region.article_id, member.story_id, version.version is not null as is_there
from region
left join base.story_member as member using (article_id)
left join base.version
    on version.article_id = region.article_id and version.valid_to is null and version.withdrawn_run_id is null
order by version.published_at nulls last, region.article_id
