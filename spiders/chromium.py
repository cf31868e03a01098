"""Scrapy's way to Chromium. Imported only where a publisher has `render = true`: it is an extra."""

from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from spiders.polite.turns import InTurn


class Chromium(ScrapyPlaywrightDownloadHandler, InTurn):  # type: ignore[misc] # the library has no types
    """What Chromium does not do itself goes out in turn like all the rest."""
