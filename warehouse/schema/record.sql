-- Write down that a schema file was applied.
insert into base.schema_files values ($number, $name, $sha256, now())
