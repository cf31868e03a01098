-- The pages of a staged file.
select page_id from read_parquet($file)
