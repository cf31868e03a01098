-- Family names that stand alone all through an article: whose they are, other articles tell, where nine in ten that name somebody of
-- that name in full name the same person. Told anew for the whole store, from what it holds now: in what order articles came does
-- not matter.
update base.mention
set known_as = told.known_as
from (
    with bearer as (
        select family, arg_max(name_id, (articles, name_id)) as name_id
        from (
            select family, name_id, count(distinct article_id) as articles
            from base.mention
            where family is not null and not is_alone
            group by family, name_id
        )
        group by family
        having max(articles) >= 0.9 * sum(articles)
    )

    select alone.article_id, alone.version, alone.position, bearer.name_id as known_as
    from base.mention as alone
    left join bearer on bearer.family = alone.family
    where alone.is_alone and alone.known_as is distinct from bearer.name_id
) as told
where mention.article_id = told.article_id and mention.version = told.version and mention.position = told.position;
