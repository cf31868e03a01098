-- What did the newspapers say at that time: -p time=2026-11-17?
select article_id, version, publisher, url, title, standfirst, body, authors, published_at, valid_from, valid_to
from article_versions
where valid_from <= $time::timestamptz and coalesce(valid_to > $time::timestamptz, true) and withdrawn_run_id is null
order by publisher, published_at desc nulls last, article_id
