-- What analysts use: schema main holds these views and nothing else.
create view article_versions as
select
    v.article_id, v.version, v.publisher, v.url, v.title, v.standfirst, v.body, v.authors, v.byline, v.dateline,
    p.name as place, p.country, p.lat, p.lon,
    v.published_at, v.published_precision, v.updated_at, a.first_seen_at, v.language, v.section, v.tags, v.word_count,
    v.is_truncated, v.missing_share, v.flags, v.dateline_date, v.dateline_agency, v.valid_from, v.valid_to, a.story_id,
    v.page_id, v.run_id, v.reread_run_id, v.withdrawn_run_id, v.code_version, v.rule_set
from base.version as v
join base.article as a using (article_id)
left join base.place as p on p.article_id = v.article_id and p.version = v.version and p.position = 1;
comment on view article_versions is 'One row per version of an article, with the first place of its dateline.';
comment on column article_versions.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column article_versions.version is 'number of the version within its article, from 1, in order of arrival';
comment on column article_versions.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column article_versions.url is 'canonical address';
comment on column article_versions.title is 'headline; null where the page has none';
comment on column article_versions.standfirst is 'standfirst (deck, summary) as printed';
comment on column article_versions.body is 'paragraphs and cross-headings joined by a blank line: the blocks labelled body, heading, quote, list and table';
comment on column article_versions.authors is 'display names of people and organisations with the role of author, in printed order';
comment on column article_versions.byline is 'byline as printed';
comment on column article_versions.dateline is 'dateline as printed';
comment on column article_versions.place is 'usual name of the first place of the dateline';
comment on column article_versions.country is 'country of that place, ISO 3166-1 alpha-2';
comment on column article_versions.lat is 'latitude of that place, WGS 84 degrees';
comment on column article_versions.lon is 'longitude of that place, WGS 84 degrees';
comment on column article_versions.published_at is 'when it was published, as the page says';
comment on column article_versions.published_precision is 'how exactly the page says so: second, minute, hour, day, month or year';
comment on column article_versions.updated_at is 'when it was last changed, as the page says';
comment on column article_versions.first_seen_at is 'when the earliest of its pages was fetched or read';
comment on column article_versions.language is 'language of the text, ISO 639';
comment on column article_versions.section is 'section as printed';
comment on column article_versions.tags is 'keywords of the page';
comment on column article_versions.word_count is 'words of the body; an ideograph or kana counts as one';
comment on column article_versions.is_truncated is 'the page holds less than the whole article';
comment on column article_versions.missing_share is 'share of the article that is missing, 0 to 1; null where unknown';
comment on column article_versions.flags is 'what a reader should know of this reading';
comment on column article_versions.dateline_date is 'date in the dateline, ISO 8601, to the day or month';
comment on column article_versions.dateline_agency is 'agency in the dateline, by its usual name';
comment on column article_versions.valid_from is 'when the earliest page that shows it was fetched';
comment on column article_versions.valid_to is 'when the next version was first seen; null for the current one';
comment on column article_versions.story_id is 'story that it belongs to; null for none';
comment on column article_versions.page_id is 'page that it was read from';
comment on column article_versions.run_id is 'run that added it';
comment on column article_versions.reread_run_id is 'last run that rewrote it with better rules; null for none';
comment on column article_versions.withdrawn_run_id is 'run whose rules found no such article in its page; null while it stands';
comment on column article_versions.code_version is 'version of the code that read it';
comment on column article_versions.rule_set is 'rules that it was read with';

create view articles as
select * exclude (valid_from, valid_to, reread_run_id, withdrawn_run_id)
from article_versions
where valid_to is null;
comment on view articles is 'One row per article: its current version.';
comment on column articles.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column articles.version is 'number of the version within its article, from 1, in order of arrival';
comment on column articles.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column articles.url is 'canonical address';
comment on column articles.title is 'headline; null where the page has none';
comment on column articles.standfirst is 'standfirst (deck, summary) as printed';
comment on column articles.body is 'paragraphs and cross-headings joined by a blank line: the blocks labelled body, heading, quote, list and table';
comment on column articles.authors is 'display names of people and organisations with the role of author, in printed order';
comment on column articles.byline is 'byline as printed';
comment on column articles.dateline is 'dateline as printed';
comment on column articles.place is 'usual name of the first place of the dateline';
comment on column articles.country is 'country of that place, ISO 3166-1 alpha-2';
comment on column articles.lat is 'latitude of that place, WGS 84 degrees';
comment on column articles.lon is 'longitude of that place, WGS 84 degrees';
comment on column articles.published_at is 'when it was published, as the page says';
comment on column articles.published_precision is 'how exactly the page says so: second, minute, hour, day, month or year';
comment on column articles.updated_at is 'when it was last changed, as the page says';
comment on column articles.first_seen_at is 'when the earliest of its pages was fetched or read';
comment on column articles.language is 'language of the text, ISO 639';
comment on column articles.section is 'section as printed';
comment on column articles.tags is 'keywords of the page';
comment on column articles.word_count is 'words of the body; an ideograph or kana counts as one';
comment on column articles.is_truncated is 'the page holds less than the whole article';
comment on column articles.missing_share is 'share of the article that is missing, 0 to 1; null where unknown';
comment on column articles.flags is 'what a reader should know of this reading';
comment on column articles.dateline_date is 'date in the dateline, ISO 8601, to the day or month';
comment on column articles.dateline_agency is 'agency in the dateline, by its usual name';
comment on column articles.story_id is 'story that it belongs to; null for none';
comment on column articles.page_id is 'page that it was read from';
comment on column articles.run_id is 'run that added it';
comment on column articles.code_version is 'version of the code that read it';
comment on column articles.rule_set is 'rules that it was read with';

create view pages as
select
    page_id, run_id, publisher, url, final_url, article_id, version, outcome, reason, http_status, content_type, headers,
    fetched_at, warc_file, warc_offset, payload_sha256, payload_size, rule_set
from base.page;
comment on view pages is 'One row per page and run: a fetch or a file read, with its one outcome.';
comment on column pages.page_id is '16 hex digits of address and payload: the same address with the same bytes is the same page';
comment on column pages.run_id is 'the run';
comment on column pages.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column pages.url is 'address that was asked for; file: and a path for a file without one';
comment on column pages.final_url is 'address that answered, after redirects';
comment on column pages.article_id is 'article that the page shows; null where it shows none';
comment on column pages.version is 'version of the article that the page shows';
comment on column pages.outcome is 'article (made or improved a version), unchanged, duplicate (of another page of the run), rejected, failed, deferred or disallowed';
comment on column pages.reason is 'why, in a few words; null for an article';
comment on column pages.http_status is 'status of the answer; null where nothing was fetched';
comment on column pages.content_type is 'media type as sent';
comment on column pages.headers is 'headers of the answer that matter';
comment on column pages.fetched_at is 'when it was fetched or read, or asked for in vain';
comment on column pages.warc_file is 'archive file that holds it, below archive/';
comment on column pages.warc_offset is 'where its record starts in that file, in bytes';
comment on column pages.payload_sha256 is 'SHA-256 of the payload, in hex; null where nothing came';
comment on column pages.payload_size is 'size of the payload in bytes';
comment on column pages.rule_set is 'rules that it was last read with; null for what was not read';

create view blocks as
select article_id, version, position, label, text, rule, gap
from base.block;
comment on view blocks is 'One row per run of text of a version. The texts with their gaps, joined in order, are the text of the page.';
comment on column blocks.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column blocks.version is 'number of the version within its article, from 1, in order of arrival';
comment on column blocks.position is 'place in printed order, from 1';
comment on column blocks.label is 'what it is: headline, standfirst, byline, dateline, body, heading, quote, caption, related, notice, repeat ...';
comment on column blocks.text is 'the text';
comment on column blocks.rule is 'rule that gave the label';
comment on column blocks.gap is 'white space that followed';

create view bylines as
select
    b.article_id, b.version, b.position, b.contributor_id, b.kind, b.name, b.given, b.family, b.particle, b.suffix, b.role,
    b.affiliation, b.location, b.email, b.handle, v.byline as as_printed
from base.byline as b
join base.version as v using (article_id, version);
comment on view bylines is 'One row per contributor of a version.';
comment on column bylines.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column bylines.version is 'number of the version within its article, from 1, in order of arrival';
comment on column bylines.position is 'place in printed order, from 1';
comment on column bylines.contributor_id is '16 hex digits of kind and folded name; null where nothing names it';
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

create view contributors as
select contributor_id, kind, name
from base.contributor;
comment on view contributors is 'One row per person or organisation that is named in a byline.';
comment on column contributors.contributor_id is '16 hex digits of kind and folded name; null where nothing names it';
comment on column contributors.kind is 'person, organisation, handle or unknown';
comment on column contributors.name is 'name as first printed; the handle or address of who has none';

create view datelines as
select
    p.article_id, p.version, p.position, v.dateline as as_printed, p.as_written, p.name as place, p.admin1 as region, p.country,
    p.lat, p.lon, p.geonames_id, v.dateline_date as date, v.dateline_agency as agency
from base.place as p
join base.version as v using (article_id, version);
comment on view datelines is 'One row per place of a version''s dateline.';
comment on column datelines.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column datelines.version is 'number of the version within its article, from 1, in order of arrival';
comment on column datelines.position is 'place in printed order, from 1';
comment on column datelines.as_printed is 'dateline as printed';
comment on column datelines.as_written is 'the place in it, as written';
comment on column datelines.place is 'usual name of the place';
comment on column datelines.region is 'state, province or region';
comment on column datelines.country is 'country, ISO 3166-1 alpha-2';
comment on column datelines.lat is 'latitude, WGS 84 degrees';
comment on column datelines.lon is 'longitude, WGS 84 degrees';
comment on column datelines.geonames_id is 'number in GeoNames';
comment on column datelines.date is 'date in the dateline, ISO 8601, to the day or month';
comment on column datelines.agency is 'agency in the dateline, by its usual name';

create view images as
select article_id, version, position, url, caption, credit, credit_person, credit_agency
from base.image;
comment on view images is 'One row per image of a version.';
comment on column images.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column images.version is 'number of the version within its article, from 1, in order of arrival';
comment on column images.position is 'place in printed order, from 1';
comment on column images.url is 'address of the picture';
comment on column images.caption is 'caption as printed';
comment on column images.credit is 'credit as printed';
comment on column images.credit_person is 'photographer in the credit';
comment on column images.credit_agency is 'agency in the credit';

create view links as
select article_id, version, position, href, anchor
from base.link;
comment on view links is 'One row per link in the text of a version.';
comment on column links.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column links.version is 'number of the version within its article, from 1, in order of arrival';
comment on column links.position is 'place in printed order, from 1';
comment on column links.href is 'address that it leads to';
comment on column links.anchor is 'words that carry it';

create view evidence as
select article_id, version, position, field, value, source, chosen
from base.evidence;
comment on view evidence is 'One row per candidate for a field of a version.';
comment on column evidence.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column evidence.version is 'number of the version within its article, from 1, in order of arrival';
comment on column evidence.position is 'order of the candidates, from 1';
comment on column evidence.field is 'field of the article';
comment on column evidence.value is 'what the candidate says';
comment on column evidence.source is 'who says so: json-ld, meta, text, feed ...';
comment on column evidence.chosen is 'the field holds this one';

create view text_reuse as
select article_id, other_article_id, shared_paragraphs, share
from base.text_reuse;
comment on view text_reuse is 'One row per pair of articles that share text; each pair stands twice, once from either side.';
comment on column text_reuse.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column text_reuse.other_article_id is 'the article that it shares text with';
comment on column text_reuse.shared_paragraphs is 'paragraphs that stand in both';
comment on column text_reuse.share is 'share of the words of article_id that stands in the other, 0 to 1';

create view stories as
select story_id, title
from base.story;
comment on view stories is 'One row per story: articles about one event.';
comment on column stories.story_id is 'the story';
comment on column stories.title is 'title of its first article';

create view story_members as
select story_id, article_id
from base.story_member;
comment on view story_members is 'One row per article in a story.';
comment on column story_members.story_id is 'the story';
comment on column story_members.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';

create view rejects as
select page_id, run_id, publisher, url, stage, code, detail
from base.reject;
comment on view rejects is 'One row per rejected page, by the first run that rejected it. A load in which the page reads well removes the row.';
comment on column rejects.page_id is '16 hex digits of address and payload: the same address with the same bytes is the same page';
comment on column rejects.run_id is 'first run that rejected it';
comment on column rejects.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column rejects.url is 'address that was asked for';
comment on column rejects.stage is 'where it ended: load, fetch, read or store';
comment on column rejects.code is 'why, as a word; finer ones as code/finer';
comment on column rejects.detail is 'what, where and what to do';

create view runs as
select run_id, number, flow, trigger, started_at, ended_at, state, parameters, code_version, rule_set, counts
from base.run;
comment on view runs is 'One row per run that reached the warehouse.';
comment on column runs.run_id is 'the run';
comment on column runs.number is 'order in which runs were loaded, from 1';
comment on column runs.flow is 'flow: nightly, load-files, reread, crawl-publisher ...';
comment on column runs.trigger is 'what set it off: schedule, shell, ui ...';
comment on column runs.started_at is 'when it started';
comment on column runs.ended_at is 'when it was loaded';
comment on column runs.state is 'how it ended: completed, or a word for what kept it from that';
comment on column runs.parameters is 'what it was asked to do';
comment on column runs.code_version is 'version of the code that ran';
comment on column runs.rule_set is 'rules that its pages were read with';
comment on column runs.counts is 'pages asked for and what became of them; articles and versions that the run added';

create view source_health as
select publisher, run_id, asked, new, changed, rejected, failed, deferred, alarm
from base.source_health;
comment on view source_health is 'One row per publisher and run.';
comment on column source_health.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column source_health.run_id is 'the run';
comment on column source_health.asked is 'pages asked for';
comment on column source_health.new is 'articles that the run added';
comment on column source_health.changed is 'further versions that the run added to known articles';
comment on column source_health.rejected is 'pages rejected';
comment on column source_health.failed is 'pages that failed';
comment on column source_health.deferred is 'pages put off';
comment on column source_health.alarm is 'what is wrong, in a sentence; null when all is well';
