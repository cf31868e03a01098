-- One row per article of the run and organisation that its text or its pictures are credited to.
with credits as (
    select article_id, version, 'text' as use, name from bylines where kind = 'organisation'
    union all
    select article_id, version, 'text', unnest(affiliation) from bylines
    union all
    select article_id, version, 'text', dateline_agency from article_versions
    union all
    select article_id, version, 'pictures', credit_agency from images
)

select distinct article_id, use, name
from credits
join tonight using (article_id, version)
where name is not null
order by all
