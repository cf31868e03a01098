-- The rows of a version are numbered from 1 without a gap.
select 'block' as held, article_id, version, count(*) as rows, max(position) as last
from base.block
group by article_id, version
having min(position) <> 1 or max(position) <> count(*) or count(distinct position) <> count(*)
union all
select 'byline', article_id, version, count(*), max(position)
from base.byline
group by article_id, version
having min(position) <> 1 or max(position) <> count(*) or count(distinct position) <> count(*)
union all
select 'place', article_id, version, count(*), max(position)
from base.place
group by article_id, version
having min(position) <> 1 or max(position) <> count(*) or count(distinct position) <> count(*)
union all
select 'image', article_id, version, count(*), max(position)
from base.image
group by article_id, version
having min(position) <> 1 or max(position) <> count(*) or count(distinct position) <> count(*)
union all
select 'link', article_id, version, count(*), max(position)
from base.link
group by article_id, version
having min(position) <> 1 or max(position) <> count(*) or count(distinct position) <> count(*)
union all
select 'evidence', article_id, version, count(*), max(position)
from base.evidence
group by article_id, version
having min(position) <> 1 or max(position) <> count(*) or count(distinct position) <> count(*)
