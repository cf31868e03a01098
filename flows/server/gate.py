"""The gate in front of Prefect's server: who asks, under which name of the machine, and what people may have done.

Prefect itself lets in one key, the runner's. Whoever is signed in asks in its name, and only what `flows.server.allowed` lists.
"""

import hmac
import json
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.loopback import is_loopback
from flows.server.allowed import refusal
from flows.server.entry import AUTH, RUNNER_KEY, SITE, is_signed_in
from warehouse.home import Home

BODY_AT_MOST = 2 << 20
"""Bytes of a request from anybody but the runner. Prefect takes parameters of up to half a megabyte."""

CLOSED = {f"{place}/{page}" for place in ("", "/api") for page in ("docs", "docs/oauth2-redirect", "redoc", "openapi.json")}
"""Pages that load scripts from elsewhere, in the origin where the UI keeps what signs it in; nothing here needs them."""

POLICY_VIOLATION = 1008
"""RFC 6455, 7.4.1."""

UNFRAMED = {"X-Frame-Options": "DENY", "Content-Security-Policy": "frame-ancestors 'none'"}


class Refused(Exception):
    """What was asked is not done: why, in words for the person who asked."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True)
class Gate:
    """The application behind it. Without `auth` everybody is signed in, but asks under a name of this machine alone."""

    app: ASGIApp
    home: Home
    site: str
    runner: str = field(repr=False)
    auth: str | None = field(repr=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on (ASGI)."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        answer: ASGIApp = self.app
        try:
            self._refuse_other_hosts(Headers(scope=scope))
            if scope["type"] == "http":
                receive = await self._admitted(scope, receive)
            elif scope["type"] == "websocket":
                receive = _signed_in_first(receive, send)
        except Refused as refused:
            # In `detail`, as Prefect says it: the UI shows that.
            answer = JSONResponse({"detail": str(refused)}, refused.status)
        await answer(scope, receive, _unframed(send))

    def _refuse_other_hosts(self, headers: Headers) -> None:
        """Another name may be one that its owner lets lead here (DNS rebinding), from a page of theirs."""
        if self.auth is None and not all(map(self._is_own, headers.getlist("host") or [""])):
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, f"ask {self.site}: this desk answers no other host")

    def _is_own(self, host: str) -> bool:
        return is_loopback(host, urlsplit(self.site).hostname)

    async def _admitted(self, scope: Scope, receive: Receive) -> Receive:
        """What the application behind shall read: what was sent; of people what was looked at, in the runner's name."""
        path = scope["path"]
        if path.rstrip("/") in CLOSED:
            raise Refused(HTTPStatus.NOT_FOUND, "not served here")
        said = _said(Headers(scope=scope))
        if _same(said, self.runner):
            return receive
        body = await _read(receive)
        if not path.startswith("/api/") or scope["method"] == "OPTIONS" or not self._is_person(said):
            return _once(body, receive)
        asked = _asked(body)
        why = refusal(scope["method"], path.removeprefix("/api"), parse_qs(scope["query_string"].decode("latin-1")), asked)
        if why:
            raise Refused(HTTPStatus.FORBIDDEN, why)
        body = json.dumps(asked).encode() if asked is not None else b""
        headers = MutableHeaders(scope=scope)
        headers["Authorization"] = f"Basic {b64encode(self.runner.encode()).decode()}"
        headers["Content-Length"] = str(len(body))
        return _once(body, receive)

    def _is_person(self, said: str) -> bool:
        return self.auth is None or _same(said, self.auth) or is_signed_in(self.home, said)


def _said(headers: Headers) -> str:
    """`user:password` of basic authentication, as sent; empty where there is none."""
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    try:
        return b64decode(credentials, validate=True).decode() if scheme == "Basic" else ""
    except ValueError:
        return ""


def _same(said: str, secret: str) -> bool:
    return hmac.compare_digest(said.encode(), secret.encode())


async def _read(receive: Receive) -> bytes:
    """A request's body."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_AT_MOST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {BODY_AT_MOST >> 20} MB")
    return bytes(body)


def _asked(body: bytes) -> object:
    """The JSON of a body; None where there is none."""
    try:
        asked: object = json.loads(body) if body else None
        json.dumps(asked, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "a text in the body holds half a character: send it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "the body is no JSON") from error
    return asked


def _once(body: bytes, receive: Receive) -> Receive:
    """A request with this body; what comes after it is what came after the other."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return messages.pop() if messages else await receive()

    return received


def _signed_in_first(receive: Receive, send: Send) -> Receive:
    """A WebSocket that is closed where its first message is no sign-in: Prefect would write a traceback for each."""
    is_first = True

    async def received() -> Message:
        nonlocal is_first
        message = await receive()
        if message["type"] != "websocket.receive" or not is_first:
            return message
        is_first = False
        if _is_sign_in(message.get("text") or ""):
            return message
        await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": "sign in first"})
        return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

    return received


def _is_sign_in(text: str) -> bool:
    """Whether a message is of the kind that is compared with a key; not whether it holds the right one."""
    try:
        form = json.loads(text)
    except (ValueError, RecursionError):
        return False
    token = form.get("token") or "" if isinstance(form, dict) else None
    return isinstance(token, str) and token.isascii()


def _unframed(send: Send) -> Send:
    """Every answer says that no page may show it in a frame: a click in there could be led astray."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in UNFRAMED.items():
                headers.append(name, value)
        await send(message)

    return sent


def gated(app: ASGIApp) -> Gate:
    """The application behind a gate, as the environment of `copydesk serve` has it."""
    home = Home(Path(os.environ["COPYDESK_HOME"]))
    return Gate(app, home, os.environ[SITE], os.environ[RUNNER_KEY], os.environ.get(AUTH))
