"""Names in texts: one name over many articles, whatever is loaded first; joins of an editor; what a takedown takes."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from articles.aliases import NameJoin, load_name_joins
from articles.config import ConfigError
from articles.names import mentions
from tests.warehouse.pages import Newsroom, at, read
from warehouse.check import failed_checks
from warehouse.home import Home
from warehouse.load import load
from warehouse.run import Run
from warehouse.takedown import take_down

TEXTS = {
    "full": ("cs", "Most otevřel Petr Kalous. Z Prahy přijela Jana Vrbová."),
    "cases": ("cs", "S Petrem Kalousem mluvila v Praze Jana Vrbová."),
    "alone": ("cs", "Most je zavřený, řekl Kalous."),
    "english": ("en", "Petr Kalous opened the bridge. Kalous came from Prague."),
}
WHO = (
    "select names.name, list_sort(list(distinct as_written)) from mentions join names using (name_id) group by all order by all"
)


def told(name: str, day: float = 0) -> Any:
    language, text = TEXTS[name]
    url = f"https://gazette.example/{name}"
    return read(url, text, day, language=language, mentions=mentions([text], language), quotes=(), contributors=())


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(Home(tmp_path))


def test_forms_of_a_name_are_one_in_whatever_order_they_come(tmp_path: Path):
    found = []
    for number, order in enumerate(permutations(("full", "alone", "english"))):
        (tmp_path / str(number)).mkdir()
        newsroom = Newsroom(Home(tmp_path / str(number)))
        for name in order:
            newsroom.load(told(name))
        found.append((newsroom.rows(WHO), newsroom.rows("from names order by all")))
    assert all(one == found[0] for one in found)
    assert found[0][0] == [
        ("Jana Vrbová", ["Jana Vrbová"]), ("Petr Kalous", ["Kalous", "Petr Kalous"]), ("Prague", ["Prague", "Prahy"]),
    ]  # fmt: skip


def test_cases_are_one_and_twice_is_once(newsroom: Newsroom):
    newsroom.load(told("full"), told("cases"))
    once = newsroom.rows("from mentions order by all")
    newsroom.load(told("full"), told("cases"))
    assert newsroom.rows("from mentions order by all") == once
    assert newsroom.rows("select name, variants from names where kind = 'person' order by name") == [
        ("Jana Vrbová", ["Jana Vrbová"]),
        ("Petr Kalous", ["Petr Kalous", "Petrem Kalousem"]),
    ]


def test_a_family_name_that_two_bear_is_nobodys(newsroom: Newsroom):
    text = "Ann Kalous closed the bridge."
    other = read("https://gazette.example/o", text, language="en", mentions=mentions([text], "en"), quotes=())
    newsroom.load(told("english"), told("alone"), other)
    assert newsroom.rows(
        "select names.name from mentions join names using (name_id) where rule = 'beside a verb of saying'"
    ) == [("Kalous",)]


def test_a_takedown_takes_its_names_and_what_others_knew_from_it(newsroom: Newsroom):
    newsroom.load(told("full"), told("alone"))
    assert ("Petr Kalous", ["Kalous", "Petr Kalous"]) in newsroom.rows(WHO)
    take_down(newsroom.home, "https://gazette.example/full", "court order", at(3))
    assert newsroom.rows(WHO) == [("Kalous", ["Kalous"])]


def load_joined(newsroom: Newsroom, *joins: NameJoin) -> None:
    run = Run(f"joined-{len(joins)}", "load-files", "shell", at(2), {})
    with newsroom.store() as store:
        load(store, [], run, ended_at=at(3), code_version="1.0", rule_set="rules-1", name_joins=joins)
        assert failed_checks(store) == {}


def test_an_editor_joins_names_and_undoes_it(newsroom: Newsroom):
    newsroom.load(told("full"))
    load_joined(newsroom, NameJoin(names=("Jana Vrbová", "Petr Kalous"), evidence="a pen name", language="cs"))
    assert newsroom.rows("select name, variants from names where kind = 'person'") == [
        ("Jana Vrbová", ["Jana Vrbová", "Petr Kalous"])
    ]
    assert newsroom.rows("select distinct rule from mentions where as_written = 'Petr Kalous'") == [
        ("given name first; joined: a pen name",)
    ]
    load_joined(newsroom)
    assert newsroom.rows("select count(*) from names where kind = 'person'") == [(2,)]


def test_the_file_of_joins(tmp_path: Path):
    file = tmp_path / "names.toml"
    assert load_name_joins(file) == load_name_joins(Path("config/names.toml")) == ()
    file.write_text('[[same]]\nkind = "place"\nnames = ["A", "B"]\nevidence = "x"', "utf-8")
    assert [join.names for join in load_name_joins(file)] == [("A", "B")]
    file.write_text('[[same]]\nnames = ["A", "B"]', "utf-8")
    with pytest.raises(ConfigError, match=r"names\.toml"):
        load_name_joins(file)
