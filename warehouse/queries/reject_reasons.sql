-- Why did pages not become articles, and what is an example of each reason?
select
    rejects.code, rejects.publisher, count(*) as pages, min(rejects.url) as example,
    arg_min(rejects.detail, rejects.url) as detail
from rejects
where rejects.mended_run_id is null
group by rejects.code, rejects.publisher
order by pages desc, rejects.code, rejects.publisher
