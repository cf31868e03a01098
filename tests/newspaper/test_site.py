"""The sample papers are real pages on a real server, and their answers are true."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from gzip import decompress
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html

from articles.publisher import load_publishers
from tests.newspaper.answers import FOLDER, answers, rows
from tests.newspaper.newsroom import CLOCK, DAYS, pieces
from tests.newspaper.papers import Paper, load_papers
from tests.newspaper.site import Newspaper

CHECKOUT = Path(__file__).parents[2]
PAPERS = [paper.id for paper in load_papers()]


@pytest.fixture(scope="module")
def newspaper() -> Iterator[Newspaper]:
    with Newspaper(day=1) as site:
        yield site


def ask(paper: Paper, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", paper.port, timeout=60)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def declared_charset(response: HTTPResponse, body: bytes) -> str:
    found = re.search(r"charset=([\w-]+)", response.getheader("Content-Type", "")) or re.search(
        rb'charset="?([\w-]+)', body[:1024]
    )
    assert found, "no charset declared"
    return found[1] if isinstance(found[1], str) else found[1].decode()


def letters(text: str) -> str:
    """A text without its white space: line breaks and indents are the markup's business."""
    return "".join(text.split())


def visible_text(page: str) -> str:
    tree = html.document_fromstring(page.replace("&#8;", ""))
    etree.strip_elements(tree, "script", "head", with_tail=False)
    return letters(tree.text_content())


def addresses(paper: Paper, path: str) -> list[str]:
    response, body = ask(paper, path)
    assert response.status == 200
    tree = etree.fromstring(decompress(body) if path.endswith(".gz") else body)
    found = [loc.text.removeprefix(paper.base) for loc in tree.iterfind(".//{*}loc")]
    if tree.tag.endswith("sitemapindex"):
        return [inner for part in found for inner in addresses(paper, part)]
    return found


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("paper_id", PAPERS)
def test_pages_say_what_their_answers_say(newspaper: Newspaper, paper_id: str, day: int) -> None:
    newspaper.set_day(day)
    paper = newspaper.paper(paper_id)
    expected = {answer.path: answer for answer in answers(day) if answer.paper == paper_id}
    listed = addresses(paper, paper.sitemap)
    here = {path for path, a in expected.items() if not a.disallowed and not (a.gone_day and a.gone_day <= day)}
    assert set(listed) == here
    for path, answer in expected.items():
        response, body = ask(paper, path)
        if answer.gone_day and answer.gone_day <= day:
            assert response.status == answer.gone_status
            continue
        assert response.status == 200, path
        text = visible_text(body.decode(declared_charset(response, body)))
        said = [answer.title, answer.standfirst, answer.dateline and answer.dateline["printed"], *answer.body]
        said += [part for image in answer.images for part in (image["caption"], image["credit"])]
        said += [answer.byline] if answer.design != "script" else []
        for passage in said:
            assert not passage or letters(passage) in text, (path, passage)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("paper_id", PAPERS)
def test_feeds_parse(newspaper: Newspaper, paper_id: str, day: int) -> None:
    newspaper.set_day(day)
    paper = newspaper.paper(paper_id)
    response, body = ask(paper, paper.feed)
    feed = feedparser.parse(body, response_headers={"content-type": response.getheader("Content-Type")})
    assert not feed.bozo, feed.get("bozo_exception")
    there = [a for a in answers(day) if a.paper == paper_id and a.kind != "section" and not (a.gone_day and a.gone_day <= day)]
    assert sorted(entry.title for entry in feed.entries) == sorted(answer.title for answer in there)
    for entry in feed.entries:
        assert ask(paper, entry.link.removeprefix(paper.base))[0].status == 200


def test_what_did_not_change_is_304(newspaper: Newspaper) -> None:
    newspaper.set_day(1)
    for paper in newspaper.papers:
        for path in (paper.feed, paper.sitemap, next(a.path for a in answers(1) if a.paper == paper.id and a.is_article)):
            first, _ = ask(paper, path)
            by_tag, nothing = ask(paper, path, If_None_Match=first.headers["ETag"])
            by_date, _ = ask(paper, path, If_Modified_Since=first.headers["Last-Modified"])
            assert (by_tag.status, nothing, by_date.status) == (304, b"", 304)
            other, _ = ask(paper, path, If_None_Match='"other"', If_Modified_Since=first.headers["Last-Modified"])
            assert other.status == 200


def test_answers_beside_the_pages_are_current() -> None:
    for paper in load_papers():
        kept = (FOLDER / f"{paper.id}.jsonl").read_text("utf-8")
        assert kept == rows(paper), "run: python -m tests.newspaper.answers"


def test_nothing_lies_in_the_future() -> None:
    for paper in load_papers():
        for piece in pieces(paper.id):
            for day in DAYS:
                if piece.first_day <= day:
                    now = piece.on(day)
                    assert max(now.published, now.updated or now.published) < CLOCK[day], now.slug


def test_twin_redirect_and_unknown(newspaper: Newspaper) -> None:
    newspaper.set_day(1)
    paper = newspaper.paper("gazette")
    moved = next(a for a in answers(1) if a.moved_from)
    response, _ = ask(paper, str(moved.moved_from))
    assert (response.status, response.headers["Location"]) == (301, paper.base + moved.path)
    twin, body = ask(paper, moved.path + "?utm_source=rss&fbclid=1")
    assert (twin.status, body) == (200, ask(paper, moved.path)[1])
    assert f'<link rel="canonical" href="{paper.base}{moved.path}">'.encode() in body
    assert ask(paper, "/no-such-page")[0].status == 404


def test_config_can_be_read(newspaper: Newspaper, tmp_path: Path) -> None:
    newspaper.write_config(tmp_path)
    publishers = load_publishers(tmp_path)
    assert sorted(publishers) == sorted(PAPERS)
    for paper in newspaper.papers:
        assert publishers[paper.id].domain == paper.domain
        assert publishers[paper.id].private_network


def test_what_the_papers_hold() -> None:
    articles = {day: [a for a in answers(day) if a.is_article and not a.disallowed] for day in DAYS}
    assert [len(articles[day]) for day in DAYS] == [43, 51, 54]
    assert {a.design for a in answers(1) if a.is_article} == {"clean", "soup", "wordpress", "script", "liveblog"}
    assert {a.kind for a in answers(1)} == {"article", "liveblog", "gallery", "section"}
    assert {a.language for a in articles[1]} == {"en", "fr", "de", "es", "ar"}
    assert len({a.paper for a in articles[1] if a.story == "beirut-tram"}) == 3
    assert all(len(a.body) >= (3 if a.is_truncated else 5) for a in articles[3])
    assert len({passage for a in articles[3] if not a.story for passage in a.body}) == sum(
        len(a.body) for a in articles[3] if not a.story
    )
    every = [a for day in DAYS for a in answers(day)]
    assert {len(a.authors) for a in every} == {0, 1, 2, 3}
    roles = {contributor.get("role") for a in every for contributor in a.contributors}
    assert {None, "photo", "translation", "additional-reporting"} <= roles
    assert "" in {a.dateline["separator"] for a in articles[1] if a.dateline}
    assert any(a.dateline is None for a in articles[1])


@pytest.mark.parametrize("day", DAYS)
def test_links_between_pages_lead_somewhere(newspaper: Newspaper, day: int) -> None:
    newspaper.set_day(day)
    for paper in newspaper.papers:
        for path, found in newspaper.sites[paper.id].items():
            if found.status == 200 and found.content_type.startswith("text/html"):
                hrefs = html.document_fromstring(found.body.replace(b"&#8;", b"")).xpath("//a/@href | //img/@src")
                for href in {href for href in hrefs if href.startswith("/") and not href.startswith("/internal/")}:
                    assert newspaper.find(paper.id, href).status == 200, (paper.id, path, href)


def test_day_2_changes_what_it_should_and_nothing_else(newspaper: Newspaper) -> None:
    newspaper.set_day(1)
    before, was = newspaper.sites, {(a.paper, a.path): a for a in answers(1)}
    newspaper.set_day(2)
    after, now = newspaper.sites, {(a.paper, a.path): a for a in answers(2)}
    new = [a for key, a in now.items() if key not in was and a.is_article]
    assert len(new) == 8
    gone = {key: after[key[0]][key[1]].status for key, a in now.items() if a.gone_day == 2}
    assert sorted(gone.values()) == [404, 410]
    changed = {
        key for key, a in was.items() if a.kind != "section" and before[key[0]][key[1]].etag != after[key[0]][key[1]].etag
    }
    edits = {now[key].edit for key in changed - set(gone)}
    assert edits == {"correction", "headline", "silent", "update", None}
    (chrome,) = [now[key] for key in changed - set(gone) if not now[key].edit]
    assert chrome.chrome_day == 2
    assert chrome == was[chrome.paper, chrome.path]
    assert len(changed) == 4 + len(gone) + 1
    for key in changed - set(gone):
        moved = before[key[0]][key[1]].last_modified != after[key[0]][key[1]].last_modified
        assert moved == (now[key].edit in ("correction", "update")), key
        assert (now[key].version, was[key].version) == (1 if key == (chrome.paper, chrome.path) else 2, 1)


def test_a_day_without_news_leaves_the_feed_alone(newspaper: Newspaper) -> None:
    paper = newspaper.paper("register")
    newspaper.set_day(2)
    tag = ask(paper, paper.feed)[0].headers["ETag"]
    newspaper.set_day(3)
    assert ask(paper, paper.feed, If_None_Match=tag)[0].status == 304


def test_old_encodings_are_real(newspaper: Newspaper) -> None:
    newspaper.set_day(1)
    for paper_id, charset, sign in (
        ("bote", "windows-1252", "»"),
        ("sahifa", "windows-1256", "،"),
        ("register", "iso-8859-1", ""),
    ):
        paper, found = newspaper.paper(paper_id), 0
        for answer in answers(1):
            if answer.paper == paper_id and answer.design == "soup":
                response, body = ask(paper, answer.path)
                assert declared_charset(response, body).lower() == charset
                found += sign in body.decode(charset)
        assert found >= 2
    assert b"&#8;" in ask(newspaper.paper("gazette"), "/2026/11/18/rovers-late-goal")[1]


def test_by_hand(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.newspaper.site", "--day", "2", "--config", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(len(PAPERS) + 1)]
        port = int(lines[0].split("/")[2].split(":")[1])
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(60) == 0
        finally:
            process.kill()
    assert "2026-11-21T12:00:00Z" in lines[-1]
    assert len(load_publishers(tmp_path)) == len(PAPERS)


def test_requests_are_logged() -> None:
    with Newspaper() as site:
        ask(site.papers[0], "/robots.txt", User_Agent="Reader/1", If_None_Match='"x"')
        (request,) = site.requests
    assert request.paper == site.papers[0].id
    assert (request.path, request.user_agent, request.status, request.if_none_match) == ("/robots.txt", "Reader/1", 200, '"x"')
    assert request.bytes_sent > 20


def test_faults() -> None:
    with Newspaper() as site:
        paper = site.paper("gazette")
        site.fault("gazette", "robots-503", seconds=30)
        assert ask(paper, "/robots.txt")[0].headers["Retry-After"] == "30"
        assert [ask(paper, path)[0].status for path in ("/robots.txt", "/")] == [503, 200]
        site.mend()
        site.fault("gazette", "truncate")
        with pytest.raises(IncompleteRead):
            ask(paper, "/")
        site.mend()
        site.fault("gazette", "reset")
        with pytest.raises(ConnectionResetError):
            ask(paper, "/")
        assert site.requests[-1].status == 0
        site.mend()
        site.fault("gazette", "status-503", share=0.4, seed=7)
        assert ask(paper, "/robots.txt")[0].status == 200
        assert ask(paper, "/?n=0")[0].headers["Retry-After"] is None
        statuses = [ask(paper, f"/?n={n}")[0].status for n in range(40)]
        site.mend()
        assert 8 <= statuses.count(503) <= 24
        site.fault("gazette", "slow", seconds=0.2)
        start = time.monotonic()
        ask(paper, "/")
        assert time.monotonic() - start >= 0.2
