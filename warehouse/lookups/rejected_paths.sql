-- Which files and folders did the last load that named them, for a publisher, reject something of, and were they ever named by
-- somebody who is not at the shell? Standard input cannot be asked again.
with named as (
    select
        unnest(from_json(parameters -> 'paths', '["VARCHAR"]')) as path, parameters ->> 'publisher' as publisher,
        trigger, run_id, number
    from base.run
    where flow = 'load-files'
),

last_named as (
    select path, publisher, bool_and(trigger = 'shell') as is_from_shell, arg_max(run_id, number) as run_id
    from named
    where path <> '-'
    group by path, publisher
)

select path, publisher, is_from_shell
from last_named
where run_id in (select run_id from base.page where outcome = 'rejected')
order by publisher, is_from_shell, path
