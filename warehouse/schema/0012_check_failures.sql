-- What the checks found after each run.
create table base.check_failure (
    run_id   VARCHAR NOT NULL,
    name     VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    found    JSON NOT NULL
);
comment on table base.check_failure is 'One row per row that a check found after a run, the first 1,000 of each check.';
comment on column base.check_failure.run_id is 'the run';
comment on column base.check_failure.name is 'name of the check, a file in warehouse/checks/';
comment on column base.check_failure.position is 'its place among the rows that the check found, from 1';
comment on column base.check_failure.found is 'the row, as JSON';

create view check_failures as
select run_id, name, position, found
from base.check_failure;
comment on view check_failures is 'One row per row that a check found after a run, the first 1,000 of each check.';
comment on column check_failures.run_id is 'the run';
comment on column check_failures.name is 'name of the check, a file in warehouse/checks/';
comment on column check_failures.position is 'its place among the rows that the check found, from 1';
comment on column check_failures.found is 'the row, as JSON';
