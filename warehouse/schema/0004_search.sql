-- Okapi BM25 (Robertson and Zaragoza 2009, section 3.4) with k1 = 1.2 and b = 0.75, over current versions.
create macro main.search(words) as table (
    with asked as (
        select distinct base.word_key(unnest(base.words_of(words))) as word
    ),

    edition as (
        select count(*) as articles, avg(word_count) as word_count
        from base.version
        where valid_to is null
    ),

    found as (
        select told.word, version.article_id, version.version, version.word_count, told.frequencies[told.place] as frequency
        from (
            select *, list_position(word_keys, word) as place
            from base.concordance
            cross join asked
        ) as told
        join base.version using (article_id, version)
        where told.place > 0 and version.valid_to is null
    ),

    rarity as (
        select word, ln(1 + (any_value(edition.articles) - count(*) + 0.5) / (count(*) + 0.5)) as idf
        from found
        cross join edition
        group by word
    ),

    scored as (
        select
            found.article_id, found.version, count(*) as words_found,
            sum(
                rarity.idf * found.frequency * 2.2
                / (found.frequency + 1.2 * (0.25 + 0.75 * found.word_count / greatest(edition.word_count, 1)))
            ) as score
        from found
        join rarity using (word)
        cross join edition
        group by found.article_id, found.version
    )

    select
        round(scored.score, 4) as score, scored.words_found, version.title, version.publisher, version.published_at, version.url,
        scored.article_id, scored.version
    from scored
    join base.version using (article_id, version)
    order by scored.score desc, scored.article_id
);
comment on macro table main.search is 'articles that hold any of these words, best first (BM25 over headline, standfirst and body; case and accents do not matter)';
