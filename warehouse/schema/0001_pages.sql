-- What was asked for and what came of it. No keys and no foreign keys: random keys slow a load down three times, and
-- foreign keys block updates of lists. checks/ holds what they would have held.

create table base.publisher (
    publisher      VARCHAR NOT NULL,
    first_asked_at TIMESTAMPTZ NOT NULL
);
comment on table base.publisher is 'One row per publisher that was ever asked.';
comment on column base.publisher.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column base.publisher.first_asked_at is 'when the first of its pages was asked for';

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
comment on column base.run.run_id is 'the run';
comment on column base.run.number is 'order in which runs were loaded, from 1';
comment on column base.run.flow is 'flow: nightly, load-files, reread, crawl-publisher ...';
comment on column base.run.trigger is 'what set it off: schedule, shell, ui ...';
comment on column base.run.started_at is 'when it started';
comment on column base.run.ended_at is 'when it was loaded';
comment on column base.run.state is 'how it ended: completed, or a word for what kept it from that';
comment on column base.run.parameters is 'what it was asked to do';
comment on column base.run.code_version is 'version of the code that ran';
comment on column base.run.rule_set is 'rules that its pages were read with';
comment on column base.run.counts is 'pages asked for and what became of them; articles and versions that the run added';

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
    rule_set       VARCHAR
);
comment on table base.page is 'One row per page and run: a fetch or a file read, with its one outcome.';
comment on column base.page.run_id is 'the run';
comment on column base.page.page_id is '16 hex digits of address and payload: the same address with the same bytes is the same page';
comment on column base.page.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column base.page.url is 'address that was asked for; file: and a path for a file without one';
comment on column base.page.final_url is 'address that answered, after redirects';
comment on column base.page.article_id is 'article that the page shows; null where it shows none';
comment on column base.page.version is 'version of the article that the page shows';
comment on column base.page.outcome is 'article (made or improved a version), unchanged, duplicate (of another page of the run), rejected, failed, deferred or disallowed';
comment on column base.page.reason is 'why, in a few words; null for an article';
comment on column base.page.http_status is 'status of the answer; null where nothing was fetched';
comment on column base.page.content_type is 'media type as sent';
comment on column base.page.headers is 'headers of the answer that matter';
comment on column base.page.fetched_at is 'when it was fetched or read, or asked for in vain';
comment on column base.page.warc_file is 'archive file that holds it, below archive/';
comment on column base.page.warc_offset is 'where its record starts in that file, in bytes';
comment on column base.page.payload_sha256 is 'SHA-256 of the payload, in hex; null where nothing came';
comment on column base.page.payload_size is 'size of the payload in bytes';
comment on column base.page.rule_set is 'rules that it was last read with; null for what was not read';

create table base.reject (
    page_id   VARCHAR NOT NULL,
    run_id    VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    url       VARCHAR NOT NULL,
    stage     VARCHAR NOT NULL,
    code      VARCHAR NOT NULL,
    detail    VARCHAR NOT NULL
);
comment on table base.reject is 'One row per rejected page, by the first run that rejected it. A load in which the page reads well removes the row.';
comment on column base.reject.page_id is '16 hex digits of address and payload: the same address with the same bytes is the same page';
comment on column base.reject.run_id is 'first run that rejected it';
comment on column base.reject.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column base.reject.url is 'address that was asked for';
comment on column base.reject.stage is 'where it ended: load, fetch, read or store';
comment on column base.reject.code is 'why, as a word; finer ones as code/finer';
comment on column base.reject.detail is 'what, where and what to do';

create table base.source_health (
    publisher VARCHAR NOT NULL,
    run_id    VARCHAR NOT NULL,
    asked     BIGINT NOT NULL,
    new       BIGINT NOT NULL,
    changed   BIGINT NOT NULL,
    rejected  BIGINT NOT NULL,
    failed    BIGINT NOT NULL,
    deferred  BIGINT NOT NULL,
    alarm     VARCHAR
);
comment on table base.source_health is 'One row per publisher and run.';
comment on column base.source_health.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column base.source_health.run_id is 'the run';
comment on column base.source_health.asked is 'pages asked for';
comment on column base.source_health.new is 'articles that the run added';
comment on column base.source_health.changed is 'further versions that the run added to known articles';
comment on column base.source_health.rejected is 'pages rejected';
comment on column base.source_health.failed is 'pages that failed';
comment on column base.source_health.deferred is 'pages put off';
comment on column base.source_health.alarm is 'what is wrong, in a sentence; null when all is well';
