"""robots.txt by RFC 9309."""

from contextlib import ExitStack
from pathlib import Path

from tests.spiders.test_crawl import HTML, crawled, moved, outcomes, several
from tests.spiders.wire import Wire, answer, feed

ROBOTS = [
    (answer(status="404 Not Found"), "archived"),
    (answer(status="403 Forbidden"), "archived"),
    (answer(b"<html>Welcome</html>"), "archived"),
    (answer(b"User-agent: Copydesk\nDisallow: /\n\nUser-agent: *\nAllow: /"), "disallowed: robots.txt"),
    (moved("/other-robots"), "disallowed: robots.txt"),
    (answer(status="503 Busy"), "deferred: robots.txt 503"),
    (answer(status="429 Slow"), "deferred: robots.txt 429"),
    (b"", "deferred: robots.txt: not an HTTP answer"),
    (moved("/robots.txt"), "deferred: robots.txt: more than 5 redirects"),
    (moved("http://elsewhere.example/"), "deferred: robots.txt redirects off the site, to http://elsewhere.example/"),
]


def test_robots_txt(tmp_path: Path) -> None:
    """Each on a host of its own."""
    other = {"/other-robots": answer(b"User-agent: *\nDisallow: /"), "/rss": feed("/a"), "/a": answer(HTML)}
    with ExitStack() as stack:
        wires = [
            stack.enter_context(Wire({"/robots.txt": robots} | other, f"127.0.0.{n}"))
            for n, (robots, _) in enumerate(ROBOTS, 1)
        ]
        found = outcomes(crawled(tmp_path, several(wires)), "")
        for wire, (_, expected) in zip(wires, ROBOTS, strict=True):
            asked = "/a" if expected == "archived" else "/rss"
            assert (found[f"{wire.host}{asked}"], f"{wire.host}/a" in found) == (expected, asked == "/a")
            assert ("/rss" in wire.paths()) is (expected == "archived")
