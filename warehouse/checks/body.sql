-- A body is its blocks labelled body, heading, quote, list and table, joined by a blank line. What is compared is a sum over the
-- paragraphs and their places: all texts of a warehouse at once would not fit into memory.
with written as materialized (
    select block.rowid as place
    from base.block
    semi join written_version using (article_id, version)
    where label in ('body', 'heading', 'quote', 'list', 'table')
),

paragraph as (
    select
        article_id, version, hash(text) as text,
        row_number() over (partition by article_id, version order by position, part) as place
    from (
        select
            article_id, version, position, unnest(string_split(text, e'\n\n')) as text,
            generate_subscripts(string_split(text, e'\n\n'), 1) as part
        from base.block
        join written on block.rowid = written.place
    )
),

joined as (
    select article_id, version, bit_xor(hash(text, place::bigint)) as body
    from paragraph
    group by article_id, version
)

select version.article_id, version.version, version.url
from base.version
semi join written_version using (article_id, version)
left join joined using (article_id, version)
where
    joined.body is distinct from list_bit_xor(
        list_transform(string_split(nullif(version.body, ''), e'\n\n'), lambda text, place: hash(hash(text), place::bigint))
    )
