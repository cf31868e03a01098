"""What changed between versions, between runs and between readings."""

from dataclasses import replace

import pytest

from articles.article import Block
from tests.warehouse.pages import STORY, Newsroom, article, at, page, read, rejected
from warehouse.changes import block_changes, kind_of_change
from warehouse.check import failed_checks
from warehouse.publish import publish
from warehouse.query import run_query
from warehouse.staging import Read

OLD = [("headline", "Bridge opens"), ("body", "The bridge is open to cars."), ("body", "It cost ten million.")]

CHANGES = [
    ("nothing", OLD, []),
    (
        "a word",
        [OLD[0], ("body", "The bridge is shut to cars."), OLD[2]],
        [("changed", "body", ("shut",), ("open",), "The bridge is [-open-]{+shut+} to cars.")],
    ),
    (
        "two places",
        [OLD[0], ("body", "A bridge is open to all cars."), OLD[2]],
        [("changed", "body", ("A", "all"), ("The",), "[-The-]{+A+} bridge is open to {+all +}cars.")],
    ),
    ("a paragraph more", [*OLD, ("body", "Nobody came.")], [("added", "body", ("Nobody came.",), (), "{+Nobody came.+}")]),
    ("a paragraph less", OLD[:2], [("cut", "body", (), ("It cost ten million.",), "[-It cost ten million.-]")]),
    (
        "another paragraph in its place",
        [*OLD[:2], ("body", "Nobody came!")],
        [
            ("added", "body", ("Nobody came!",), (), "{+Nobody came!+}"),
            ("cut", "body", (), ("It cost ten million.",), "[-It cost ten million.-]"),
        ],
    ),
]


@pytest.mark.parametrize(("name", "new", "changes"), CHANGES, ids=[name for name, _, _ in CHANGES])
def test_changes_by_block(name: str, new: list[tuple[str, str]], changes: list[tuple[object, ...]]):
    assert [(c.change, c.label, c.added, c.cut, c.marked) for c in block_changes(OLD, new)] == changes


def test_a_text_without_spaces_is_compared_by_character():
    (change,) = block_changes([("body", "新しい橋が開いた。")], [("body", "新しい橋が閉じた。")])
    assert change.marked == "新しい橋が[-開い-]{+閉じ+}た。"


def test_very_long_blocks_are_replaced_whole():
    old, new = ("word " * 30_000, "word " * 30_001)
    assert [c.change for c in block_changes([("body", old)], [("body", new)])] == ["added", "cut"]


NOTICES = [
    ("en", "Correction: nine members had approved the plan, and not seven.", True),
    ("en", "An earlier version of this article misstated the cost of the bridge.", True),
    ("de", "Korrektur: Die Brücke kostete neun Millionen und nicht sieben.", True),
    ("fr", "Rectificatif : le pont a coûté neuf millions et non sept.", True),
    ("es", "Corrección: el puente costó nueve millones y no siete.", True),
    ("ru", "Исправление: мост стоил девять миллионов, а не семь.", True),
    ("en", "This article was first sent to subscribers of our newsletter.", False),
    ("de", "Dieser Text erschien zuerst in unserem Newsletter.", False),
]


def test_a_correction_notice_makes_a_version_wherever_it_is_labelled(newsroom: Newsroom):
    """Notices are no body; of a page's other notices, which come and go, none says that the article changed."""
    plain, noted = [], []
    for number, (lang, notice, _) in enumerate(NOTICES):
        url, text = f"{STORY}/{number}", f"Bridge {number} is open."
        one = replace(article(url, text), language=lang)
        plain.append(Read(page(url, text), one))
        with_notice = replace(one, blocks=(*one.blocks, Block(notice, "notice", "endings")))
        noted.append(Read(page(url, text, day=1, chrome="x"), with_notice))
    newsroom.load(*plain)
    newsroom.load(*noted)
    versions = "select split_part(url, '/', -1)::int, count(*) from article_versions group by all order by all"
    assert newsroom.rows(versions) == [(number, 1 + is_one) for number, (*_, is_one) in enumerate(NOTICES)]
    assert newsroom.rows("select class, count(*) from article_changes group by all") == [("correction", 6)]


OPENINGS = [
    ("Correction: the bridge cost ten million.", True),
    ("CORRECTION — It was ten.", True),
    ("(An earlier version of this article said nine.)", True),
    ("In einer früheren Version hieß es neun.", True),
    ("Rectificatif : le pont", True),
    ("Corrección: fueron diez.", True),
    ("تصحيح: بلغت الكلفة عشرة", True),
    ("訂正：橋は", True),
    ("Correction of the market went on.", False),
    ("Corrections officers came.", False),
    ("The bridge.", False),
]


@pytest.mark.parametrize(("text", "is_one"), OPENINGS)
def test_corrections(text: str, is_one: bool):
    kind = kind_of_change(block_changes([], [("body", text)]), headline_only=False, says_so=False)
    assert kind == ("correction" if is_one else "silent")


CLASSES = {
    "headline-only": {"title": "Bridge shuts"},
    "silent": {"text": "The bridge is shut."},
    "update": {"text": "The bridge is shut.", "updated_at": at(1)},
    "correction": {"text": "The bridge is open.\n\nCorrection: it is open.", "updated_at": at(1)},
}


def test_the_class_of_a_change(newsroom: Newsroom):
    changed = []
    for kind, later in CLASSES.items():
        url, title, text = f"{STORY}/{kind}", later.get("title", "Bridge opens"), later.get("text", "The bridge is open.")
        blocks = (Block(title, "headline", "r"), *(Block(part, "body", "r") for part in text.split("\n\n")))
        told = replace(article(url, text), title=title, blocks=blocks, updated_at=later.get("updated_at"))
        changed.append(Read(page(url, text, day=1, chrome="x"), told))
    newsroom.load(*(read(f"{STORY}/{kind}") for kind in CLASSES))
    newsroom.load(*changed)
    found = newsroom.rows("select distinct split_part(url, '/', -1), class from article_changes")
    assert dict(found) == {kind: kind.replace("-", " ") for kind in CLASSES}


def test_changes_hang_on_the_order_of_time_and_not_of_arrival(newsroom: Newsroom):
    newsroom.load(read(day=5, text="The bridge is open."))
    newsroom.load(read(day=9, text="The bridge is shut."))
    told = (
        "select version, previous_version, added, cut, changed_at from article_changes where label = 'body' order by changed_at"
    )
    assert newsroom.rows(told) == [(2, 1, ["shut"], ["open"], at(9))]
    newsroom.load(read(day=1, text="The bridge is planned."))
    newsroom.load(read(day=7, text="The bridge is planned.", chrome="x"))
    assert newsroom.rows(told) == [
        (1, 3, ["open"], ["planned"], at(5)),
        (4, 1, ["planned"], ["open"], at(7)),
        (2, 4, ["shut"], ["planned"], at(9)),
    ]
    newsroom.load(rejected(day=7, text="The bridge is planned.", code="not_an_article"))
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_a_withdrawn_version_changes_nothing(newsroom: Newsroom):
    newsroom.load(read(day=0))
    newsroom.load(read(day=1, text="Are you a robot?"))
    newsroom.load(rejected(day=1, text="Are you a robot?", code="challenge"), rule_set="rules-2")
    assert newsroom.rows("from article_changes") == newsroom.rows("from base.version_change") == []
    assert newsroom.rows("select run_id, version, field, old_value, new_value from reread_changes") == [
        ("run-003", 2, "withdrawn", "false", "true")
    ]
    newsroom.load(read(day=1, text="Are you a robot?"), rule_set="rules-3")
    assert newsroom.rows("select field, old_value, new_value from reread_changes where run_id = 'run-004'") == [
        ("withdrawn", "true", "false")
    ]
    assert newsroom.rows("select version from article_changes where label = 'body' and change = 'added'") == [(2,)]


def test_what_a_reread_changed(newsroom: Newsroom):
    newsroom.load(read())
    newsroom.load(Read(page(), article(title="Bridge opens today", contributors=())), rule_set="rules-2")
    newsroom.load(Read(page(), article(title="Bridge opens now", contributors=())), rule_set="rules-3")
    newsroom.load(Read(page(), article(title="Bridge opens now", contributors=())), rule_set="rules-3")
    assert newsroom.rows("select run_id, field, old_value, new_value from reread_changes order by all") == [
        ("run-002", "authors", "Ada Archer; Wire", ""),
        ("run-002", "title", "Bridge opens", "Bridge opens today"),
        ("run-003", "title", "Bridge opens today", "Bridge opens now"),
    ]
    with newsroom.store() as store:
        publish(store, newsroom.home)
    between = run_query(newsroom.home, "between_rereads", {"since": "run-001", "until": "run-003"})
    assert [row[3:] for row in between.rows] == [
        ("authors", "Ada Archer; Wire", ""),
        ("title", "Bridge opens", "Bridge opens now"),
    ]


def test_what_changed_between_runs_and_what_was_said_at_a_time(newsroom: Newsroom):
    newsroom.load(read())
    newsroom.load(read(day=1, text="The bridge is shut."), read(STORY + "/2", "Two.", day=1))
    newsroom.load(read(day=2, text="The bridge is shut.", title="Bridge shuts", chrome="x"))
    with newsroom.store() as store:
        publish(store, newsroom.home)
    between = run_query(newsroom.home, "between_runs", {"since": "run-001", "until": "run-002"})
    assert [row[-3:] for row in between.rows] == [
        ("body", "The bridge is open.", "The bridge is shut."),
        ("title", None, "Bridge opens"),
    ]
    said = run_query(newsroom.home, "as_of", {"time": at(1.5).isoformat()})
    bodies = {row[said.columns.index("body")] for row in said.rows}
    assert bodies == {"The bridge is shut.", "Two."}
    assert run_query(newsroom.home, "as_of", {"time": at(-1).isoformat()}).rows == []
