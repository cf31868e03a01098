-- One row per article of the run, newest first.
select
    v.version, v.publisher, left(v.url, 2000) as url, left(v.title, 300) as title, left(v.standfirst, 240) as standfirst,
    v.authors[:8] as authors, v.place, v.section, v.published_at, v.published_precision, v.word_count, v.is_truncated
from tonight
join article_versions as v using (article_id, version)
order by v.published_at desc nulls last, v.publisher, v.url
