"""Articles that tell of one event are one story: in other words, in other languages, in whatever order they come."""

import json
import re
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.bench import lookalikes
from tests.bench.across import pairs
from tests.bench.stories import archive
from tests.warehouse.pages import START, Newsroom, article, at, page
from warehouse import stories as telling
from warehouse.check import failed_checks
from warehouse.home import Home
from warehouse.load import load
from warehouse.run import Run
from warehouse.staging import Known, Read
from warehouse.statements import statement
from warehouse.stories import record_stories

TOLD = Path(__file__).parents[1] / "articles" / "stories" / "told.txt"

HARBOUR = (
    "The old bridge over the harbour of Oldmill will be closed to all traffic for a month from Monday, engineer Ruth Calloway said.",
    "Calloway found cracks in two of the 14 piers. The bridge of 1931 carries 26,000 cars a day to Fernleigh and Westhaven.",
)
HARBOUR_AGAIN = (
    "Drivers must do without the harbour bridge at Oldmill: cracks in two piers have Ruth Calloway close it for a month.",
    "Some 26,000 cars a day use the bridge, built in 1931, on their way to Westhaven or Fernleigh.",
)
ELECTION = (
    "Percival Underhill has won the mayoral election in Tarrington with 312 votes more than Agnes Merriweather, the board said.",
    "Merriweather wants the ballots of Nether Tarrington counted again. Underhill, 44, is a baker.",
)
FORMULA = (
    "This report was made with care; whoever finds a mistake in it may write to the editors, who will answer within two days."
)


def told(paper: str, *paragraphs: str, day: float = 0, title: str = "", language: str = "en") -> Read:
    url = f"https://{paper}.example/1"
    text = "\n\n".join(paragraphs)
    return Read(
        page(url, text, day, publisher=paper),
        article(url, text, publisher=paper, title=title or f"As the {paper} has it", published_at=at(day), language=language),
    )


def stories(newsroom: Newsroom) -> list[list[str]]:
    """The papers that tell each."""
    with newsroom.store() as store:
        assert failed_checks(store) == {}
    return [
        papers
        for (papers,) in newsroom.rows(
            "select list(publisher order by publisher) from articles join story_members using (article_id, story_id) "
            "group by story_id order by 1"
        )
    ]


def events() -> list[tuple[str, Read]]:
    """(story, article) of told.txt."""
    found = []
    for number, part in enumerate(re.split(r"^== ", TOLD.read_text("utf-8"), flags=re.MULTILINE)[1:]):
        head, title, *rest = part.split("\n")
        story, language, day = head.split()
        read = told(f"paper{number}", *"\n".join(rest).strip().split("\n\n"), day=int(day), title=title, language=language)
        found.append((story, read))
    return found


def test_who_tells_of_one_event_in_other_words_tells_one_story(newsroom: Newsroom):
    newsroom.load(told("echo", *HARBOUR), told("gazette", *HARBOUR_AGAIN, day=1), told("post", *ELECTION))
    assert stories(newsroom) == [["echo", "gazette"]]
    assert newsroom.rows("select title from stories") == [("As the echo has it",)]


def test_events_in_many_languages(newsroom: Newsroom):
    true = events()
    newsroom.load(*(read for _, read in true))
    got = dict(newsroom.rows("select publisher, story_id from articles where story_id is not null"))
    pairs = [
        (
            one == other,
            got.get(read.page.publisher) is not None and got.get(read.page.publisher) == got.get(fellow.page.publisher),
        )
        for (one, read), (other, fellow) in combinations(true, 2)
    ]
    hits = sum(is_one and is_said for is_one, is_said in pairs)
    assert hits / sum(is_said for _, is_said in pairs) == 1
    assert hits / sum(is_one for is_one, _ in pairs) >= 0.95


FIRES = {
    "en": "A fire at a mill in {town} injured {hurt} people, Martin {name} said. {name} spoke of 119,000 tonnes of grain.",
    "de": "Beim Brand einer Mühle in {town} wurden {hurt} Menschen verletzt, sagte Martin {name}. {name} sprach von Getreide.",
    "es": "El incendio de un molino en {town} dejó {hurt} heridos, dijo Martin {name}. Según {name}, ardió el grano.",
}


def test_two_people_of_one_given_name_make_no_story_of_two_fires(newsroom: Newsroom):
    ours = {code: text.format(town="London", hurt=79, name="Lindgren") for code, text in FIRES.items()}
    others = {code: text.format(town="Toronto", hurt=63, name="Haddad") for code, text in FIRES.items()}
    newsroom.load(
        *(told(f"our{code}", text, language=code) for code, text in ours.items()),
        *(told(f"other{code}", text, language=code) for code, text in others.items()),
    )
    assert stories(newsroom) == [["otherde", "otheren", "otheres"], ["ourde", "ouren", "oures"]]


FACTORY = (
    "Veldora will build a factory in Tarrington and hire 900 people, Mara Lindqvist said on Monday. The first stone is laid in May.",
    "Work for 900 people comes to Tarrington: Veldora builds a factory there. Mara Lindqvist will lay the first stone in May.",
)
LAWSUIT = (
    "Veldora has lost a lawsuit over patents and must pay 14 million to a rival, a judge decided. Mara Lindqvist will appeal.",
    "A judge ordered Veldora to pay a rival 14 million in a lawsuit over patents. Mara Lindqvist announced that she will appeal.",
)


def test_two_events_of_one_company_on_one_day_are_two_stories(newsroom: Newsroom):
    texts = dict(zip(("echo", "gazette", "post", "star"), (*FACTORY, *LAWSUIT), strict=True))
    newsroom.load(*(told(paper, text, title=text[:40]) for paper, text in texts.items()))
    assert stories(newsroom) == [["echo", "gazette"], ["post", "star"]]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ("a cat sat in a tall tree for three nights until firefighters fetched it down", "firefighters fetched a cat down from a tall tree after three nights")),
        ("zh", ("消防员在树上救下一只被困三天的小猫", "一只小猫被困树上三天，消防员将它救下")),
        ("en", ("FIREFIGHTERS FETCHED A CAT FROM A TREE AT OLDMILL", "A CAT WAS FETCHED FROM A TREE BY FIREFIGHTERS AT OLDMILL")),
    ],
)  # fmt: skip
def test_who_names_nobody_is_compared_by_what_is_told(newsroom: Newsroom, language: str, texts: tuple[str, str]):
    newsroom.load(
        *(told(paper, text, title=text[:9], language=language) for paper, text in zip(("echo", "gazette"), texts, strict=True))
    )
    assert stories(newsroom) == [["echo", "gazette"]]


@pytest.mark.parametrize(("kind", "least"), [("trade", 0.97), ("russian", 0.88)])
def test_look_alikes_are_told_apart(kind: str, least: float):
    found = lookalikes.told(kind)
    assert min(lookalikes.figures(found, half)["B-cubed F1"] for half in {one.half for one, _ in found}) > least


@pytest.mark.parametrize("week", [2, 3, 6, 12])
def test_neither_a_name_over_and_over_nor_a_form_makes_two_events_one(week: int):
    assert not pairs(week)[False, True]


def test_weeks_compared_together_are_compared_each_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    days = {"echo": 0.0, "gazette": 6.0, "post": 8.0, "courier": 9.0, "herald": 30.0, "argus": 31.0, "mercury": 60.0}
    reads = [
        told(paper, *(HARBOUR if number % 2 else HARBOUR_AGAIN), day=day) for number, (paper, day) in enumerate(days.items())
    ]
    links = []
    for at_once in (1, 2_000):
        monkeypatch.setattr(telling, "ARTICLES_AT_ONCE", at_once)
        newsroom = Newsroom(Home(tmp_path / f"{at_once}"))
        newsroom.home.root.mkdir()
        newsroom.load(*reads)
        assert stories(newsroom) == [["argus", "herald"], ["courier", "gazette", "post"]]
        links.append(newsroom.rows("from base.story_link order by all"))
    assert links[0] == links[1]
    assert len(links[0]) == 4  # each pair once, though one of two weeks stands with both


def test_a_formula_chains_no_stories(newsroom: Newsroom):
    texts = {"echo": HARBOUR, "gazette": ELECTION, "post": (
        "A lorry with 30 tons of oranges overturned near Ashcombe; Sergeant Bill Thackeray saw children fill their bags.",
        "The driver, Miguel Ortega, was not hurt. The road to Ferncastle was shut until noon.",
    )}  # fmt: skip
    newsroom.load(*(told(paper, *text, FORMULA) for paper, text in texts.items()))
    assert stories(newsroom) == []


@pytest.mark.parametrize(("apart", "is_one"), [(3, True), (4, False)])
def test_what_lies_further_apart_than_the_window_is_not_compared(newsroom: Newsroom, apart: int, is_one: bool):
    newsroom.load(told("echo", *HARBOUR), told("gazette", *HARBOUR_AGAIN, day=apart))
    assert bool(stories(newsroom)) is is_one


def test_one_by_one_as_all_at_once(newsroom: Newsroom):
    """Loads in any order lead to the same stories, though not to the same ids: these last."""
    reads = [
        told("echo", *HARBOUR),
        told("gazette", *HARBOUR_AGAIN, day=1),
        told("post", *ELECTION),
        told("star", *reversed(ELECTION), day=2),
    ]
    for read in reversed(reads):
        newsroom.load(read)
    one_by_one = stories(newsroom)
    assert one_by_one == [["echo", "gazette"], ["post", "star"]]
    newsroom.load(*reads)
    assert stories(newsroom) == one_by_one


def test_an_id_lasts_though_an_earlier_article_comes(newsroom: Newsroom):
    newsroom.load(told("gazette", *HARBOUR, day=2), told("post", *HARBOUR_AGAIN, day=2))
    [(story,)] = newsroom.rows("select story_id from stories")
    newsroom.load(told("echo", *HARBOUR, day=1))
    assert newsroom.rows("select story_id, title from stories") == [(story, "As the echo has it")]
    assert newsroom.rows("select change, count(*) from story_changes group by 1 order by 1") == [("began", 1), ("joined", 3)]


def test_what_leaves_and_ends_is_logged(newsroom: Newsroom):
    newsroom.load(told("echo", *HARBOUR), told("gazette", *HARBOUR_AGAIN))
    newsroom.load(Read(page("https://echo.example/1", "other", 1, publisher="echo"), told("echo", *ELECTION).result))
    assert stories(newsroom) == []
    assert newsroom.rows("select change, count(*) from story_changes group by 1 order by 1") == [
        ("began", 1), ("ended", 1), ("joined", 2), ("left", 2),
    ]  # fmt: skip
    assert newsroom.rows("select count(*) from story_evidence") == [(0,)]


def test_two_stories_that_a_third_article_joins_are_merged(newsroom: Newsroom):
    both = (*HARBOUR, *HARBOUR_AGAIN)
    newsroom.load(told("echo", *HARBOUR), told("gazette", *HARBOUR_AGAIN))
    newsroom.load(told("post", *HARBOUR, day=5), told("star", *HARBOUR_AGAIN, day=5))
    assert len(stories(newsroom)) == 2
    newsroom.load(told("mirror", *both, day=2), told("sun", *both, day=3), told("herald", *both, day=2.5))
    merged = newsroom.rows("select count(*) from story_changes where change = 'merged' and other_story_id is not null")
    assert (len(stories(newsroom)), merged) == (1, [(1,)])


def test_each_membership_says_why(newsroom: Newsroom):
    newsroom.load(told("echo", *HARBOUR), told("gazette", *HARBOUR_AGAIN))
    why = dict(
        newsroom.rows("select kind, shared from story_evidence join articles using (article_id) where publisher = 'echo'")
    )
    assert set(why) == {"name", "number", "word"}
    assert {"Calloway", "Fernleigh"} <= set(why["name"])
    assert "26,000" in why["number"]
    twice = newsroom.rows("select count(*) from story_evidence")
    newsroom.load(told("post", *ELECTION))
    assert newsroom.rows("select count(*) from story_evidence") == twice


def test_the_same_again_changes_nothing(newsroom: Newsroom):
    reads = [told("echo", *HARBOUR), told("gazette", *HARBOUR_AGAIN)]
    held = "select (select list(m order by m) from story_members as m), (select count(*) from story_changes), (select count(*) from base.story_link)"
    newsroom.load(*reads)
    once = newsroom.rows(held)
    newsroom.load(*reads)
    assert newsroom.rows(held) == once


@pytest.mark.parametrize("is_new", [True, False])
def test_articles_are_compared_where_one_came_and_not_where_none_did(newsroom: Newsroom, is_new: bool):
    reads = [told("echo", *HARBOUR), told("gazette", *HARBOUR_AGAIN)]
    newsroom.load(*reads[: 1 if is_new else 2])
    rows = reads[1:] if is_new else [Known(read.page) for read in reads]
    with newsroom.store() as store:
        run = Run("again", "load-files", "shell", START, {"paths": ["a"]})
        load(store, newsroom.stage(*rows), run, ended_at=START + timedelta(days=2), code_version="1.0", rule_set="rules-1")
        made = {name for (name,) in store.execute("select table_name from duckdb_tables() where temporary").fetchall()}
        stories = store.execute("select count(*) from stories").fetchall()
    assert "moved" in made
    assert ({"region", "recounted"} <= made) == bool({"region", "recounted"} & made) == is_new
    assert stories == [(1,)]


def test_a_text_without_a_date_was_told_when_it_was_first_seen(newsroom: Newsroom):
    reads = [told("echo", *HARBOUR, day=5), told("gazette", *HARBOUR_AGAIN)]
    undated = [
        Read(read.page, article(read.page.url, read.result.body, publisher=read.page.publisher, published_at=None))
        for read in reads
    ]
    newsroom.load(*undated)
    assert stories(newsroom) == []
    assert newsroom.rows("select max(told_on) - min(told_on) from base.topic") == [(5,)]
    newsroom.load(Read(page("https://echo.example/1", HARBOUR[0], 0.5, publisher="echo"), undated[0].result))
    assert newsroom.rows("select max(told_on) from base.topic") == [((START + timedelta(days=0.5)).date(),)]


def test_what_a_day_costs_grows_as_its_articles_do(tmp_path: Path):
    few, many = (rows_handled_for_evidence(articles, tmp_path / f"{articles}.json") for articles in (400, 800))
    assert 100_000 < few < many < 2.2 * few


def rows_handled_for_evidence(articles: int, plan: Path) -> int:
    """Rows that pass DuckDB's operators while it is found what the texts of one day have in common."""
    with archive(0, articles, a_day=articles) as store:
        record_stories(store)
        store.execute("create or replace temp table told_story as from base.story_member")
        store.execute("delete from base.story_evidence")
        store.execute("pragma enable_profiling = 'json'")
        store.execute(f"pragma profiling_output = '{plan}'")
        store.execute(statement("load", "story_nearest")).fetchall()
        store.execute("pragma disable_profiling")
    return rows_of(json.loads(plan.read_text()))


def rows_of(operator: dict[str, Any]) -> int:
    """Rows that it and the operators below it gave, as DuckDB 1 and 2 write them."""
    given: int = operator.get("operator_cardinality", operator.get("intermediate_rows", 0))
    return given + sum(map(rows_of, operator.get("children", operator.get("operator", ()))))


def test_what_a_load_holds_does_not_grow_with_the_weeks_that_it_is_of(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    """All of a load is one transaction, which keeps what it replaces to its end."""
    grown = []

    def record(store: DuckDBPyConnection) -> None:
        before = held(store)
        record_stories(store)
        grown.append(held(store) - before)

    monkeypatch.setattr("warehouse.load.record_stories", record)
    newsroom.load(*(told(f"paper{n}", *HARBOUR, day=30 * n) for n in range(40)))
    assert grown[0] < 10 << 20


def held(store: DuckDBPyConnection) -> int:
    """Bytes that DuckDB holds."""
    ((held,),) = store.execute("select sum(memory_usage_bytes)::bigint from duckdb_memory()").fetchall()
    return held
