-- Where do a page's sources disagree on a field, and which one was believed?
select
    articles.url,
    evidence.field,
    count(distinct evidence.value) as answers,
    list(evidence.source || ': ' || evidence.value order by evidence.position) as said,
    any_value(evidence.source) filter (where evidence.chosen) as believed
from articles
join evidence using (article_id, version)
group by articles.article_id, articles.url, evidence.field
having count(distinct evidence.value) > 1
order by evidence.field, articles.url
