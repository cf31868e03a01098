-- Who is named in bylines as author, and for whom: one row, with one page of them.
with
named as (
    select
        bylines.contributor_id, any_value(contributors.name) as name, any_value(contributors.kind) as kind,
        count(distinct bylines.article_id) as articles,
        list(distinct articles.publisher order by articles.publisher) as publishers,
        max(coalesce(articles.published_at, articles.first_seen_at)) as last_told
    from bylines
    join articles using (article_id, version)
    join contributors using (contributor_id)
    where
        ($words is null or contains(strip_accents(lower(contributors.name)), strip_accents(lower($words))))
        and ($publisher is null or articles.publisher = $publisher)
        and ($kind is null or contributors.kind = $kind)
    group by bylines.contributor_id
)

select
    (select count(*) from named) as total,
    (
        select list(struct_pack(contributor_id, "name", kind, articles, publishers, last_told) order by articles desc, "name", contributor_id)
        from (from named order by articles desc, "name", contributor_id limit $rows offset $skip)
    ) as people,
    (select list(distinct publisher order by publisher) from articles where publisher is not null) as publishers
