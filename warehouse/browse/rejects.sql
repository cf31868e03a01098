-- What did not become an article and is not mended yet, by reason and publisher, with examples: one row.
with
open as (
    from rejects
    where mended_run_id is null and ($run is null or run_id = $run) and ($publisher is null or publisher = $publisher)
),

reason as (
    select
        code, stage, publisher, count(*) as pages, count(*) filter (where url like 'file:%') as files,
        list(struct_pack(url, detail, run_id) order by url) [:10] as examples
    from open
    group by code, stage, publisher
)

select
    (select count(*) from open) as total,
    (
        select list(struct_pack(code, stage, publisher, pages, files, examples) order by pages desc, code, publisher)
        from (from reason order by pages desc, code, publisher limit 500)
    ) as reasons,
    (select list(distinct publisher order by publisher) from rejects where publisher is not null) as publishers
