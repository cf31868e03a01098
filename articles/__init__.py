"""What a page and an article are, and how one is read from the other.

Pure: no network, no clock, no Prefect, Scrapy or DuckDB. The package's one verb is `articles.read.read`.

A bound says beside it what it counts. Where it names no other source it was set by hand; the weights of `kinds.toml` were
fitted, and it says on what.
"""
