-- The run itself, and what it says of each publisher's health.
insert into base.run by name
select
    getvariable('load').run_id as run_id,
    (select coalesce(max(number), 0) + 1 from base.run) as number,
    getvariable('load').flow as flow,
    getvariable('load').trigger as trigger,
    getvariable('load').started_at as started_at,
    getvariable('load').ended_at as ended_at,
    getvariable('load').state as state,
    getvariable('load').parameters::json as parameters,
    getvariable('load').code_version as code_version,
    getvariable('load').rule_set as rule_set,
    struct_pack(
        asked := coalesce(sum(asked), 0),
        article := coalesce(sum(article), 0),
        unchanged := coalesce(sum(unchanged), 0),
        duplicate := coalesce(sum(duplicate), 0),
        rejected := coalesce(sum(rejected), 0),
        failed := coalesce(sum(failed), 0),
        deferred := coalesce(sum(deferred), 0),
        disallowed := coalesce(sum(disallowed), 0),
        new_articles := coalesce(sum(new_articles), 0),
        new_versions := coalesce(sum(new_versions), 0)
    ) as counts
from counts;

insert into base.source_health by name
select
    publisher, getvariable('load').run_id as run_id, asked, new_articles as new, new_versions - new_articles as changed,
    rejected, failed, deferred
from counts;
