-- Which names may be one person's in two spellings?
with person as (
    select
        contributors.contributor_id,
        contributors.name,
        -- Without accents, signs, case, order and middle initials.
        list_aggregate(
            list_sort(
                list_filter(regexp_split_to_array(strip_accents(lower(contributors.name)), '[^\p{L}]+'), lambda word: length(word) > 1)
            ), 'string_agg', ' '
        ) as folded,
        list(distinct articles.publisher order by articles.publisher) as publishers,
        list(distinct coalesce(bylines.email, bylines.handle)) filter (where coalesce(bylines.email, bylines.handle) is not null) as addresses
    from contributors
    join bylines using (contributor_id)
    join articles using (article_id, version)
    where contributors.kind = 'person'
    group by contributors.contributor_id, contributors.name
),

-- What two of them may have in common: joined by it, and not each with each.
sign as (
    select contributor_id, 'name ' || folded as sign
    from person
    union all
    select contributor_id, 'address ' || unnest(addresses)
    from person
),

pair as (
    select distinct one.contributor_id, other.contributor_id as other_id
    from sign as one
    join sign as other on one.sign = other.sign and one.contributor_id < other.contributor_id
)

select
    one.name,
    other.name as other_name,
    list_intersect(one.publishers, other.publishers) as same_publishers,
    list_intersect(one.addresses, other.addresses) as same_addresses
from pair
join person as one on one.contributor_id = pair.contributor_id
join person as other on other.contributor_id = pair.other_id
order by len(same_addresses) desc nulls last, one.name, other.name
