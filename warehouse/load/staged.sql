-- The staged files of this load, one row a page.
create or replace temp view staged as
select *
from read_parquet(getvariable('load').staged_files, filename => true, file_row_number => true)
