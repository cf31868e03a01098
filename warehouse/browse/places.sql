-- The places of datelines, with how many articles each: one row.
with
placed as (
    select datelines.place, datelines.country, datelines.lat, datelines.lon, datelines.article_id
    from datelines
    join articles using (article_id, version)
    where
        datelines.place is not null
        and ($publisher is null or articles.publisher = $publisher)
        and ($since is null or coalesce(articles.published_at, articles.first_seen_at) >= $since::date)
        and ($until is null or coalesce(articles.published_at, articles.first_seen_at) < $until::date + 1)
),

counted as (
    select place, country, any_value(lat) as lat, any_value(lon) as lon, count(distinct article_id) as articles
    from placed
    group by place, country
    order by articles desc, place, country
    limit 500
)

select
    (select list(struct_pack(place, country, lat, lon, articles) order by articles desc, place, country) from counted) as places,
    (select list(distinct publisher order by publisher) from articles where publisher is not null) as publishers
