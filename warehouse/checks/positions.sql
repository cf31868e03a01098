-- The rows of a version are numbered from 1 without a gap: no other n numbers have their sum and the sum of their squares but by
-- a rare chance, and to count them apart would take thirty times the memory.
select 'block' as held, article_id, version, count(*) as rows, max(position) as last
from touched_block
group by article_id, version
having
    sum(position) <> count(*) * (count(*) + 1) // 2
    or sum(position::bigint * position) <> count(*) * (count(*) + 1) * (2 * count(*) + 1) // 6
union all
select 'byline', article_id, version, count(*), max(position)
from touched_byline
group by article_id, version
having
    sum(position) <> count(*) * (count(*) + 1) // 2
    or sum(position::bigint * position) <> count(*) * (count(*) + 1) * (2 * count(*) + 1) // 6
union all
select 'place', article_id, version, count(*), max(position)
from touched_place
group by article_id, version
having
    sum(position) <> count(*) * (count(*) + 1) // 2
    or sum(position::bigint * position) <> count(*) * (count(*) + 1) * (2 * count(*) + 1) // 6
union all
select 'image', article_id, version, count(*), max(position)
from touched_image
group by article_id, version
having
    sum(position) <> count(*) * (count(*) + 1) // 2
    or sum(position::bigint * position) <> count(*) * (count(*) + 1) * (2 * count(*) + 1) // 6
union all
select 'link', article_id, version, count(*), max(position)
from touched_link
group by article_id, version
having
    sum(position) <> count(*) * (count(*) + 1) // 2
    or sum(position::bigint * position) <> count(*) * (count(*) + 1) * (2 * count(*) + 1) // 6
union all
select 'quote', article_id, version, count(*), max(position)
from touched_quote
group by article_id, version
having
    sum(position) <> count(*) * (count(*) + 1) // 2
    or sum(position::bigint * position) <> count(*) * (count(*) + 1) * (2 * count(*) + 1) // 6
union all
select 'date in text', article_id, version, count(*), max(position)
from touched_date_in_text
group by article_id, version
having
    sum(position) <> count(*) * (count(*) + 1) // 2
    or sum(position::bigint * position) <> count(*) * (count(*) + 1) * (2 * count(*) + 1) // 6
union all
select 'mention', article_id, version, count(*), max(position)
from touched_mention
group by article_id, version
having
    sum(position) <> count(*) * (count(*) + 1) // 2
    or sum(position::bigint * position) <> count(*) * (count(*) + 1) * (2 * count(*) + 1) // 6
union all
select 'evidence', article_id, version, count(*), max(position)
from touched_evidence
group by article_id, version
having
    sum(position) <> count(*) * (count(*) + 1) // 2
    or sum(position::bigint * position) <> count(*) * (count(*) + 1) * (2 * count(*) + 1) // 6
