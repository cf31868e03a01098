-- Whether a folded word stands anywhere in a text. To fold a whole text takes twenty times as long as to ask whether it has what
-- only folding changes.
create macro base.holds(text, part) as case
    when regexp_matches(text, '[ıøØłŁđĐßæÆœŒςىٱةکیھہ٠-٩۰-۹ـ\x{200C}\x{200D}]') then contains(base.folded(text), part)
    else contains(lower(strip_accents(text)), part)
end;
comment on macro base.holds is 'whether a folded word stands in a text, as a word or within one';

-- Okapi BM25 (Robertson and Zaragoza 2009, section 3.4) with k1 = 1.2 and b = 0.75, over current versions.
create macro main.search(words) as table (
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
        select position, base.word_key(unnest(parts)) as word from token where not is_prefix
        union
        select position, base.word_key(part) from begun
    ),

    asked as (
        select distinct word
        from token_key
        semi join (from token where not is_excluded) as wanted using (position)
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
    ),

    condition as (
        select
            token.position, any_value(is_excluded) as is_excluded, any_value(is_phrase) as is_phrase, any_value(is_prefix) as is_prefix,
            any_value(parts) as parts, coalesce(list(word) filter (where word is not null), []) as keys
        from token
        left join token_key using (position)
        where (is_required or is_excluded) and len(parts) > 0
        group by token.position
    ),

    missed as (
        select scored.article_id
        from scored
        cross join condition
        join base.concordance using (article_id, version)
        join base.version using (article_id, version)
        where condition.is_excluded = case
            when is_prefix then list_has_any(word_keys, keys)
            when not list_has_all(word_keys, keys) then false
            when is_phrase then contains(
                ' ' || array_to_string(base.words_of(concat_ws(' ', title, standfirst, body)), ' ') || ' ',
                ' ' || array_to_string(parts, ' ') || ' '
            )
            else true
        end
    )

    select
        round(scored.score, 4) as score, scored.words_found, version.title, version.publisher, version.published_at, version.url,
        scored.article_id, scored.version
    from scored
    join base.version using (article_id, version)
    where scored.article_id not in (from missed)
    order by scored.score desc, scored.article_id
);
comment on macro table main.search is 'articles that hold any of these words, best first (BM25 over headline, standfirst and body; case and accents do not matter). "in quotation marks": next to each other; a AND b, +a: required; -a: not; harb*: what begins so';
