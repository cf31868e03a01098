-- Forms of words that were leaving, and stand in no article of their language any more.
delete from base.word_form
using (
    select language, word_key
    from leaving_word
    anti join (
        select version.language, unnest(concordance.word_keys) as word_key
        from base.concordance
        join base.version using (article_id, version)
        cross join (select list(word_key) as word_keys from leaving_word having count(*) > 0) as leaving
        where list_has_any(concordance.word_keys, leaving.word_keys)
    ) as held using (language, word_key)
) as gone
where word_form.language = gone.language and word_form.word_key = gone.word_key;
