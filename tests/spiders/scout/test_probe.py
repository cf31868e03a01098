import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.publisher import load_publisher
from flows.desk import open_desk
from flows.publishers import add
from spiders.scout.front_page import Guess, country, id_of, language, name, parsed, timezone
from spiders.scout.probe import FEW, CannotLook, fetch, look_at, record, recorded
from tests.newspaper.newsroom import CLOCK
from tests.newspaper.site import Newspaper
from tests.spiders.quickly import quickly
from tests.spiders.test_crawl import HTML, NO_ROBOTS, NOW, publisher
from tests.spiders.wire import Wire, answer, feed

CONTACT = "desk@wire.example"


@pytest.fixture(scope="module", autouse=True)
def hardly_any_pause(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A site that nobody has written a file for is asked once a second, and some twenty times."""
    with pytest.MonkeyPatch.context() as patch:
        quickly(patch, tmp_path_factory.mktemp("quickly"), settings__DELAY_S=0.02)
        yield


def test_a_paper_is_looked_at_and_its_file_works(tmp_path: Path) -> None:
    with Newspaper() as newspaper:
        paper = newspaper.paper("gazette")
        draft = look_at(paper.base, contact=CONTACT, hosts=tmp_path, private_network=True)
        assert len(draft.toml.splitlines()) <= 15
        assert all("#" in line for line in draft.toml.splitlines())
        assert "\n# country: not found" in draft.toml
        file = tmp_path / f"{draft.id}.toml"
        file.write_text(draft.toml)
        found = load_publisher(file)
        assert draft.id == "the-sample-gazette"
        assert (found.name, found.domain, found.language) == ("The Sample Gazette", paper.domain, "en")
        assert found.feeds == (paper.base + paper.feed,)
        pages, unread = fetch(found, contact=CONTACT, hosts=tmp_path, now=CLOCK[1])
        assert (len(pages), unread) == (FEW, [])
        page = pages[0]
        assert page.url.startswith(paper.base)
        assert b"<title>" in page.payload
        assert not any(request.path.startswith(("/internal/", "/sponsored/")) for request in newspaper.requests)


def test_what_is_there_without_being_named(tmp_path: Path) -> None:
    with Wire({**NO_ROBOTS, "/": answer(HTML), "/rss": feed("/a")}) as wire:
        assert tomllib.loads(look_at(f"http://{wire.host}", contact=CONTACT, hosts=tmp_path, private_network=True).toml)[
            "feeds"
        ] == [f"http://{wire.host}/rss"]
    with Wire({**NO_ROBOTS, "/": answer(HTML)}) as wire:
        assert tomllib.loads(look_at(f"http://{wire.host}/", contact=CONTACT, hosts=tmp_path, private_network=True).toml)[
            "sections"
        ] == [f"http://{wire.host}/"]


def test_what_cannot_be_looked_at_says_why(tmp_path: Path) -> None:
    with Wire({"/robots.txt": answer(b"User-agent: *\nDisallow: /"), "/": answer(HTML)}) as wire:
        url = f"http://{wire.host}/"
        with pytest.raises(CannotLook, match="disallowed: robots.txt"):
            look_at(url, contact=CONTACT, hosts=tmp_path, private_network=True)
        with pytest.raises(CannotLook, match="private address"):
            look_at(url, contact=CONTACT, hosts=tmp_path)
    away = answer(b"", "Location: http://elsewhere.example/", status="301 Moved")
    with Wire({**NO_ROBOTS, "/": away}) as wire, pytest.raises(CannotLook, match="redirects to http://elsewhere.example/"):
        look_at(f"http://{wire.host}/", contact=CONTACT, hosts=tmp_path, private_network=True)
    with pytest.raises(CannotLook, match="is not the address"):
        look_at("ftp://gull.example", contact=CONTACT, hosts=tmp_path)


def test_one_page_or_why_there_is_none(tmp_path: Path) -> None:
    with Wire({**NO_ROBOTS, "/rss": feed("/a", "/b"), "/a": answer(HTML), "/b": answer(HTML)}) as wire:
        paper = publisher(wire)
        [page], unread = fetch(paper, contact=CONTACT, hosts=tmp_path, now=NOW, url=f"http://{wire.host}/b")
        assert unread == []
        assert (page.url, page.payload, "/a" in wire.paths()) == (f"http://{wire.host}/b", HTML, False)
        file = record(page, {"title": "Der Pier – offen"}, tmp_path / "kept")
        assert file.parent.name == "wire"
        [(kept, said)] = recorded(tmp_path / "kept")
        assert (kept.url, kept.payload, kept.headers, kept.hints, said) == (
            page.url,
            HTML,
            page.headers,
            page.hints,
            {"title": "Der Pier – offen"},
        )
        _, [missing] = fetch(paper, contact=CONTACT, hosts=tmp_path, now=NOW, url=f"http://{wire.host}/c")
        assert missing.reason == "not_found"
        wire.answers["/rss"] = feed()
        _, [nothing] = fetch(paper, contact=CONTACT, hosts=tmp_path, now=NOW)
        assert nothing.reason.startswith("no articles are listed: set what lists them in its file, like: feeds = [")


ODD = "\x7fGull\x7f \x1b[31mPress\x85\u2028"
NAMED = [
    (f"<title>{ODD}</title>", "Gull [31mPress"),
    (f'<meta property="og:site_name" content="{ODD}">', "Gull [31mPress"),
    ('<script type="application/ld+json">{"@type": "WebSite", "name": "Gull\\u007f\\ud800\\u0007"}</script>', "Gull"),
    ('<meta property="og:site_name" content="&#127;">', "gull.example"),
]


@pytest.mark.parametrize(("page", "named"), NAMED)
def test_a_name_is_what_toml_may_hold(page: str, named: str) -> None:
    tree = parsed(f"<html><head>{page}</head><body><p>x</p></body></html>".encode(), "utf-8")
    assert tree is not None
    assert tomllib.loads(name(tree, "gull.example").line) == {"name": named}
    assert tomllib.loads(Guess("feeds", (f"https://gull.example/?{ODD}",), ODD).line)["feeds"]


def test_a_site_with_del_in_its_title_is_added(tmp_path: Path) -> None:
    front = f'<html><head>{NAMED[0][0]}<link rel="alternate" type="application/rss+xml" href="/rss"></head><body><p>x</p></body></html>'
    with Wire({**NO_ROBOTS, "/": answer(front.encode()), "/rss": feed("/a")}) as wire:
        config = tmp_path / "config"
        config.mkdir()
        desk = open_desk(tmp_path / "home", config)
        assert load_publisher(add(desk, f"http://{wire.host}/", private_network=True)).name == NAMED[0][1]


PAGES = [
    ('<html lang="en-GB"><head><title>Home | The Gull</title></head>', "gull.example", ("Home", "en", "GB")),
    ('<html lang="de"><head><meta property="og:site_name" content="Die Möwe"></head>', "moewe.de", ("Die Möwe", "de", "DE")),
    ('<html lang="en-US"><head><meta property="og:site_name" content="Gull"></head>', "gull.co.uk", ("Gull", "en", "GB")),
    (
        '<html><head><meta property="og:locale" content="fr_CA"><title>Le Goéland</title></head>',
        "goeland.io",
        ("Le Goéland", "fr", "CA"),
    ),
    (
        '<html><head><script type="application/ld+json">{"@graph": [{"@type": "NewsMediaOrganization", "name": "Gull"}]}</script></head>',
        "gull.tv",
        ("Gull", None, None),
    ),
]


@pytest.mark.parametrize(("page", "host", "expected"), PAGES)
def test_what_a_front_page_says(page: str, host: str, expected: tuple[str | None, ...]) -> None:
    tree = parsed(f"{page}<body><p>x</p></body></html>".encode(), "utf-8")
    assert tree is not None
    guesses = (name(tree, host), language(tree, None), country(tree, host))
    assert tuple(guess.value if guess else None for guess in guesses) == expected


ZONES = [
    ("IQ", [], "Asia/Baghdad"),
    ("AU", ["2026-01-10T08:00:00+08:00"], "Australia/Perth"),
    ("US", ["last week"], "America/New_York"),
    ("BR", [], "America/Sao_Paulo"),
    ("AU", [], "Australia/Sydney"),
    ("RU", [], "Europe/Moscow"),
    ("CA", [], "America/Toronto"),
    ("MX", [], "America/Mexico_City"),
    ("ID", [], "Asia/Jakarta"),
    ("CL", [], "America/Santiago"),
    ("ES", [], "Europe/Madrid"),
    ("PT", [], "Europe/Lisbon"),
    ("KZ", [], "Asia/Almaty"),
    ("CD", [], "Africa/Kinshasa"),
    ("ZZ", [], None),
    (None, [], None),
]


@pytest.mark.parametrize(("code", "times", "expected"), ZONES)
def test_time_zones(code: str | None, times: list[str], expected: str | None) -> None:
    guess = timezone(code, times)
    assert (guess.value if guess else None) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.gull.co.uk", "gull"),
        ("gull.example", "gull"),
        ("news.gull.example", "gull"),
        ("gull", "gull"),
        ("127.0.0.1:80", "the-gull"),
    ],
)
def test_ids(host: str, expected: str) -> None:
    assert id_of(host, "The Gull") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Diário da Gávea", "diario-da-gavea"),
        ("Kölner Möwe", "kolner-mowe"),
        ("Чайка", "chaika"),
        ("鴎新聞", "ou-xin-wen"),
        ("★", "127-0-0-1-80"),
    ],
)
def test_an_id_that_a_name_gives_loses_no_letter(title: str, expected: str) -> None:
    assert id_of("127.0.0.1:80", title) == expected


def test_a_feed_that_cannot_be_read_is_among_what_gave_no_page(tmp_path: Path) -> None:
    with Wire({**NO_ROBOTS, "/rss": answer(status="410 Gone")}) as wire:
        found, unread = fetch(publisher(wire), contact="", hosts=tmp_path / "hosts", now=NOW)
        assert (found, [(one.url, one.outcome, one.reason) for one in unread]) == (
            [],
            [(f"http://{wire.host}/rss", "failed", "410")],
        )
