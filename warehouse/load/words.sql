-- The words of a batch's articles, page by page.
select if(kind = 'article', base.word_counts(article.title, article.standfirst, article.body), null) as words
from staged
