-- Where do a page's sources disagree on a field, and which one was believed?
with disputed as (
    select evidence.article_id, evidence.version, evidence.field, articles.url
    from evidence
    join articles using (article_id, version)
    where evidence.field <> 'picture'  -- what was left out
    group by all
    having min(evidence.value) <> max(evidence.value)
)

select
    disputed.url,
    disputed.field,
    count(distinct evidence.value) as answers,
    list(evidence.source || ': ' || evidence.value order by evidence.position) as said,
    any_value(evidence.source) filter (where evidence.chosen) as believed
from disputed
join evidence using (article_id, version, field)
group by disputed.article_id, disputed.url, disputed.field
order by disputed.field, disputed.url
