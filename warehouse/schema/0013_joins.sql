-- Who is who: names that an editor has joined (config/contributors.toml). Each load puts today's joins here; the views follow them.
create table base.contributor_join (
    contributor_id VARCHAR NOT NULL,
    same_as        VARCHAR NOT NULL,
    name           VARCHAR NOT NULL,
    evidence       VARCHAR NOT NULL
);
comment on table base.contributor_join is 'One row per name that is joined with others, as config/contributors.toml says.';
comment on column base.contributor_join.contributor_id is '16 hex digits of kind and folded name, of an agency by its usual name; null where nothing names it';
comment on column base.contributor_join.same_as is 'contributor_id that all of the joined names have in the views';
comment on column base.contributor_join.name is 'name to show';
comment on column base.contributor_join.evidence is 'why they are one';

comment on column base.contributor.contributor_id is '16 hex digits of kind and folded name, of an agency by its usual name; null where nothing names it';
comment on column base.byline.contributor_id is '16 hex digits of kind and folded name, of an agency by its usual name; null where nothing names it';

create or replace view bylines as
select
    b.article_id, b.version, b.position, coalesce(j.same_as, b.contributor_id) as contributor_id, b.kind, b.name, b.given, b.family,
    b.particle, b.suffix, b.role, b.affiliation, b.location, b.email, b.handle, v.byline as as_printed
from base.byline as b
join base.version as v using (article_id, version)
left join base.contributor_join as j on j.contributor_id = b.contributor_id;
comment on view bylines is 'One row per contributor of a version.';
comment on column bylines.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column bylines.version is 'number of the version within its article, from 1, in order of arrival';
comment on column bylines.position is 'place in printed order, from 1';
comment on column bylines.contributor_id is '16 hex digits of kind and folded name, of an agency by its usual name; null where nothing names it';
comment on column bylines.kind is 'person, organisation, handle or unknown';
comment on column bylines.name is 'display name';
comment on column bylines.given is 'given names';
comment on column bylines.family is 'family name with its particle';
comment on column bylines.particle is 'particle of the family name';
comment on column bylines.suffix is 'suffix, such as Jr';
comment on column bylines.role is 'null for an author; photo, translation, editing ... or the role as written';
comment on column bylines.affiliation is 'organisations named with it';
comment on column bylines.location is 'place named with it, as written';
comment on column bylines.email is 'mail address as printed';
comment on column bylines.handle is 'account name as printed';
comment on column bylines.as_printed is 'byline as printed';

create or replace view contributors as
select
    coalesce(j.same_as, c.contributor_id) as contributor_id,
    any_value(c.kind) as kind,
    coalesce(any_value(j.name), any_value(c.name)) as name
from base.contributor as c
left join base.contributor_join as j on j.contributor_id = c.contributor_id
group by coalesce(j.same_as, c.contributor_id);
comment on view contributors is 'One row per person or organisation that is named in a byline.';
comment on column contributors.contributor_id is '16 hex digits of kind and folded name, of an agency by its usual name; null where nothing names it';
comment on column contributors.kind is 'person, organisation, handle or unknown';
comment on column contributors.name is 'name as first printed, or as the join says; the handle or address of who has none';
