-- Articles that their sites took down.
alter table base.article add column gone_at TIMESTAMPTZ;
comment on column base.article.gone_at is 'when its address first answered that it is gone, since it was last there; null while it stands';

create or replace view article_versions as
select
    v.article_id, v.version, v.publisher, v.url, v.title, v.standfirst, v.body, v.authors, v.byline, v.dateline,
    p.name as place, p.country, p.lat, p.lon,
    v.published_at, v.published_precision, v.updated_at, a.first_seen_at, a.gone_at, v.language, v.section, v.tags, v.word_count,
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
comment on column article_versions.gone_at is 'when its address first answered that it is gone, since it was last there; null while it stands';
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

create or replace view articles as
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
comment on column articles.gone_at is 'when its address first answered that it is gone, since it was last there; null while it stands';
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
