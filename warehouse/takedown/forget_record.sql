-- The archive does not hold it any more.
update base.page
set warc_file = null, warc_offset = null, headers = null, payload_sha256 = null, payload_size = null
where page_id = $page_id
