from pathlib import Path

import pytest

from articles.archive.warc import pages
from articles.article import Article
from articles.page import Hint, Reject
from articles.publisher import load_publishers
from articles.read import read
from tests.newspaper.answers import answers_of
from tests.newspaper.newsroom import pieces
from tests.newspaper.pages import reader_path
from tests.newspaper.site import Newspaper
from tests.spiders.test_crawl import crawled, outcomes, publisher
from tests.spiders.wire import Wire, answer, feed

PAGE = """<!doctype html><html><head><meta charset="iso-8859-1"><title>The pi\xe9r</title></head><body><main id="text">Loading</main>
<img src="/pier.jpg"><iframe src="{elsewhere}/frame"></iframe><script src="/app.js"></script><script src="{elsewhere}/spy.js"></script>
<script>
fetch("/api/text.json").then(answer => answer.json()).then(said => {{ document.getElementById("text").innerText = said.text }});
for (const way of ["{elsewhere}/a", "/leads-away", "/private/list"]) fetch(way).catch(() => document.body.append("refused "));
new WebSocket("{socket}/live").onerror = () => document.body.append("silent ");
</script></body></html>"""


@pytest.mark.needs("chromium")
def test_a_page_that_needs_javascript_is_rendered_and_the_browser_goes_nowhere_else(tmp_path: Path) -> None:
    with Wire() as elsewhere, Wire() as wire:
        page = PAGE.format(elsewhere=f"http://{elsewhere.host}", socket=f"ws://{elsewhere.host}").encode("latin-1")
        html = "Content-Type: text/html"
        wire.answers |= {
            "/robots.txt": answer(b"User-agent: *\nDisallow: /private/\n"),
            "/rss": feed("/a", "/b", "/moved", "/gone"),
            "/a": answer(page, html),
            "/b": answer(page, html),
            "/moved": answer(b"", "Location: /a", status="301 Moved"),
            "/app.js": answer(b"document.title = 'The pier'", "Content-Type: text/javascript"),
            "/api/text.json": answer('{"text": "The pier is open – again."}'.encode(), "Content-Type: application/json"),
            "/leads-away": answer(b"", f"Location: http://{elsewhere.host}/b", status="302 Found"),
        }
        result = crawled(tmp_path, publisher(wire, render=True))
        assert outcomes(result, wire.host) == {
            "/a": "archived",
            "/b": "archived",
            "/moved": "archived",
            "/gone": "rejected: not_found",
        }
        assert result.warnings == []
        assert elsewhere.asked == []
        asked = wire.paths()
        assert {"/private/list", "/pier.jpg"}.isdisjoint(asked)
        assert (asked.count("/app.js"), asked.count("/api/text.json")) == (1, 3)
        for page_ in pages(tmp_path / "archive", "wire.warc.gz"):
            text = page_.payload.decode()
            assert "The pier is open – again." in text
            assert "<title>The pier</title>" in text
            assert (text.count("refused"), text.count("silent")) == (4, 2)  # in the script, and each time that it was
            assert page_.content_type == "text/html; charset=utf-8"
            assert Hint("rendering", "Chromium", "browser") in page_.hints


@pytest.mark.needs("chromium")
def test_a_page_of_the_sample_newspaper_that_is_nothing_without_javascript(tmp_path: Path) -> None:
    with Newspaper(day=1) as newspaper:
        newspaper.write_config(tmp_path / "config")
        paper = newspaper.paper("diario")
        piece = next(
            piece for piece in pieces("diario") if piece.first_day == 1 and piece.kind == "article" and not piece.disallowed
        )
        answer = next(answer for answer in answers_of(paper) if answer.title == piece.title)
        publisher = load_publishers(tmp_path / "config")["diario"]
        read_as: dict[bool, Article | Reject] = {}
        for render in (False, True):
            given = publisher.model_copy(update={"render": render})
            result = crawled(tmp_path / str(render), given, only=[paper.base + reader_path(piece)])
            assert (len(result.archived), result.warnings) == (1, [])
            [page] = pages(tmp_path / str(render) / "archive", "diario.warc.gz")
            read_as[render] = read(page, publisher)
    without, article = read_as[False], read_as[True]
    assert isinstance(without, Reject)
    assert isinstance(article, Article)
    assert (article.url, article.title, article.authors) == (paper.base + answer.path, answer.title, answer.authors)
    assert all(passage in article.body for passage in answer.body)
