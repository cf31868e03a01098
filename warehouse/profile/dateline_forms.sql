-- How a paper prints datelines that are a place alone: as four of five openings in that form say, which are known for
-- datelines; the others may be of towns that no gazetteer has.
create or replace temp table dateline_form_line as
-- Of each article its dateline, else its first paragraph.
with opening as (
    select publisher, article_id, day, label, opening_form(text) as value
    from labelled_text
    where label in ('dateline', 'body')
    qualify row_number() over (partition by publisher, article_id order by label <> 'dateline', position) = 1
)

select
    publisher, 'dateline form' as kind, value, count(distinct article_id) filter (where label = 'dateline') as pages,
    count(distinct article_id) as of, min(day) filter (where label = 'dateline') as first_seen,
    max(day) filter (where label = 'dateline') as last_seen
from opening
where value is not null
group by publisher, value
having pages >= $least and pages >= 0.8 * count(distinct article_id)
