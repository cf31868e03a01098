-- Which words of a language are forms of one: a row grows with the language, not with the archive. Stems are made where texts are
-- read (articles/stems.py); here they are numbers that search compares, so that a file answers by itself.

create table base.word_form (
    language VARCHAR NOT NULL,
    word_key UBIGINT NOT NULL,
    stem_key UBIGINT NOT NULL
);
comment on table base.word_form is 'One row per word of a language and its stem: words with the same stem are forms of one.';

-- Okapi BM25 (Robertson and Zaragoza 2009, section 3.4) with k1 = 1.2 and b = 0.75, over current versions. A word that is asked for
-- stands for all its forms, each in texts of the language whose form it is; they count three quarters of the word itself, so that of
-- two articles that are alike the one with the word as it was typed comes first.
create or replace macro main.search(words) as table (
    with written as (
        select unnest(tokens) as token, generate_subscripts(tokens, 1) as position
        from (select regexp_extract_all(words, '[-+]?"[^"]*"|[^\s"]+') as tokens)
    ),

    token as (
        select
            position, contains(token, '"') as is_phrase, token like '-_%' as is_excluded, suffix(token, '*') as is_prefix,
            token like '+_%' or contains(token, '"') or 'AND' in (before, behind) as is_required,
            base.words_of(token) as parts
        from (select *, lag(token) over (order by position) as before, lead(token) over (order by position) as behind from written)
        where token not in ('AND', 'OR')
    ),

    -- What begins so: no index has it, the texts are looked through.
    begun as (
        select
            token.position,
            unnest(list_distinct(list_filter(
                base.words_of(concat_ws(' ', version.title, version.standfirst, version.body)),
                lambda word: starts_with(word, token.parts[-1])
            ))) as part
        from base.version
        join (from token where is_prefix and len(parts) > 0) as token
            on base.holds(concat_ws(' ', version.title, version.standfirst, version.body), token.parts[-1])
        where version.valid_to is null
    ),

    token_key as (
        select position, base.word_key(unnest(parts)) as word, not is_phrase as has_forms from token where not is_prefix
        union
        select position, base.word_key(part), false from begun
    ),

    -- What is looked for to find a word: the word itself in any text, and its forms in those of their language.
    form as (
        select distinct word, word as form, null as language
        from token_key
        union all
        select distinct token_key.word, other.word_key, other.language
        from token_key
        join base.word_form as own on own.word_key = token_key.word
        join base.word_form as other using (language, stem_key)
        where token_key.has_forms and other.word_key <> token_key.word
    ),

    edition as (
        select count(*) as articles, avg(word_count) as word_count
        from base.version
        where valid_to is null
    ),

    found as (
        select
            form.word, version.article_id, version.version, any_value(version.word_count) as word_count,
            sum(told.frequencies[told.place] * case when form.form = form.word then 1.0 else 0.75 end) as frequency
        from (
            -- One pass for all: to join each form with each text takes half as long again as the rest of the question.
            select
                article_id, version, frequencies, unnest(forms) as form,
                unnest(list_transform(forms, lambda one: list_position(word_keys, one))) as place
            from base.concordance
            cross join (select list(distinct form) as forms from form)
        ) as told
        join form using (form)
        join base.version using (article_id, version)
        where told.place > 0 and version.valid_to is null and (form.language is null or form.language = version.language)
        group by form.word, version.article_id, version.version
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
        where found.word in (select word from token_key semi join (from token where not is_excluded) as wanted using (position))
        group by found.article_id, found.version
    ),

    -- Which articles hold what a condition names: any of what begins so, or all of its words.
    held as (
        select token.position, found.article_id, found.version
        from token
        join token_key using (position)
        join found using (word)
        where token.is_required or token.is_excluded
        group by token.position, found.article_id, found.version
        having bool_or(token.is_prefix) or count(distinct word) = any_value(len(list_distinct(token.parts)))
    ),

    fulfilled as (
        select token.position, held.article_id
        from held
        join token using (position)
        join base.version using (article_id, version)
        where
            not token.is_phrase
            or contains(
                ' ' || array_to_string(base.words_of(concat_ws(' ', title, standfirst, body)), ' ') || ' ',
                ' ' || array_to_string(token.parts, ' ') || ' '
            )
    ),

    missed as (
        select scored.article_id
        from scored
        cross join (from token where (is_required or is_excluded) and len(parts) > 0) as token
        where token.is_excluded = ((token.position, scored.article_id) in (from fulfilled))
    )

    select
        round(scored.score, 4) as score, scored.words_found, version.title, version.publisher, version.published_at, version.url,
        scored.article_id, scored.version
    from scored
    join base.version using (article_id, version)
    where scored.article_id not in (from missed)
    order by scored.score desc, scored.article_id
);
comment on macro table main.search is 'articles that hold any of these words, best first (BM25 over headline, standfirst and body; case and accents do not matter, and forms of one word are one: bridge, bridges). "in quotation marks": as they are typed, next to each other; a AND b, +a: required; -a: not; harb*: what begins so';
