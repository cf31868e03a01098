-- Stories as they are told now. The order of `told_story` is that of time.
delete from base.story where story_id in (select story_id from base.story_member where article_id in (from region));
delete from base.story_member where article_id in (from region);

insert into base.story
select told_story.story_id, arg_min_null(version.title, told_story.position)
from told_story
join base.version on version.article_id = told_story.article_id and version.valid_to is null and version.withdrawn_run_id is null
group by told_story.story_id;

insert into base.story_member
select story_id, article_id from told_story;

update base.article
set story_id = now.story_id
from (select region.article_id, told_story.story_id from region left join told_story using (article_id)) as now
where article.article_id = now.article_id and article.story_id is distinct from now.story_id;

insert into base.story_change
select getvariable('load').run_id, story_id, change, article_id, other_story_id
from story_changes_found;
