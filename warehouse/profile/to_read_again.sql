-- Staged pages that hold what was learned just now: they are read again with it.
with line as (
    select publisher, kind, value from text_line
    union all
    select publisher, kind, value from passing_line
    union all
    select publisher, kind, value from value_line
    union all
    select publisher, kind, value from element_line
    union all
    select publisher, kind, value from order_line
    union all
    select publisher, kind, value from name_order_line
    union all
    select publisher, kind, value from dateline_form_line
),

fresh as (
    select * from line
    anti join published_line using (publisher, kind, value)
),

page as (
    select
        publisher, article.article_id as article_id, article.title as title, warc_file, warc_offset, blocks, evidence, images,
        coalesce(article.published_at, article.updated_at)::date as day, array_to_string(article.flags, ' ') as flags
    from staged
    where kind = 'article'
),

text as (
    select * exclude (block), block.text as text
    from (select publisher, article_id, warc_file, warc_offset, unnest(blocks) as block from page)
    where block.label in ('body', 'heading', 'quote', 'list', 'table')
),

told as (
    select publisher, warc_file, warc_offset, unnest(evidence).field as field, unnest(evidence).value as value from page
    union all
    select publisher, warc_file, warc_offset, 'picture', unnest(images).url from page
),

-- Pages whose data are silent where an element speaks.
silent as (
    select publisher, warc_file, warc_offset, unnest(['title', 'standfirst', 'author', 'published_at', 'section']) as field
    from page
    except
    select publisher, warc_file, warc_offset, if(told.field = 'description', 'standfirst', told.field)
    from (select publisher, warc_file, warc_offset, unnest(evidence) as told from page)
    where told.source = 'json-ld' or starts_with(told.source, 'meta:')
)

select text.publisher, text.warc_file, text.warc_offset
from text
join fresh on fresh.publisher = text.publisher and fresh.kind in ('standing text', 'passing text') and masked(fresh.value) = masked(text.text)
union
select text.publisher, text.warc_file, text.warc_offset
from text
join headline
    on headline.publisher = text.publisher
    and headline.article_id <> text.article_id
    and squeezed(headline.title) = squeezed(text.text)
union
select told.publisher, told.warc_file, told.warc_offset
from told
join fresh on fresh.publisher = told.publisher and fresh.kind = told.field and fresh.value = told.value
union
select page.publisher, page.warc_file, page.warc_offset
from page
join fresh
    on fresh.publisher = page.publisher
    and fresh.kind = 'title affix'
    and (starts_with(page.title, fresh.value) or ends_with(page.title, fresh.value))
union
select silent.publisher, silent.warc_file, silent.warc_offset
from silent
join fresh
    on fresh.publisher = silent.publisher
    and (fresh.kind = silent.field || ' element' or (fresh.kind = 'name order' and silent.field = 'author'))
union
select told.publisher, told.warc_file, told.warc_offset
from told
join fresh on fresh.publisher = told.publisher and fresh.kind = 'day order' and told.field in ('published_at', 'updated_at') and is_unclear(told.value)
union
select text.publisher, text.warc_file, text.warc_offset
from text
join fresh on fresh.publisher = text.publisher and fresh.kind = 'dateline form' and fresh.value = opening_form(text.text)
union
-- A day on which no page had taught it is another one tomorrow.
select page.publisher, page.warc_file, page.warc_offset
from page
join zone_line on zone_line.publisher = page.publisher and page.day between zone_line.first_seen and zone_line.last_seen
where contains(page.flags, '_zone_unknown')
group by page.publisher, page.warc_file, page.warc_offset
having count(distinct zone_line.value) = 1
order by warc_file, warc_offset
