-- What another connection has handed over.
create or replace temp table {name} as
from read_parquet('{file}')
