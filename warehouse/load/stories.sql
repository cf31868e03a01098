-- Stories as they are told now: each bears the id and the title of the article that was published first, not of the one that was
-- loaded first: whichever order loads come in, a story is the same.
create or replace temp table told_story as
select
    joined.article_id, version.title,
    first_value(joined.article_id) over in_time as story_id,
    row_number() over in_time as place
from joined
join base.version on version.article_id = joined.article_id and version.valid_to is null and version.withdrawn_run_id is null
window in_time as (
    partition by joined.story
    order by version.published_at nulls last, joined.article_id
);

create or replace temp table old_story as
select distinct story_id
from base.story_member
where article_id in (from retold) or article_id in (select article_id from joined);

delete from base.story where story_id in (from old_story);
delete from base.story_member where story_id in (from old_story);

insert into base.story
select story_id, title from told_story where place = 1;

insert into base.story_member
select story_id, article_id from told_story;

update base.article
set story_id = now.story_id
from (
    select coalesce(retold.article_id, told_story.article_id) as article_id, told_story.story_id
    from retold
    full join told_story on told_story.article_id = retold.article_id
) as now
where article.article_id = now.article_id and article.story_id is distinct from now.story_id;
