-- The pairs of some articles of one language: a few at a time, so that the sums fit into memory whatever a load brings.
create or replace temp table few as
from posting
where article between getvariable('few').first and getvariable('few').last;

-- Those of other languages.
create or replace temp table foreigner as
select article, term, name_weight
from posting
where language <> getvariable('few').language and name_weight is not null;

create or replace temp table pair as
select one.article, other.article as other, sum(one.weight * other.weight) as alike
from few as one
join posting as other on other.own_term = one.own_term
group by one.article, other.article
having alike >= 8_000_000
union all
select one.article, other.article, sum(one.name_weight * other.name_weight) as alike
from few as one
join foreigner as other on other.term = one.term
where one.name_weight is not null
group by one.article, other.article
having alike >= 8_000_000;

-- Of two that moved each pair stands once.
insert into base.story_link
select least(one.article_id, other.article_id), greatest(one.article_id, other.article_id), round(alike / 1e8, 4)
from pair
join candidate as one on one.number = pair.article
join candidate as other on other.number = pair.other
where
    one.is_due
    and pair.article <> pair.other
    and not other.was_due
    and (not other.is_due or pair.article < pair.other)
    and abs(one.told_on - other.told_on) <= getvariable('span').days
