"""Content codings are taken off strictly: a bomb or a cut-off body fails, where Scrapy's own middleware lets both pass."""

from scrapy import Request
from scrapy.http import Response

from articles.archive.content_coding import ACCEPTED, decoded

MAX_ANSWER = 16 << 20
"""Bytes of any answer without its codings: a sitemap's. Pages, feeds and sections have bounds of their own below that."""


class StrictDecoding:
    """Replaces HttpCompressionMiddleware. Errors (TooLarge, DamagedEncoding) reach the request's errback."""

    def process_request(self, request: Request) -> None:
        """Ask for the codings that can be taken off."""
        request.headers["Accept-Encoding"] = ACCEPTED

    def process_response(self, request: Request, response: Response) -> Response:
        """The response with its body as it was before coding."""
        del request
        encodings = ",".join(value.decode("latin-1") for value in response.headers.getlist("Content-Encoding"))
        body = decoded(response.body, encodings, MAX_ANSWER)
        if body == response.body and not encodings:
            return response
        headers = response.headers.copy()
        headers.pop("Content-Encoding", None)
        return response.replace(body=body, headers=headers)
