"""The door of the pages: it answers this machine alone, and lets a browser load nothing from elsewhere."""

from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.loopback import is_loopback

POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Door:
    """The application behind it."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_meant = all(map(is_loopback, headers.getlist("host") or [""]))
        app = _OTHER_HOST if not is_meant else _OTHER_SITE if _is_within_another_page(headers) else self.app
        await app(scope, receive, _with_headers(send))


_OTHER_HOST = PlainTextResponse("Only loopback addresses are answered: ask 127.0.0.1\n", HTTPStatus.MISDIRECTED_REQUEST)

_OTHER_SITE = PlainTextResponse("Another site's page may lead here, not load from here\n", HTTPStatus.FORBIDDEN)


def _is_within_another_page(headers: Headers) -> bool:
    """Whether a page of another origin asks for a part of itself: it sees no answer, but how long each question takes."""
    is_other = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    return is_other and headers.get("sec-fetch-dest") != "document"


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sent
