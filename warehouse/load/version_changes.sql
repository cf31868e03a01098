-- What the comparison found, version by version.
insert into base.version_change select * from version_changes
