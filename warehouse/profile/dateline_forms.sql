-- How a paper prints datelines that are a place alone: as four of five openings in that form say, which are known for
-- datelines; the others may be of towns that no gazetteer has.
create or replace temp table dateline_form_line as
with staged_text as (
    select
        struct_pack(warc_file := warc_file, warc_offset := warc_offset) as reading, unnest(blocks) as block,
        generate_subscripts(blocks, 1) as position
    from staged
    where kind = 'article'
),

text as (
    select publisher, article_id, day, position, block.label as label, block.text as text
    from sampled
    join staged_text using (reading)
    union all
    select publisher, article_id, day, position, label, text
    from sampled
    join looked_text using (article_id, version)
),

-- Of each article its dateline, else its first paragraph.
opening as (
    select publisher, article_id, day, label, opening_form(text) as value
    from text
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
