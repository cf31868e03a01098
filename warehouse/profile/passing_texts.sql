-- Texts that came to several articles of a publisher in one night, or went from them: from one sight of each to the next; and those
-- that stand, on however few pages, in a place that is filled anew from sight to sight: below a standing text, and above another
-- one or the end.
create or replace temp table passing_line as
with sight as (
    select distinct publisher, article_id, number, day, body from sighting
),

turn as (
    select
        earlier.publisher, earlier.article_id, later.day,
        unnest([
            struct_pack(here := earlier.number, there := later.number), struct_pack(here := later.number, there := earlier.number)
        ], recursive := true)
    from sight as earlier
    join sight as later
        on later.publisher = earlier.publisher and later.article_id = earlier.article_id and later.number = earlier.number + 1
),

looked as (
    select publisher, day, count(distinct article_id) as of from turn group by all
),

standing as (
    select distinct publisher, hash(masked(value)) as key
    from (select publisher, kind, value from text_line union all select publisher, kind, value from published_line)
    where kind = 'standing text'
),

-- Each text of a turn, with whether the other sight lacks it.
seen as (
    select
        turn.*, sighting.key, sighting.text, sighting.position, sighting.body, sighting.is_own, sighting.is_text,
        other.key is null as is_changed, standing.key is not null as is_standing
    from turn
    join sighting on sighting.publisher = turn.publisher and sighting.article_id = turn.article_id and sighting.number = turn.here
    left join sighting as other
        on other.publisher = turn.publisher and other.article_id = turn.article_id and other.number = turn.there and other.key = sighting.key
    left join standing on standing.publisher = turn.publisher and standing.key = sighting.key
),

-- And with what stays above and below it: a standing text, or one of the article's own, beside which an edit stands. What is known
-- to be another article's, or the day's, is passed over.
placed as (
    select
        *,
        last_value(stays ignore nulls) over above as upper,
        first_value(stays ignore nulls) over below as lower,
        coalesce(bool_or(not stays.is_standing) over above, false) as is_under_the_text
    from (select *, if(not is_changed and (is_text or is_standing), struct_pack(key := key, is_standing := is_standing), null) as stays from seen)
    window
        above as (partition by publisher, article_id, here, there order by position rows between unbounded preceding and 1 preceding),
        below as (partition by publisher, article_id, here, there order by position rows between 1 following and unbounded following)
),

filled as (
    select publisher, article_id, day, here, there, key, text, is_own, upper.key as place
    from placed
    where is_changed and is_under_the_text and coalesce(lower.is_standing, true)
),

-- A place of the page: every other time that an article is seen again with the text above it, or oftener, all below that is new.
place as (
    select seen.publisher, seen.key
    from seen
    left join (select distinct publisher, article_id, here, there, place from filled) as anew
        on anew.publisher = seen.publisher and anew.article_id = seen.article_id
        and anew.here = seen.here and anew.there = seen.there and anew.place = seen.key
    where seen.is_standing and not seen.is_changed
    group by seen.publisher, seen.key
    having count(distinct anew.article_id) >= $least and count(anew.article_id) >= 0.5 * count(*)
),

together as (
    select
        seen.publisher, day, key, min(text) as value, count(distinct article_id) as pages, any_value(looked.of) as of
    from seen
    join looked using (publisher, day)
    where is_changed and is_own
    group by seen.publisher, day, key
    having count(distinct article_id) >= greatest($least, $share * any_value(looked.of)) and count(distinct body) >= $least
),

in_a_place as (
    select filled.publisher, day, filled.key, min(text) as value, count(distinct article_id) as pages, any_value(looked.of) as of
    from filled
    join looked using (publisher, day)
    join place on place.publisher = filled.publisher and place.key = filled.place
    where is_own
    group by filled.publisher, day, filled.key
)

select
    publisher, 'passing text' as kind, min(value) as value, max(pages) as pages, arg_max(of, pages) as of,
    min(day) as first_seen, max(day) as last_seen
from (select * from together union all select * from in_a_place)
group by publisher, key
