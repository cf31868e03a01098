"""Who is who: names joined in config/contributors.toml, and joins undone."""

from pathlib import Path

import pytest

from articles.aliases import Join, load_joins
from articles.article import Contributor
from articles.publisher import ConfigError
from tests.warehouse.pages import Newsroom, at, read
from warehouse.check import failed_checks
from warehouse.home import Home
from warehouse.ids import contributor_id
from warehouse.load import load
from warehouse.run import Run

ONE, OTHER = Contributor("person", "Kais al-Khazali"), Contributor("person", "Qais al-Khazaali")
JOIN = Join(names=("Kais al-Khazali", "Qais al-Khazaali"), evidence="the same mail address")


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(Home(tmp_path))
    newsroom.load(
        read("https://gazette.example/1", "One.", contributors=(ONE,)),
        read("https://herald.example/2", "Two.", publisher="herald", contributors=(OTHER,)),
    )
    return newsroom


def load_joined(newsroom: Newsroom, *joins: Join) -> None:
    run = Run(f"joined-{len(joins)}", "load-files", "shell", at(2), {})
    with newsroom.store() as store:
        load(store, [], run, ended_at=at(3), code_version="1.0", rule_set="rules-1", joins=joins)
        assert failed_checks(store) == {}


def test_joined_names_are_one_contributor_and_undone_they_are_two(newsroom: Newsroom):
    assert newsroom.rows("select count(*) from contributors") == [(2,)]
    load_joined(newsroom, JOIN)
    assert newsroom.rows("select contributor_id, name from contributors") == [(contributor_id(ONE), "Kais al-Khazali")]
    assert newsroom.rows("select name, contributor_id from bylines order by name") == [
        ("Kais al-Khazali", contributor_id(ONE)),
        ("Qais al-Khazaali", contributor_id(ONE)),
    ]
    load_joined(newsroom)
    assert newsroom.rows("select count(*) from contributors") == [(2,)]


def test_a_load_that_is_told_of_no_joins_leaves_them(newsroom: Newsroom):
    load_joined(newsroom, JOIN)
    newsroom.load(read("https://gazette.example/3", "Three.", contributors=(OTHER,)))
    assert newsroom.rows("select count(*) from contributors") == [(1,)]


@pytest.mark.parametrize(
    "names",
    [
        ("AFP", "Agence France-Presse", "法新社", "أ ف ب", "АФП"),
        ("dpa", "Deutsche Presse-Agentur", "DPA"),
        ("TASS", "ТАСС", "ИТАР-ТАСС"),
        ("Yonhap", "연합뉴스", "聯合ニュース"),
    ],
)
def test_an_agency_has_one_id_by_all_its_names(names: tuple[str, ...]):
    assert len({contributor_id(Contributor("organisation", name)) for name in names}) == 1


def test_other_spellings_are_not_joined_by_themselves():
    people = ["Kais al-Khazali", "Qais al-Khazaali", "José Pérez", "Jose Perez", "Jane Doe", "Jane Q. Doe"]
    assert len({contributor_id(Contributor("person", name)) for name in people}) == len(people)
    assert contributor_id(Contributor("person", "JANE  DOE")) == contributor_id(Contributor("person", "Jane Doe"))
    assert contributor_id(Contributor("person", "AFP")) != contributor_id(Contributor("organisation", "AFP"))


BAD = [
    ('[[same]]\nnames = ["A B"]\nevidence = "x"', "same.0.names"),
    ('[[same]]\nnames = ["A B", "C D"]', "same.0.evidence"),
    ('[[same]]\nnames = ["A B", "C D"]\nevidence = "x"\nwho = 1', "same.0.who"),
    ('[[same]]\nnames = ["A B", "C D"]\nevidence = "x"\n[[same]]\nnames = ["a  b", "E F"]\nevidence = "y"', "two joins"),
    ("[[same", "contributors.toml"),
]


@pytest.mark.parametrize(("text", "told"), BAD)
def test_a_wrong_file_is_an_error_that_says_where(tmp_path: Path, text: str, told: str):
    file = tmp_path / "contributors.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=told):
        load_joins(file)


def test_the_file_may_be_absent(tmp_path: Path):
    assert load_joins(tmp_path / "contributors.toml") == ()
    assert load_joins(Path("config/contributors.toml")) == ()
