-- What each pair shares: sentences word for word, then those of the rest that are one another reworded.
create or replace temp table same as
select
    compared.article_id, compared.other_article_id, one.number, other.number as other_number, len(one.sketch) > 0 as is_long
from compared
join compared_sentence as one on one.article_id = compared.article_id
join compared_sentence as other on other.article_id = compared.other_article_id and other.hash = one.hash;

create or replace temp table shingle as
select article_id, number, len(sketch) as shingles, unnest(sketch) as shingle
from compared_sentence;

create or replace temp table reworded as
select
    compared.article_id, compared.other_article_id, one.number, other.number as other_number,
    count(*) / (any_value(one.shingles) + any_value(other.shingles) - count(*)) as likeness
from compared
join shingle as one on one.article_id = compared.article_id
join shingle as other on other.article_id = compared.other_article_id and other.shingle = one.shingle
anti join same on same.article_id = compared.article_id and same.other_article_id = compared.other_article_id and same.number = one.number
anti join same as back
    on back.article_id = compared.article_id
    and back.other_article_id = compared.other_article_id
    and back.other_number = other.number
group by compared.article_id, compared.other_article_id, one.number, other.number
having likeness >= getvariable('copies').reworded
qualify row_number() over (
    partition by compared.article_id, compared.other_article_id, one.number order by likeness desc, other.number
) = 1;

-- What is short stands in many texts: it counts beside what is long.
create or replace temp table shared as
with found as (
    select article_id, other_article_id, number, min(other_number) as other_number, 'word for word' as kind, bool_or(is_long) as is_long
    from same
    group by article_id, other_article_id, number
    union all
    select article_id, other_article_id, number, other_number, 'reworded', true
    from reworded
)

select article_id, other_article_id, number, other_number, kind
from found
semi join (from found where is_long) as told using (article_id, other_article_id);

insert into base.shared_sentence
select
    shared.article_id, one.position, one.span_start, shared.other_article_id, other.position, other.span_start, shared.kind
from shared
join compared_sentence as one on one.number = shared.number
join compared_sentence as other on other.number = shared.other_number;

-- How much that is. One paragraph that two long texts have in common is a notice, a quotation or a piece of background: it is
-- not a reason to say that one was copied from the other.
create or replace temp table side as
with either as (
    select article_id, other_article_id, number, other_number, kind from shared
    union all
    select other_article_id, article_id, other_number, number, kind from shared
),

paragraph as (
    select article_id, position, sum(span_end - span_start) as characters
    from compared_sentence
    group by article_id, position
),

whole as (
    select either.article_id, either.other_article_id, count(distinct one.position) as paragraphs
    from (
        select
            either.article_id, either.other_article_id, one.position, other.position as other_position,
            sum(one.span_end - one.span_start) as characters
        from either
        join compared_sentence as one on one.number = either.number
        join compared_sentence as other on other.number = either.other_number
        where either.kind = 'word for word'
        group by all
    ) as either
    join paragraph as one
        on one.article_id = either.article_id and one.position = either.position and one.characters = either.characters
    join paragraph as other
        on other.article_id = either.other_article_id and other.position = either.other_position
        and abs(other.characters - either.characters) <= other.characters / 20  -- marks and spaces may differ
    group by either.article_id, either.other_article_id
),

body as (
    select article_id, sum(span_end - span_start) as characters
    from base.sentence
    semi join (select article_id from either) using (article_id)
    semi join (from base.version where valid_to is null) using (article_id, version)
    group by article_id
),

told as (
    select distinct either.article_id, either.other_article_id, either.kind, sentence.position, sentence.number, span_end - span_start as characters
    from either
    join compared_sentence as sentence using (article_id, number)
)

select
    told.article_id, told.other_article_id, count(distinct position) as paragraphs,
    coalesce(any_value(whole.paragraphs), 0) as shared_paragraphs,
    count(distinct number) filter (where kind = 'word for word') as shared_sentences,
    count(distinct number) filter (where kind = 'reworded') as reworded_sentences,
    sum(told.characters) / any_value(body.characters) as share
from told
join body using (article_id)
left join whole using (article_id, other_article_id)
group by told.article_id, told.other_article_id;
