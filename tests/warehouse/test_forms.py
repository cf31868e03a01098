"""Forms of one word are found by each other, as far as simple stemming goes, in texts of their own language."""

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.pages import STORY, Newsroom, at, read
from warehouse import forms as forming
from warehouse.check import failed_checks
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import run_query
from warehouse.staging import Read
from warehouse.takedown import take_down

TEXTS = {
    "en1": "The old bridge is shut.",
    "en2": "Both bridges are shut, and a school too.",
    "en3": "The bridgehead held; two schools opened.",
    "en4": "A general spoke generally.",
    "de1": "Die Brücke am alten Haus ist gesperrt.",
    "de2": "Alle Brücken und viele Häuser sind alt.",
    "de3": "Die Strasse ist lang, und Herr Hauser wartet.",
    "de4": "Die Straßen sind leer.",
    "fr1": "La grève a vidé les écoles.",
    "fr2": "Des grèves à l'école, une élection locale.",
    "fr3": "Une grave affaire : le gréviste parle des élections.",
    "es1": "La inundación cerró el puente.",
    "es2": "Las inundaciones dañaron los puentes.",
    "es3": "El barrio inundado espera; la pontonera no.",
    "ru1": "Мост закрыт, ёлка стоит.",
    "ru2": "У моста новые елки.",
    "ru3": "Мостовая у дома.",
    "ar1": "الجسر مغلق اليوم",
    "ar2": "جسر جديد في المدينة",
    "ar3": "جسور المدينة القديمة",
    "tr1": "Köprü kapalı, IŞIK yok.",
    "tr2": "Köprüler açık, ışığı gördük.",
    "tr3": "Köpek işaret etti.",
    "fi1": "Talo on vanha.",
    "fi2": "Talossa asuu joku, koulun lähellä.",
    "fi3": "Talvi tuli, koulut kiinni.",
    "xx1": "bridges bridge",
    "uk1": "Міст і мости.",
}
LANGUAGES = {"xx": None}


def address(name: str) -> str:
    return f"{STORY}/{name}"


def told(name: str, text: str = "", day: float = 0, **more: object) -> Read:
    """An article of TEXTS, or with another text, in the language that its name begins with."""
    language = LANGUAGES.get(name[:2], name[:2])
    return read(address(name), text or TEXTS[name], day, title=None, language=language, **more)


def found(newsroom: Newsroom, question: str) -> list[str]:
    with newsroom.store() as store:
        return [url.rpartition("/")[2] for (url,) in store.execute("select url from search($1)", [question]).fetchall()]


def kept_forms(newsroom: Newsroom, word: str) -> int:
    """In how many rows the dictionary of forms has a word."""
    with newsroom.store() as store:
        question = "select count(*) from base.word_form where word_key = base.word_key(base.folded($1))"
        ((rows,),) = store.execute(question, [word]).fetchall()
    return rows


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory, empty_store: Path) -> Newsroom:
    home = Home(tmp_path_factory.mktemp("texts"))
    home.store.parent.mkdir()
    shutil.copy(empty_store, home.store)
    newsroom = Newsroom(home)
    newsroom.load(*(told(name) for name in TEXTS))
    return newsroom


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("bridge", "en1 en2 xx1"),
        ("BRIDGES", "en1 en2 xx1"),
        ("school", "en2 en3"),
        ("bridgehead", "en3"),
        ("generally", "en4"),
        ("Brücke", "de1 de2"),
        ("brucken", "de1 de2"),  # without its accent, as ever
        ("Häuser", "de1 de2 de3"),  # a form of Haus, and folded alike with the name Hauser
        ("Straße", "de3 de4"),
        ("Gasse", ""),
        ("Strasse", "de3 de4"),
        ("Straßen", "de3 de4"),
        ("grève", "fr1 fr2"),
        ("greves", "fr1 fr2"),
        ("école", "fr1 fr2"),
        ("élection", "fr2 fr3"),
        ("inundación", "es1 es2 es3"),
        ("puentes", "es1 es2"),
        ("моста", "ru1 ru2"),
        ("елка", "ru1 ru2"),
        ("мостовая", "ru3"),
        ("جسر", "ar1 ar2"),
        ("الجسر", "ar1 ar2"),
        ("جسور", "ar3"),
        ("köprü", "tr1 tr2"),
        ("ışık", "tr1 tr2"),
        ("isik", "tr1 tr2"),
        ("talo", "fi1 fi2"),
        ("koulun", "fi2 fi3"),
        ("мости", "uk1"),  # Snowball has no Ukrainian
        ('"bridge"', "en1 xx1"),
        ('"bridges"', "en2 xx1"),
        ('"Häuser"', "de2 de3"),
        ('"old bridge"', "en1"),
        ('"old bridges"', ""),
        ("bridg*", "en1 en2 en3 xx1"),
        ("bridges*", "en2 xx1"),
        ("+bridge +schools", "en2"),
        ("bridges AND school", "en2"),
        ("schools -bridge", "en3"),
        ('school -"bridge"', "en2 en3"),
        ('school -"bridges"', "en3"),
        ("-bridge", ""),
        ("bridges -old", "en2 xx1"),
        ("Brücke OR grève", "de1 de2 fr1 fr2"),
        ("old-bridge", "en1 en2 xx1"),
        ("+bridges-old", "en1"),
        ("school -bridge-shut", "en3"),
        ('bridges "old bridge"', "en1"),
    ],
)
def test_forms_are_found_and_near_words_are_not(texts: Newsroom, question: str, expected: str):
    assert sorted(found(texts, question)) == sorted(expected.split())


def test_all_forms_of_a_word_are_one_word(newsroom: Newsroom):
    both = "A bridge by two bridges."
    newsroom.load(
        told("en1", "A bridge by two bridge."),
        told("en2", both),
        told("en3", "A bridges by two bridges."),
        told("en4", "Rain."),
    )
    with newsroom.store() as store:
        ask = "select words_found, score, url from search($1)"
        first, second, third = store.execute(ask, ["bridge"]).fetchall()
        other_way = store.execute(ask, ["bridges"]).fetchall()
        together = store.execute(ask, ["bridge bridges"]).fetchall()
    # The word as typed comes first, and what has it beside a form of it before what has the form alone.
    assert [row[2] for row in (first, second, third)] == [address(name) for name in ("en1", "en2", "en3")]
    assert [row[2] for row in other_way] == [address(name) for name in ("en3", "en2", "en1")]
    assert [row[0] for row in (first, second, third)] == [1, 1, 1]
    assert first[1] == other_way[0][1]  # as rare as all its forms together
    assert [row[0] for row in together] == [2, 2, 2]


def test_a_form_is_one_in_texts_of_its_language_alone(newsroom: Newsroom):
    newsroom.load(
        told("en1", "They die."), told("en2", "He died."), told("de1", "Die Lage."), told("nl1", "He died: zo heet het."),
        told("xx1", "died"),
    )  # fmt: skip
    assert sorted(found(newsroom, "die")) == ["de1", "en1", "en2"]
    assert sorted(found(newsroom, "died")) == ["en1", "en2", "nl1", "xx1"]


def test_a_word_that_no_article_holds_has_no_forms(newsroom: Newsroom):
    newsroom.load(told("en1", "A bridge."))
    assert found(newsroom, "bridges") == []
    newsroom.load(told("en2", "Two bridges."))
    assert sorted(found(newsroom, "bridges")) == ["en1", "en2"]


NIGHTS: list[Sequence[Read]] = [
    (told("en1"), told("de1"), told("xx1")),
    (told("en1", "The old bridges are open.", day=2), told("en2"), told("de2")),
    (told("en1", "The old bridge, bridged.", day=1), told("ru2"), told("ru1")),
    (told("en1", day=3, chrome="x"), told("fr1"), told("fr2", day=2)),
]


@pytest.mark.parametrize("seed", range(3))
def test_the_same_answers_in_any_order_of_loads(tmp_path: Path, empty_store: Path, seed: int):
    chance = random.Random(seed)
    answers, dictionaries = [], []
    for number, nights in enumerate(
        (NIGHTS, chance.sample(NIGHTS, len(NIGHTS)), [[page for night in NIGHTS for page in night]])
    ):
        home = Home(tmp_path / str(number))
        home.store.parent.mkdir(parents=True)
        shutil.copy(empty_store, home.store)
        newsroom = Newsroom(home)
        for night in nights:
            newsroom.load(*night)
        answers.append([found(newsroom, question) for question in ("bridge", "Brücken", "елка", "école", "bridges -old")])
        with newsroom.store() as store:
            dictionaries.append(canonical_dump(store)["word_form"])
            assert failed_checks(store) == {}
    assert answers[0][0]
    assert answers[0] == answers[1] == answers[2]
    assert dictionaries[0] == dictionaries[1] == dictionaries[2]


def test_a_load_that_comes_twice_changes_nothing(newsroom: Newsroom):
    for _ in range(2):
        newsroom.load(told("en1"), told("de2"))
    once = newsroom.rows("select count(*) from base.word_form")
    assert newsroom.rows("select count(*) from (select distinct * from base.word_form)") == once


def test_what_is_taken_down_leaves_no_form(newsroom: Newsroom):
    newsroom.load(told("en1", "Quetzalcoatlus saw bridges."), told("en2", "A bridge."), told("de1", "Bridges heißt sie."))
    assert (kept_forms(newsroom, "quetzalcoatlus"), kept_forms(newsroom, "bridges")) == (1, 2)
    with newsroom.store() as store:
        publish(store, newsroom.home)
    take_down(newsroom.home, address("en1"), "court order", at(1))
    # What the German text still holds stays as a German word.
    assert (kept_forms(newsroom, "quetzalcoatlus"), kept_forms(newsroom, "bridges"), kept_forms(newsroom, "bridge")) == (
        0,
        1,
        1,
    )
    assert run_query(newsroom.home, "select count(*) from search('bridges')").rows == [(1,)]
    newsroom.load(told("en1", "Quetzalcoatlus saw bridges.", day=3))
    assert kept_forms(newsroom, "quetzalcoatlus") == 0
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_what_a_better_reading_leaves_out_is_no_form_any_more(newsroom: Newsroom):
    newsroom.load(told("en1", "Subscribers read of bridges."), told("en2", "A subscriber."))
    assert sorted(found(newsroom, "subscribers")) == ["en1", "en2"]
    rows = told("en1", "Subscribers read of bridges.").page
    better = told("en1", "They read of bridges.").result
    newsroom.load(Read(rows, better), rule_set="rules-2")
    assert (kept_forms(newsroom, "subscribers"), kept_forms(newsroom, "subscriber"), kept_forms(newsroom, "bridges")) == (
        0,
        1,
        1,
    )
    in_french = read(address("en1"), "They read of bridges.", title=None, language="fr").result
    newsroom.load(Read(rows, in_french), rule_set="rules-3")
    assert newsroom.rows("select distinct language from base.word_form order by 1") == [("en",), ("fr",)]
    assert found(newsroom, "bridge") == []


def test_reading_an_older_archive_again_brings_its_forms(newsroom: Newsroom):
    newsroom.load(told("en1"), told("en2"))
    newsroom.rows("delete from base.word_form")  # as a home has it that a Copydesk without stems has loaded
    assert found(newsroom, "bridges") == ["en2"]
    newsroom.load(told("en1"), told("en2"), rule_set="rules-2")
    assert sorted(found(newsroom, "bridges")) == ["en1", "en2"]


def test_the_snapshot_has_forms_without_us(newsroom: Newsroom):
    newsroom.load(told("en1"), told("en2"))
    with newsroom.store() as store:
        snapshot = publish(store, newsroom.home)
    with duckdb.connect() as other:
        other.execute(f"attach '{snapshot}' as news (read_only)")
        other.execute("use news")
        assert len(other.execute("from search('bridges')").fetchall()) == 2


def test_what_is_kept_of_a_language_is_bounded(monkeypatch: pytest.MonkeyPatch, newsroom: Newsroom):
    monkeypatch.setattr(forming, "MOST_KEPT", 3)
    monkeypatch.setattr(forming, "_KEPT", {})
    newsroom.load(told("en1"), told("en2"), told("de1"))
    assert all(len(words) <= 3 for words in forming._KEPT.values())
    assert sorted(found(newsroom, "bridges")) == ["en1", "en2"]
