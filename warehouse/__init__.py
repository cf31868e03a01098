"""Keeps pages and articles: the only room that knows DuckDB. All SQL is in .sql files."""
