-- The versions of an article that stand follow one another without gap or overlap, and the last one is open.
with standing as (
    select
        article_id, version, valid_from, valid_to,
        lead(valid_from) over (partition by article_id order by turn) as next_from
    from touched_version
    where withdrawn_run_id is null
)

select article_id, version, valid_from, valid_to, next_from
from standing
where valid_to is distinct from next_from
