-- What was rejected and has been mended since.
alter table base.reject add column mended_run_id VARCHAR;
comment on table base.reject is 'One row per rejected page, by the first run that rejected it. A load in which the page reads well removes the row; where its file was mended, mended_run_id says so.';
comment on column base.reject.mended_run_id is 'load of the same paths that met no such page any more: the file was mended, or taken away; null while it stands';

create or replace view rejects as
select page_id, run_id, publisher, url, stage, code, detail, mended_run_id
from base.reject;
comment on view rejects is 'One row per rejected page, by the first run that rejected it. A load in which the page reads well removes the row; where its file was mended, mended_run_id says so.';
comment on column rejects.page_id is '16 hex digits of address and payload: the same address with the same bytes is the same page';
comment on column rejects.run_id is 'first run that rejected it';
comment on column rejects.publisher is 'id of the publisher (the name of its file in config/publishers)';
comment on column rejects.url is 'address that was asked for';
comment on column rejects.stage is 'where it ended: load, fetch, read or store';
comment on column rejects.code is 'why, as a word; finer ones as code/finer';
comment on column rejects.detail is 'what, where and what to do';
comment on column rejects.mended_run_id is 'load of the same paths that met no such page any more: the file was mended, or taken away; null while it stands';
