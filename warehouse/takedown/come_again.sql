-- Archived pages of articles that were taken down and came again.
select page_id, warc_file, warc_offset
from base.page
join base.reject using (page_id)
where reject.code = 'not_an_article/taken_down' and page.warc_file is not null
