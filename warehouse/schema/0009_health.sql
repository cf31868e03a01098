-- What a night's health is judged by. Nights before this file have counts alone: null says that nobody measured.
alter table base.source_health add column duplicate BIGINT;
alter table base.source_health add column came BIGINT;
alter table base.source_health add column no_byline BIGINT;
alter table base.source_health add column no_date BIGINT;
alter table base.source_health add column median_words DOUBLE;
alter table base.source_health add column codes STRUCT(code VARCHAR, pages BIGINT)[];
alter table base.source_health add column new_that_day BIGINT;
alter table base.source_health add column expected_min BIGINT;
alter table base.source_health add column expected_max BIGINT;
comment on column base.source_health.duplicate is 'pages that show the article of another page of the run';
comment on column base.source_health.came is 'pages that came and were read: article, duplicate or rejected';
comment on column base.source_health.no_byline is 'new articles without an author';
comment on column base.source_health.no_date is 'new articles without a time of publication';
comment on column base.source_health.median_words is 'median of the words of new articles; null where there are none';
comment on column base.source_health.codes is 'pages rejected, by code (the part before a slash)';
comment on column base.source_health.new_that_day is 'articles that the crawls of the 24 hours up to the run added; null where the run is no crawl for news';
comment on column base.source_health.expected_min is 'how many of them its file in config/publishers expects at least; null for no word';
comment on column base.source_health.expected_max is 'how many of them its file in config/publishers expects at most; null for no word';

create or replace view source_health as
select
    publisher, run_id, asked, new, changed, rejected, failed, deferred, alarm,
    duplicate, came, no_byline, no_date, median_words, codes, new_that_day,
    expected_min, expected_max
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
comment on column source_health.duplicate is 'pages that show the article of another page of the run';
comment on column source_health.came is 'pages that came and were read: article, duplicate or rejected';
comment on column source_health.no_byline is 'new articles without an author';
comment on column source_health.no_date is 'new articles without a time of publication';
comment on column source_health.median_words is 'median of the words of new articles; null where there are none';
comment on column source_health.codes is 'pages rejected, by code (the part before a slash)';
comment on column source_health.new_that_day is 'articles that the crawls of the 24 hours up to the run added; null where the run is no crawl for news';
comment on column source_health.expected_min is 'how many of them its file in config/publishers expects at least; null for no word';
comment on column source_health.expected_max is 'how many of them its file in config/publishers expects at most; null for no word';
