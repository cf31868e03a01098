-- A publisher has one article per canonical address.
select publisher, url, count(*) as articles
from articles
where url not like 'file:%'
group by publisher, url
having count(*) > 1
