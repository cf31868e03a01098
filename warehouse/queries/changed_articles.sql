-- Which articles were changed after they were first seen, how, and which words were added and cut?
select
    changed_at, class, publisher, url, version,
    sum(len(added)) as runs_added, sum(len(cut)) as runs_cut,
    string_agg(label || ': ' || marked, e'\n' order by position) as marked
from article_changes
group by all
order by changed_at desc, url, version
