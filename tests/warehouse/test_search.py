"""Words find articles, in every language of the sample newspaper, from the snapshot alone."""

import shutil
from math import log
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.pages import STORY, Newsroom, read, rejected
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import connect

WORDS = [
    ("The Bridge, again: BRIDGE-2!", ["the", "bridge", "again", "bridge", "2"]),
    ("Été à l’île", ["ete", "a", "l", "ile"]),
    ("Straße Łódź Ærø œuvre ışık", ["strasse", "lodz", "aero", "oeuvre", "isik"]),
    ("El niño pingüino", ["el", "nino", "pinguino"]),
    ("أَخْبَار آسيا إلى المدرسة", ["اخبار", "اسيا", "الي", "المدرسه"]),
    ("كـــتاب ٢٠٢٦", ["كتاب", "2026"]),
    ("Ёлка Ὀδυσσεύς", ["елка", "οδυσσευσ"]),
    ("新聞の橋 open", ["新聞", "聞の", "の橋", "open"]),
    ("橋", ["橋"]),
    ("", []),
]


@pytest.fixture(scope="module")
def desk(empty_store: Path):
    with duckdb.connect(str(empty_store), read_only=True) as opened:
        yield opened


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words_of_a_text(desk: duckdb.DuckDBPyConnection, text: str, words: list[str]):
    assert desk.execute("select base.words_of($1)", [text]).fetchone() == (words,)


def test_a_headlines_words_count_three_times_and_endless_ones_not_at_all(desk: duckdb.DuckDBPyConnection):
    told = desk.execute("select base.word_counts('Bridge', null, $1)", ["bridge open " + "x" * 65]).fetchone()
    assert told == ([{"word": "bridge", "frequency": 4}, {"word": "open", "frequency": 1}],)


def found(newsroom: Newsroom, words: str) -> list[str]:
    with newsroom.store() as store:
        return [url for (url,) in store.execute("select url from search($1)", [words]).fetchall()]


def test_the_best_comes_first(newsroom: Newsroom):
    newsroom.load(
        read(STORY + "/1", "A ferry, once.", title="Harbour"),
        read(STORY + "/2", "The ferry and the ferry.", title="Ferry"),
        read(STORY + "/3", "Nothing of the kind.", title="Mill"),
        read(STORY + "/4", "المدرسة الإبتدائية", title="مدرسة"),
        read(STORY + "/5", "新しい橋が開く", title="橋"),
        rejected(STORY + "/6", "ferry"),
    )
    assert found(newsroom, "FÉRRY") == [STORY + "/2", STORY + "/1"]
    assert found(newsroom, "mill ferry")[0] == STORY + "/3"  # the rarer word weighs more
    assert found(newsroom, "الابتدائيه") == [STORY + "/4"]
    assert found(newsroom, "新しい") == [STORY + "/5"]
    assert found(newsroom, "zeppelin") == found(newsroom, "") == []


def test_it_keeps_up_with_each_load_and_finds_current_versions(newsroom: Newsroom):
    newsroom.load(read(text="A ferry."))
    newsroom.load(read(text="A tunnel.", day=1))
    assert (found(newsroom, "ferry"), found(newsroom, "tunnel")) == ([], [STORY])
    newsroom.load(read(text="A ferry.", day=2, chrome="x"))  # the first text again
    assert (found(newsroom, "ferry"), found(newsroom, "tunnel")) == ([STORY], [])
    newsroom.load(read(text="A ferry.", day=2, chrome="x", title="Zeppelin"), rule_set="rules-2")  # a better reading
    assert (found(newsroom, "zeppelin"), found(newsroom, "bridge")) == ([STORY], [])


def test_bm25_by_hand(newsroom: Newsroom):
    newsroom.load(*(read(f"{STORY}/{n}", text, title=None) for n, text in enumerate(["ferry ferry mill", "mill", "sea"])))
    with newsroom.store() as store:
        ((score, words),) = store.execute("select score, words_found from search('ferry')").fetchall()
    length = 0.25 + 0.75 * 3 / (5 / 3)
    assert (score, words) == (pytest.approx(log(1 + 2.5 / 1.5) * 2 * 2.2 / (2 + 1.2 * length), abs=1e-4), 1)


def test_the_snapshot_answers_alone(newsroom: Newsroom, tmp_path: Path):
    newsroom.load(read(text="A ferry."))
    with newsroom.store() as store:
        snapshot = publish(store, newsroom.home)
    with connect(newsroom.home) as warehouse:
        assert len(warehouse.execute("from search('ferry')").fetchall()) == 1
    copy = shutil.copy(snapshot, tmp_path / "copy.duckdb")
    with duckdb.connect() as other:
        other.execute(f"attach '{copy}' as news (read_only)")
        other.execute("use news")
        assert len(other.execute("from search('ferry')").fetchall()) == 1


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory, empty_store: Path) -> Newsroom:
    home = Home(tmp_path_factory.mktemp("texts"))
    home.store.parent.mkdir()
    shutil.copy(empty_store, home.store)
    newsroom = Newsroom(home)
    told = (
        "the harbour bridge",
        "the bridge of the harbour",
        "a ferry",
        "the harbours and a ferry",
        "新しい橋が開く",
        "Été à Bagdad",
        "Łódź und Straße",
    )
    newsroom.load(*(read(f"{STORY}/{n}", text, title=None) for n, text in enumerate(told)))
    return newsroom


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("harbour ferry", "0123"),
        ("harbour OR ferry", "0123"),
        ('"harbour bridge"', "0"),
        ('"HARBOUR, Bridge"', "0"),
        ('"bridge harbour"', ""),
        ('"harbour bridge" ferry', "0"),
        ("harbour AND bridge", "01"),
        ("ferry AND harbours", "3"),
        ("+bridge ferry", "01"),
        ("bridge -of", "0"),
        ("bridge ferry -harbours", "012"),
        ('bridge -"harbour bridge"', "1"),
        ("-bridge", ""),
        ("harb*", "013"),
        ("ferry AND harb*", "3"),
        ("ferry -harb*", "2"),
        ("ete*", "5"),
        ("lod*", "6"),
        ("stras*", "6"),
        ("*", ""),
        ("- + AND OR", ""),
        ('"harbour', "013"[:2]),
        ('"新しい橋"', "4"),
        ('"橋が新"', ""),
    ],
)
def test_phrases_and_conditions(texts: Newsroom, question: str, expected: str):
    assert sorted(url[-1] for url in found(texts, question)) == list(expected)
