"""Each check finds nothing in a sound warehouse, and finds what it is there for."""

from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from tests.command import copydesk
from tests.warehouse.pages import STORY, Newsroom, at, page, read, rejected
from warehouse import check as checking
from warehouse.check import KEPT, _found, check_run, failed_checks, question, remedy, touch
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.staging import Known, Read
from warehouse.statements import names

NOTICE = "Read more about bridges in our letter, every week."
COPIES_WITH_ONE_END = f"""
    insert into base.version
    select version.* replace (number::varchar as article_id)
    from base.version, range(20) as told(number)
    where valid_to is null and url = '{STORY}';
    insert into base.block
    select article_id, version, told.position, 'body', if(told.position = 91, '{NOTICE}', 'Story ' || article_id), 'paragraph', ''
    from base.version, (values (90), (91)) as told(position)
    where length(article_id) < 3
"""
HARM = [
    ("addresses", "update base.version set url = 'https://gazette.example/same'"),
    ("article_outcomes", "update base.page set version = 9 where outcome = 'article'"),
    ("body", "update base.version set body = body || '\n\nMore about bridges'"),
    ("body", "delete from base.block where label = 'body' and article_id = (select min(article_id) from base.article)"),
    ("boilerplate", COPIES_WITH_ONE_END),
    ("expected_counts", "update base.source_health set new_that_day = 1, expected_min = 2"),
    ("expected_counts", "update base.source_health set new_that_day = 3, expected_max = 2"),
    ("future", "update base.version set published_at = valid_from + interval 25 hour"),
    ("keys", "insert into base.contributor from base.contributor"),
    ("keys", "insert into base.page select * from base.page where run_id = 'run-002' limit 1"),
    ("keys", "insert into base.version select * from base.version limit 1"),
    ("one_open_version", "update base.version set valid_to = null"),
    ("one_open_version", "update base.version set valid_to = now() where version = 1"),
    *(("orphans", f"update base.{child} set version = 9") for child in ("block", "byline", "place", "image", "link", "quote", "mention", "date_in_text", "evidence", "sentence", "concordance", "topic")),
    ("orphans", "delete from base.contributor"),
    ("orphans", "delete from base.article"),
    ("orphans", "delete from base.run"),
    *(("positions", f"update base.{child} set position = position + 1") for child in ("block", "byline", "place", "image", "link", "quote", "mention", "date_in_text", "evidence")),
    ("rejects", "delete from base.reject"),
    ("runs", "delete from base.page where outcome = 'rejected'"),
    ("runs", "update base.page set outcome = 'failed' where outcome = 'rejected'"),
    ("stories", "insert into base.story select article_id, null from base.article"),
    ("stories", "insert into base.story_member select article_id, article_id from base.article"),
    ("stories", "update base.article set story_id = article_id"),
    ("taken_down", "insert into base.tombstone select article_id, 'gazette', '', '', now() from base.article"),
    ("versions", "update base.version set valid_to = valid_to + interval 1 hour"),
    ("withdrawn", "update base.version set withdrawn_run_id = 'x'"),
]  # fmt: skip


def sound(newsroom: Newsroom) -> None:
    newsroom.load(read(), rejected("https://gazette.example/x", "x"))
    newsroom.load(
        read(text="The bridge is shut.", day=1),
        read(STORY + "/2", "Another bridge."),
        Known(page()),
        rejected("https://gazette.example/y", "y"),
    )


LAST = "run-002"
"""The run that `sound` ends with: what it touched is looked at by itself."""


@pytest.fixture
def as_in_a_large_warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what a run touched is looked at by itself, though it is most of what there is."""
    monkeypatch.setattr(checking, "_is", lambda *_, **__: False)


def of_run(store: DuckDBPyConnection) -> dict[str, int]:
    """As check_run in a large warehouse, in the transaction that is open."""
    with pytest.MonkeyPatch.context() as here:
        here.setattr(checking, "_is", lambda *_, **__: False)
        touch(store, LAST)
    return {name: len(found.rows) for name, found in _found(store, {}).items()}


Found = dict[str, tuple[dict[str, int], dict[str, int]]]
"""{harm: what the checks find among all there is, and among what the last run touched}."""


@pytest.fixture(scope="module")
def harmed_and_found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("sound")))
    sound(newsroom)
    found = {}
    with newsroom.store() as store:
        assert (failed_checks(store), of_run(store)) == ({}, {})
        for _, sql in HARM:
            store.begin()
            store.execute(sql)
            found[sql] = failed_checks(store), of_run(store)
            store.rollback()
    return found


@pytest.mark.parametrize(("check", "sql"), HARM)
def test_a_check_finds_what_it_is_there_for(harmed_and_found: Found, check: str, sql: str):
    assert check in harmed_and_found[sql][0]


@pytest.mark.parametrize(("check", "sql"), HARM)
def test_a_check_after_a_load_finds_what_that_can_have_broken(harmed_and_found: Found, check: str, sql: str):
    assert check in harmed_and_found[sql][1]


@pytest.mark.usefixtures("as_in_a_large_warehouse")
def test_after_a_load_nobody_looks_at_what_it_has_not_touched(newsroom: Newsroom):
    newsroom.load(
        read(STORY + "/old", "An old bridge.", day=-60, published_at=at(-60))
    )  # too old to be of a story with what comes
    sound(newsroom)
    with newsroom.store() as store:
        store.execute(f"update base.version set published_at = valid_from + interval 25 hour where url = '{STORY}/old'")
        store.execute("update base.block set position = position + 1 where text = 'An old bridge.'")
        last = f"run-{newsroom.runs:03d}"
        assert (check_run(store, last), check_run(store, "run-001")) == ({}, {"future": 1, "positions": 1})
        assert failed_checks(store) == {"future": 1, "positions": 1}


def test_every_check_is_tried():
    assert {check for check, _ in HARM} == set(names("checks"))
    assert len(names("checks")) >= 8


def test_a_late_arrival_and_a_withdrawal_leave_it_sound(newsroom: Newsroom):
    sound(newsroom)
    newsroom.load(read(text="Planned.", day=-3, published_at=at(-4)))
    newsroom.load(rejected(text="The bridge is shut.", day=1, code="not_an_article"))
    with newsroom.store() as store:
        assert failed_checks(store) == {}


@pytest.mark.parametrize("name", names("checks"))
def test_each_check_says_what_must_be_so_and_what_to_do(name: str):
    assert "What to do" not in question(name)
    assert question(name).endswith((".", "docs/profiles.md)."))
    assert ("please report it" in remedy(name)) == (name not in ("boilerplate", "expected_counts", "future"))


def test_what_a_check_finds_after_a_run_is_kept(newsroom: Newsroom):
    sound(newsroom)
    with newsroom.store() as store:
        assert check_run(store, "run-002") == {}
        store.execute("update base.version set published_at = valid_from + interval 25 hour where version = 2")
        assert check_run(store, "run-002") == check_run(store, "run-002") == {"future": 1}
        kept = store.execute("select run_id, name, position, found ->> 'url' from check_failures").fetchall()
        assert kept == [("run-002", "future", 1, STORY)]
        store.execute("insert into base.contributor select i, 'person', 'x' from range(1500) as told(i)")
        assert check_run(store, "run-002")["orphans"] == 1500
        assert store.execute("select count(*) from check_failures where name = 'orphans'").fetchall() == [(KEPT,)]


def papers(end: str, articles: int, place: str = "last") -> list[Read]:
    """Articles of a publisher, some of which have a paragraph in common: the first, the last, or one in the middle."""
    told = []
    for number in range(articles):
        own = [f"Bridge {number} was opened.", f"It is {number} yards long.", f"Its keeper is number {number}."]
        own.insert({"first": 0, "middle": 1, "last": 3}[place], end)
        told.append(read(f"{STORY}/{number}", "\n\n".join(own)))
    return told


@pytest.mark.parametrize(
    ("end", "articles", "place", "found"),
    [
        (NOTICE, 20, "last", {"boilerplate": 1}),
        (NOTICE, 20, "first", {"boilerplate": 1}),
        (NOTICE, 19, "last", {}),  # of so few nothing is learned yet, and nobody need do by hand what will be
        (NOTICE, 24, "middle", {}),
        ("Business", 24, "first", {}),
        ("The council votes on Tuesday.", 24, "last", {}),
    ],
)
def test_boilerplate_is_a_long_paragraph_at_an_end_of_many_articles(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, end: str, articles: int, place: str, found: dict[str, int]
):
    newsroom.load(*papers(end, articles, place))
    with newsroom.store() as store:
        assert failed_checks(store) == found
        with monkeypatch.context() as large:
            large.setattr(checking, "_is", lambda *_, **__: False)
            assert check_run(store, "run-001") == found
        assert failed_checks(store, {"boilerplate": ["Something else"], "future": [end]}) == found
        assert failed_checks(store, {"boilerplate": [end]}) == {}, "accepted by its text"


@pytest.mark.parametrize(("few", "others", "found"), [(0, 9, {}), (0, 1, {"future": 1}), (99, 9, {"future": 1})])
def test_all_is_looked_at_where_it_is_little_or_the_run_touched_most(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, few: int, others: int, found: dict[str, int]
):
    newsroom.load(*(read(f"{STORY}/{n}", f"Bridge {n} of old.", day=-60, published_at=at(-60)) for n in range(others)))
    newsroom.load(read(text="The ferry sails."), read("https://gull.example/2", "The mill turns."))
    monkeypatch.setattr(checking, "FEW", few)
    with newsroom.store() as store:
        store.execute(f"update base.version set published_at = valid_from + interval 25 hour where url = '{STORY}/0'")
        assert check_run(store, "run-002") == found


@pytest.mark.usefixtures("as_in_a_large_warehouse")
def test_the_article_that_makes_it_boilerplate_is_told_of_in_its_night(newsroom: Newsroom):
    newsroom.load(*papers("Nothing like it has been said of any bridge before.", 10), *papers(NOTICE, 21)[10:20])
    newsroom.load(*papers(NOTICE, 21)[20:])
    newsroom.load(read("https://herald.example/other", "Another paper's bridge.", publisher="herald"))
    with newsroom.store() as store:
        told = [check_run(store, f"run-{run:03d}") for run in (1, 2, 3)]
    assert told == [{"boilerplate": 1}, {"boilerplate": 1}, {}]


def test_copies_of_one_text_are_no_boilerplate(newsroom: Newsroom):
    newsroom.load(*(read(f"{STORY}/{n}", f"It closes for {n} months.\n\nThe city said so.\n\n{NOTICE}") for n in range(24)))
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_a_menu_word_that_is_a_heading_too_is_no_fault(newsroom: Newsroom):
    newsroom.load(read(text="More about bridges\n\nThe bridge is open."))
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_check_prints_the_rows_and_says_what_to_do(newsroom: Newsroom, tmp_path: Path):
    newsroom.load(*papers(NOTICE, 20))
    with newsroom.store() as store:
        publish(store, newsroom.home)
    config = tmp_path / "config"
    config.mkdir()

    def check(*named: str) -> tuple[int, str]:
        done = copydesk("check", *named, "--home", newsroom.home.root, "--config", config)
        return done.returncode, done.stdout + done.stderr

    status, said = check()
    assert (status, "copydesk check boilerplate shows them" in said) == (1, True)
    status, said = check("boilerplate", "--format", "jsonl")
    assert status == 1
    assert f'"text": "{NOTICE}"' in said.replace('":"', '": "')
    assert "desk.toml" in said
    assert 'What to do: add the text to boilerplate = ["..."] in the publisher\'s file, then type: copydesk reread' in said
    (config / "desk.toml").write_text(f"[accepted]\nboilerplate = ['{NOTICE}']\n")
    assert check() == (0, "All checks passed\n")
    (config / "desk.toml").write_text("[accepted]\nboilerplates = ['x']\n")
    status, said = check()
    assert status == 2
    assert "desk.toml" in said
    assert "no check 'boilerplates'; there are: addresses" in said
    assert check("menu")[0] == 2
