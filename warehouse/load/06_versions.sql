-- Articles and their versions. A rewritten version's row makes room for the new one.
delete from base.version
using rewriting
where version.article_id = rewriting.article_id and version.version = rewriting.version;

insert into base.version by name
select
    writing.article_id, writing.version, writing.page_id, writing.valid_from, null::timestamptz as valid_to,
    writing.run_id, writing.reread_run_id, null::varchar as withdrawn_run_id,
    getvariable('load').code_version as code_version, getvariable('load').rule_set as rule_set,
    article.* exclude (article_id)  -- each of its fields is a column of base.version
from staged
join writing using (filename, file_row_number);

insert into base.version by name
select
    version.* replace (
        copying.version as version, copying.valid_from as valid_from, getvariable('load').run_id as run_id,
        null as reread_run_id, null as withdrawn_run_id, null as repeats
    )
from base.version
join copying on copying.article_id = version.article_id and copying.like_version = version.version;

-- A text that an earlier page turns out to have shown already.
update base.version
set valid_from = spell.valid_from
from spell
where version.article_id = spell.article_id and version.version = spell.version and spell.valid_from < version.valid_from;

-- What repeats the version before it is withdrawn, and what does so no more stands again.
update base.version
set withdrawn_run_id = null, repeats = null
from standing
where version.article_id = standing.article_id and version.version = standing.version and version.repeats is not null;

update base.version
set withdrawn_run_id = repeated.withdrawn_run_id, repeats = repeated.repeats
from repeated
where version.article_id = repeated.article_id and version.version = repeated.version;

-- A version stands where its text was first captured, and to where the next one stands.
update base.version
set turn = told.turn, valid_to = told.valid_to
from (
    select
        article_id, version, row_number() over (partition by article_id order by place) as turn,
        if(
            withdrawn_run_id is null,
            min(valid_from) filter (where withdrawn_run_id is null) over (
                partition by article_id order by place rows between 1 following and unbounded following
            ),
            valid_from
        ) as valid_to
    from base.version
    join (
        select article_id, version, min(place) as place
        from (
            select article_id, version, place from capture where sight = 'first'
            union all
            select article_id, version, place from spell where is_new
        )
        group by all
    ) using (article_id, version)
) as told
where
    version.article_id = told.article_id
    and version.version = told.version
    and (version.valid_to is distinct from told.valid_to or version.turn is distinct from told.turn);

create or replace temp table first_sight as
select article_id, min(fetched_at) as first_seen_at
from reading
group by article_id;

update base.article
set first_seen_at = first_sight.first_seen_at
from first_sight
where article.article_id = first_sight.article_id and first_sight.first_seen_at < article.first_seen_at;

insert into base.article (article_id, first_seen_at)
select article_id, first_seen_at
from first_sight
anti join base.article using (article_id);
