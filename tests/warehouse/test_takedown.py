"""What is taken down is nowhere any more, and does not come again."""

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from articles.archive.warc import DamagedRecord, open_warc, pages
from articles.article import Article, Block
from articles.page import Reject
from tests.warehouse.pages import STORY, Newsroom, article, at, page
from warehouse import takedown
from warehouse.check import failed_checks
from warehouse.dump import canonical_dump
from warehouse.export import export
from warehouse.profiles import Line
from warehouse.publish import publish
from warehouse.query import QueryError, connect, run_query
from warehouse.staging import Read
from warehouse.takedown import enforce_takedowns, take_down

SECRET = "Quetzalcoatlus of Ypsilanti"
OTHER = STORY + "/other"


def fetched(newsroom: Newsroom, url: str, text: str, day: float = 0, **more: object) -> Read:
    """A page that lies in the archive, and its article."""
    told = page(url, text, day)
    with open_warc(newsroom.home.archive, "a.warc.gz") as archive:
        archived = archive.append(told)
    where = {"warc_file": archived.warc_file, "warc_offset": archived.warc_offset}
    return Read(page(url, text, day, **where), article(url, text, **more))


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    """Two articles that share a paragraph; one of them in two versions, published, exported and reported."""
    newsroom.load(
        fetched(newsroom, STORY, f"{SECRET}.\n\nShared.", title=SECRET),
        fetched(newsroom, OTHER, "Another.\n\nShared.", contributors=()),
    )
    newsroom.load(fetched(newsroom, STORY, f"{SECRET}, again.\n\nShared.", day=1, title=SECRET))
    with newsroom.store() as store:
        publish(store, newsroom.home)
        publish(store, newsroom.home)
    (newsroom.home.root / "out").mkdir()
    for form in ("parquet", "csv", "jsonl"):
        export(newsroom.home, newsroom.home.root / "out" / form, form)
    newsroom.home.reports.mkdir()
    for name, url in (("1", STORY), ("2", "https://gazette.example/else")):
        (newsroom.home.reports / f"{name}.html").write_text(f"<a href='{url}'>{SECRET if name == '1' else ''}</a>")
    (newsroom.home.reports / "latest.html").symlink_to("1.html")
    return newsroom


def holding(root: Path, text: str) -> list[Path]:
    """The files below a folder that hold a text; Parquet, WARC and DuckDB ones as other tools read them, and as bytes."""
    return [file for file in root.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]


def test_nothing_is_left_but_the_tombstone(told: Newsroom):
    home = told.home
    assert {file.name for file in holding(home.root, SECRET)} >= {"store.duckdb", "000001.duckdb", "csv", "jsonl", "1.html"}
    down = take_down(home, STORY, "court order", at(3))
    assert (down.urls, down.records, down.missing) == ((STORY,), 2, ())
    assert sorted(file.relative_to(home.root).parts[0] for file in down.files) == ["out", "out", "out", "reports", "reports"]
    # Staged files of the tests' own lie beside the home's.
    assert [file for file in holding(home.root, SECRET) if file.parent != home.root] == []
    assert run_query(home, "select url from articles").rows == [(OTHER,)]
    assert run_query(home, "select url, reason, taken_down_at from tombstones").rows == [(STORY, "court order", at(3))]
    assert run_query(home, "select count(*) from search('quetzalcoatlus')").rows == [(0,)]
    assert run_query(home, "select count(*) from text_reuse").rows == [(0,)]
    assert run_query(home, "select counts.asked from runs order by number").rows == [(2,), (1,)]
    assert [page.url for page in pages(home.archive, "a.warc.gz")] == [OTHER]
    with told.store() as store:
        assert failed_checks(store) == {}
    (parquet,) = (home.root / "out" / "parquet").rglob("*.parquet")
    assert duckdb.read_parquet(str(parquet)).select("url").fetchall() == [(OTHER,)]
    assert json.loads((home.root / "out" / "jsonl").read_text())["url"] == OTHER
    assert (home.root / "out" / "csv").read_text().count(STORY + ",") == 0


def test_what_lies_beside_the_snapshots_goes_too(told: Newsroom):
    beside = told.home.snapshots
    (beside / "000001.duckdb.tmp").mkdir()
    (beside / "000001.duckdb.tmp" / "version.parquet").write_text(SECRET)
    (beside / "mine.duckdb").write_bytes((beside / "000001.duckdb").read_bytes())
    told.home.published.unlink()
    take_down(told.home, STORY, "court order", at(3))
    assert holding(beside, SECRET) == []
    assert run_query(told.home, "select url from articles").rows == [(OTHER,)]


def test_twice_is_once(told: Newsroom):
    article_id = run_query(told.home, f"select article_id from articles where url = '{STORY}'").rows[0][0]
    take_down(told.home, article_id, "court order", at(3))
    with told.store() as store:
        once = canonical_dump(store)
    assert take_down(told.home, article_id, "again", at(4)).records == 0
    with told.store() as store:
        assert canonical_dump(store) == once


@pytest.mark.parametrize("point", ["take_down", "attach", "tables"])
def test_stopped_anywhere_and_done_again(told: Newsroom, point: str, monkeypatch: pytest.MonkeyPatch):
    found = takedown.statement
    with monkeypatch.context() as patch:
        patch.setattr(
            takedown, "statement", lambda folder, name: "select error('no')" if name == point else found(folder, name)
        )
        with pytest.raises(Exception, match="no"):
            take_down(told.home, STORY, "court order", at(3))
    take_down(told.home, STORY, "court order", at(3))
    assert [file for file in holding(told.home.root, SECRET) if file.parent != told.home.root] == []
    assert run_query(told.home, "select url from articles").rows == [(OTHER,)]


def test_what_was_taken_down_does_not_come_again(told: Newsroom):
    take_down(told.home, STORY, "court order", at(3))
    came = fetched(told, STORY, f"{SECRET}, once more.", day=5)
    told.load(came)
    assert told.outcomes() == [(STORY, "rejected", None)]
    assert told.rows("select stage, code from rejects where code like '%down'") == [("store", "not_an_article/taken_down")]
    with told.store() as store:
        assert (enforce_takedowns(store, told.home), enforce_takedowns(store, told.home)) == (1, 0)
        assert failed_checks(store) == {}
    with pytest.raises(DamagedRecord, match="taken down"):
        list(pages(told.home.archive, "a.warc.gz", [came.page.warc_offset]))


def test_a_page_that_was_archived_twice_in_a_run_is_erased_twice(newsroom: Newsroom):
    twice = [
        fetched(newsroom, STORY, f"{SECRET}."),
        fetched(newsroom, STORY, f"{SECRET}."),
        fetched(newsroom, OTHER, "Another."),
    ]
    newsroom.load(*twice)
    assert newsroom.rows("select count(*) from pages") == [(2,)]
    assert take_down(newsroom.home, STORY, "court order", at(3)).records == 2
    assert [page.url for page in pages(newsroom.home.archive, "a.warc.gz")] == [OTHER]


def test_an_archive_that_is_away_is_named_and_erased_when_it_is_back(told: Newsroom):
    home, archive = told.home, told.home.archive / "a.warc.gz"
    archive.rename(home.root / "a.warc.gz")
    down = take_down(home, STORY, "court order", at(3))
    assert (down.records, down.missing) == (0, (archive,))
    with told.store() as store:
        assert enforce_takedowns(store, home) == 0, "still away"
        assert failed_checks(store) == {}
        (home.root / "a.warc.gz").rename(archive)
        assert (enforce_takedowns(store, home), enforce_takedowns(store, home)) == (2, 0)
    assert [page.url for page in pages(home.archive, "a.warc.gz")] == [OTHER]


def test_a_story_loses_its_title_with_the_article_that_gave_it(newsroom: Newsroom):
    tells = "Percival Underhill has won the election in Tarrington against Agnes Merriweather."
    newsroom.load(
        fetched(newsroom, STORY, f"{SECRET}. {tells}", title=SECRET),
        fetched(newsroom, OTHER, f"The board says: {tells}", title="Second"),
        fetched(newsroom, OTHER + "/2", f"Here is the news. {tells}", title="Third", published_at=at(1)),
    )
    held = "select title, count(*) from stories join story_members using (story_id) group by all"
    [(story,)] = newsroom.rows("select story_id from stories")
    assert newsroom.rows(held) == [(SECRET, 3)]
    take_down(newsroom.home, STORY, "court order", at(3))
    with newsroom.store() as store:
        assert failed_checks(store) == {}
    newsroom.load(fetched(newsroom, "https://gazette.example/4", "Nothing of the kind.", title="Fourth"))
    assert newsroom.rows(held) == [("Second", 2)]
    assert newsroom.rows("select story_id from stories") == [(story,)]
    take_down(newsroom.home, OTHER, "court order", at(3))
    assert newsroom.rows("from stories") == newsroom.rows("from base.article where story_id is not null") == []
    assert newsroom.rows("from base.story_link") == newsroom.rows("from base.story_evidence") == []
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_who_has_an_old_snapshot_open_keeps_it(told: Newsroom):
    with connect(told.home) as reader:
        take_down(told.home, STORY, "court order", at(3))
        assert reader.execute("select count(*) from articles").fetchall() == [(2,)]


def test_an_export_that_was_moved_is_named_and_an_unknown_article_refused(told: Newsroom):
    out = told.home.root / "out"
    (out / "csv").rename(told.home.root / "elsewhere")
    assert take_down(told.home, STORY, "court order", at(3)).missing == (out / "csv",)
    with pytest.raises(QueryError, match="no article 'x'"):
        take_down(told.home, "x", "court order", at(3))


def test_another_article_of_the_same_address_keeps_its_page(newsroom: Newsroom):
    """Two files of one name: one of them was no article until the rules got better."""
    file = "file:note.txt"
    first, second = page(file, "First."), page(file, "Second.")
    newsroom.load(Read(first, article(STORY, "First.")), Read(second, Reject("read", "no_text", "it holds no text")))
    newsroom.load(Read(second, article(OTHER, "Second.")), rule_set="rules-2")
    take_down(newsroom.home, STORY, "asked for", at(2))
    with newsroom.store() as store:
        assert failed_checks(store) == {}
    assert newsroom.rows("select run_id, outcome, version from base.page where version is not null") == [
        ("run-002", "article", 1)
    ]


def test_its_words_leave_what_was_learned_of_its_publisher(newsroom: Newsroom):
    """Its headline may have come to many pages in one night, as a teaser; what stands on all pages is not its own."""
    foot, text = "The Gazette is printed on the old quay.", "The {n} passengers waited on the pier."
    its = fetched(newsroom, STORY, text.format(n=214), title=SECRET)
    assert isinstance(its.result, Article)
    its = replace(its, result=replace(its.result, blocks=(*its.result.blocks, Block(foot, "standing", "standing_text"))))
    learned = [
        Line("gazette", kind, value, 8, 30, at(0).date(), at(1).date())
        for kind, value in (("passing text", SECRET), ("passing text", text.format(n=9)), ("standing text", foot))
    ]
    staged = newsroom.stage(its, fetched(newsroom, OTHER, "Another."))
    newsroom.load_staged(staged, "run-1", learned=[*learned, replace(learned[0], publisher="post")])
    take_down(newsroom.home, STORY, "a court order", at(9))
    left = newsroom.rows("select publisher, value from publisher_profiles order by all")
    assert left == [("gazette", foot), ("post", SECRET)]
