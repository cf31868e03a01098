-- As many threads as there are cores, as DuckDB has it by itself.
reset threads
