"""A request goes out when its host's turn has come, whichever crawl it is of."""

import asyncio
from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from spiders.polite.header_lines import forgive

if TYPE_CHECKING:
    from spiders.polite.spider import PoliteSpider

forgive()


class InTurn(HTTP11DownloadHandler):
    """Scrapy's own, behind its own delays: those know of this crawl's requests alone."""

    async def download_request(self, request: Request) -> Response:
        """The answer. The wait is no part of the time that a request may take."""
        hosts = cast("PoliteSpider", self._crawler.spider).hosts
        while wait := hosts.turn(urlparse_cached(request).netloc, self._pause(request)):
            await asyncio.sleep(wait)
        return await super().download_request(request)

    def _pause(self, request: Request) -> float:
        slot = self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        return slot.delay if slot is not None else 0.0
