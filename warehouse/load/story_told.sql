-- What the articles tell of that this load moved in some spans of days, and those of the days around each. Terms by their place: they
-- are many.
with near as materialized (
    select
        topic.rowid as place, span.first as span,
        moved.article_id is not null and told_on between span.first and span.last as is_due,
        moved.article_id is not null and told_on < span.first as was_due  -- with the span before
    from (select unnest($spans) as span)
    join base.topic on told_on between span.first - $days and span.last + $days
    join base.version using (article_id, version)
    left join moved using (article_id)
    where version.valid_to is null and version.withdrawn_run_id is null
)

select span, is_due, was_due, topic.article_id, told_on, topic.language, terms, counts
from near
join base.topic on topic.rowid = near.place
