"""The five sample documents, in with one command, as the project was asked for."""

import json
from pathlib import Path

import pytest

from tests.command import copydesk

pytestmark = pytest.mark.needs("seeds")

WANTED = {
    # document: (title, place, section, credit_person, credit_agency, missing share)
    "000": (None, "Erbil", None, "Hussein Faleh", "AFP", None),
    "001": (None, "Erbil", "Iraq", "Nasser Nasser", "AP", None),
    "002": ("US-Iraq strategic dialogue culminates in", "Erbil", None, None, None, None),
    "003": ("Iraq’s prime minister to visit Washington", None, None, None, None, None),
    "004": ("Washington and Baghdad act to reduce", None, None, None, None, 0.5595),
}
LABELLED = {
    # document: {label: how many blocks}, and words that are not in the body
    "000": ({"repeat": 0}, ("Rudaw moderates", "Comments", "Post a comment")),
    "001": ({"repeat": 22}, ("Rudaw moderates", "Comments", "Post a comment")),
    "002": ({"repeat": 20, "heading": 2}, ()),
    "003": ({"repeat": 0}, ("Leave a Comment", "email address")),
    "004": ({"repeat": 0, "heading": 1, "related": 1}, ("Read also", "55.95", "LEAVE A REPLY", "Please enter")),
}


@pytest.fixture(scope="module")
def home(seeds: Path, tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("seeds")
    done = copydesk("load", seeds, "--home", home)
    assert done.returncode == 0, done.stderr
    return home


def sql(home: Path, query: str) -> list[dict]:
    return json.loads(copydesk("sql", query, "--format", "json", "--home", home, check=True).stdout)


def test_five_articles_and_no_reject(home):
    assert sql(home, "select outcome, count(*) as pages from pages group by all") == [{"outcome": "article", "pages": 5}]
    assert sql(home, "select * from rejects") == []


def test_no_publication_date_is_invented(home):
    assert sql(home, "select count(published_at) as dated, count(updated_at) as updated from articles") == [
        {"dated": 0, "updated": 0}
    ]


@pytest.mark.parametrize("number", WANTED)
def test_its_fields(home, number):
    title, place, section, person, agency, missing = WANTED[number]
    (got,) = sql(home, f"select * from articles where url like 'file:{number}%'")
    assert (got["title"] or "").startswith(title or "\0") or got["title"] is title
    assert (got["place"], got["country"]) == ((place, "IQ") if place else (None, None))
    assert (got["section"], got["language"]) == (section, "en")
    assert got["is_truncated"] == bool(missing)
    assert got["missing_share"] == (pytest.approx(missing) if missing else None)
    images = sql(home, f"select caption, credit_person, credit_agency from images where article_id = '{got['article_id']}'")
    assert [(image["credit_person"], image["credit_agency"]) for image in images if image["credit_person"]] == (
        [(person, agency)] if person else []
    )


@pytest.mark.parametrize("number", LABELLED)
def test_its_blocks(home, seeds, number):
    labels, gone = LABELLED[number]
    (got,) = sql(home, f"select article_id, body from articles where url like 'file:{number}%'")
    blocks = sql(home, f"select label, text, gap from blocks where article_id = '{got['article_id']}' order by position")
    assert {label: sum(block["label"] == label for block in blocks) for label in labels} == labels
    assert [words for words in gone if words in got["body"]] == []
    (file,) = seeds.glob(f"{number}_*.txt")
    assert "".join(block["text"] + block["gap"] for block in blocks) == file.read_text("utf-8")


def test_where_bodies_begin_and_end(home):
    first, last = "Iraq’s lead negotiator", "pro-Iran forces in Iraq."
    (body,) = (row["body"] for row in sql(home, "select body from articles where url like 'file:000%'"))
    assert (body[: len(first)], body[-len(last) :]) == (first, last)
    (body,) = (row["body"] for row in sql(home, "select body from articles where url like 'file:002%'"))
    assert body.startswith("The US and Iraq agreed")
    (body,) = (row["body"] for row in sql(home, "select body from articles where url like 'file:003%'"))
    assert "pandemic.\n\nIn the space of a month" in body


def test_the_normalised_place_is_a_point_on_the_map(home):
    for row in sql(home, "select lat, lon from articles where place = 'Erbil'"):
        assert (row["lat"], row["lon"]) == (pytest.approx(36.19, abs=0.05), pytest.approx(44.01, abs=0.05))
