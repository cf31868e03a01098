-- One row per further version that the run added to a known article, with what it replaces.
select
    later.publisher, left(later.url, 2000) as url, later.version,
    left(earlier.title, 300) as old_title, left(later.title, 300) as title, earlier.valid_from as earlier_seen,
    later.word_count - earlier.word_count as words_added,
    later.title is distinct from earlier.title as title_changed,
    list_filter([
        case when later.standfirst is distinct from earlier.standfirst then 'standfirst' end,
        case when later.byline is distinct from earlier.byline then 'byline' end,
        case when later.dateline is distinct from earlier.dateline then 'dateline' end,
        case when later.body is distinct from earlier.body then 'text' end
    ], lambda part: part is not null) as parts
from tonight
join article_versions as later using (article_id, version)
join article_versions as earlier on earlier.article_id = later.article_id and earlier.valid_to = later.valid_from
where later.run_id = $run_id and earlier.withdrawn_run_id is null
order by title_changed desc, later.publisher, later.url
limit 200
