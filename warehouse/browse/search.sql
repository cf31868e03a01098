-- The articles that are looked for: one row, with how many there are, one page of them, and what can be chosen from.
with
best as (
    select article_id, words_found, score
    from search(coalesce($words, ''))
),

chosen as (
    select articles.*, coalesce(articles.published_at, articles.first_seen_at) as told_at, best.words_found, best.score
    from articles
    left join best using (article_id)
    where
        ($words is null or best.article_id is not null)
        and ($publisher is null or articles.publisher = $publisher)
        and ($language is null or articles.language = $language)
        and ($section is null or articles.section = $section)
        and ($run is null or articles.run_id = $run)
        and ($since is null or told_at >= $since::date)
        and ($until is null or told_at < $until::date + 1)
        and (
            $person is null
            or exists (
                from bylines
                where
                    bylines.article_id = articles.article_id and bylines.version = articles.version
                    and contains(lower(bylines.name), lower($person))
            )
        )
        and (
            $place is null
            or exists (
                from datelines
                where
                    datelines.article_id = articles.article_id and datelines.version = articles.version
                    and (contains(lower(datelines.place), lower($place)) or datelines.country = upper($place))
            )
        )
),

shown as (
    -- Cut between words, where there are blanks between them.
    select *, if(length(body) <= 240, body, regexp_replace(left(body, 240), '\s\S{0,30}$', '') || '…') as begins
    from chosen
    order by words_found desc nulls last, score desc nulls last, told_at desc, article_id
    limit $rows offset $skip
)

select
    (select count(*) from chosen) as total,
    (
        select
            list(
                struct_pack(
                    article_id, title, url, publisher, authors, place, section, language, published_at, published_precision,
                    first_seen_at, word_count, is_truncated, version, start := coalesce(standfirst, begins)
                )
                order by words_found desc nulls last, score desc nulls last, told_at desc, article_id
            )
        from shown
    ) as articles,
    (select list(distinct publisher order by publisher) from articles where publisher is not null) as publishers,
    (select list(distinct language order by language) from articles where language is not null) as languages
