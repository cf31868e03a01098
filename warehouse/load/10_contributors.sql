-- People and organisations that bylines name, under the name that the earliest page prints.
insert into base.contributor
select
    byline.contributor_id,
    any_value(byline.kind) as kind,
    arg_min(
        coalesce(byline.name, byline.handle, byline.email),
        row(version.valid_from, byline.article_id, byline.version, byline.position)
    ) as name
from base.byline
semi join writing using (article_id, version)
join base.version using (article_id, version)
anti join base.contributor using (contributor_id)
where byline.contributor_id is not null
group by byline.contributor_id;

-- A rewritten version may have named somebody whom nobody else names.
delete from base.contributor
where
    exists (from writing where reread_run_id is not null)
    and contributor_id not in (select contributor_id from base.byline where contributor_id is not null);
