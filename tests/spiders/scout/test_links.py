"""How front pages say where their feeds are."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders.scout.front_page import parsed
from spiders.scout.links import feed_links, is_wordpress, plain_links
from spiders.scout.probe import look_at
from tests.spiders.quickly import quickly
from tests.spiders.test_crawl import HTML, NO_ROBOTS
from tests.spiders.wire import Answer, Wire, answer, feed

BASE = "https://gull.example/en/"


@pytest.fixture(scope="module", autouse=True)
def hardly_any_pause(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        quickly(patch, tmp_path_factory.mktemp("quickly"), settings__DELAY_S=0.02)
        yield


NAMED = [
    '<link rel="alternate" type="application/rss+xml" href="/odd">',
    '<LINK REL="Alternate" TYPE="application/RSS+XML" HREF="/odd">',
    "<link rel='alternate' type='application/atom+xml; charset=utf-8' href='/odd'>",
    '<link rel="alternate home" type="application/rss+xml" href="//gull.example/odd">',
    '<link rel="alternate" type="application/feed+json" href="../odd">',
    '<link rel="alternate" type="application/json" href="/odd">',
    '<link rel="alternate" type="text/xml" href=" /odd ">',
    '<link rel="alternate" type="application/rdf+xml" href="/odd">',
    '<link rel="feed" href="/odd">',
    '<link type="application/rss+xml" href="/odd" title="News" rel="alternate"/>',
]
NOT_NAMED = [
    '<link rel="alternate" hreflang="de" href="/odd">',
    '<link rel="stylesheet" type="text/css" href="/feed.css">',
    '<link rel="alternate" type="application/rss+xml" href="/comments/feed">',
    '<link rel="alternate" type="application/rss+xml" title="Comments" href="/odd">',
    '<link rel="alternate" type="application/json+oembed" href="/odd">',
    '<link rel="alternate" type="application/rss+xml">',
]
LINKED = [
    '<a href="/odd">RSS</a>',
    '<a href="/odd">Subscribe to our <b>RSS feed</b></a>',
    '<a href="/odd"><img alt="RSS"></a>',
    '<a href="/odd" title="Atom feed"></a>',
    '<a href="/odd" aria-label="RSS">*</a>',
]
BY_ADDRESS = [
    "/index.php?format=feed&amp;type=rss",
    "/news.rss",
    "/feeds/all",
    "/rss/",
    "/blog/feed",
    "/export/atom.xml",
    "/?feed=rss2",
    "/xml/rss.xml",
    "/rss2.php",
]
NOT_LINKED = [
    '<a href="/odd">Brass bands</a>',
    '<a href="/feedback">Your view</a>',
    '<a href="https://feedly.com/i/subscription/feed/x">RSS</a>',
    '<a href="/comments/feed">RSS</a>',
    '<a href="mailto:rss@gull.example">RSS</a>',
    '<a href="/town/rss-is-dead-they-said">The reader that millions used closes, and nobody knows what comes after the feed of news</a>',
]


def page(head: str = "", body: str = "") -> str:
    return f"<html><head><title>Gull</title>{head}</head><body><p>News</p>{body}</body></html>"


def tree(head: str = "", body: str = ""):  # type: ignore[no-untyped-def]
    found = parsed(page(head, body).encode(), "utf-8")
    assert found is not None
    return found


@pytest.mark.parametrize("link", NAMED)
def test_a_feed_that_the_head_names(link: str) -> None:
    assert feed_links(tree(link), BASE) == ["https://gull.example/odd"]


@pytest.mark.parametrize("link", NOT_NAMED)
def test_other_links_of_a_head(link: str) -> None:
    assert feed_links(tree(link), BASE) == []


@pytest.mark.parametrize("link", LINKED)
def test_a_link_that_says_that_it_is_a_feed(link: str) -> None:
    assert plain_links(tree(body=f"<footer>{link}</footer>"), BASE) == ["https://gull.example/odd"]


@pytest.mark.parametrize("href", BY_ADDRESS)
def test_a_link_whose_address_says_so(href: str) -> None:
    assert plain_links(tree(body=f'<a href="{href}">Follow us</a>'), BASE) == [
        "https://gull.example" + href.replace("&amp;", "&")
    ]


@pytest.mark.parametrize("link", NOT_LINKED)
def test_other_links_of_a_page(link: str) -> None:
    assert plain_links(tree(body=link), BASE) == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="generator" content="WordPress 6.8">', True),
        ('<META NAME="Generator" CONTENT="wordpress">', True),
        ('<script src="/wp-content/themes/gull/a.js"></script>', True),
        ('<meta name="generator" content="Drupal 10">', False),
        ("", False),
    ],
)
def test_what_is_built_with_wordpress(head: str, expected: bool) -> None:
    assert is_wordpress(tree(head)) is expected


JSON = b'{"version": "https://jsonfeed.org/version/1", "title": "G", "items": [{"id": "1", "url": "/a", "title": "T"}]}'
SITEMAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/a</loc></url></urlset>'
SITES: list[tuple[str, dict[str, Answer], dict[str, list[str]]]] = [
    (page(NAMED[1]), {"/odd": feed("/a")}, {"feeds": ["/odd"]}),
    (page(NAMED[5]), {"/odd": answer(JSON, "Content-Type: application/json")}, {"feeds": ["/odd"]}),
    (page(body='<a href="/index.php?format=feed&amp;type=rss">RSS</a>'), {"/index.php": feed("/a")}, {"feeds": ["/index.php?format=feed&type=rss"]}),
    (page('<meta http-equiv="refresh" content="0; url=/home">'), {"/home": answer(page(NAMED[0]).encode()), "/odd": feed("/a")}, {"feeds": ["/odd"]}),
    (page(), {"/robots.txt": answer(b"Sitemap: /odd-news.xml\n"), "/odd-news.xml": answer(SITEMAP)}, {"sitemaps": ["/odd-news.xml"]}),
    (page(), {"/robots.txt": answer(b"Sitemap: odd.xml\n"), "/odd.xml": answer(SITEMAP)}, {"sitemaps": ["/odd.xml"]}),
    (
        page('<meta name="generator" content="WordPress 6.8">'),
        {"/feed": feed("/a"), "/wp-sitemap.xml": answer(SITEMAP)},
        {"feeds": ["/feed"], "sitemaps": ["/wp-sitemap.xml"]},
    ),
    (page(), {"/feed": feed("/a"), "/sitemap.xml": answer(SITEMAP)}, {"feeds": ["/feed"]}),
]  # fmt: skip


@pytest.mark.parametrize(("front", "answers", "expected"), SITES)
def test_what_is_found_at_a_site(
    tmp_path: Path, front: str, answers: dict[str, Answer], expected: dict[str, list[str]]
) -> None:
    asked: list[str] = []
    with Wire({**NO_ROBOTS, "/a": answer(HTML), "/": answer(front.encode()), **answers}) as wire:
        base = f"http://{wire.host}"
        draft = look_at(base, contact="desk@wire.example", hosts=tmp_path, private_network=True, on_asking=asked.append)
        said = tomllib.loads(draft.toml)
        found = {key: [url.removeprefix(base) for url in said[key]] for key in ("feeds", "sitemaps") if key in said}
        assert found == expected
        assert asked[0] == base


def test_the_address_of_a_feed_leads_to_its_site(tmp_path: Path) -> None:
    with Wire() as site, Wire() as service:
        channel = f"<rss version='2.0'><channel><title>Gull</title><link>http://{site.host}/</link><item><link>http://{site.host}/a</link></item></channel></rss>"
        service.answers |= {**NO_ROBOTS, "/gull": answer(channel.encode())}
        site.answers |= {**NO_ROBOTS, "/": answer(b"<html lang='en'><title>The Gull</title><p>x</p></html>")}
        draft = look_at(f"http://{service.host}/gull", contact="desk@wire.example", hosts=tmp_path, private_network=True)
        said = tomllib.loads(draft.toml)
        assert (said["name"], said["domain"], said["also"]) == ("The Gull", site.host, [service.host])
        assert said["feeds"] == [f"http://{service.host}/gull"]
        site.answers["/"] = answer(b"", status="503 Busy")
        draft = look_at(
            f"http://{service.host}/gull", contact="desk@wire.example", hosts=tmp_path / "new", private_network=True
        )
        assert tomllib.loads(draft.toml)["name"] == "Gull"


@pytest.mark.parametrize(
    ("named", "line"),
    [
        ("Sitemap: /map.xml\nSitemap: /old.xml\n", 'sitemaps = ["{base}/map.xml", "{base}/old.xml"]'),
        ("Sitemap: /news.xml\n", None),
        ("", None),
    ],
)
def test_a_sitemap_that_only_past_articles_need_is_written_down_as_a_comment(
    tmp_path: Path, named: str, line: str | None
) -> None:
    answers = {"/": answer(page(NAMED[1]).encode()), "/odd": feed("/a"), "/news.xml": answer(SITEMAP)}
    with Wire({"/robots.txt": answer(named.encode()), "/a": answer(HTML), **answers}) as wire:
        base = f"http://{wire.host}"
        draft = look_at(base, contact="desk@wire.example", hosts=tmp_path, private_network=True)
        comments = [found for found in draft.toml.splitlines() if found.startswith("# sitemaps: ")]
        assert [bool(line) and line.format(base=base) in comment for comment in comments] == [True] * bool(line), comments
