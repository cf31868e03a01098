"""Answers as the web has them: each kind in variants, and what a browser or a reader of feeds would have."""

import gzip
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

import brotli
import pytest
import zstandard

from articles.archive.headers import media_type
from articles.archive.warc import pages
from spiders.keeping import looks_like_html
from spiders.refusals import is_cookie_wall
from tests.spiders.test_crawl import HTML, NO_ROBOTS, crawled, moved, outcomes, publisher, several
from tests.spiders.wire import Answer, Wire, answer, feed

XHTML = (
    b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Weir</p></body></html>'
)
PLAIN = b"The weir was drained on Friday.\n"


def of_all(cases: dict[str, Answer], tmp_path: Path, more: dict[str, Answer] | None = None) -> tuple[dict[str, str], Wire]:
    """What became of each path in one crawl, in a few words."""
    with Wire({**NO_ROBOTS, "/rss": feed(*cases), **cases, **(more or {})}) as wire:
        result = crawled(tmp_path, publisher(wire))
        return {path: said.split(": [")[0] for path, said in outcomes(result, wire.host).items()}, wire


def archived(paths: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(paths, "archived")


def test_codings_of_pages(tmp_path: Path) -> None:
    packed = gzip.compress(HTML, mtime=0)
    cases: dict[str, Answer] = {
        "/none": answer(HTML, "Content-Encoding: none"),
        "/utf-8": answer(HTML, "Content-Encoding: UTF-8"),
        "/identity": answer(HTML, "Content-Encoding: identity"),
        "/empty": answer(HTML, "Content-Encoding:"),
        "/charset": answer(HTML, "Content-Encoding: iso-8859-1"),
        "/called-br": answer(HTML, "Content-Encoding: br"),
        "/called-zstd": answer(HTML, "Content-Encoding: zstd"),
        "/zstd": answer(zstandard.compress(HTML), "Content-Encoding: zstd"),
        "/br": answer(brotli.compress(HTML), "Content-Encoding: br"),
        "/untold": answer(packed),
        "/twice": answer(gzip.compress(packed, mtime=0), "Content-Encoding: gzip"),
        "/two-headers": answer(packed, "Content-Encoding: none", "Content-Encoding: gzip"),
        "/none-of-them": answer(packed, "Content-Encoding: none"),
    }
    found, _ = of_all(cases, tmp_path)
    assert found == archived(cases)
    assert {page.payload for page in pages(tmp_path / "archive", "wire.warc.gz")} == {HTML}


CODINGS: list[tuple[list[str], Callable[[bytes], bytes]]] = [
    (["Content-Encoding: none"], bytes),
    (["Content-Encoding: utf-8"], bytes),
    ([], lambda body: gzip.compress(body, mtime=0)),
    (["Content-Type: application/x-gzip"], lambda body: gzip.compress(body, mtime=0)),
    (["Content-Encoding: gzip"], lambda body: gzip.compress(gzip.compress(body, mtime=0), mtime=0)),
    (["Content-Encoding: zstd"], zstandard.compress),
    ([], zstandard.compress),
]


def test_codings_of_feeds_and_of_robots_txt(tmp_path: Path) -> None:
    """Each on a host of its own, all in one crawl."""
    with ExitStack() as there:
        wires = [there.enter_context(Wire({"/a": answer(HTML), "/shut": answer(HTML)})) for _ in CODINGS]
        for wire, (headers, encode) in zip(wires, CODINGS, strict=True):
            body = feed(f"http://{wire.host}/a", f"http://{wire.host}/shut").partition(b"\r\n\r\n")[2]
            wire.answers["/rss"] = answer(encode(body), *headers)
            wire.answers["/robots.txt"] = answer(encode(b"User-agent: *\nDisallow: /shut\n"), *headers)
        result = crawled(tmp_path, several(wires))
    for wire, coding in zip(wires, CODINGS, strict=True):
        here = {url: said for url, said in outcomes(result, wire.host).items() if url.startswith("/")}
        assert here == {"/a": "archived", "/shut": "disallowed: robots.txt"}, coding


def test_media_types_as_browsers_take_them(tmp_path: Path) -> None:
    pages_: dict[str, Answer] = {
        f"/{n}": answer(body, f"Content-Type: {said}")
        for n, (said, body) in enumerate(
            [
                ("text/html;;charset=utf-8", HTML),
                ("text/html, text/html; charset=utf-8", HTML),
                ("text/plain, text/html", HTML),
                ("text/html; charset=utf-8, */*", HTML),
                ("TEXT/HTML", HTML),
                ("text/html; charset=\"utf-8\"; name='a, b'", HTML),
                ("html", HTML),
                ("application/octet-stream", HTML),
                ("application/x-download", b"\n\n<!-- a mark -->\n" + HTML),
                ("application/xml", XHTML),
                ("application/json", b"\xef\xbb\xbf" + HTML),
                ("image/png", "\ufeff<html><body><p>Weir</p></body></html>".encode("utf-16-le")),
                ("", XHTML),
                ("text/plain", PLAIN),
            ]
        )
    }
    others: dict[str, Answer] = {
        "/pdf": answer(b"%PDF-1.7", "Content-Type: application/octet-stream"),
        "/feed": answer(feed("/x").partition(b"\r\n\r\n")[2], "Content-Type: application/xml"),
        "/json": answer(b'{"html": "<p>Weir</p>"}', "Content-Type: application/json"),
        "/picture": answer(b"\x89PNG\r\n<html>", "Content-Type: image/png"),
    }
    found, _ = of_all(pages_ | others, tmp_path)
    assert found == archived(pages_) | dict.fromkeys(others, "rejected: unsupported")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("text/html", "text/html"),
        (" Text/HTML ; charset=x", "text/html"),
        ("text/plain, application/xhtml+xml;q=1", "application/xhtml+xml"),
        ("text/html, nonsense", "text/html"),
        ("", ""),
        ("charset=utf-8", ""),
    ],
)
def test_the_media_type_of_a_header(written: str, expected: str) -> None:
    assert media_type(written) == expected


def test_a_word_about_html_is_none() -> None:
    assert not any(
        map(looks_like_html, (b"", b"<rss/>", b"Read <b>this</b>", b'<?xml version="1.0"?><feed/>', b"{}", b"<pubDate>"))
    )


def stub(words: str, head: str = "") -> bytes:
    return answer(f"<html><head>{head}</head><body>{words}</body></html>".encode())


def meta(content: str) -> str:
    return f'<meta http-equiv="refresh" content="{content}">'


LONG = "<p>The weir was drained on Friday, and the mill stood still for the first time since the war.</p>" * 10
SENT_ON: dict[str, Answer] = {
    "/quoted": stub("", meta("0; URL='/there'")),
    "/bare": answer(b"<meta http-equiv=refresh content=0;url=/there>"),
    "/no-url": stub("", meta("0;/there")),
    "/comma": stub("", meta("0, url=/there")),
    "/content-first": stub("", "<meta content='0;url=/there' http-equiv='Refresh'>"),
    "/capitals": answer(b'<META HTTP-EQUIV="REFRESH" CONTENT="0;URL=/there">'),
    "/entity": stub("", meta("0;url=&#47;there")),
    "/fraction": stub("", meta("0.5; url=/there")),
    "/in-the-body": stub(f"{meta('0; url=there')}Moved"),
    "/based": stub("", f'<base href="/">{meta("0; url=there")}'),
    "/five-seconds": stub("You will be sent on.", meta("5; url=/there")),
    "/noscript": stub("<script>location.replace('/there')</script>", f"<noscript>{meta('0; url=/there')}</noscript>"),
    "/at-once-with-words": stub(LONG, meta("0; url=/there")),
    "/header": answer(b"<p></p>", "Refresh: 0; url=/there"),
    "/header-alone": answer(b"", "Refresh: 0;/there"),
    "/two-steps": stub("", meta("0; url=/quoted")),
    "/then-moved": stub("", meta("0; url=/moved")),
}
STAYS: dict[str, Answer] = {
    "/itself": stub(LONG, meta("60")),
    "/itself-at-once": stub(LONG, meta("0; url=/itself-at-once")),
    "/later": stub(LONG, meta("10; url=/there")),
    "/much-later": stub("Soon.", meta("300; url=/there")),
    "/noscript-beside-words": stub(LONG, f"<noscript>{meta('0; url=/there')}</noscript>"),
    "/comment": stub("Weir", f"<!-- {meta('0; url=/there')} -->"),
    "/script": stub(f"<script>write('{meta('0; url=/there')}')</script>"),
    "/there-and-back": stub(LONG, meta("0; url=/back")),
}


def test_refreshes_are_followed_where_a_browser_follows_them(tmp_path: Path) -> None:
    more: dict[str, Answer] = {
        "/there": answer(HTML),
        "/moved": moved("/there"),
        "/back": stub(LONG, meta("0; url=/there-and-back")),
    }
    found, _ = of_all(SENT_ON | STAYS, tmp_path, more)
    assert found == archived(SENT_ON | STAYS)
    kept = {page.url.rpartition("/")[2]: page for page in pages(tmp_path / "archive", "wire.warc.gz")}
    assert {name for name, page in kept.items() if page.payload == HTML} == {path[1:] for path in SENT_ON}
    assert {page.final_url.rpartition("/")[2] for name, page in kept.items() if f"/{name}" in SENT_ON} == {"there"}


def test_a_refresh_stays_on_the_site(tmp_path: Path) -> None:
    with Wire({"/": answer(HTML)}) as canary:
        cases: dict[str, Answer] = {
            "/off": stub("", meta("0; url=http://elsewhere.example/a")),
            "/port": answer(b"", f"Refresh: 0; url=http://{canary.host}/"),
            "/file": stub("", meta("0; url=file:///etc/hostname")),
            "/script": stub("", meta("0; url=javascript:alert(1)")),
            "/user": stub("", meta("0; url=http://a:b@gull.example/")),
            "/front": stub("", meta("0; url=/")),
            "/endless": lambda path: stub("", meta(f"0; url=/endless?{path.count('x') * 'x'}x")),
            "/shut": stub("", meta("0; url=/private/a")),
        }
        robots: dict[str, Answer] = {"/": answer(HTML), "/robots.txt": answer(b"User-agent: *\nDisallow: /private/\n")}
        found, _ = of_all(cases, tmp_path, robots)
        assert canary.asked == []
    assert {
        said.partition(",")[0] for path, said in found.items() if path in ("/off", "/port", "/file", "/script", "/user")
    } == {"failed: redirects off the site"}
    assert (found["/front"], found["/endless"]) == ("rejected: not_found", "failed: more than 5 redirects")
    assert found["/shut"] == "disallowed: robots.txt"


def located(location: bytes, status: bytes = b"301 Moved") -> bytes:
    return b"HTTP/1.1 " + status + b"\r\nLocation: " + location + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def test_a_location_is_asked_for_in_the_bytes_it_is_written_in(tmp_path: Path) -> None:
    cases = {
        b"/jos\xe9": "/jos%E9",
        b"/stra\xdfe/k\xf6ln?q=\xfc": "/stra%DFe/k%F6ln?q=%FC",
        b"/\xcf\xf0\xe8\xe2\xe5\xf2": "/%CF%F0%E8%E2%E5%F2",
        b"/\xd0\xc2\xce\xc5": "/%D0%C2%CE%C5",
        b"/caf%E9\xe9": "/caf%E9%E9",
        "/جسر".encode(): "/%D8%AC%D8%B3%D8%B1",
        "/straße".encode(): "/stra%C3%9Fe",
        b"/a b": "/a%20b",
        b"/caf%E9": "/caf%E9",
        b"there/x?a;b=1&c": "/there/x?a;b=1&c",
        b"/x#part": "/x",
    }
    given: dict[str, Answer] = {f"/{n}": located(location) for n, location in enumerate(cases)}
    found, wire = of_all(given, tmp_path, {path.partition("?")[0]: answer(HTML) for path in cases.values()})
    assert found == archived(given)
    assert set(cases.values()) <= set(wire.paths())


def test_a_cookie_wall_is_named(tmp_path: Path) -> None:
    cases: dict[str, Answer] = {
        "/itself": answer(b"", "Location: /itself", "Set-Cookie: seen=1", status="302 Found"),
        "/round": moved("/set"),
        "/grows": lambda path: answer(
            b"", f"Location: {path}{'x' if '?' in path else '?'}", "Set-Cookie: a=1", status="302 Found"
        ),
        "/refreshed": answer(b'<meta http-equiv="refresh" content="0; url=/set">', "Set-Cookie: seen=1"),
    }
    led_to: dict[str, Answer] = {"/absent": moved("/news/cookieAbsent"), "/checked": moved("/check-cookies.php?to=/checked")}
    fine: dict[str, Answer] = {"/cake": moved("/recipes/oat-cookies-for-winter"), "/cookie": answer(HTML, "Set-Cookie: a=1")}
    more: dict[str, Answer] = {
        "/set": answer(b"", "Location: /round", "Set-Cookie: seen=1", status="302 Found"),
        "/news/cookieAbsent": answer(HTML),
        "/check-cookies.php": answer(HTML),
        "/recipes/oat-cookies-for-winter": answer(HTML),
    }
    found, wire = of_all(cases | led_to | fine, tmp_path, more)
    assert {path for path, said in found.items() if "cookie wall" in said} == set(cases)
    assert {found[path] for path in led_to} == {"rejected: challenge"}
    assert {found[path] for path in fine} == {"archived"}
    assert not any("cookie:" in asked.head for asked in wire.asked)


@pytest.mark.parametrize(
    ("path", "is_wall"),
    [
        ("/noCookies.html", True),
        ("/cookie_check", True),
        ("/en/cookies", True),
        ("/cookie-monster-at-fifty", False),
        ("/biscuits", False),
    ],
)
def test_what_a_cookie_wall_is_called(path: str, is_wall: bool) -> None:
    assert is_cookie_wall("https://gull.example/a", f"https://gull.example{path}") is is_wall
    assert not is_cookie_wall(f"https://gull.example{path}", f"https://gull.example{path}")


NO_HEADERS = (
    "‘access-control-allow-origin’: *", "no colon here", "two words: x", "(comment): y", "x\x00y: z", "{{header}}: 1", "é: 1", "@: 1",
    ": alone",
)  # fmt: skip


def test_a_header_line_that_is_none_is_left_out(tmp_path: Path) -> None:
    cases: dict[str, Answer] = {f"/{number}": answer(HTML, line) for number, line in enumerate(NO_HEADERS)}
    found, _ = of_all(cases, tmp_path)
    assert found == archived(cases)


def test_a_feed_is_asked_for_as_one(tmp_path: Path) -> None:
    found, wire = of_all({"/a": answer(HTML)}, tmp_path)
    asked = {asked.path: asked.head for asked in wire.asked}
    assert found == {"/a": "archived"}
    assert "accept: application/rss+xml,application/atom+xml" in asked["/rss"]
    assert "accept: text/html" in asked["/a"]


LINKED = (
    "/read.php?1423", "/a.php?titel=caf%E9-bar&id=88", "/b?q=%C4%FA%BA%C3", "/c?id=8;page=2", "/d?b=2&a=1", "/e/foo%20bar%20%2376%2C",
    "/f?utm_source=rss&cid=aB3x", "/g/amp/", "/h?x=&y", "/i?q=a+b%20c", "/j/~ann/(1)?p=1",
)  # fmt: skip


def test_an_address_is_asked_for_exactly_as_it_is_linked(tmp_path: Path) -> None:
    found, wire = of_all(
        {path: answer(HTML) for path in LINKED} | {path.partition("?")[0]: answer(HTML) for path in LINKED}, tmp_path
    )
    assert set(LINKED) <= set(wire.paths())
    assert {path: found[path] for path in LINKED} == archived(LINKED)
