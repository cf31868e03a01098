-- Articles that their sites took down, and those that are there again: what the addresses that they were read from answered.
with concerned as (
    select distinct page.article_id
    from base.page
    semi join asked using (url)
    where page.article_id is not null
),

address as (
    select distinct article_id, url
    from base.page
    semi join concerned using (article_id)
    where outcome in ('article', 'unchanged')
),

answer as (
    select address.article_id, page.fetched_at, page.outcome = 'rejected' as is_gone
    from address
    join base.page using (url)
    where
        (page.outcome in ('article', 'unchanged') and page.article_id = address.article_id)
        or (page.outcome = 'rejected' and regexp_matches(page.reason, '^not_found(/|$)'))
),

last_there as (
    select article_id, max(fetched_at) filter (where not is_gone) as at_last
    from answer
    group by article_id
),

now as (
    select answer.article_id, min(answer.fetched_at) filter (where answer.is_gone and answer.fetched_at > last_there.at_last) as gone_at
    from answer
    join last_there using (article_id)
    group by answer.article_id
)

update base.article
set gone_at = now.gone_at
from now
where article.article_id = now.article_id and article.gone_at is distinct from now.gone_at;
