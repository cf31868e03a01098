-- Listings are no pages: they have an account of their own.
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
comment on column base.listing.run_id is 'the run';
comment on column base.listing.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column base.listing.url is 'address that was asked for';
comment on column base.listing.kind is 'feed, sitemap, section or archive; null in runs before listings had a table of their own';
comment on column base.listing.http_status is 'status of the answer; null where nothing was fetched';
comment on column base.listing.outcome is 'read, unchanged (304), rejected (it is no such listing), failed, deferred or disallowed';
comment on column base.listing.reason is 'why it was not read; null where it was';
comment on column base.listing.entries is 'articles that it lists; 0 where it was not read';
comment on column base.listing.new is 'articles among them that no earlier run knew';
comment on column base.listing.asked_at is 'when it was read, or asked for in vain';

create view listings as
select run_id, publisher, url, kind, http_status, outcome, reason, entries, new, asked_at
from base.listing;
comment on view listings is 'One row per feed, sitemap, section or archive page asked for in a run.';
comment on column listings.run_id is 'the run';
comment on column listings.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column listings.url is 'address that was asked for';
comment on column listings.kind is 'feed, sitemap, section or archive; null in runs before listings had a table of their own';
comment on column listings.http_status is 'status of the answer; null where nothing was fetched';
comment on column listings.outcome is 'read, unchanged (304), rejected (it is no such listing), failed, deferred or disallowed';
comment on column listings.reason is 'why it was not read; null where it was';
comment on column listings.entries is 'articles that it lists; 0 where it was not read';
comment on column listings.new is 'articles among them that no earlier run knew';
comment on column listings.asked_at is 'when it was read, or asked for in vain';

-- Those that earlier runs counted as pages: never a page came from them, and they answered as articles do not. An article is asked
-- for conditionally only after a page of it came, and one that is gone was rejected.
create temp table listed as
select page.publisher, page.url
from base.page
left join base.reject on reject.page_id = page.page_id
where page.http_status is not null or page.outcome in ('failed', 'deferred', 'disallowed')
group by page.publisher, page.url
having
    count(page.payload_sha256) = 0
    and count(page.article_id) = 0
    and count(*) filter (where page.reason = 'taken down') = 0
    and bool_or(
        (page.outcome = 'unchanged' and page.reason = '304')
        or (page.outcome = 'failed' and page.reason in ('404', '410'))
        or coalesce(regexp_matches(reject.detail, 'correct ''(feed|sitemap|section)s'' in the publisher''s file$'), false)
    );

create temp table moved as
select page.*
from base.page
semi join listed using (publisher, url)
where page.payload_sha256 is null;

insert into base.listing by name
select
    run_id, publisher, url, http_status, outcome, case when outcome <> 'unchanged' then reason end as reason,
    0 as entries, 0 as new, fetched_at as asked_at
from moved;

delete from base.reject where page_id in (select page_id from moved);
delete from base.page using moved where page.run_id = moved.run_id and page.page_id = moved.page_id;

create temp table uncounted as
select
    run_id, publisher, count(*) as asked,
    count(*) filter (where outcome = 'unchanged') as unchanged,
    count(*) filter (where outcome = 'rejected') as rejected,
    count(*) filter (where outcome = 'failed') as failed,
    count(*) filter (where outcome = 'deferred') as deferred,
    count(*) filter (where outcome = 'disallowed') as disallowed
from moved
group by all;

update base.run
set counts = struct_pack(
    asked := run.counts.asked - less.asked,
    article := run.counts.article,
    unchanged := run.counts.unchanged - less.unchanged,
    duplicate := run.counts.duplicate,
    rejected := run.counts.rejected - less.rejected,
    failed := run.counts.failed - less.failed,
    deferred := run.counts.deferred - less.deferred,
    disallowed := run.counts.disallowed - less.disallowed,
    new_articles := run.counts.new_articles,
    new_versions := run.counts.new_versions
)
from (
    select
        run_id, sum(asked)::bigint as asked, sum(unchanged)::bigint as unchanged, sum(rejected)::bigint as rejected,
        sum(failed)::bigint as failed, sum(deferred)::bigint as deferred, sum(disallowed)::bigint as disallowed
    from uncounted
    group by run_id
) as less
where run.run_id = less.run_id;

update base.source_health as health
set
    asked = health.asked - less.asked,
    rejected = health.rejected - less.rejected,
    failed = health.failed - less.failed,
    deferred = health.deferred - less.deferred
from uncounted as less
where health.run_id = less.run_id and health.publisher = less.publisher;

drop table uncounted;
drop table moved;
drop table listed;
