-- The words of a batch's articles, page by page.
select
    list_transform(told, lambda entry: base.word_key(entry.word)) as word_keys,
    list_transform(told, lambda entry: entry.frequency) as frequencies
from (
    select if(kind = 'article', base.word_counts(article.title, article.standfirst, article.body), null) as told
    from staged
)
