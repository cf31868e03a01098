-- What another connection is to have of this one.
copy (
    {query}
) to '{file}' (format parquet)
