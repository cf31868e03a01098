-- Texts that came to several articles of a publisher in one night, or went from them: from one sight of each to the next.
create or replace temp table passing_line as
with sight as (
    select distinct publisher, article_id, number, day, body from sighting
),

turn as (
    select earlier.publisher, earlier.article_id, later.day, earlier.number as before, later.number as after
    from sight as earlier
    join sight as later
        on later.publisher = earlier.publisher and later.article_id = earlier.article_id and later.number = earlier.number + 1
),

looked as (
    select publisher, day, count(distinct article_id) as of from turn group by all
),

change as (
    select turn.publisher, turn.article_id, turn.day, body, key, text
    from turn
    join sighting on sighting.publisher = turn.publisher and sighting.article_id = turn.article_id and sighting.number = turn.before
    anti join sighting as other
        on other.publisher = turn.publisher and other.article_id = turn.article_id and other.number = turn.after and other.key = sighting.key
    where is_own
    union all
    select turn.publisher, turn.article_id, turn.day, body, key, text
    from turn
    join sighting on sighting.publisher = turn.publisher and sighting.article_id = turn.article_id and sighting.number = turn.after
    anti join sighting as other
        on other.publisher = turn.publisher and other.article_id = turn.article_id and other.number = turn.before and other.key = sighting.key
    where is_own
),

together as (
    select
        change.publisher, day, key, min(text) as value, count(distinct article_id) as pages, any_value(looked.of) as of
    from change
    join looked using (publisher, day)
    group by change.publisher, day, key
    having count(distinct article_id) >= greatest($least, $share * any_value(looked.of)) and count(distinct body) >= $least
)

select
    publisher, 'passing text' as kind, min(value) as value, max(pages) as pages, arg_max(of, pages) as of,
    min(day) as first_seen, max(day) as last_seen
from together
group by publisher, key
