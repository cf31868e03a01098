-- On how many of this run's articles a field stands, and on how many of the publisher's latest before it, with the element (else the
-- source) in which it stood there most; by two measures: whether it was found at all, and whether the page's data say it.
with staged_value as (
    select
        publisher, article.article_id as article_id, min(fetched_at) over (partition by publisher) as began, unnest(evidence) as told
    from staged
    where kind = 'article' and publisher <> $heap
    qualify row_number() over (partition by publisher, article.article_id order by fetched_at desc, warc_file, warc_offset) = 1
),

tonight as (
    select publisher, article_id, told.field as field, told.source as source, told.element as element, told.chosen as chosen
    from staged_value
),

published as (
    select publisher, article_id, version
    from published_article
    join (select publisher, any_value(began) as began from staged_value group by publisher) as run using (publisher)
    where seen_at < began
    qualify row_number() over (partition by publisher order by seen_at desc, article_id) <= $most
),

before as (
    select publisher, article_id, field, source, element, chosen
    from published
    join published_evidence using (article_id, version)
),

told as (
    select 'tonight' as night, * from tonight
    union all
    select 'before' as night, * from before
),

looked as (
    select publisher, night, count(distinct article_id) as pages from told group by all
),

said as (
    select
        publisher, night, article_id, if(field = 'description', 'standfirst', field) as field,
        unnest([
            struct_pack(measure := 'found', holds := chosen),
            struct_pack(measure := 'data', holds := source = 'json-ld' or starts_with(source, 'meta:'))
        ]) as measured,
        if(chosen, coalesce(element, source), null) as place, element, source
    from told
    where field in ('title', 'standfirst', 'description', 'author', 'published_at', 'section')
),

counted as (
    select
        publisher, field, measured.measure as measure,
        count(distinct article_id) filter (where night = 'tonight' and measured.holds) as stands,
        count(distinct article_id) filter (where night = 'before' and measured.holds) as stood,
        mode(place) filter (where night = 'before') as place,
        list_concat(
            list(distinct element) filter (where night = 'tonight'), list(distinct source) filter (where night = 'tonight')
        ) as places
    from said
    group by all
)

select
    counted.publisher, field, measure, stands, tonight.pages, stood, before.pages,
    if(list_contains(coalesce(places, []), place), null, place) as gone
from counted
join looked as tonight on tonight.publisher = counted.publisher and tonight.night = 'tonight'
join looked as before on before.publisher = counted.publisher and before.night = 'before'
order by counted.publisher, field, measure desc
