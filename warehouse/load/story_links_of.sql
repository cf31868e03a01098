-- The pairs of some articles of one language: a few at a time, so that the sums fit into memory whatever a load brings. Two of one
-- language are as like as the harmonic mean of two cosines: who and where alone may be another event of the same company, what alone
-- such an event elsewhere. More than 0.3 of what happened is in common where a form is filled in, and tells no more.
with few as (
    from posting
    where article between getvariable('few').first and getvariable('few').last
),

own as (
    select one.article, other.article as other, sum(one.weight * other.weight)::bigint as alike
    from few as one
    join posting as other on other.own_term = one.own_term
    group by one.article, other.article
    having alike >> 26 >= 1_000_000
),

cosine as (
    select article, other, alike >> 26 as who, least(alike & (1 << 26) - 1, 7_500_000) as what
    from own
),

pair as (
    select article, other, 4 * 2 * who * what / (who + what) as alike
    from cosine
    where 2 * who * what / (who + what) >= 2_000_000
    union all
    -- Those of other languages.
    select one.article, other.article, sum(one.name_weight * other.name_weight) as alike
    from few as one
    join posting as other on other.term = one.term
    where one.name_weight is not null and other.name_weight is not null and other.language <> getvariable('few').language
    group by one.article, other.article
    having alike >= 8_000_000
)

-- Of two that moved each pair stands once.
select
    least(one.article_id, other.article_id) as article_id, greatest(one.article_id, other.article_id) as other_article_id,
    round(alike / 1e8, 4) as likeness
from pair
join candidate as one on one.number = pair.article
join candidate as other on other.number = pair.other
where
    one.is_due
    and pair.article <> pair.other
    and not other.was_due
    and (not other.is_due or pair.article < pair.other)
    and abs(one.told_on - other.told_on) <= getvariable('span').days
