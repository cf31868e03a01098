"""Servers that never come to an end: each address has its outcome, within the time for an answer and a few tries."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from spiders.settings import ANSWER_WITHIN_S
from tests.spiders.quickly import quickly
from tests.spiders.test_crawl import HTML, NO_ROBOTS, crawled, outcomes, several
from tests.spiders.wire import RESET, Answer, Wire, answer, feed

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def dripping(begin: bytes, drop: bytes) -> Callable[[str], Iterator[bytes]]:
    """A few bytes, and a few more each fifth of a second, for a minute."""

    def drops(_: str) -> Iterator[bytes]:
        yield begin
        for _ in range(300):
            time.sleep(0.2)
            yield drop

    return drops


SLOW: dict[str, tuple[Answer, str]] = {
    "/drips": (dripping(HEAD + b"\r\n<p>", b"x"), "deferred: timeout"),
    "/drips-with-length": (dripping(HEAD + b"Content-Length: 100000\r\n\r\n", b"x"), "deferred: timeout"),
    "/drips-chunks": (dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), "deferred: timeout"),
    "/headers-without-end": (dripping(HEAD, b"X-More: y\r\n"), "deferred: timeout"),
    "/one-header-without-end": (dripping(HEAD + b"X: ", b"y"), "deferred: timeout"),
    "/says-nothing": (dripping(b"", b""), "deferred: timeout"),
    "/reset": (lambda _: [RESET], "deferred: not an HTTP answer"),
    "/reset-in-head": (lambda _: [HEAD, RESET], "deferred: not an HTTP answer"),
    "/reset-in-body": (lambda _: [HEAD + b"Content-Length: 5000\r\n\r\n" + HTML, RESET], "deferred: the answer is incomplete"),
    "/reset-in-chunk": (
        lambda _: [HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\n<p>", RESET],
        "deferred: the answer is incomplete",
    ),
}


def test_answers_without_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each on a host of its own: one host would be left alone after ten silences in a row."""
    quickly(monkeypatch, tmp_path, settings__ANSWER_WITHIN_S=0.5)  # five tries at 30 s are too long to wait for
    with ExitStack() as stack:
        wires = [
            stack.enter_context(Wire({**NO_ROBOTS, path: given, "/good": answer(HTML), "/rss": feed(path, "/good")}))
            for path, (given, _) in SLOW.items()
        ]
        found = outcomes(crawled(tmp_path, several(wires)), "")
        expected = {f"{wire.host}{path}": came for wire, (path, (_, came)) in zip(wires, SLOW.items(), strict=True)}
        assert found == expected | {f"{wire.host}/good": "archived" for wire in wires}
        assert [Counter(wire.paths())[path] for wire, path in zip(wires, SLOW, strict=True)] == [5] * len(SLOW)
    assert ANSWER_WITHIN_S <= 30
