-- Where the pages of an article lie in the archive; those that came from its addresses and were rejected too.
select distinct page_id, warc_file, warc_offset
from base.page
where
    warc_file is not null
    and (
        article_id = $article_id
        or (article_id is null and url in (from (select url from base.page where article_id = $article_id)))
    )
order by warc_file, warc_offset
