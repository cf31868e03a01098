-- What the articles tell of that this load moved in a span of days, and those of the days around.
select topic.article_id, told_on, topic.language, moved.article_id is not null as is_moved, terms, counts
from base.topic
join base.version using (article_id, version)
left join moved using (article_id)
where
    version.valid_to is null
    and version.withdrawn_run_id is null
    and told_on between $first - $days and $last + $days
