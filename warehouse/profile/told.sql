-- Where the published texts lie that are looked at: of the sampled articles, and of those that this run shows again.
create or replace temp table looked_place as
select place
from published_text
semi join (
    select article_id, version from sampled
    union
    select article_id, version
    from published_article
    semi join (select distinct article.article_id as article_id from staged where kind = 'article') using (article_id)
) as looked using (article_id, version);

create or replace temp view looked_text as
select article_id, version, position, label, text
from published_text
join looked_place using (place);

-- Each text of theirs, whatever it is labelled.
create or replace temp view labelled_text as
with staged_text as (
    select
        struct_pack(warc_file := warc_file, warc_offset := warc_offset) as reading, unnest(blocks) as block,
        generate_subscripts(blocks, 1) as position
    from staged
    where kind = 'article'
),

either as (
    select sampled.*, position, block.label as label, block.text as text
    from sampled
    join staged_text using (reading)
    union all
    select sampled.*, looked_text.position, looked_text.label, looked_text.text
    from sampled
    join looked_text using (article_id, version)
)

select publisher, article_id, day, body, reading, position, label, text from either;

-- Those that count as the article's own, or that were known to be standing.
create or replace temp view told_text as
select publisher, article_id, day, body, reading, position, label, text
from labelled_text
where label in ('body', 'heading', 'quote', 'list', 'table', 'standing') and regexp_matches(text, '\p{L}');

-- Each candidate for their fields.
create or replace temp view told_candidate as
with staged_candidate as (
    select struct_pack(warc_file := warc_file, warc_offset := warc_offset) as reading, unnest(evidence) as told
    from staged
    where kind = 'article'
)

select sampled.*, told.field as field, told.value as value, told.source as source, told.element as element
from sampled
join staged_candidate using (reading)
union all
select sampled.*, field, value, source, element from sampled join published_evidence using (article_id, version);

-- What their fields were said to be.
create or replace temp view told_value as
with staged_image as (
    select struct_pack(warc_file := warc_file, warc_offset := warc_offset) as reading, unnest(images).url as url
    from staged
    where kind = 'article'
),

either as (
    select * exclude (source, element) from told_candidate
    union all
    select sampled.*, 'picture', url from sampled join staged_image using (reading)
    union all
    select sampled.*, 'picture', url from sampled join published_image using (article_id, version)
)

select distinct publisher, article_id, day, body, reading, field, value
from either
where field in ('title', 'standfirst', 'description', 'section', 'tag', 'picture') and value <> '';

-- Where the page shows what its data say of a field.
create or replace temp view told_element as
select publisher, article_id, day, field, element
from told_candidate
where
    field in ('title', 'description', 'author', 'published_at', 'section')
    and (source = 'json-ld' or starts_with(source, 'meta:'))
