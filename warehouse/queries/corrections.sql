-- What was corrected, and how long had it stood?
select
    article_changes.changed_at, article_changes.publisher, article_changes.url,
    article_changes.changed_at - articles.first_seen_at as stood, article_changes.new_text as notice
from article_changes
join articles using (article_id)
where article_changes.class = 'correction' and article_changes.change = 'added'
order by article_changes.changed_at desc, article_changes.url, article_changes.position
