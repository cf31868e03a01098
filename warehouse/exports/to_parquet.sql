-- One folder a publisher, in it one a day.
copy articles to ($out) (format parquet, compression zstd, partition_by (publisher, day), write_partition_columns true)
