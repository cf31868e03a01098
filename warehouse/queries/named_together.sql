-- Who is named with this person, organisation or place, in how many articles, and where: -p name='Ann Lee'?
with meant as (
    select name_id from names where lower(name) = lower($name) or list_contains(list_transform(variants, lambda form: lower(form)), lower($name))
),

told as (
    select distinct mentions.article_id, mentions.name_id
    from mentions
    join articles using (article_id, version)
)

select
    names.name, names.kind, count(distinct told.article_id) as articles,
    list(distinct articles.publisher order by articles.publisher) as publishers
from told as with_whom
join told using (article_id)
join articles using (article_id)
join names on names.name_id = told.name_id
where with_whom.name_id in (from meant) and told.name_id not in (from meant)
group by names.name_id, names.name, names.kind
order by articles desc, names.name
limit 100
