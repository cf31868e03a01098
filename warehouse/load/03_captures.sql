-- An article's captures in the order of time. Where the text turns, a version begins. At one instant, what an earlier load brought
-- comes first, in the order of its versions, then what this one brings, in the order in which it came into the archive.

-- Pages of this run that show an article. Of several addresses of one article the canonical one speaks, else the first; a later
-- page of it does not, as the first was read with it.
create or replace temp table reading as
select
    asked.page_id, asked.url, asked.part_of, asked.address, asked.fetched_at, asked.http_status, asked.kind, asked.place,
    coalesce(asked.article_id, earlier.article_id) as article_id,
    asked.content_hash, case asked.kind when 'known' then earlier.version end as known_version,
    first_value(struct_pack(url := asked.url, address := asked.address)) over (
        partition by coalesce(asked.article_id, earlier.article_id)
        order by
            asked.part_of is not null,
            coalesce(asked.is_canonical, asked.address = regexp_replace(version.url, '^https?://', ''), false) desc,
            asked.fetched_at, asked.url
    ) as speaker
from asked
left join earlier using (page_id)
left join base.version on version.article_id = earlier.article_id and version.version = earlier.version
where asked.kind in ('article', 'part') or (asked.kind = 'known' and earlier.article_id is not null);

create or replace temp table touched as
select article_id from reading
union
select article_id from base.version where withdrawn_run_id = getvariable('load').run_id;

-- The versions that stand, and those that repeat one of them, with what they hold after this run's rewriting.
create or replace temp table standing as
select
    version.article_id, version.version, version.valid_from, version.turn, version.withdrawn_run_id,
    coalesce(writing.content_hash, version.content_hash) as content_hash
from base.version
semi join touched using (article_id)
left join writing using (article_id, version)
where version.withdrawn_run_id is null or version.repeats is not null or writing.page_id is not null;

-- A page that is known shows what its version holds now.
update reading
set content_hash = standing.content_hash
from standing
where reading.kind = 'known' and standing.article_id = reading.article_id and standing.version = reading.known_version;

-- What says nothing new, while what it said stands: a fetch that was loaded before, and a file whenever it is loaded again. Only
-- what was fetched says that a text was up at that time.
create or replace temp table said_before as
select reading.page_id, arg_max(page.version, run.number) filter (where page.outcome in ('article', 'unchanged')) as version
from reading
join base.page
    on page.page_id = reading.page_id
    and page.article_id = reading.article_id
    and (reading.http_status is null or page.fetched_at = reading.fetched_at)
join base.run using (run_id)
join standing on standing.article_id = page.article_id and standing.version = coalesce(page.version, standing.version)
group by reading.page_id;

-- Each sight of a touched article: the first of a version, later ones, and this run's.
create or replace temp table capture as
with sight as (
    select
        article_id, version, content_hash, valid_from as seen_at, turn as in_turn, 'first' as sight,
        null as page_id, null as kind, null as place
    from standing
    union all
    select standing.article_id, standing.version, standing.content_hash, page.fetched_at, turn, 'later', null, null, null
    from base.page
    join standing using (article_id, version)
    where page.outcome in ('article', 'unchanged') and page.http_status is not null
    union all
    select
        reading.article_id, reading.known_version, reading.content_hash, reading.fetched_at, null, 'new', reading.page_id, reading.kind,
        reading.place
    from reading
    anti join said_before using (page_id)
    where reading.address = reading.speaker.address and reading.content_hash is not null
),

ordered as (
    select
        * exclude (in_turn, place),
        row_number() over (
            partition by article_id
            order by seen_at, in_turn nulls last, sight, case when sight <> 'new' then version end, place
        ) as place
    from sight
),

turning as (
    select *, content_hash is distinct from lag(content_hash) over (partition by article_id order by place) as turns
    from ordered
)

select * exclude (turns), sum(turns::integer) over (partition by article_id order by place) as spell
from turning;

-- A spell of one text is a version: one that there is, else a new one, read from its first new page or, where that was not
-- read or the spell is what a late arrival cut off, copied from the version with the same text.
create or replace temp table spell as
with grouped as (
    select
        article_id, spell, min(seen_at) as valid_from, min(place) as place, content_hash,
        arg_min(version, place) filter (where sight = 'first') as known_version,
        coalesce(
            arg_min(page_id, place) filter (where kind = 'article'), arg_min(page_id, place) filter (where kind = 'known')
        ) as page_id,
        not coalesce(bool_or(kind = 'article'), false) as is_copy,
        min(version) as like_version
    from capture
    group by all
),

last_version as (
    select article_id, max(version) as version
    from base.version
    semi join touched using (article_id)
    group by article_id
)

select
    grouped.* exclude (known_version),
    grouped.known_version is null as is_new,
    coalesce(
        grouped.known_version,
        coalesce(last_version.version, 0)
        + count(*) filter (where grouped.known_version is null)
            over (partition by article_id order by grouped.spell)
    )::integer as version
from grouped
left join last_version using (article_id);

-- Of versions in one spell the later ones repeat what the first says, now that better rules have read them all. A page that was
-- one of theirs stays so, and shows the version that they repeat: for as long as the text that was read between them is away.
create or replace temp table repeated as
select
    capture.article_id, capture.version, spell.version as repeats,
    coalesce(standing.withdrawn_run_id, getvariable('load').run_id) as withdrawn_run_id
from capture
join spell using (article_id, spell)
join standing on standing.article_id = capture.article_id and standing.version = capture.version
where capture.sight = 'first' and capture.version <> spell.version;

-- Versions that this run withdraws, and those that stand again.
create or replace temp table standing_otherwise as
select article_id, version, version.withdrawn_run_id is null as is_withdrawn
from base.version
join standing using (article_id, version)
left join repeated using (article_id, version)
where (version.withdrawn_run_id is null) <> (repeated.repeats is null)
union all
select article_id, version, true
from base.version
anti join standing using (article_id, version)
where withdrawn_run_id = getvariable('load').run_id;

insert into writing
select
    spell.article_id, spell.version, spell.valid_from, getvariable('load').run_id, null,
    spell.page_id, spell.content_hash, asked.filename, asked.file_row_number
from spell
join asked using (page_id)
where spell.is_new and not spell.is_copy;

create or replace temp table copying as
select article_id, like_version, version, valid_from
from spell
where is_new and is_copy;
