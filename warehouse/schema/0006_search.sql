-- What search asks.
create table base.word (
    word       VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    frequency  INTEGER NOT NULL
);
comment on table base.word is 'One row per word of a version, as search compares them.';
comment on column base.word.word is 'the word, folded for case and accents; two neighbouring characters where words are not spaced';
comment on column base.word.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.word.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.word.frequency is 'how often it stands in headline (which counts three times), standfirst and body';

insert into base.word
select told.word, article_id, version, told.frequency
from (select article_id, version, unnest(base.word_counts(title, standfirst, body)) as told from base.version);

-- Okapi BM25 (Robertson and Zaragoza 2009, section 3.4) with k1 = 1.2 and b = 0.75, over current versions.
create macro main.search(words) as table (
    with asked as (
        select distinct unnest(base.words_of(words)) as word
    ),

    edition as (
        select count(*) as articles, avg(word_count) as word_count
        from base.version
        where valid_to is null
    ),

    found as (
        select held.word, held.article_id, held.version, held.frequency, version.word_count
        from base.word as held
        semi join asked using (word)
        join base.version using (article_id, version)
        where version.valid_to is null
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
