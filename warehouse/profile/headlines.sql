-- What the publishers' articles are called and how they are summed up: this run's, and of those before it the latest.
create or replace temp table headline as
select publisher, any_value(article_id) as article_id, any_value(title) as title, any_value(standfirst) as standfirst
from (
    select publisher, article.article_id as article_id, article.title as title, article.standfirst as standfirst
    from staged
    where kind = 'article'
    union all
    select publisher, article_id, title, standfirst from sampled where reading is null
)
where length(squeezed(title)) >= $shortest and publisher <> $heap
group by publisher, squeezed(title)
having count(distinct article_id) = 1
