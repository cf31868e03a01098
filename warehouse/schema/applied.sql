-- The schema files that made this database.
select number, name, sha256
from base.schema_files
order by number
