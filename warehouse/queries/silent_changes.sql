-- Which texts were changed without a word: no correction, no later time of change?
select changed_at, publisher, url, label, added, cut, marked
from article_changes
where class = 'silent' and label <> 'byline'
order by changed_at desc, url, position
