-- Archived pages of articles that were taken down and came again, or whose archive file was away then.
select page_id, warc_file, warc_offset
from base.page
left join (from base.reject where code = 'not_an_article/taken_down') as refused using (page_id)
where page.warc_file is not null and (refused.page_id is not null or page.reason = 'taken down')
