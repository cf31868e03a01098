-- How much of each publisher's copy comes from agencies, and how much of that had been told by others?
select
    articles.publisher, agency, count(distinct articles.article_id) as articles,
    count(distinct articles.article_id) filter (where not articles.is_original) as told_before,
    sum(articles.word_count) as words
from articles
join (select distinct article_id, version, agency from agency_credits) using (article_id, version)
group by all
order by articles.publisher, articles desc, agency
