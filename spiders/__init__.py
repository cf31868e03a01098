"""Pages from the web: the only room that knows Scrapy."""
