-- The run that is asked for; the last one where $run_id is null.
select run_id, number, flow, trigger, started_at, ended_at, state, code_version, rule_set, counts
from runs
where run_id = coalesce($run_id, (select arg_max(run_id, number) from runs))
