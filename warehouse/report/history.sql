-- One row per run of the same flow up to the one that is asked for: the last 30, newest first.
select
    earlier.number, earlier.started_at, earlier.counts.asked, earlier.counts.new_articles as new,
    earlier.counts.new_versions - earlier.counts.new_articles as changed, earlier.counts.rejected, earlier.counts.failed
from runs as earlier
join runs as run on run.flow = earlier.flow and run.number >= earlier.number
where run.run_id = $run_id
order by earlier.number desc
limit 30
