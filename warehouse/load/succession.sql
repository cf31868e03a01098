-- Articles whose versions this run has touched, and those of an older warehouse that nobody has compared yet.
create or replace temp table compared as
select article_id from writing
union
select article_id from copying
union
select article_id from standing_otherwise
union
select article_id from base.version anti join base.version_change using (article_id) where version > 1;

delete from base.version_change where article_id in (from compared);
delete from base.block_change where article_id in (from compared);

-- Each of their versions with the one that it follows. A table of its own, so that it is known to be small where all blocks of a
-- warehouse are asked for those of these few.
create or replace temp table following as
with told as (
    select
        article_id, version, title, (standfirst, body, byline, dateline) as rest, updated_at,
        lag(version) over in_time as previous_version,
        lag(title) over in_time as old_title,
        lag((standfirst, body, byline, dateline)) over in_time as old_rest,
        lag(updated_at) over in_time as old_updated_at
    from base.version
    semi join compared using (article_id)
    where withdrawn_run_id is null
    window in_time as (partition by article_id order by turn)
)

select
    article_id, version, previous_version,
    title is distinct from old_title and rest is not distinct from old_rest as headline_only,
    coalesce(updated_at > old_updated_at, updated_at is not null) as says_so
from told
where previous_version is not null;

create or replace temp table followed as
select article_id, version from following
union
select article_id, previous_version from following;

with written as materialized (
    -- Looked up by its place: found by a key, all texts of the warehouse would be unpacked.
    select block.rowid as place
    from base.block
    semi join followed using (article_id, version)
    where label in ('headline', 'standfirst', 'byline', 'dateline', 'body', 'heading', 'quote', 'list', 'table', 'caption', 'notice')
),

text as (
    -- Sorted once they are together: an aggregate that sorts takes 50 KB a version.
    select
        article_id, version,
        list_transform(
            list_sort(list({'place': position, 'label': label, 'text': text})), lambda told: [told.label, told.text]
        ) as blocks
    from base.block
    join written on block.rowid = written.place
    group by all
)

select
    following.article_id, following.version, following.previous_version, following.headline_only, following.says_so,
    coalesce(earlier.blocks, []) as old_blocks, coalesce(later.blocks, []) as new_blocks
from following
left join text as earlier on earlier.article_id = following.article_id and earlier.version = following.previous_version
left join text as later on later.article_id = following.article_id and later.version = following.version
order by following.article_id, following.version
