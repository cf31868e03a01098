-- Whether nobody has set up and locked this instance yet.
select not value::boolean from duckdb_settings() where name = 'lock_configuration'
