-- A staged file of rows that bring no article: what a row does not say is null.
copy (
    select unnest(from_json($rows, '[{structure}]'), max_depth := 2)
) to '{file}' (format parquet, compression zstd)
