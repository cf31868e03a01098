-- What was taken down, so that it stays away.
create table base.tombstone (
    article_id    VARCHAR NOT NULL,
    publisher     VARCHAR NOT NULL,
    url           VARCHAR NOT NULL,
    reason        VARCHAR NOT NULL,
    taken_down_at TIMESTAMPTZ NOT NULL
);
comment on table base.tombstone is 'One row per article that was taken down: nothing else of it is left, and it is not loaded again.';
comment on column base.tombstone.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column base.tombstone.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column base.tombstone.url is 'canonical address';
comment on column base.tombstone.reason is 'why, as given by who took it down';
comment on column base.tombstone.taken_down_at is 'when';

create view tombstones as
select article_id, publisher, url, reason, taken_down_at
from base.tombstone;
comment on view tombstones is 'One row per article that was taken down: nothing else of it is left, and it is not loaded again.';
comment on column tombstones.article_id is '16 hex digits of the canonical address, whatever its scheme; of the payload where a file has no address';
comment on column tombstones.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column tombstones.url is 'canonical address';
comment on column tombstones.reason is 'why, as given by who took it down';
comment on column tombstones.taken_down_at is 'when';
