"""Which articles share text, counted anew at each load where it can have changed."""

import random

import pytest

from tests.warehouse.pages import STORY, Newsroom, article, page, read, rejected
from warehouse.check import failed_checks
from warehouse.staging import Read

# What the whole table must be, counted from nothing.
ALL = """
with held as (
    select article_id, hash, sum(length(text)) as characters
    from base.paragraph
    join base.block using (article_id, version, position)
    join articles using (article_id, version)
    group by all
),
body as (select article_id, sum(characters) as characters from held group by article_id),
telling as (select hash from held group by hash having count(*) between 2 and 50)
select
    one.article_id, other.article_id, count(*),
    round(sum(one.characters) / any_value(body.characters), 6)
from held as one
join body on body.article_id = one.article_id
semi join telling using (hash)
join held as other on other.hash = one.hash and other.article_id <> one.article_id
group by one.article_id, other.article_id
order by all
"""
FOUND = "select article_id, other_article_id, shared_paragraphs, round(share, 6) from text_reuse order by all"


def test_pairs_and_shares(newsroom: Newsroom):
    newsroom.load(read(STORY + "/1", "Aaaa.\n\nBbbbbbbbb."), read(STORY + "/2", "BBBBBBBBB.\n\nCc."), read(STORY + "/3", "Dd."))
    told = (
        "select split_part(url, '/', -1), shared_paragraphs, share from text_reuse join articles using (article_id) order by 1"
    )
    assert newsroom.rows(told) == [("1", 1, pytest.approx(10 / 15)), ("2", 1, pytest.approx(10 / 13))]
    newsroom.load(read(STORY + "/2", "Cc.", day=1))
    assert newsroom.rows(told) == []
    newsroom.load(read(STORY + "/2", "Bbbbbbbbb.", day=2))
    assert len(newsroom.rows(told)) == 2
    newsroom.load(rejected(STORY + "/2", "Bbbbbbbbb.", day=2), rule_set="rules-2")
    assert newsroom.rows(told) == []
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_a_formula_binds_nobody(newsroom: Newsroom):
    newsroom.load(*(read(f"{STORY}/{n}", "Sign up.") for n in range(50)))
    assert newsroom.rows("select count(*) from text_reuse") == [(50 * 49,)]
    newsroom.load(read(f"{STORY}/50", "Sign up."))
    assert newsroom.rows("select count(*) from text_reuse") == [(0,)]
    newsroom.load(Read(page(f"{STORY}/50", "Sign up."), article(f"{STORY}/50", "Nothing more.")), rule_set="rules-2")
    assert newsroom.rows("select count(*) from text_reuse") == [(50 * 49,)]


def test_it_is_what_counting_from_nothing_finds(newsroom: Newsroom):
    chance = random.Random(7)
    for night in range(4):
        rows = [
            read(f"{STORY}/{n}", "\n\n".join(f"Paragraph {p}." for p in chance.sample(range(12), 3)), day=chance.random() * 9)
            for n in chance.sample(range(20), 8)
        ]
        newsroom.load(*rows)
        assert newsroom.rows(FOUND) == newsroom.rows(ALL), night
    assert newsroom.rows(FOUND)
