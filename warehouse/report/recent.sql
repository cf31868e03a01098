-- The month before: versions that stand since the 30 days before the run and are not of tonight.
create or replace temp table recent as
select article_id, version
from articles
where
    first_seen_at >= (select started_at - interval 30 days from runs where run_id = $run_id)
    and first_seen_at < (select started_at from runs where run_id = $run_id)
    and article_id not in (select tonight.article_id from tonight)
