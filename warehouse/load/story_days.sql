-- The days of which this load may have changed a story. What moved is no longer like what it was like.
delete from base.story_link
where article_id in (from moved) or other_article_id in (from moved);

create or replace temp table rarity (language VARCHAR, term VARCHAR, weight DOUBLE);

select distinct told_on
from base.topic
semi join moved using (article_id)
semi join (from base.version where valid_to is null and withdrawn_run_id is null) using (article_id, version)
order by told_on
