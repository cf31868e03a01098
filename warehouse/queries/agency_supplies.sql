-- Which agency supplies whom, with how many stories and pictures?
with named as (
    select article_id, version, agency, 'story' as what from datelines where agency is not null
    union all
    select article_id, version, credit_agency, 'picture' from images where credit_agency is not null
),

known as (
    select distinct lower(agency) as agency from named
),

signed as (
    select article_id, version, name as agency, 'story' as what
    from bylines
    where kind = 'organisation' and function = 'author' and lower(name) in (select agency from known)
    union
    select article_id, version, employer, 'story'
    from (select article_id, version, function, unnest(affiliation) as employer from bylines)
    where function = 'author' and lower(employer) in (select agency from known)
)

select
    any_value(supplied.agency) as agency,
    articles.publisher,
    count(distinct articles.article_id) filter (where supplied.what = 'story') as stories,
    count(*) filter (where supplied.what = 'picture') as pictures
from articles
join (select * from named union all select * from signed) as supplied using (article_id, version)
group by lower(supplied.agency), articles.publisher
order by stories + pictures desc, agency, articles.publisher
