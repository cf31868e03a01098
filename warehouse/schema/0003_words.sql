-- Words of a text, as search compares them.
create macro base.folded(text) as
    -- Case, accents, Arabic vowel signs, hamza and alef: decomposed and stripped. What does not decompose is named here.
    translate(
        replace(replace(replace(lower(strip_accents(text)), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
        'ıøłđςىٱةکیھہ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹ـ' || chr(8204) || chr(8205),
        'ioldσياهكيهه01234567890123456789'
    );
comment on macro base.folded is 'a text without case, accents and other differences that search does not make';

create macro base.words_of(text) as
    list_transform(
        [base.folded(text)],
        lambda folded: case
            -- Where words are not spaced, each two neighbours are a word.
            when regexp_matches(folded, '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]') then flatten(list_transform(
                regexp_extract_all(
                    regexp_replace(folded, '[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}]+', ' \0 ', 'g'), '[\pL\pN]+'
                ),
                lambda run: case
                    when length(run) > 2 and regexp_matches(run, '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]')
                        then list_transform(range(1, length(run)), lambda place: substr(run, place, 2))
                    else [run]
                end
            ))
            else regexp_extract_all(folded, '[\pL\pN]+')
        end
    )[1];
comment on macro base.words_of is 'words of a text as search compares them, in order: folded for case and accents; two neighbours each where words are not spaced';

-- A headline says what an article is about: its words count three times.
create macro base.word_counts(title, standfirst, body) as (
    list_transform(
        -- The histogram of no word is null.
        coalesce(map_entries(list_histogram(list_filter(
            flatten([
                base.words_of(coalesce(title, '')), base.words_of(coalesce(title, '')),
                base.words_of(concat_ws(' ', title, standfirst, body))
            ]),
            lambda word: length(word) <= 64
        ))), []),
        lambda entry: struct_pack(word := entry.key, frequency := entry.value::integer)
    )
);
comment on macro base.word_counts is 'words of an article with how often each stands in it, those of the headline three times as often';

-- 64 bits of a word's MD5: what stands for it where words are compared by the million.
create macro base.word_key(word) as md5_number_lower(word);
comment on macro base.word_key is 'number that stands for a folded word';
