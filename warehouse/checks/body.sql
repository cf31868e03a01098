-- A body is its blocks labelled body, heading, quote, list and table, joined by a blank line.
with joined as (
    select article_id, version, string_agg(text, e'\n\n' order by position) as body
    from base.block
    where label in ('body', 'heading', 'quote', 'list', 'table')
    group by article_id, version
)

select version.article_id, version.version, version.url
from base.version
left join joined using (article_id, version)
where version.body <> coalesce(joined.body, '')
