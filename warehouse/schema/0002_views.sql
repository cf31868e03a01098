-- What people use: schema main holds these views and nothing else.

-- Each column of base.version but the writer's own is one of the article, also one that a later schema file adds.
create view article_versions as
select
    v.* exclude (content_hash, reading_hash, turn),
    p.name as place, p.country, p.lat, p.lon,
    a.first_seen_at, a.gone_at, a.story_id, a.origin_article_id, a.origin_article_id is null as is_original
from base.version as v
join base.article as a using (article_id)
left join base.place as p on p.article_id = v.article_id and p.version = v.version and p.position = 1;
comment on view article_versions is 'One row per version of an article, with the first place of its dateline.';

create view articles as
select * exclude (valid_from, valid_to, reread_run_id, withdrawn_run_id, repeats)
from article_versions
where valid_to is null;
comment on view articles is 'One row per article: its current version.';

create view pages as
select
    page.page_id, page.run_id, page.publisher, page.url, page.final_url, page.article_id,
    coalesce(repeat.repeats, page.version) as version, page.outcome, page.reason, page.http_status, page.content_type, page.headers,
    page.fetched_at, page.warc_file, page.warc_offset, page.payload_sha256, page.payload_size, page.part_of, page.rule_set
from base.page
left join (from base.version where repeats is not null) as repeat
    on repeat.article_id = page.article_id and repeat.version = page.version;
comment on view pages is 'One row per page and run: a fetch or a file read, with its one outcome.';

create view listings as
select run_id, publisher, url, kind, http_status, outcome, reason, entries, new, asked_at
from base.listing;
comment on view listings is 'One row per feed, sitemap, section or archive page asked for in a run.';

create view rejects as
select page_id, run_id, publisher, url, stage, code, detail, mended_run_id
from base.reject;
comment on view rejects is 'One row per rejected page, by the first run that rejected it. A load in which the page reads well removes the row; where its file was mended, mended_run_id says so.';

create view blocks as
select article_id, version, position, label, text, rule, gap
from base.block;
comment on view blocks is 'One row per run of text of a version. The texts with their gaps, joined in order, are the text of the page.';

create view bylines as
select
    b.article_id, b.version, b.position, coalesce(j.same_as, b.contributor_id) as contributor_id, b.kind, b.name, b.given, b.family,
    b.particle, b.suffix, b.role, b.function, b.job, b.affiliation, b.location, b.email, b.handle, b.agency, v.byline as as_printed
from base.byline as b
join base.version as v using (article_id, version)
left join base.contributor_join as j on j.contributor_id = b.contributor_id;
comment on view bylines is 'One row per contributor of a version.';

create view contributors as
select
    coalesce(j.same_as, c.contributor_id) as contributor_id,
    any_value(c.kind) as kind,
    coalesce(any_value(j.name), any_value(c.name)) as name
from base.contributor as c
left join base.contributor_join as j on j.contributor_id = c.contributor_id
group by coalesce(j.same_as, c.contributor_id);
comment on view contributors is 'One row per person or organisation that is named in a byline.';

create view datelines as
select
    p.article_id, p.version, p.position, v.dateline as as_printed, p.as_written, p.name as place, p.admin1 as region, p.country,
    p.lat, p.lon, p.geonames_id, v.dateline_date as date, v.dateline_agency as agency
from base.place as p
join base.version as v using (article_id, version);
comment on view datelines is 'One row per place of a version''s dateline.';

create view images as
select article_id, version, position, url, caption, credit, credit_person, credit_agency
from base.image;
comment on view images is 'One row per image of a version.';

create view links as
select article_id, version, position, href, anchor
from base.link;
comment on view links is 'One row per link in the text of a version.';

create view evidence as
select article_id, version, position, field, value, source, chosen, element
from base.evidence;
comment on view evidence is 'One row per candidate for a field of a version.';

create view text_reuse as
select article_id, other_article_id, shared_paragraphs, shared_sentences, reworded_sentences, share, is_first
from base.text_reuse;
comment on view text_reuse is 'One row per pair of articles that share text, word for word or reworded, in their current versions; each pair stands twice, once from either side.';

create view shared_sentences as
with either as (
    select * from base.shared_sentence
    union all
    select other_article_id, other_position, other_span_start, article_id, position, span_start, kind
    from base.shared_sentence
),

told as (
    select
        sentence.article_id, sentence.position, sentence.span_start, sentence.span_end,
        substr(block.text, sentence.span_start + 1, sentence.span_end - sentence.span_start) as text
    from base.sentence
    join base.version using (article_id, version)
    join base.block using (article_id, version, position)
    where version.valid_to is null
)

select
    either.article_id, either.other_article_id, either.position, either.span_start, one.span_end, either.kind, one.text,
    other.text as other_text
from either
join base.text_reuse using (article_id, other_article_id)
join told as one
    on one.article_id = either.article_id and one.position = either.position and one.span_start = either.span_start
join told as other
    on other.article_id = either.other_article_id
    and other.position = either.other_position
    and other.span_start = either.other_span_start;
comment on view shared_sentences is 'One row per sentence of an article that another one has, too, word for word or reworded.';

create view agency_credits as
with named as (
    select article_id, version, dateline_agency as agency, 'dateline' as named_in
    from base.version
    where dateline_agency is not null
    union
    select article_id, version, agency, 'byline'
    from base.byline
    where agency is not null and function in ('author', 'source')
)

select article_id, version, agency, named_in from named
union
-- A copy that names none of its own has its origin's.
select version.article_id, version.version, named.agency, 'origin'
from base.version
join base.article using (article_id)
join base.version as origin on origin.article_id = article.origin_article_id and origin.valid_to is null
join named on named.article_id = origin.article_id and named.version = origin.version
where version.valid_to is null and version.article_id not in (select article_id from named);
comment on view agency_credits is 'One row per agency that a version has its text from, and where that is said.';

create view stories as
select story_id, title
from base.story;
comment on view stories is 'One row per story: articles about one event, by several publishers, in several languages, within days of each other.';

create view story_members as
select story_id, article_id
from base.story_member;
comment on view story_members is 'One row per article in a story.';

create view story_evidence as
select story_id, article_id, other_article_id, likeness, kind, shared
from base.story_evidence;
comment on view story_evidence is 'One row per article in a story and kind of what it has in common with the fellow that it is most like.';

create view story_changes as
select change.run_id, run.ended_at as changed_at, change.story_id, change.change, change.article_id, change.other_story_id
from base.story_change as change
join base.run using (run_id);
comment on view story_changes is 'One row per change of a story in a run: it began, an article joined or left, it split, merged or ended.';

create view article_changes as
select
    version.article_id, version.version, change.previous_version, version.publisher, version.url, version.valid_from as changed_at,
    change.class, block.position, block.change, block.label, block.old_text, block.new_text, block.added, block.cut, block.marked,
    version.run_id
from base.block_change as block
join base.version_change as change using (article_id, version)
join base.version using (article_id, version);
comment on view article_changes is 'One row per block that a version added, cut or changed.';

create view run_changes as
with following as (
    select
        version.*,
        lag(version) over in_time as previous_version,
        lag(title) over in_time as old_title,
        lag(standfirst) over in_time as old_standfirst,
        lag(description) over in_time as old_description,
        lag(body) over in_time as old_body,
        lag(byline) over in_time as old_byline,
        lag(authors) over in_time as old_authors,
        lag(dateline) over in_time as old_dateline,
        lag(published_at) over in_time as old_published_at,
        lag(updated_at) over in_time as old_updated_at,
        lag(section) over in_time as old_section,
        lag(tags) over in_time as old_tags
    from base.version
    where withdrawn_run_id is null
    window in_time as (partition by article_id order by turn)
),

field_pair as (
    select
        run_id, article_id, version, previous_version, publisher, url,
        unnest([
            struct_pack(field := 'title', old_value := old_title, new_value := title),
            struct_pack(field := 'standfirst', old_value := old_standfirst, new_value := standfirst),
            struct_pack(field := 'description', old_value := old_description, new_value := description),
            struct_pack(field := 'body', old_value := old_body, new_value := body),
            struct_pack(field := 'byline', old_value := old_byline, new_value := byline),
            struct_pack(field := 'authors', old_value := array_to_string(old_authors, '; '), new_value := array_to_string(authors, '; ')),
            struct_pack(field := 'dateline', old_value := old_dateline, new_value := dateline),
            struct_pack(field := 'published_at', old_value := old_published_at::varchar, new_value := published_at::varchar),
            struct_pack(field := 'updated_at', old_value := old_updated_at::varchar, new_value := updated_at::varchar),
            struct_pack(field := 'section', old_value := old_section, new_value := section),
            struct_pack(field := 'tags', old_value := array_to_string(old_tags, '; '), new_value := array_to_string(tags, '; '))
        ], recursive := true)
    from following
)

select run_id, article_id, version, previous_version, publisher, url, field, old_value, new_value
from field_pair
-- Not if(): DuckDB 2 stores it in a view as a name that 1.5 does not know.
where case when previous_version is null then field = 'title' else old_value is distinct from new_value end;
comment on view run_changes is 'One row per field in which a version that a run added differs from the one before it; for a new article one row, its title.';

create view reread_changes as
select rereading.run_id, article_id, version, version.publisher, version.url, rereading.field, rereading.old_value, rereading.new_value
from base.rereading
join base.version using (article_id, version);
comment on view reread_changes is 'One row per field of a version that a run read otherwise than the reading before.';

create view runs as
select run_id, number, flow, trigger, started_at, ended_at, state, parameters, code_version, rule_set, counts
from base.run;
comment on view runs is 'One row per run that reached the warehouse.';

create view publisher_profiles as
select publisher, kind, value, pages, "of", first_seen, last_seen, state, run_id, learned_run_id
from base.publisher_profile;
comment on view publisher_profiles is 'One row per thing learned of a publisher''s pages: what is no single article''s own.';

create view source_health as
select
    publisher, run_id, asked, new, changed, rejected, failed, deferred, alarm,
    duplicate, came, no_byline, no_date, median_words, codes, new_that_day,
    expected_min, expected_max
from base.source_health;
comment on view source_health is 'One row per publisher and run.';

create view check_failures as
select run_id, name, position, found
from base.check_failure;
comment on view check_failures is 'One row per row that a check found after a run, the first 1,000 of each check.';

create view tombstones as
select article_id, publisher, url, reason, taken_down_at
from base.tombstone;
comment on view tombstones is 'One row per article that was taken down: nothing else of it is left, and it is not loaded again.';
