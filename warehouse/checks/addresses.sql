-- A publisher has one article per canonical address.
select publisher, url, count(distinct article_id) as articles
from base.version
semi join (select publisher, url from touched_version where valid_to is null) as touched using (publisher, url)
where url not like 'file:%' and valid_to is null
group by publisher, url
having count(distinct article_id) > 1
