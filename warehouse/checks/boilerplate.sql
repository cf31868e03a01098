-- No body of a publisher begins or ends with a paragraph of 8 words or more that half of its articles or more begin or end with, beside
-- five different paragraphs or more: that is a notice, a promotion or a colophon which no rule knows. Articles that share the next
-- paragraph, too, are copies (text_reuse), and what stands in the middle of a text may be a quotation. Publishers of fewer than 20
-- articles are left alone: what their pages have in common is learned as soon as there are 20 (docs/profiles.md).
-- What to do: add the text to boilerplate = ["..."] in the publisher's file, then type: copydesk reread --publisher ID
with edge as (
    select
        version.publisher, version.article_id, version.url, block.text,
        lag(block.text) over in_order is null as is_first,
        lead(block.text) over in_order is null as is_last,
        coalesce(lag(block.text) over in_order, lead(block.text) over in_order) as neighbour
    from base.block
    join base.version using (article_id, version)
    where
        version.publisher in (from touched_publisher)
        and block.label = 'body' and version.valid_to is null and version.withdrawn_run_id is null
    window in_order as (partition by article_id, version order by block.position)
),

publisher as (
    select publisher, count(distinct article_id) as articles
    from edge
    group by publisher
    having count(distinct article_id) >= 20
)

select
    edge.publisher, if(edge.is_first, 'first', 'last') as place, edge.text, count(distinct edge.article_id) as articles,
    min(edge.url) as for_example
from edge
join publisher using (publisher)
where edge.is_first <> edge.is_last
group by edge.publisher, place, edge.text, publisher.articles
having
    count(distinct edge.neighbour) >= 5
    and 2 * count(distinct edge.article_id) >= publisher.articles
    and len(string_split(edge.text, ' ')) >= 8
