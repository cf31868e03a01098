-- One folder a paper, in it one a day. The folders have other names than the columns: pyarrow adds a column for each, and opens
-- none that a file has already.
copy (select *, publisher as paper, day as date from articles)
to ($out) (format parquet, compression zstd, partition_by (paper, date))
