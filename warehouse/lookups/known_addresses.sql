-- When was each address of a publisher first and last asked for, and with which validators was its page last given?
with answered as (
    select url, fetched_at, payload_sha256, page_id, headers, part_of
    from base.page
    where publisher = $publisher and outcome in ('article', 'unchanged', 'duplicate', 'rejected')
),

given as (
    select url, part_of, list_filter(headers, lambda h: lower(h.name) = 'etag')[1].value as etag, list_filter(headers, lambda h: lower(h.name) = 'last-modified')[1].value as last_modified
    from answered
    where payload_sha256 is not null
    qualify row_number() over (partition by url order by fetched_at desc, page_id) = 1
)

select answered.url, any_value(given.etag) as etag, any_value(given.last_modified) as last_modified, min(answered.fetched_at) as first_seen, max(answered.fetched_at) as last_asked,
    coalesce(any_value(given.part_of) is not null, false) as is_later_page,
    answered.url in (select part_of from answered where part_of is not null) as has_later_pages
from answered
left join given using (url)
group by answered.url
