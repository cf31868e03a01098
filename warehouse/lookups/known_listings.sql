-- Which addresses of a publisher were ever read as a listing? They are no articles, whoever links to them.
select distinct url
from base.listing
where publisher = $publisher and outcome in ('read', 'unchanged')
order by url
