-- The articles that a run showed, wrote, or told the story of anew: what the checks look at after its load. And what was taken down,
-- which no load may bring again.
create or replace temp table its_run as
select run_id from base.run where run_id = getvariable('touching').run_id;

create or replace temp table its_page as
select run_id, page_id, publisher, url, article_id, version, outcome, reason
from base.page
where run_id = getvariable('touching').run_id;

create or replace temp table its_story as
select distinct story_id from base.story_change where run_id = getvariable('touching').run_id;

create or replace temp table its_article as
select article_id from its_page where article_id is not null
union
select article_id
from base.version
where
    run_id = getvariable('touching').run_id or reread_run_id = getvariable('touching').run_id or withdrawn_run_id = getvariable('touching').run_id
union
select article_id from base.story_member semi join its_story using (story_id)
union
select article_id from base.story_change where run_id = getvariable('touching').run_id and article_id is not null
union
select article_id from base.tombstone;

insert into its_story
select story_id from base.story_member semi join its_article using (article_id)
union
select story_id from base.article semi join its_article using (article_id) where story_id is not null
except
from its_story
