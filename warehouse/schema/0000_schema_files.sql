-- The schema writes down what it is made of.
create schema base;

create table base.schema_files (
    number     INTEGER NOT NULL,
    name       VARCHAR NOT NULL,
    sha256     VARCHAR NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
);
comment on table base.schema_files is 'One row per file of warehouse/schema/ that made this database.';
comment on column base.schema_files.number is 'number in front of its name';
comment on column base.schema_files.name is 'name of the file, without number and ending';
comment on column base.schema_files.sha256 is 'SHA-256 of the file: an applied file never changes';
comment on column base.schema_files.applied_at is 'when it was applied';
