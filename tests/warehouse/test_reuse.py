"""Which articles share text, and which is copied from which, counted anew at each load where it can have changed."""

import random
from dataclasses import replace

import pytest

from tests.warehouse.copying import CHANGES, LETTERS, ORIGINS, PAIRS, Newsrooms, Told, copies, true_pairs
from tests.warehouse.pages import STORY, Newsroom, article, at, page, read, rejected
from warehouse.check import failed_checks
from warehouse.staging import Read
from warehouse.takedown import take_down

BRIDGE = "The old bridge over the harbour of Oldmill will be closed to all traffic for a month from Monday."
PIERS = "Engineers who dived below it found cracks in two of the fourteen piers that have stood there since 1931."
DRIVERS = "Whoever wants to cross the water has to drive round by Westhaven, which takes forty minutes more each way."
FERRY = "A ferry for people on foot will leave the quay beside the fish market every ten minutes until midnight."
OTHER = "The council of Fernleigh has bought nine hundred chestnut trees that it wants to plant before the winter comes."
SHORT = "She did not say more."

# What the pairs must be, counted from nothing: each sentence of these tests is a paragraph of its own.
ALL = """
with held as (
    select distinct article_id, hash from base.sentence join articles using (article_id, version)
),
telling as (select hash from held group by hash having count(*) between 2 and 50)
select one.article_id, other.article_id, count(*)
from held as one
semi join telling using (hash)
join held as other on other.hash = one.hash and other.article_id <> one.article_id
group by one.article_id, other.article_id
having count(*) > 1
order by all
"""
FOUND = "select article_id, other_article_id, shared_sentences from text_reuse order by all"


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def pairs(newsroom: Newsroom) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in newsroom.rows(PAIRS)}


def test_pairs_and_shares(newsroom: Newsroom):
    newsroom.load(
        read(STORY + "/1", text(BRIDGE, PIERS, OTHER)),
        read(STORY + "/2", text(BRIDGE.upper(), PIERS)),
        read(STORY + "/3", DRIVERS),
    )
    told = (
        "select split_part(url, '/', -1), shared_paragraphs, shared_sentences, round(share, 2) "
        "from text_reuse join articles using (article_id) order by 1"
    )
    share = round((len(BRIDGE) + len(PIERS)) / (len(BRIDGE) + len(PIERS) + len(OTHER)), 2)
    assert newsroom.rows(told) == [("1", 2, 2, share), ("2", 2, 2, 1)]
    newsroom.load(read(STORY + "/2", FERRY, day=1))
    assert newsroom.rows(told) == []
    newsroom.load(read(STORY + "/2", text(BRIDGE, PIERS, FERRY), day=2))
    assert len(newsroom.rows(told)) == 2
    newsroom.load(rejected(STORY + "/2", text(BRIDGE, PIERS, FERRY), day=2), rule_set="rules-2")
    assert newsroom.rows(told) == []
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_a_formula_binds_nobody(newsroom: Newsroom):
    newsroom.load(*(read(f"{STORY}/{n}", BRIDGE) for n in range(50)))
    assert newsroom.rows("select count(*) from text_reuse") == [(50 * 49,)]
    newsroom.load(read(f"{STORY}/50", BRIDGE))
    assert newsroom.rows("select count(*) from text_reuse") == [(0,)]
    newsroom.load(Read(page(f"{STORY}/50", BRIDGE), article(f"{STORY}/50", "Nothing more.")), rule_set="rules-2")
    assert newsroom.rows("select count(*) from text_reuse") == [(50 * 49,)]


def test_it_is_what_counting_from_nothing_finds(newsroom: Newsroom):
    newsrooms = Newsrooms(3)
    own = [
        f"Then the {number} said {newsrooms.sentence('en')} {newsrooms.sentence('en')}"[:-1].replace(".", "")
        for number in range(12)
    ]
    chance = random.Random(7)
    for night in range(4):
        rows = [
            read(f"{STORY}/{n}", text(*chance.sample(own, 3)), day=chance.random() * 9) for n in chance.sample(range(20), 8)
        ]
        newsroom.load(*rows)
        counted = {row[:2] for row in newsroom.rows(ALL)}
        assert counted <= {row[:2] for row in newsroom.rows(FOUND)}, night
    assert newsroom.rows(FOUND)


@pytest.mark.parametrize("language", LETTERS)
def test_copies_and_look_alikes(newsroom: Newsroom, language: str):
    """Each kind of copy is a pair with its original, which it names; what shares a formula is none."""
    newsrooms = Newsrooms(5)
    original = newsrooms.original(language)
    found = [newsrooms.copied(original, change) for change in CHANGES]
    alike = [newsrooms.look_alike(original) for _ in range(4)]
    newsroom.load(*(told.read() for told in [*found, *alike, original]))
    assert {frozenset((original.paper, told.paper)) for told in found} <= pairs(newsroom)
    assert not {told.paper for told in alike} & {paper for pair in pairs(newsroom) for paper in pair}
    assert dict(newsroom.rows(ORIGINS)) == {told.paper: original.paper for told in found} | {
        told.paper: None for told in (*alike, original)
    }
    first = (
        f"select count(*) from text_reuse join articles using (article_id) where publisher = '{original.paper}' and is_first"
    )
    assert newsroom.rows(first) == [(len(found),)]
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_twice_is_once(newsroom: Newsroom):
    told = copies(11, 5)
    reads = [one.read() for one in told]
    newsroom.load(*reads)
    held = (
        "from text_reuse order by all",
        "select article_id, origin_article_id from articles order by all",
        "from base.shared_sentence order by all",
    )
    at_once = [newsroom.rows(query) for query in held]
    assert pairs(newsroom) == set(true_pairs(told))
    newsroom.load(*reads)
    assert [newsroom.rows(query) for query in held] == at_once


def test_one_by_one_as_all_at_once(newsroom: Newsroom):
    reads = [one.read() for one in copies(11, 1)]
    for one in reads[::-1]:
        newsroom.load(one)
    one_by_one = newsroom.rows("select publisher, is_original, origin_article_id from articles order by all")
    newsroom.load(*(replace(one, page=replace(one.page, fetched_at=at(9))) for one in reads))
    assert newsroom.rows("select publisher, is_original, origin_article_id from articles order by all") == one_by_one
    assert {row[1] for row in one_by_one} == {True, False}


def test_a_merged_article_has_its_text_from_two(newsroom: Newsroom):
    newsrooms = Newsrooms(2)
    one, other = newsrooms.original("en"), newsrooms.original("en")
    newsroom.load(one.read(), other.read(), newsrooms.merged(one, other).read())
    assert pairs(newsroom) == {frozenset((one.paper, "paper3")), frozenset((other.paper, "paper3"))}
    assert dict(newsroom.rows(ORIGINS))["paper3"] in (one.paper, other.paper)


def test_reworded_sentences_are_told_from_the_same(newsroom: Newsroom):
    reworded = text(
        "The old bridge over the harbour of Oldmill will be closed to all traffic for several weeks.",
        "Engineers who dived below found cracks in two of the fourteen piers that have stood there since 1931.",
        "Whoever wants to cross the water has to drive round by Westhaven, which takes half an hour more.",
    )
    newsroom.load(read(STORY + "/1", text(BRIDGE, PIERS, DRIVERS)), read(STORY + "/2", reworded))
    assert newsroom.rows("select distinct shared_paragraphs, shared_sentences, reworded_sentences from text_reuse") == [
        (0, 0, 3)
    ]
    assert newsroom.rows("select distinct kind from shared_sentences") == [("reworded",)]
    told = newsroom.rows(
        "select text, other_text from shared_sentences join articles using (article_id) where url like '%/1' order by position"
    )
    assert told[0] == (BRIDGE, reworded.split("\n\n")[0])


def test_a_short_sentence_and_a_table_bind_nobody(newsroom: Newsroom):
    newsroom.load(
        read(STORY + "/1", text(BRIDGE, SHORT, "1 12 30 4,5 66 7 81 9 10 11 12 13 14 15 16 17 18.")),
        read(STORY + "/2", text(OTHER, SHORT, "1 12 30 4,5 66 7 81 9 10 11 12 13 14 15 16 17 18.")),
    )
    assert newsroom.rows("from text_reuse") == []


def wire(paper: str, day: float, agency: str | None = "Wire") -> Told:
    paragraphs = tuple((one,) for one in (BRIDGE, PIERS, DRIVERS, FERRY))
    return Told(paper, "Bridge", paragraphs, day, "en", dateline_agency=agency)


def test_the_agencys_own_page_is_the_origin_of_its_copy(newsroom: Newsroom):
    newsroom.load(*(one.read() for one in (wire("gazette", 0), wire("echo", 0.1, None), wire("wire", 0.2))))
    assert dict(newsroom.rows(ORIGINS)) == {"gazette": "wire", "echo": "wire", "wire": None}
    credits_ = "select publisher, agency, named_in from agency_credits join articles using (article_id, version) order by all"
    assert newsroom.rows(credits_) == [
        ("echo", "Wire", "origin"),
        ("gazette", "Wire", "dateline"),
        ("wire", "Wire", "dateline"),
    ]


def test_without_times_the_longer_text_is_the_origin(newsroom: Newsroom):
    long, cut = wire("zeitung", 0), wire("anzeiger", 0)
    undated = [
        replace(read, result=replace(read.result, published_at=None, published_precision=None))
        for read in (long.read(), replace(cut, paragraphs=cut.paragraphs[:2]).read())
    ]
    newsroom.load(*undated)
    assert dict(newsroom.rows(ORIGINS)) == {"zeitung": None, "anzeiger": "zeitung"}
    assert newsroom.rows("select distinct is_first from text_reuse") == [(None,)]


def test_what_is_taken_down_is_nobodys_origin(newsroom: Newsroom):
    newsroom.load(*(one.read() for one in (wire("gazette", 0), wire("echo", 0.1), wire("post", 0.2))))
    assert dict(newsroom.rows(ORIGINS)) == {"gazette": None, "echo": "gazette", "post": "gazette"}
    take_down(newsroom.home, "https://gazette.example/1", "court order", at(3))
    with newsroom.store() as store:
        assert failed_checks(store) == {}
    newsroom.load(Newsrooms(1).original("en").read())
    assert dict(newsroom.rows(ORIGINS)) == {"echo": None, "post": "echo", "paper1": None}
    assert {row[0] for row in newsroom.rows("select distinct article_id from base.shared_sentence")} <= {
        row[0] for row in newsroom.rows("select article_id from articles")
    }


def test_a_copy_that_is_mended_later_is_compared_again(newsroom: Newsroom):
    newsroom.load(wire("gazette", 0).read(), wire("echo", 0.1).read())
    own = replace(wire("echo", 0.1), paragraphs=((OTHER,),)).read()
    newsroom.load(replace(own, page=replace(own.page, fetched_at=at(2))))
    assert newsroom.rows("from text_reuse") == newsroom.rows("from base.shared_sentence") == []
    assert dict(newsroom.rows(ORIGINS)) == {"gazette": None, "echo": None}
