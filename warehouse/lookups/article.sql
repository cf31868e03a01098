-- Which article is meant by an address or an id, and where was its current version read from?
select v.article_id, v.version, v.url, v.publisher, v.run_id, v.page_id, p.warc_file, p.warc_offset, v.code_version, v.rule_set
from base.version as v
left join (
    select page_id, min(warc_file) as warc_file, arg_min(warc_offset, warc_file) as warc_offset from base.page group by page_id
) as p using (page_id)
where v.valid_to is null and v.withdrawn_run_id is null
  and (
    v.article_id = $url_or_id
    or v.url = $url_or_id
    or v.article_id in (select article_id from base.page where url = $url_or_id or final_url = $url_or_id)
  )
order by v.url = $url_or_id desc, v.article_id
limit 1
