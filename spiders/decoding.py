"""Content codings are taken off strictly: a bomb or a cut-off body fails, where Scrapy's own middleware lets both pass."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from articles.archive.content_coding import ACCEPTED, decoded


class StrictDecoding:
    """Replaces HttpCompressionMiddleware. Errors (TooLarge, DamagedEncoding) reach the request's errback."""

    def __init__(self, crawler: Crawler) -> None:
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StrictDecoding":
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Ask for the codings that can be taken off."""
        request.headers["Accept-Encoding"] = ACCEPTED

    def process_response(self, request: Request, response: Response) -> Response:
        """The response with its body as it was before coding."""
        del request
        encodings = ",".join(value.decode("latin-1") for value in response.headers.getlist("Content-Encoding"))
        if not encodings:
            return response
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        body = decoded(response.body, encodings, self._limit)
        return response.replace(body=body, headers=headers)
