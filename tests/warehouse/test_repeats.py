"""Versions that a reread shows to say what the version before says: they are withdrawn, and stand again where they do not."""

import pytest

from tests.warehouse.pages import STORY, Newsroom, read
from warehouse.staging import Read

RAIL = "A rail of the day: number {}."
OWN = "The bridge is open."


def seen(day: int, text: str = OWN, rail: bool = False) -> Read:
    """The page of a day, its own bytes each day, read with the rail or without it."""
    told = f"{text}\n\n{RAIL.format(day)}" if rail else text
    page = read(text=text, day=day, chrome=RAIL.format(day)).page
    return Read(page, read(text=told, day=day).result)


@pytest.fixture
def reread(newsroom: Newsroom) -> Newsroom:
    """Four nights on which the rail made versions, but for the third, on which the text changed; read again without it."""
    texts = [OWN, OWN, "The bridge is closed.", "The bridge is closed."]
    for day, text in enumerate(texts):
        newsroom.load(seen(day, text, rail=True))
    assert [version for version, _ in _standing(newsroom)] == [1, 2, 3, 4]
    newsroom.load(*(seen(day, text) for day, text in enumerate(texts)), rule_set="rules-2")
    return newsroom


def _standing(newsroom: Newsroom) -> list:
    return newsroom.rows("select version, body from article_versions where withdrawn_run_id is null order by version")


def test_repeats_are_withdrawn_with_a_log(reread: Newsroom):
    assert _standing(reread) == [(1, OWN), (3, "The bridge is closed.")]
    assert reread.rows("select version, repeats, withdrawn_run_id from article_versions where repeats is not null order by 1") == [
        (2, 1, "run-005"), (4, 3, "run-005"),
    ]  # fmt: skip
    assert reread.rows("select version, new_value from reread_changes where field = 'withdrawn' order by all") == [
        (2, "true"), (4, "true"),
    ]  # fmt: skip
    assert reread.rows("select version, class from base.version_change") == [(3, "silent")]
    assert reread.rows("select version from pages where run_id = 'run-005' order by fetched_at") == [(1,), (1,), (3,), (3,)]
    assert reread.rows("select version, valid_to is null from article_versions where withdrawn_run_id is null order by 1") == [
        (1, False), (3, True),
    ]  # fmt: skip


def test_a_second_reread_changes_nothing(reread: Newsroom):
    before = reread.rows("from article_versions order by version")
    texts = [OWN, OWN, "The bridge is closed.", "The bridge is closed."]
    reread.load(*(seen(day, text) for day, text in enumerate(texts)), rule_set="rules-2")
    assert reread.rows("from article_versions order by version") == before
    assert reread.rows("from reread_changes where run_id = 'run-006'") == []


def test_the_next_night_says_nothing_new(reread: Newsroom):
    counts = reread.load(seen(4, "The bridge is closed."))
    assert (counts.unchanged, counts.new_versions) == (1, 0)
    assert reread.rows("select version from pages where run_id = 'run-006'") == [(3,)]


def test_a_repeat_stands_again_where_rules_find_that_it_is_none(reread: Newsroom):
    texts = [OWN, OWN, "The bridge is closed.", "The bridge is closed."]
    reread.load(*(seen(day, text, rail=True) for day, text in enumerate(texts)), rule_set="rules-3")
    assert [version for version, _ in _standing(reread)] == [1, 2, 3, 4]
    assert reread.rows("select count(*) from article_versions where repeats is not null") == [(0,)]
    assert reread.rows("select version from pages where run_id = 'run-006' order by fetched_at") == [(1,), (2,), (3,), (4,)]
    assert reread.rows(f"select count(*) from articles where url = '{STORY}'") == [(1,)]


def test_a_version_says_in_which_fields_it_differs(newsroom: Newsroom):
    fields = ["title", "standfirst", "description", "byline", "dateline", "section"]
    newsroom.load(*(read(f"{STORY}/{one}", f"The {one} is open.", **{one: "As it was"}) for one in fields))
    newsroom.load(*(read(f"{STORY}/{one}", f"The {one} is closed.", day=1, **{one: "As it is"}) for one in fields))
    changes = """
        select split_part(url, '/', -1), field, old_value, new_value
        from run_changes where previous_version = 1 order by all
    """
    assert newsroom.rows(changes) == sorted(
        [(one, one, "As it was", "As it is") for one in fields]
        + [(one, "body", f"The {one} is open.", f"The {one} is closed.") for one in fields]
    )


def test_a_repeat_stands_again_when_the_version_before_it_is_read_otherwise(reread: Newsroom):
    """Only the first page is read again: the second still says what it said, and that is now another text."""
    before = reread.rows("select version, fetched_at from pages where run_id = 'run-002'")
    reread.load(Read(seen(0).page, read(text="The bridge is not open.").result), rule_set="rules-3")
    assert _standing(reread) == [(1, "The bridge is not open."), (2, OWN), (3, "The bridge is closed.")]
    assert reread.rows("select version, fetched_at from pages where run_id = 'run-002'") == [(2, before[0][1])]
    assert reread.rows("select version, new_value from reread_changes where field = 'withdrawn' and run_id = 'run-006'") == [
        (2, "false"),
    ]  # fmt: skip
    assert reread.rows("select version, class from base.version_change order by 1") == [(2, "silent"), (3, "silent")]


def test_a_repeat_that_is_read_otherwise_alone_stands_again(reread: Newsroom):
    reread.load(Read(seen(1).page, read(text="The bridge was never open.", day=1).result), rule_set="rules-3")
    assert [body for _, body in _standing(reread)] == [OWN, "The bridge was never open.", "The bridge is closed."]
    assert reread.rows("select distinct version from pages where run_id in ('run-001', 'run-002') order by 1") == [(1,), (2,)]


def test_a_repeat_of_another_article_is_none(reread: Newsroom):
    page = seen(1).page
    reread.load(Read(page, read(url="https://gazette.example/other", text=OWN, day=1).result), rule_set="rules-3")
    assert reread.rows("select version, repeats is null from article_versions where withdrawn_run_id is not null order by 1") == [
        (2, True), (4, False),
    ]  # fmt: skip
    assert [body for _, body in _standing(reread)] == [OWN, OWN, "The bridge is closed."]
