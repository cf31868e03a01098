-- No body of a publisher begins or ends with a paragraph of 8 words or more that five or more of its articles begin or end with, on
-- half of its articles or more: that is a notice, a promotion or a colophon which no rule knows. Articles that share more than that
-- with each other are copies (text_reuse), and what stands in the middle of a text may be a quotation.
with edge as (
    select
        version.publisher, version.article_id, version.url, block.text,
        block.position = min(block.position) over of_version as is_first,
        block.position = max(block.position) over of_version as is_last
    from base.block
    join base.version using (article_id, version)
    where block.label = 'body' and version.valid_to is null and version.withdrawn_run_id is null
    window of_version as (partition by article_id, version)
),

publisher as (
    select publisher, count(distinct article_id) as articles
    from edge
    group by publisher
)

select
    edge.publisher, if(edge.is_first, 'first', 'last') as place, edge.text, count(distinct edge.article_id) as articles,
    min(edge.url) as for_example
from edge
join publisher using (publisher)
where (edge.is_first or edge.is_last) and not (edge.is_first and edge.is_last)
group by edge.publisher, place, edge.text, publisher.articles
having
    count(distinct edge.article_id) >= 5
    and 2 * count(distinct edge.article_id) >= publisher.articles
    and len(string_split(edge.text, ' ')) >= 8
