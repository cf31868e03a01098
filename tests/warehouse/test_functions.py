"""What contributors did for an article, and what they are: `function` and `job` beside `role`."""

import pytest

from articles.article import OTHER_HANDS, Contributor
from tests.warehouse.pages import Newsroom, read

ROLES = [
    (None, "author", None),
    ("Staff Writer", "author", "Staff Writer"),
    ("Politische Korrespondentin", "author", "Politische Korrespondentin"),
    ("editing", "editing", None),
    ("translation", "translation", None),
    ("photo", "photo", None),
    ("photo illustration", "photo illustration", None),
    ("additional-reporting", "additional-reporting", None),
    ("medically reviewed", "review", None),
    ("fact checked", "fact-checking", None),
    ("videos", "video", None),
    ("Research", "author", "Research"),
]


@pytest.mark.parametrize(("role", "function", "job"), ROLES)
def test_a_role_is_a_function_or_a_job(newsroom: Newsroom, role: str | None, function: str, job: str | None):
    newsroom.load(read("https://gazette.example/1", "One.", contributors=(Contributor("person", "Ada Archer", role=role),)))
    assert newsroom.rows("select role, function, job from bylines") == [(role, function, job)]


def test_other_hands_and_no_others_have_another_function_than_author():
    assert {
        role for role in (*OTHER_HANDS, None, "Staff Writer") if Contributor("person", "A", role=role).function != "author"
    } == OTHER_HANDS


def test_a_newsroom_is_one_contributor_a_publisher(newsroom: Newsroom):
    newsroom.load(
        *(
            read(
                f"https://{publisher}.example/{i}",
                f"{publisher} {i}.",
                publisher=publisher,
                contributors=(Contributor("organisation", "Redaktion"),),
            )
            for publisher in ("gazette", "herald")
            for i in (1, 2)
        )
    )
    assert newsroom.rows("select count(*) from bylines") == [(4,)]
    assert newsroom.rows("select name, count(*) from contributors group by all") == [("Redaktion", 2)]
