-- Where archived pages lie, each page once: its first fetch, and of that the last record: it has all that was said of it.
with archived as (
    select warc_file, warc_offset
    from base.page
    join base.run using (run_id)
    where
        warc_file is not null
        and ($publisher::varchar is null or publisher = $publisher)
        and ($since::timestamptz is null or fetched_at >= $since)
    qualify row_number() over (partition by page_id order by fetched_at, run.number desc, warc_file, warc_offset) = 1
)

select warc_file, list(warc_offset order by warc_offset) as warc_offsets
from archived
group by warc_file
order by warc_file
