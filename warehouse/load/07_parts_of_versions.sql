-- What a version is made of, table by table: a rewritten version's rows go, staged rows come, copied versions get theirs.

delete from base.block
using rewriting
where block.article_id = rewriting.article_id and block.version = rewriting.version;

insert into base.block
select article_id, version, position, told.label, told.text, told.rule, told.gap
from (
    select article_id, version, unnest(staged.blocks) as told, generate_subscripts(staged.blocks, 1) as position
    from staged
    join writing using (filename, file_row_number)
);

insert into base.block
select block.* replace (copying.version as version)
from base.block
join copying on copying.article_id = block.article_id and copying.like_version = block.version;

delete from base.byline
using rewriting
where byline.article_id = rewriting.article_id and byline.version = rewriting.version;

insert into base.byline
select
    article_id, version, position, told.contributor_id, told.kind, told.name, told.given, told.family, told.particle, told.suffix,
    told.role, told.function, told.job, told.affiliation, told.location, told.email, told.handle, told.agency
from (
    select article_id, version, unnest(staged.contributors) as told, generate_subscripts(staged.contributors, 1) as position
    from staged
    join writing using (filename, file_row_number)
);

insert into base.byline
select byline.* replace (copying.version as version)
from base.byline
join copying on copying.article_id = byline.article_id and copying.like_version = byline.version;

delete from base.place
using rewriting
where place.article_id = rewriting.article_id and place.version = rewriting.version;

insert into base.place
select
    article_id, version, position, told.as_written, told.name, told.admin1, told.country, told.lat, told.lon, told.geonames_id
from (
    select article_id, version, unnest(staged.places) as told, generate_subscripts(staged.places, 1) as position
    from staged
    join writing using (filename, file_row_number)
);

insert into base.place
select place.* replace (copying.version as version)
from base.place
join copying on copying.article_id = place.article_id and copying.like_version = place.version;

delete from base.image
using rewriting
where image.article_id = rewriting.article_id and image.version = rewriting.version;

insert into base.image
select article_id, version, position, told.url, told.caption, told.credit, told.credit_person, told.credit_agency
from (
    select article_id, version, unnest(staged.images) as told, generate_subscripts(staged.images, 1) as position
    from staged
    join writing using (filename, file_row_number)
);

insert into base.image
select image.* replace (copying.version as version)
from base.image
join copying on copying.article_id = image.article_id and copying.like_version = image.version;

delete from base.link
using rewriting
where link.article_id = rewriting.article_id and link.version = rewriting.version;

insert into base.link
select article_id, version, position, told.href, told.anchor
from (
    select article_id, version, unnest(staged.links) as told, generate_subscripts(staged.links, 1) as position
    from staged
    join writing using (filename, file_row_number)
);

insert into base.link
select link.* replace (copying.version as version)
from base.link
join copying on copying.article_id = link.article_id and copying.like_version = link.version;

delete from base.evidence
using rewriting
where evidence.article_id = rewriting.article_id and evidence.version = rewriting.version;

insert into base.evidence
select article_id, version, position, told.field, told.value, told.source, told.chosen, told.element
from (
    select article_id, version, unnest(staged.evidence) as told, generate_subscripts(staged.evidence, 1) as position
    from staged
    join writing using (filename, file_row_number)
);

insert into base.evidence
select evidence.* replace (copying.version as version)
from base.evidence
join copying on copying.article_id = evidence.article_id and copying.like_version = evidence.version;

delete from base.quote
using rewriting
where quote.article_id = rewriting.article_id and quote.version = rewriting.version;

insert into base.quote
select
    article_id, version, position, told.text as quote, told.kind, told.verb, told.speaker, told.speaker_name, told.speaker_id,
    told.span_start, told.span_end, told.rule
from (
    select article_id, version, unnest(staged.quotes) as told, generate_subscripts(staged.quotes, 1) as position
    from staged
    join writing using (filename, file_row_number)
);

insert into base.quote
select quote.* replace (copying.version as version)
from base.quote
join copying on copying.article_id = quote.article_id and copying.like_version = quote.version;

delete from base.mention
using rewriting
where mention.article_id = rewriting.article_id and mention.version = rewriting.version;

insert into base.mention
select
    article_id, version, position, told.name_id, told.kind, told.name, told.as_written, told.span_start, told.span_end, told.rule,
    told.family, told.is_alone, null as known_as
from (
    select article_id, version, unnest(staged.mentions) as told, generate_subscripts(staged.mentions, 1) as position
    from staged
    join writing using (filename, file_row_number)
);

insert into base.mention
select mention.* replace (copying.version as version)
from base.mention
join copying on copying.article_id = mention.article_id and copying.like_version = mention.version;

delete from base.date_in_text
using rewriting
where date_in_text.article_id = rewriting.article_id and date_in_text.version = rewriting.version;

insert into base.date_in_text
select
    article_id, version, position, told.as_written, told.first_day, told.last_day, told.rule, told.anchor, told.span_start,
    told.span_end
from (
    select article_id, version, unnest(staged.dates) as told, generate_subscripts(staged.dates, 1) as position
    from staged
    join writing using (filename, file_row_number)
);

insert into base.date_in_text
select date_in_text.* replace (copying.version as version)
from base.date_in_text
join copying on copying.article_id = date_in_text.article_id and copying.like_version = date_in_text.version;
