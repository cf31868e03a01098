-- Texts, with their numbers masked, that stand on many pages of different articles: at an edge of the text on two fifths of the
-- publisher's pages, or anywhere on three fifths. A heading goes only where nothing but standing text follows it.
create or replace temp table text_line as
with looked as (
    select publisher, count(*) as of from sampled group by publisher
),

keyed as (
    select publisher, article_id, day, body, position, label, hash(masked(text)) as key from told_text
),

common as (
    select
        keyed.publisher, key, count(distinct article_id) as pages, any_value(looked.of) as of,
        min(day) as first_seen, max(day) as last_seen
    from keyed
    join looked using (publisher)
    group by keyed.publisher, key
    having
        count(distinct article_id) >= $edge * any_value(looked.of)
        and count(distinct day) >= 2
        and count(distinct body) >= 3
),

placed as (
    select
        keyed.*, common.key is not null as is_common,
        sum((common.key is null)::integer) over (partition by article_id order by position) as own_so_far,
        sum((common.key is null)::integer) over (partition by article_id) as own,
        lead(common.key is null and label <> 'heading', 1, false) over (partition by article_id order by position) as leads_on
    from keyed
    left join common using (publisher, key)
),

fair as (
    select publisher, key, avg((own_so_far = 0)::integer) as over_the_text
    from placed
    where is_common
    group by publisher, key
    having
        avg((label = 'heading' and leads_on)::integer) < 0.2
        and (
            avg((own_so_far = 0 or own_so_far = own)::integer) >= 0.8
            or count(distinct article_id) >= $anywhere * (select looked.of from looked where looked.publisher = placed.publisher)
        )
),

own_head as (
    select distinct publisher, hash(masked(block.text)) as key
    from (select publisher, unnest(blocks) as block from staged where kind = 'article')
    where block.label in ('headline', 'standfirst')
),

worded as (
    select publisher, hash(masked(text)) as key, min(text) as value
    from told_text
    semi join (select publisher, key from fair) as wanted on told_text.publisher = wanted.publisher and hash(masked(text)) = wanted.key
    group by all
)

-- What stands over the text of few pages is their own headline or summary: on the others it is another article's.
select
    publisher, if(over_the_text between 0.0001 and 0.2 or own_head.key is not null, 'passing text', 'standing text') as kind, worded.value as value, pages, of, first_seen, last_seen
from fair
join common using (publisher, key)
join worded using (publisher, key)
left join own_head using (publisher, key)
