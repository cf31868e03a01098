"""Pages that are nothing without JavaScript, for publishers with `render = true`: Scrapy fetches, Chromium only runs what came.

The browser has no network: its proxy leads nowhere. The page itself is handed to it as Scrapy fetched it, and each further
request of the page is made by Scrapy too, so that robots.txt, hosts, addresses, sizes, delays and budgets hold for all of them.
Playwright's own interception would not do: it sees neither the redirects of a request nor web sockets.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK

from spiders.polite.redirects import leads_to
from spiders.site import is_on_site

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

    from spiders.polite.spider import PoliteSpider

NEEDED = frozenset(("script", "xhr", "fetch"))
"""What a text may need; pictures, fonts, styles, frames and media are not asked for."""

MAX_REDIRECTS = 3

TIMEOUT_MS = 30_000
"""For a page until its network is quiet. What stands there then is taken."""

RENDERED = "playwright"
"""The flag of a response that Chromium has worked on."""

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser_settings() -> dict[str, Any]:
    """What Scrapy needs besides. Raises RuntimeError where the extra is not installed."""
    if find_spec("scrapy_playwright") is None:
        raise RuntimeError("render = true needs a browser: pip install 'copydesk[browser]', and Chromium")
    return {
        "DOWNLOADER_MIDDLEWARES": {"spiders.browser.Rendering": 50},
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": next(filter(None, map(shutil.which, _BROWSERS)), None),
            "proxy": {"server": "http://127.0.0.1:9", "bypass": "<-loopback>"},
            "args": ["--no-sandbox"] if os.geteuid() == 0 else [],  # Chromium refuses to start as root with it
        },
        "PLAYWRIGHT_CONTEXTS": {"default": {"service_workers": "block", "accept_downloads": False}},
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": TIMEOUT_MS,
    }


class Rendering:
    """Puts a page through Chromium once it has come whole."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._scripts: dict[str, asyncio.Task[Response]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Rendering:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """The page as Chromium has it in the end, in UTF-8; what is no page is left as it is."""
        asked = request.meta.get("asked")
        if asked is None or asked.kind not in ("article", "section") or response.status != 200:
            return response
        if not isinstance(response, HtmlResponse):
            return response

        async def guard(page: Page, _: Request) -> None:
            await page.route("**", lambda route: self._answer(route, response))

        rendering = Request(
            response.url,
            callback=NO_CALLBACK,
            meta={
                "playwright": True,
                "playwright_page_init_callback": guard,
                "playwright_page_goto_kwargs": {"wait_until": "networkidle"},
            },
        )
        handlers = self._crawler.engine.downloader.handlers
        rendered = cast("HtmlResponse", await handlers.download_request_async(rendering))
        headers = response.headers.copy()
        headers["Content-Type"] = "text/html; charset=utf-8"
        return response.replace(body=rendered.text.encode("utf-8", "replace"), headers=headers, flags=[RENDERED])

    async def _answer(self, route: Route, page: HtmlResponse) -> None:
        """Give the browser what Scrapy gets for it, or nothing."""
        wanted = route.request
        if wanted.is_navigation_request() and wanted.url == page.url:
            content_type = f"text/html; charset={page.encoding}"
            await route.fulfill(status=200, headers={"Content-Type": content_type}, body=page.body)
            return
        publisher = cast("PoliteSpider", self._crawler.spider).publisher
        is_needed = wanted.resource_type in NEEDED and wanted.method == "GET"
        if not is_needed or not is_on_site(wanted.url, publisher):
            await route.abort()
            return
        try:
            answer = await (self._script(wanted.url) if wanted.resource_type == "script" else self._get(wanted.url))
        except Exception:  # whatever kept it from answering, the page has to do without
            await route.abort()
            return
        content_type = (answer.headers.get("Content-Type") or b"text/plain").decode("latin-1")
        await route.fulfill(status=answer.status, headers={"Content-Type": content_type}, body=answer.body)

    async def _script(self, url: str) -> Response:
        """As `_get`, once a crawl: all pages of a site share them."""
        if url not in self._scripts:
            self._scripts[url] = asyncio.ensure_future(self._get(url))
        return await asyncio.shield(self._scripts[url])

    async def _get(self, url: str) -> Response:
        """A further request of a page. Raises where it is not answered or leads off the site."""
        publisher = cast("PoliteSpider", self._crawler.spider).publisher
        for _ in range(MAX_REDIRECTS + 1):
            response = await self._crawler.engine.download_async(Request(url, callback=NO_CALLBACK))
            target = leads_to(response)
            if target is None:
                return response
            url = target
            if not is_on_site(url, publisher):
                raise PermissionError(f"redirected off the site, to {url}")
        raise RecursionError(f"more than {MAX_REDIRECTS} redirects")
