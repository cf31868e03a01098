-- Which texts did several publishers print, who had them first, and how many copies are there?
select
    origin.publisher as first_told_by, origin.title, count(*) as copies, list(distinct copy.publisher order by copy.publisher) as copied_by,
    origin.article_id
from articles as origin
join articles as copy on copy.origin_article_id = origin.article_id
group by all
having count(distinct copy.publisher) > 1 or any_value(copy.publisher) <> origin.publisher
order by copies desc, origin.title, origin.article_id
limit 100
