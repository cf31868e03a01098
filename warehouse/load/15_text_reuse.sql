-- Which articles share paragraphs. Only pairs are counted again that this run can have changed.

-- Articles whose current text came, went or was read anew.
create or replace temp table moved as
select article_id from writing
union
select article_id from copying
union
select article_id from base.version where withdrawn_run_id = getvariable('load').run_id
union
select article_id from base.reuse_due;

delete from base.reuse_due;

-- And those that hold one of their paragraphs that has become a formula through them, or is none any more.
create or replace temp table recounted as
with passed as (
    select hash from paragraph_before
    union
    select hash from base.paragraph semi join moved using (article_id)
),

formula as (
    select paragraph.hash
    from base.paragraph
    semi join passed using (hash)
    join base.version using (article_id, version)
    where version.valid_to is null
    group by paragraph.hash
    having abs(count(distinct article_id) - 50.5) <= (select count(*) from moved) and count(distinct article_id) > 1
)

select article_id from moved
union
select article_id from base.paragraph semi join formula using (hash);

delete from base.text_reuse
where article_id in (from recounted) or other_article_id in (from recounted);

create or replace temp table shared as
with held as (
    select article_id, version, paragraph.hash, paragraph.characters
    from base.paragraph
    semi join (select hash from base.paragraph semi join recounted using (article_id)) as theirs using (hash)
    join base.version using (article_id, version)
    where version.valid_to is null
),

telling as (
    select hash
    from held
    group by hash
    having count(distinct article_id) between 2 and 50
)

select article_id, version, hash, sum(characters) as characters
from held
semi join telling using (hash)
group by all;

insert into base.text_reuse
with body as (
    select article_id, sum(characters) as characters
    from base.paragraph
    semi join shared using (article_id, version)
    group by article_id
)

select one.article_id, other.article_id, count(*), sum(one.characters) / any_value(body.characters)
from shared as one
join shared as other on other.hash = one.hash and other.article_id <> one.article_id
join body on body.article_id = one.article_id
where one.article_id in (from recounted) or other.article_id in (from recounted)
group by one.article_id, other.article_id;
