-- What the warehouse keeps. Each table says what a row of it is; what its columns are is said once for each name, in columns.toml.
-- No keys and no foreign keys: random keys slow a load down three times, and foreign keys block updates of lists. checks/ holds
-- what they would have held.
create schema base;

create table base.schema_files (
    number     INTEGER NOT NULL,
    name       VARCHAR NOT NULL,
    sha256     VARCHAR NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
);
comment on table base.schema_files is 'One row per file of warehouse/schema/ that made this database.';

-- What was asked for and what came of it.
create table base.publisher (
    publisher      VARCHAR NOT NULL,
    first_asked_at TIMESTAMPTZ NOT NULL
);
comment on table base.publisher is 'One row per publisher that was ever asked.';

create table base.run (
    run_id       VARCHAR NOT NULL,
    number       INTEGER NOT NULL,
    flow         VARCHAR NOT NULL,
    trigger      VARCHAR NOT NULL,
    started_at   TIMESTAMPTZ NOT NULL,
    ended_at     TIMESTAMPTZ NOT NULL,
    state        VARCHAR NOT NULL,
    parameters   JSON NOT NULL,
    code_version VARCHAR NOT NULL,
    rule_set     VARCHAR NOT NULL,
    counts       STRUCT(asked BIGINT, article BIGINT, unchanged BIGINT, duplicate BIGINT, rejected BIGINT, failed BIGINT, deferred BIGINT, disallowed BIGINT, new_articles BIGINT, new_versions BIGINT) NOT NULL
);
comment on table base.run is 'One row per run that reached the warehouse.';

create table base.page (
    run_id         VARCHAR NOT NULL,
    page_id        VARCHAR NOT NULL,
    publisher      VARCHAR NOT NULL,
    url            VARCHAR NOT NULL,
    final_url      VARCHAR,
    article_id     VARCHAR,
    version        INTEGER,
    outcome        VARCHAR NOT NULL,
    reason         VARCHAR,
    http_status    INTEGER,
    content_type   VARCHAR,
    headers        STRUCT("name" VARCHAR, "value" VARCHAR)[],
    fetched_at     TIMESTAMPTZ NOT NULL,
    warc_file      VARCHAR,
    warc_offset    BIGINT,
    payload_sha256 VARCHAR,
    payload_size   BIGINT,
    part_of        VARCHAR,
    rule_set       VARCHAR
);
comment on table base.page is 'One row per page and run: a fetch or a file read, with its one outcome.';

create table base.reject (
    page_id       VARCHAR NOT NULL,
    run_id        VARCHAR NOT NULL,
    publisher     VARCHAR NOT NULL,
    url           VARCHAR NOT NULL,
    stage         VARCHAR NOT NULL,
    code          VARCHAR NOT NULL,
    detail        VARCHAR NOT NULL,
    mended_run_id VARCHAR
);
comment on table base.reject is 'One row per rejected page, by the first run that rejected it. A load in which the page reads well removes the row; where its file was mended, mended_run_id says so.';

create table base.listing (
    run_id      VARCHAR NOT NULL,
    publisher   VARCHAR NOT NULL,
    url         VARCHAR NOT NULL,
    kind        VARCHAR,
    http_status INTEGER,
    outcome     VARCHAR NOT NULL,
    reason      VARCHAR,
    entries     BIGINT NOT NULL,
    new         BIGINT NOT NULL,
    asked_at    TIMESTAMPTZ NOT NULL
);
comment on table base.listing is 'One row per feed, sitemap, section or archive page asked for in a run.';

create table base.source_health (
    publisher    VARCHAR NOT NULL,
    run_id       VARCHAR NOT NULL,
    asked        BIGINT NOT NULL,
    new          BIGINT NOT NULL,
    changed      BIGINT NOT NULL,
    rejected     BIGINT NOT NULL,
    failed       BIGINT NOT NULL,
    deferred     BIGINT NOT NULL,
    alarm        VARCHAR,
    duplicate    BIGINT,
    came         BIGINT,
    no_byline    BIGINT,
    no_date      BIGINT,
    median_words DOUBLE,
    codes        STRUCT(code VARCHAR, pages BIGINT)[],
    new_that_day BIGINT,
    expected_min BIGINT,
    expected_max BIGINT
);
comment on table base.source_health is 'One row per publisher and run.';

create table base.check_failure (
    run_id   VARCHAR NOT NULL,
    name     VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    found    JSON NOT NULL
);
comment on table base.check_failure is 'One row per row that a check found after a run, the first 1,000 of each check.';

-- What was read.
create table base.article (
    article_id        VARCHAR NOT NULL,
    first_seen_at     TIMESTAMPTZ NOT NULL,
    story_id          VARCHAR,
    origin_article_id VARCHAR,
    gone_at           TIMESTAMPTZ
);
comment on table base.article is 'One row per article.';

create table base.version (
    article_id          VARCHAR NOT NULL,
    version             INTEGER NOT NULL,
    publisher           VARCHAR NOT NULL,
    url                 VARCHAR NOT NULL,
    title               VARCHAR,
    standfirst          VARCHAR,
    description         VARCHAR,
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
    repeats             INTEGER,
    code_version        VARCHAR NOT NULL,
    rule_set            VARCHAR NOT NULL,
    turn                INTEGER
);
comment on table base.version is 'One row per version of an article: a text that differed in title, standfirst, body, byline, dateline or a notice of correction. Better rules rewrite a version in place.';

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

create table base.contributor (
    contributor_id VARCHAR NOT NULL,
    kind           VARCHAR NOT NULL,
    name           VARCHAR NOT NULL
);
comment on table base.contributor is 'One row per person or organisation that is named in a byline.';

create table base.contributor_join (
    contributor_id VARCHAR NOT NULL,
    same_as        VARCHAR NOT NULL,
    name           VARCHAR NOT NULL,
    evidence       VARCHAR NOT NULL
);
comment on table base.contributor_join is 'One row per name that is joined with others, as config/contributors.toml says.';

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
    function       VARCHAR NOT NULL,
    job            VARCHAR,
    affiliation    VARCHAR[] NOT NULL,
    location       VARCHAR,
    email          VARCHAR,
    handle         VARCHAR,
    agency         VARCHAR
);
comment on table base.byline is 'One row per contributor of a version.';

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
comment on table base.place is 'One row per place of a version''s dateline.';

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

create table base.link (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    href       VARCHAR NOT NULL,
    anchor     VARCHAR NOT NULL
);
comment on table base.link is 'One row per link in the text of a version.';

create table base.evidence (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    field      VARCHAR NOT NULL,
    value      VARCHAR NOT NULL,
    source     VARCHAR NOT NULL,
    chosen     BOOLEAN NOT NULL,
    element    VARCHAR
);
comment on table base.evidence is 'One row per candidate for a field of a version.';

-- What articles share.
create table base.sentence (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    hash       UBIGINT NOT NULL,
    words      INTEGER NOT NULL,
    sketch     UINTEGER[] NOT NULL
);
comment on table base.sentence is 'One row per sentence in the prose of a version.';

create table base.shared_sentence (
    article_id       VARCHAR NOT NULL,
    position         INTEGER NOT NULL,
    span_start       INTEGER NOT NULL,
    other_article_id VARCHAR NOT NULL,
    other_position   INTEGER NOT NULL,
    other_span_start INTEGER NOT NULL,
    kind             VARCHAR NOT NULL
);
comment on table base.shared_sentence is 'One row per sentence that stands in two articles in their current versions; each pair stands once, the lower id first.';

create table base.text_reuse (
    article_id         VARCHAR NOT NULL,
    other_article_id   VARCHAR NOT NULL,
    shared_paragraphs  INTEGER NOT NULL,
    shared_sentences   INTEGER NOT NULL,
    reworded_sentences INTEGER NOT NULL,
    share              DOUBLE NOT NULL,
    is_first           BOOLEAN
);
comment on table base.text_reuse is 'One row per pair of articles that share text, word for word or reworded, in their current versions; each pair stands twice, once from either side.';

create table base.reuse_due (
    article_id VARCHAR NOT NULL
);
comment on table base.reuse_due is 'One row per article whose shared text the next load counts.';

create table base.topic (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    told_on    DATE NOT NULL,
    language   VARCHAR NOT NULL,
    terms      VARCHAR[] NOT NULL,
    counts     UTINYINT[] NOT NULL
);
comment on table base.topic is 'One row per version: the terms by which its story is found.';

create table base.story_link (
    article_id       VARCHAR NOT NULL,
    other_article_id VARCHAR NOT NULL,
    likeness         DOUBLE NOT NULL
);
comment on table base.story_link is 'One row per pair of articles of a few days that tell of like things; each pair stands once, the lower id first.';

create table base.story (
    story_id VARCHAR NOT NULL,
    title    VARCHAR
);
comment on table base.story is 'One row per story: articles about one event, by several publishers, in several languages, within days of each other.';

create table base.story_member (
    story_id   VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL
);
comment on table base.story_member is 'One row per article in a story.';

create table base.story_evidence (
    story_id         VARCHAR NOT NULL,
    article_id       VARCHAR NOT NULL,
    other_article_id VARCHAR NOT NULL,
    likeness         DOUBLE NOT NULL,
    kind             VARCHAR NOT NULL,
    shared           VARCHAR[] NOT NULL
);
comment on table base.story_evidence is 'One row per article in a story and kind of what it has in common with the fellow that it is most like.';

create table base.story_change (
    run_id         VARCHAR NOT NULL,
    story_id       VARCHAR NOT NULL,
    change         VARCHAR NOT NULL,
    article_id     VARCHAR,
    other_story_id VARCHAR
);
comment on table base.story_change is 'One row per change of a story in a run: it began, an article joined or left, it split, merged or ended.';

-- What changed: from one version to the next, from one reading to the next.
create table base.version_change (
    article_id       VARCHAR NOT NULL,
    version          INTEGER NOT NULL,
    previous_version INTEGER NOT NULL,
    class            VARCHAR NOT NULL,
    words_added      INTEGER NOT NULL,
    words_cut        INTEGER NOT NULL
);
comment on table base.version_change is 'One row per version that follows another one of its article.';

create table base.block_change (
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    change     VARCHAR NOT NULL,
    label      VARCHAR NOT NULL,
    old_text   VARCHAR,
    new_text   VARCHAR,
    added      VARCHAR[] NOT NULL,
    cut        VARCHAR[] NOT NULL,
    marked     VARCHAR NOT NULL
);
comment on table base.block_change is 'One row per block that a version added, cut or changed.';

create table base.rereading (
    run_id     VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    version    INTEGER NOT NULL,
    field      VARCHAR NOT NULL,
    old_value  VARCHAR,
    new_value  VARCHAR
);
comment on table base.rereading is 'One row per field of a version that a run read otherwise than the reading before.';

-- What search asks: a row a version. One row per word would be a hundred times as many, and take longer to load than all the rest.
create table base.concordance (
    article_id  VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    word_keys   UBIGINT[] NOT NULL,
    frequencies INTEGER[] NOT NULL
);
comment on table base.concordance is 'One row per version: the words that it holds.';

-- What the pages of one publisher have in common.
create table base.publisher_profile (
    publisher      VARCHAR NOT NULL,
    kind           VARCHAR NOT NULL,
    value          VARCHAR NOT NULL,
    pages          BIGINT NOT NULL,
    "of"           BIGINT NOT NULL,
    first_seen     DATE NOT NULL,
    last_seen      DATE NOT NULL,
    state          VARCHAR NOT NULL,
    run_id         VARCHAR NOT NULL,
    learned_run_id VARCHAR NOT NULL
);
comment on table base.publisher_profile is 'One row per thing learned of a publisher''s pages: what is no single article''s own.';

-- What was taken down, so that it stays away.
create table base.tombstone (
    article_id    VARCHAR NOT NULL,
    publisher     VARCHAR NOT NULL,
    url           VARCHAR NOT NULL,
    reason        VARCHAR NOT NULL,
    taken_down_at TIMESTAMPTZ NOT NULL
);
comment on table base.tombstone is 'One row per article that was taken down: nothing else of it is left, and it is not loaded again.';
