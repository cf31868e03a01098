-- Which articles that this load moved are like which others of the days around: each span of days by itself, several at a time. All
-- sums are of whole numbers: they are the same in whatever order they are added up.
create or replace temp table nearby as
select span, article_id, told_on, language, is_due, was_due, unnest(terms) as term, unnest(counts) as count
from told;

-- How much a term weighs in its language: by the share of these articles that have it, and, as these may be few, by the share that
-- is usual for its kind. What stands in a twentieth of them, or in more than 300, tells no story.
create or replace temp table term_weight as
with language_size as (
    select span, language, count(distinct article_id) as articles
    from nearby
    group by span, language
),

frequency as (
    select span, language, term, count(*) as articles
    from nearby
    group by span, language, term
)

select
    span, language, term,
    if(term[1] in ('d', 'w'), 0.7, 1) * ln((language_size.articles + 200) / (frequency.articles - 1 + 200 * case
        when term[1] = 'n' then 0.01
        when term[1] = 'p' then 0.03
        when term[1] = 'd' or not ascii(term[3]) between 1 and 127 then 0.02
        when length(term) < 7 then 0.3  -- a short word, with the two characters of its kind
        when length(term) = 7 then 0.12
        else 0.05
    end)) as weight
from frequency
join language_size using (span, language)
where frequency.articles <= greatest(40, least(language_size.articles / 20, 300)) and weight > 0;

-- Pairs are counted by the million: articles and terms by number.
create or replace temp table candidate as
select
    -- Those that are due have the first numbers.
    row_number() over (order by is_due desc, language, span, article_id)::integer as number, *
from (select distinct span, article_id, told_on, language, is_due, was_due from nearby);

-- Named twice is what an article is about; named ten times it is no more like others that name it. Whom and where it is about say
-- names, places and numbers; what happened say words and numbers. Where words are not spaced they may be names, too.
create or replace temp table weighed as
select
    candidate.number as article, span, nearby.language, nearby.term, nearby.term[1] <> 'w' as is_name,
    nearby.term[1] <> 'w' or not ascii(nearby.term[3]) between 1 and 127 as is_who, nearby.term[1] in ('d', 'w') as is_what,
    round(100 * weight * (1 + ln(least(count, 2))))::integer as weight
from nearby
join term_weight using (span, language, term)
join candidate using (span, article_id);

create or replace temp table term_length as
select
    article, sqrt(sum(weight * weight::bigint)::double) as of_all,
    sqrt(coalesce(sum(weight * weight::bigint) filter (where is_name), 0)::double) as of_names,
    sqrt(coalesce(sum(weight * weight::bigint) filter (where is_who), 0)::double) as of_who,
    sqrt(coalesce(sum(weight * weight::bigint) filter (where is_what), 0)::double) as of_what
from weighed
group by article;

-- What an article has in common with those of its language, and with those of others: names, places and numbers. The squares of
-- the weights of an article sum up to one, in five-thousandths (ten-thousandths across languages), so that the sum of two articles'
-- products is their cosine. The two cosines of one language are counted as one number, who and where in units of 2 ** 26. An
-- article that names nobody is about all that it has.
create or replace temp table posting as
select
    article, language, hash(span, language, term, 'who') as own_term, hash(span, term) as term,
    8192 * round(5_000 * weight / if(of_who = 0, of_all, of_who)) as weight,
    case when is_name then round(10_000 * weight / of_names)::integer end as name_weight
from weighed
join term_length using (article)
where is_who or of_who = 0
union all
select
    article, language, hash(span, language, term, 'what') as own_term, null as term,
    round(5_000 * weight / of_what) as weight, null as name_weight
from weighed
join term_length using (article)
where is_what;

select language, min(number), max(number)
from (select language, number, row_number() over (partition by language order by number) as position from candidate where is_due)
group by language, position // 500
order by all
