-- What was read.
create table base.article (
    article_id    VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    story_id      VARCHAR
);
comment on table base.article is 'One row per article.';
comment on column base.article.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.article.first_seen_at is 'when the earliest of its pages was fetched or read';
comment on column base.article.story_id is 'story that it belongs to; null for none';

create table base.version (
    article_id          VARCHAR NOT NULL,
    version             INTEGER NOT NULL,
    publisher           VARCHAR NOT NULL,
    url                 VARCHAR NOT NULL,
    title               VARCHAR,
    standfirst          VARCHAR,
    body                VARCHAR NOT NULL,
    authors             VARCHAR[] NOT NULL,
    byline              VARCHAR,
    dateline            VARCHAR,
    dateline_date       VARCHAR,
    dateline_agency     VARCHAR,
    published_at        TIMESTAMPTZ,
    published_precision VARCHAR,
    updated_at          TIMESTAMPTZ,
    language            VARCHAR,
    section             VARCHAR,
    tags                VARCHAR[] NOT NULL,
    word_count          INTEGER NOT NULL,
    is_truncated        BOOLEAN NOT NULL,
    missing_share       DOUBLE,
    flags               VARCHAR[] NOT NULL,
    content_hash        VARCHAR NOT NULL,
    reading_hash        VARCHAR NOT NULL,
    valid_from          TIMESTAMPTZ NOT NULL,
    valid_to            TIMESTAMPTZ,
    page_id             VARCHAR NOT NULL,
    run_id              VARCHAR NOT NULL,
    reread_run_id       VARCHAR,
    withdrawn_run_id    VARCHAR,
    code_version        VARCHAR NOT NULL,
    rule_set            VARCHAR NOT NULL
);
comment on table base.version is 'One row per version of an article: a text that differed in title, standfirst, body, byline or dateline. Better rules rewrite a version in place.';
comment on column base.version.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.version.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.version.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column base.version.url is 'canonical address';
comment on column base.version.title is 'headline; null where the page has none';
comment on column base.version.standfirst is 'standfirst (deck, summary) as printed';
comment on column base.version.body is 'paragraphs and cross-headings joined by a blank line: the blocks labelled body, heading, quote, list and table';
comment on column base.version.authors is 'display names of people and organisations with the role of author, in printed order';
comment on column base.version.byline is 'byline as printed';
comment on column base.version.dateline is 'dateline as printed';
comment on column base.version.dateline_date is 'date in the dateline, ISO 8601, to the day or month';
comment on column base.version.dateline_agency is 'agency in the dateline, by its usual name';
comment on column base.version.published_at is 'when it was published, as the page says';
comment on column base.version.published_precision is 'how exactly the page says so: second, minute, hour, day, month or year';
comment on column base.version.updated_at is 'when it was last changed, as the page says';
comment on column base.version.language is 'language of the text, ISO 639';
comment on column base.version.section is 'section as printed';
comment on column base.version.tags is 'keywords of the page';
comment on column base.version.word_count is 'words of the body; an ideograph or kana counts as one';
comment on column base.version.is_truncated is 'the page holds less than the whole article';
comment on column base.version.missing_share is 'share of the article that is missing, 0 to 1; null where unknown';
comment on column base.version.flags is 'what a reader should know of this reading';
comment on column base.version.content_hash is 'SHA-256 of title, standfirst, body, byline and dateline: what makes a version';
comment on column base.version.reading_hash is 'SHA-256 of everything read: what makes a rewriting';
comment on column base.version.valid_from is 'when the earliest page that shows it was fetched';
comment on column base.version.valid_to is 'when the next version was first seen; null for the current one';
comment on column base.version.page_id is 'page that it was read from';
comment on column base.version.run_id is 'run that added it';
comment on column base.version.reread_run_id is 'last run that rewrote it with better rules; null for none';
comment on column base.version.withdrawn_run_id is 'run whose rules found no such article in its page; null while it stands';
comment on column base.version.code_version is 'version of the code that read it';
comment on column base.version.rule_set is 'rules that it was read with';

create table base.block (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    label      VARCHAR NOT NULL,
    text       VARCHAR NOT NULL,
    rule       VARCHAR NOT NULL,
    gap        VARCHAR NOT NULL
);
comment on table base.block is 'One row per run of text of a version. The texts with their gaps, joined in order, are the text of the page.';
comment on column base.block.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.block.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.block.position is 'place in printed order, from 1';
comment on column base.block.label is 'what it is: headline, standfirst, byline, dateline, body, heading, quote, caption, related, notice, repeat ...';
comment on column base.block.text is 'the text';
comment on column base.block.rule is 'rule that gave the label';
comment on column base.block.gap is 'white space that followed';

create table base.contributor (
    contributor_id VARCHAR NOT NULL,
    kind           VARCHAR NOT NULL,
    name           VARCHAR NOT NULL
);
comment on table base.contributor is 'One row per person or organisation that is named in a byline.';
comment on column base.contributor.contributor_id is '16 hex digits of kind and folded name; null where nothing names it';
comment on column base.contributor.kind is 'person, organisation, handle or unknown';
comment on column base.contributor.name is 'name as first printed; the handle or address of who has none';

create table base.byline (
    article_id     VARCHAR NOT NULL,
    version        INTEGER NOT NULL,
    position       INTEGER NOT NULL,
    contributor_id VARCHAR,
    kind           VARCHAR NOT NULL,
    name           VARCHAR,
    given          VARCHAR,
    family         VARCHAR,
    particle       VARCHAR,
    suffix         VARCHAR,
    role           VARCHAR,
    affiliation    VARCHAR[] NOT NULL,
    location       VARCHAR,
    email          VARCHAR,
    handle         VARCHAR
);
comment on table base.byline is 'One row per contributor of a version.';
comment on column base.byline.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.byline.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.byline.position is 'place in printed order, from 1';
comment on column base.byline.contributor_id is '16 hex digits of kind and folded name; null where nothing names it';
comment on column base.byline.kind is 'person, organisation, handle or unknown';
comment on column base.byline.name is 'display name';
comment on column base.byline.given is 'given names';
comment on column base.byline.family is 'family name with its particle';
comment on column base.byline.particle is 'particle of the family name';
comment on column base.byline.suffix is 'suffix, such as Jr';
comment on column base.byline.role is 'null for an author; photo, translation, editing ... or the role as written';
comment on column base.byline.affiliation is 'organisations named with it';
comment on column base.byline.location is 'place named with it, as written';
comment on column base.byline.email is 'mail address as printed';
comment on column base.byline.handle is 'account name as printed';

create table base.place (
    article_id  VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    as_written  VARCHAR NOT NULL,
    name        VARCHAR NOT NULL,
    admin1      VARCHAR,
    country     VARCHAR,
    lat         DOUBLE,
    lon         DOUBLE,
    geonames_id BIGINT
);
comment on table base.place is 'One row per place of a versions dateline.';
comment on column base.place.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.place.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.place.position is 'place in printed order, from 1';
comment on column base.place.as_written is 'place as written';
comment on column base.place.name is 'usual name of the place';
comment on column base.place.admin1 is 'state, province or region';
comment on column base.place.country is 'country, ISO 3166-1 alpha-2';
comment on column base.place.lat is 'latitude, WGS 84 degrees';
comment on column base.place.lon is 'longitude, WGS 84 degrees';
comment on column base.place.geonames_id is 'number in GeoNames';

create table base.image (
    article_id    VARCHAR NOT NULL,
    version       INTEGER NOT NULL,
    position      INTEGER NOT NULL,
    url           VARCHAR,
    caption       VARCHAR,
    credit        VARCHAR,
    credit_person VARCHAR,
    credit_agency VARCHAR
);
comment on table base.image is 'One row per image of a version.';
comment on column base.image.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.image.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.image.position is 'place in printed order, from 1';
comment on column base.image.url is 'address of the picture';
comment on column base.image.caption is 'caption as printed';
comment on column base.image.credit is 'credit as printed';
comment on column base.image.credit_person is 'photographer in the credit';
comment on column base.image.credit_agency is 'agency in the credit';

create table base.link (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    href       VARCHAR NOT NULL,
    anchor     VARCHAR NOT NULL
);
comment on table base.link is 'One row per link in the text of a version.';
comment on column base.link.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.link.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.link.position is 'place in printed order, from 1';
comment on column base.link.href is 'address that it leads to';
comment on column base.link.anchor is 'words that carry it';

create table base.evidence (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    field      VARCHAR NOT NULL,
    value      VARCHAR NOT NULL,
    source     VARCHAR NOT NULL,
    chosen     BOOLEAN NOT NULL
);
comment on table base.evidence is 'One row per candidate for a field of a version.';
comment on column base.evidence.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.evidence.version is 'number of the version within its article, from 1, in order of arrival';
comment on column base.evidence.position is 'order of the candidates, from 1';
comment on column base.evidence.field is 'field of the article';
comment on column base.evidence.value is 'what the candidate says';
comment on column base.evidence.source is 'who says so: json-ld, meta, text, feed ...';
comment on column base.evidence.chosen is 'the field holds this one';
