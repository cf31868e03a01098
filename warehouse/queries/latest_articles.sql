-- What was published last?
select published_at, publisher, title, authors, place, word_count, url
from articles
order by published_at desc nulls last, first_seen_at desc, article_id
limit 50
