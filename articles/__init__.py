"""What a page and an article are, and how one is read from the other.

Pure: no network, no clock, no Prefect, Scrapy or DuckDB. The package's one verb is `articles.read.read`.
"""
