"""The same ten articles through every format are the same articles, but for what a format does not carry."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trafilatura

from articles.article import Article
from articles.page import Page, Unread
from articles.publisher import Publisher
from articles.read import read
from loaders import pages_in
from tests.loaders import ten

# warcio leaves a temporary file unclosed where it computes digests.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. .function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)

NOW = datetime(2026, 12, 1, tzinfo=UTC)
GAZETTE = Publisher(id="gazette", name="The Gazette", domain="gazette.example", language="en")
FIELDS = ("url", "title", "body", "authors", "published_at", "language", "section", "tags", "standfirst", "dateline")


def table(found: Iterable[Page | Unread]) -> dict[str, dict[str, object]]:
    """{title: the fields of its article}."""
    rows = {}
    for page in found:
        assert isinstance(page, Page), page
        article = read(page, GAZETTE)
        assert isinstance(article, Article), article
        rows[article.title or page.url] = {"publisher": page.publisher} | {field: getattr(article, field) for field in FIELDS}
    return rows


def loaded(folder: Path) -> Iterable[Page | Unread]:
    return pages_in([folder], publishers={"gazette": GAZETTE}, publisher=None, now=NOW)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    folder = tmp_path_factory.mktemp("ten")
    ten.html_folder(folder)
    found = table(loaded(folder))
    assert set(found) == {story.title for story in ten.STORIES}
    for story in ten.STORIES:
        row = found[story.title]
        assert row["url"] == story.url
        assert str(row["body"]).endswith(story.text[200:]), "the page alone is read right"
        assert row["published_at"] == story.published
    return found


@pytest.mark.parametrize("write", ten.ALL, ids=lambda write: write.__name__)
def test_the_same_ten_articles(tmp_path: Path, write: Callable[[Path], None], expected: dict[str, dict[str, object]]) -> None:
    write(tmp_path)
    given = table(loaded(tmp_path))
    missing = ten.ALL[write]
    assert {title: {k: v for k, v in row.items() if k not in missing} for title, row in given.items()} == {
        title: {k: v for k, v in row.items() if k not in missing} for title, row in expected.items()
    }


@pytest.mark.parametrize("write", ten.ALL, ids=lambda write: write.__name__)
def test_each_article_has_an_address_of_its_own_and_keeps_it(tmp_path: Path, write: Callable[[Path], None]) -> None:
    write(tmp_path)
    pages = [(page.url, page.page_id) for page in loaded(tmp_path) if isinstance(page, Page)]
    assert len(set(pages)) == 10
    assert len({url for url, _ in pages}) == 10
    assert pages == [(page.url, page.page_id) for page in loaded(tmp_path) if isinstance(page, Page)]


WITH_A_SUMMARY = (
    ten.markdown, ten.news_please, ten.newspaper4k, ten.trafilatura, ten.newsml_g2, ten.ninjs_1, ten.ninjs_2, ten.ninjs_3, ten.rss, ten.atom,
)  # fmt: skip


@pytest.mark.parametrize("write", WITH_A_SUMMARY, ids=lambda write: write.__name__)
def test_a_summary_that_nobody_has_printed_is_the_description(tmp_path: Path, write: Callable[[Path], None]) -> None:
    write(tmp_path)
    articles = [read(page, GAZETTE) for page in loaded(tmp_path) if isinstance(page, Page)]
    told = {one.title: (one.standfirst, one.description) for one in articles if isinstance(one, Article)}
    assert told == {story.title: (None, story.standfirst or None) for story in ten.STORIES}


def test_what_fundus_writes(expected: dict[str, dict[str, object]]) -> None:
    """Two of the ten as `fundus` 0.5.7 saves what it crawled; it writes down neither their address nor their publisher."""
    rows = table(loaded(Path(__file__).parent / "written" / "fundus.json"))
    assert len(rows) == 2
    for title, row in rows.items():
        for field in ("body", "published_at", "language", "tags"):
            assert row[field] == expected[title][field], field


@pytest.mark.parametrize("name", ["news-please.jsonl", "newspaper4k.jsonl", "wacz.wacz"])
def test_files_that_other_tools_wrote(name: str, expected: dict[str, dict[str, object]]) -> None:
    """Two of the ten, as `news-please` 1.6, `newspaper4k` 0.9 and `wacz` 0.5 write them."""
    rows = table(loaded(Path(__file__).parent / "written" / name))
    assert len(rows) == 2
    for title, row in rows.items():
        # newspaper4k takes "Rory MacAllister, Scotland Correspondent" for three authors, and writes them down as such.
        for field in ("publisher", "url", "body", "published_at", "language", *(() if "newspaper4k" in name else ("authors",))):
            assert row[field] == expected[title][field], field


def test_what_trafilatura_writes(tmp_path: Path, expected: dict[str, dict[str, object]]) -> None:
    """Its text has the standfirst in it, without a mark: these are of pages that print none."""
    pages = [(s, ten.html(replace(s, standfirst=""))) for s in ten.STORIES]
    made = [trafilatura.extract(page, url=s.url, output_format="json", with_metadata=True) for s, page in pages]
    (tmp_path / "ten.jsonl").write_text("".join(f"{one}\n" for one in made), "utf-8")
    rows = table(loaded(tmp_path))
    assert {title: row["body"] for title, row in rows.items()} == {title: row["body"] for title, row in expected.items()}
    assert [row["url"] for row in rows.values()] == [story.url for story in ten.STORIES]


def test_the_docs_name_what_is_not_carried() -> None:
    docs = (Path(__file__).parents[3] / "docs" / "loading.md").read_text("utf-8")
    rows = [f"| `{write.__name__}` | {', '.join(sorted(missing))} |" for write, missing in ten.ALL.items() if missing]
    assert docs.split("| as the tests write it | does not carry |\n|---|---|\n")[1].split("\n\n")[0].strip().split("\n") == rows
