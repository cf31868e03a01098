-- Which agency supplies whom, with how many stories and pictures?
with supplied as (
    select distinct article_id, version, agency, 'story' as what from agency_credits
    union all
    select article_id, version, credit_agency, 'picture' from images where credit_agency is not null
)

select
    any_value(supplied.agency) as agency,
    articles.publisher,
    count(distinct articles.article_id) filter (where supplied.what = 'story') as stories,
    count(*) filter (where supplied.what = 'picture') as pictures
from articles
join supplied using (article_id, version)
group by lower(supplied.agency), articles.publisher
order by stories + pictures desc, agency, articles.publisher
