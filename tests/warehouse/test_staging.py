from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from articles.article import Contributor
from articles.page import Reject
from tests.warehouse.pages import START, STORY, Newsroom, article, page, read, unread
from warehouse.check import failed_checks
from warehouse.ids import article_id, contributor_id, speaker_id
from warehouse.staging import SCHEMA, Known, Read, word_count, write


def test_one_row_a_page_in_the_order_of_the_batch(tmp_path: Path):
    rows = [
        read(),
        Read(page(STORY + "2"), Reject("read", "no_text", "none")),
        Known(page()),
        unread("https://a.example", "failed", "reset"),
    ]
    table = pq.read_table(write(rows, tmp_path / "batch.parquet"))
    assert table.schema.equals(SCHEMA)
    assert table["kind"].to_pylist() == ["article", "reject", "known", "unread"]
    assert table["page_id"].to_pylist() == [page().page_id, page(STORY + "2").page_id, page().page_id, rows[3].page_id]
    assert [row and row["code"] for row in table["reject"].to_pylist()] == [None, "no_text", None, None]
    first = table.slice(0, 1).to_pylist()[0]
    assert first["payload_sha256"] == page().payload_sha256
    assert first["payload_size"] == len(page().payload)
    assert (first["final_url"], first["fetched_at"]) == (STORY, START)
    assert [block["label"] for block in first["blocks"]] == ["headline", "body", "related"]
    assert first["contributors"][0]["affiliation"] == ["Gazette"]
    assert first["article"]["authors"] == ["Ada Archer", "Wire"]
    assert "payload" not in table.column_names


def test_a_batch_is_written_whole_or_not_at_all(tmp_path: Path):
    def rows():
        yield read()
        raise RuntimeError("the worker died")

    out = write([], tmp_path / "batch.parquet")
    before = out.read_bytes()
    with pytest.raises(RuntimeError, match="the worker died"):
        write(rows(), out)
    assert out.read_bytes() == before


def test_text_that_utf8_or_sql_cannot_hold(newsroom: Newsroom):
    url = "https://gazette.example/\udcff"
    odd = "Half a \ud83d pair,\0 a NUL, and 🌉 whole."
    newsroom.load(Read(page(url), article(url, odd, title="\udc80 \0", tags=("\ud800",))))
    assert newsroom.rows("select url, title, body, tags from articles") == [
        ("https://gazette.example/\ufffd", "\ufffd \ufffd", "Half a \ufffd pair,\ufffd a NUL, and 🌉 whole.", ["\ufffd"])
    ]
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_a_time_without_a_zone_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="2026-03-01T08:00:00 has no time zone"):
        write([read(published_at=datetime(2026, 3, 1, 8))], tmp_path / "batch.parquet")  # noqa: DTZ001
    assert list(tmp_path.iterdir()) == []


SAME_ARTICLE = [
    (("https://a.example/x", "1"), ("http://a.example/x", "2"), True),
    (("https://a.example/x", "1"), ("https://a.example/y", "1"), False),
    (("https://a.example/x", "1"), ("https://a.example/x?p=2", "1"), False),
    (("file:a.txt", "1"), ("file:folder/b.txt", "1"), True),
    (("file:a.txt", "1"), ("file:a.txt", "2"), False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME_ARTICLE)
def test_which_addresses_are_one_article(one: tuple[str, str], other: tuple[str, str], same: bool):
    assert (article_id(*one) == article_id(*other)) is same
    assert len(article_id(*one)) == 16


SAME_CONTRIBUTOR = [
    (Contributor("person", "Ada Archer"), Contributor("person", "ADA  ARCHER"), True),
    (Contributor("person", "Ada Archer"), Contributor("person", "Ada Archer", role="photo"), True),
    (Contributor("person", "Straße"), Contributor("person", "STRASSE"), True),
    (Contributor("person", "Ａｄａ"), Contributor("person", "Ada"), True),
    (Contributor("person", "Ada Archer"), Contributor("organisation", "Ada Archer"), False),
    (Contributor("person", "Ada Archer"), Contributor("person", "Ada Arçher"), False),
    (Contributor("handle", None, handle="@ada"), Contributor("handle", None, handle="@ADA"), True),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME_CONTRIBUTOR)
def test_which_names_are_one_contributor(one: Contributor, other: Contributor, same: bool):
    assert (contributor_id(one) == contributor_id(other)) is same


@pytest.mark.parametrize(
    "name",
    ["Redaktion", "REDAKTION", "Newsroom", "Staff Reporter", "admin", "Unknown", "La rédaction", "Redacción", "От редакции", "編集部", "هيئة التحرير"],
)  # fmt: skip
def test_what_any_newsroom_signs_with_is_each_publishers_own(name: str):
    one = Contributor("organisation", name)
    assert contributor_id(one, "gazette") == contributor_id(one, "gazette") != contributor_id(one, "herald")


@pytest.mark.parametrize(
    "one",
    [Contributor("person", "Ada Archer"), Contributor("organisation", "AFP"), Contributor("organisation", "Herald Newsroom")],
)
def test_all_others_are_the_same_at_each_publisher(one: Contributor):
    assert contributor_id(one, "gazette") == contributor_id(one, "herald") == contributor_id(one)


def test_who_has_no_name_is_no_contributor():
    assert contributor_id(Contributor("unknown", None)) is None


WORDS = [
    ("", 0),
    ("The bridge is open.", 4),
    ("A well-known bridge – isn’t it?", 5),
    ("Brücke, 12.5 km", 3),
    ("هذا جسر قديم", 3),
    ("पुल खुला है", 3),
    ("橋が開く", 4),
    ("橋 is 2 words?", 4),
    ("— … !", 0),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_word_count(text: str, words: int):
    assert word_count(text) == words


def test_who_is_quoted_has_the_id_of_the_contributor_of_that_name():
    assert speaker_id("Ann Lee") == contributor_id(Contributor("person", "ANN  LEE"))
    assert speaker_id("AFP") == contributor_id(Contributor("organisation", "Agence France-Presse"))
    assert speaker_id(None) is None
