-- One contributor: what was written, for whom, from where and about what: one row, or none.
with
work as (
    select
        articles.*, bylines."role", bylines.affiliation, bylines."location",
        coalesce(articles.published_at, articles.first_seen_at) as told_at
    from bylines
    join articles using (article_id, version)
    where bylines.contributor_id = $contributor_id
)

select
    contributors.contributor_id, contributors.name, contributors.kind,
    (select count(distinct article_id) from work) as total,
    (
        select list(struct_pack("name" := publisher, articles) order by articles desc, publisher)
        from (select publisher, count(distinct article_id) as articles from work group by publisher)
    ) as publishers,
    (
        select list(struct_pack("name" := section, articles) order by articles desc, section)
        from (select section, count(distinct article_id) as articles from work where section is not null group by section)
    ) as sections,
    (
        select list(struct_pack("name" := place, articles) order by articles desc, place)
        from (select place, count(distinct article_id) as articles from work where place is not null group by place)
    ) as places,
    (
        select list(struct_pack("name" := said, articles) order by articles desc, said)
        from (
            select said, count(distinct article_id) as articles
            from (select article_id, unnest(affiliation) as said from work)
            group by said
        )
    ) as affiliations,
    (
        select list(struct_pack(article_id, title, publisher, "role", place, published_at, published_precision) order by told_at desc, article_id)
        from (from work order by told_at desc, article_id limit 200)
    ) as articles
from contributors
where contributors.contributor_id = $contributor_id
