-- What another connection has handed over. No table: in a transaction each that is replaced is held to its end.
create or replace temp view {name} as
from read_parquet('{file}')
