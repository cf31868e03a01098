"""What comes to many pages in one night, or goes from them, is none of their articles' own; what an editor writes is."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from articles.article import Article, Block
from articles.labels.by_profile import standing_key
from tests.warehouse.pages import Newsroom, at, page
from tests.warehouse.test_profiles import text_of, title_of
from warehouse.load import load
from warehouse.profiles import LEAST, learn
from warehouse.publish import publish
from warehouse.run import Run
from warehouse.staging import Read

POLL = "Should the harbour have a second crane? 3,214 of you have answered."
TEASER = "Night school will teach the tram drivers to sing"
ADDED = "The council has answered in the evening, and wants to vote again."

Lines = Callable[[int, int], list[str]]
"""Further lines of an article's page, by number and night."""


def seen(number: int, night: int, lines: Lines, where: int = 4) -> Read:
    """An article's page of a night."""
    texts = [text_of(number, part) for part in range(4)]
    texts[where:where] = lines(number, night)
    url = f"https://gazette.example/{number}"
    article = Article(
        url=url, publisher="gazette", title=title_of(number), body="\n\n".join(texts),
        blocks=tuple(Block(text, "body", "own", "\n\n") for text in texts), published_at=at(0), published_precision="day",
    )  # fmt: skip
    return Read(page(url, article.body, night, warc_file=f"{night}.warc.gz", warc_offset=number), article)


def passing(newsroom: Newsroom, lines: Lines, *, pages: int = LEAST, nights: int = 2, where: int = 4) -> set[str]:
    """What is learned in the last night, the nights before having been loaded."""
    for night in range(nights):
        staged = newsroom.stage(*(seen(number, night, lines, where) for number in range(pages)))
        learned = learn(newsroom.home, [staged])
        run = Run(f"run-{night}", "nightly", "shell", at(night), {})
        with newsroom.store() as store:
            load(store, staged, run, ended_at=at(night), code_version="1.0", rule_set="rules-1", learned=learned.lines)
            publish(store, newsroom.home)
    assert {standing_key(line.value) for line in learned.lines if line.kind == "passing text"} == learned.profiles[
        "gazette"
    ].passing
    return {line.value for line in learned.lines if line.kind == "passing text"}


def on(text: str, articles: int, night: int) -> Lines:
    """A text on the pages of the first so many articles, on one night."""
    return lambda number, now: [text] if number < articles and now == night else []


# Each text in each place, and each of them both ways.
@pytest.mark.parametrize(
    ("where", "night", "text"),
    [(0, 0, POLL), (0, 1, TEASER), (2, 0, TEASER), (2, 1, POLL), (4, 0, POLL), (4, 1, TEASER)],
    ids=["over, went", "over, came", "within, went", "within, came", "under, went", "under, came"],
)
def test_what_comes_or_goes_on_many_pages_is_learned(newsroom: Newsroom, text: str, night: int, where: int):
    assert passing(newsroom, on(text, 6, night), where=where) == {text}


def test_a_number_that_runs_on_is_no_change(newsroom: Newsroom):
    assert (
        passing(newsroom, lambda number, night: [POLL.replace("214", str(215 + number + night))] if number < 6 else []) == set()
    )


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        (on(ADDED, 2, 1), LEAST),
        (on(ADDED, 3, 1), 40),
        (lambda number, night: [f"{ADDED} {text_of(number, 9)}"] if night else [], LEAST),
        (on(POLL, 6, 1), LEAST - 1),
        (lambda number, _: [POLL] if number < 6 else [], LEAST),
    ],
    ids=["of two articles", "of few among many", "each its own", "of too few articles", "neither came nor went"],
)
def test_what_is_not_learned(newsroom: Newsroom, lines: Lines, pages: int):
    assert passing(newsroom, lines, pages=pages) == set()


def test_one_text_at_several_addresses_is_edited_at_all_of_them(newsroom: Newsroom):
    def copies(number: int, night: int) -> list[str]:
        return [ADDED] if number < 6 and night else []

    def same(number: int, night: int) -> Read:
        told = seen(0 if number < 6 else number, night, copies).result
        url = f"https://gazette.example/{number}"
        article = Article(**{name: getattr(told, name) for name in told.__slots__} | {"url": url})  # type: ignore[union-attr]
        return Read(page(url, f"{article.body} {number}", night, warc_file=f"{night}.warc.gz", warc_offset=number), article)

    staged = newsroom.stage(*(same(number, night) for night in (0, 1) for number in range(LEAST)))
    assert [line for line in learn(newsroom.home, [staged]).lines if line.kind == "passing text"] == []


@pytest.mark.parametrize("label", ["headline", "standfirst"])
def test_one_articles_headline_is_a_teaser_on_the_others(newsroom: Newsroom, label: str):
    def shown(number: int) -> Read:
        told = seen(number, number % 3, lambda other, _: [] if other == 0 else [TEASER])
        own = (Block(TEASER, label, "own", "\n\n"), *told.result.blocks) if number == 0 else told.result.blocks
        return Read(told.page, replace(told.result, blocks=own, published_at=at(number % 3)))

    learned = learn(newsroom.home, [newsroom.stage(*map(shown, range(LEAST)))])
    assert [(line.kind, line.value) for line in learned.lines if line.value == TEASER] == [("passing text", TEASER)]


KNOWN = "Ferry to the island will sail in winter, too"
"""Another article's headline, known as such."""
RAIL, FOOT = "Most read this hour", "The Gazette is printed on the old quay."


def anew(number: int, night: int) -> str:
    """A text that no other page has, and this one for a night."""
    return text_of(number, 7 + night)


def in_a_place(newsroom: Newsroom, texts: Callable[[int, int], list[str]], *, seen_again: int = LEAST) -> set[str]:
    """What is learned of a paper of three days, so many of whose articles are seen in a second night: their texts by number and night."""

    def one(number: int, night: int) -> Read:
        told = seen(number, night, lambda *_: []).result
        blocks = tuple(Block(text, "related" if text == KNOWN else "body", "own", "\n\n") for text in texts(number, night))
        body = "\n\n".join(block.text for block in blocks)
        said = replace(told, body=body, blocks=blocks, published_at=at(number % 3))  # type: ignore[arg-type]
        return Read(page(said.url, body, night, warc_file=f"{night}.warc.gz", warc_offset=number), said)

    pages = [one(number, 0) for number in range(LEAST)] + [one(number, 1) for number in range(seen_again)]
    lines = learn(newsroom.home, [newsroom.stage(*pages)]).lines
    return {line.value for line in lines if line.kind == "passing text"}


def own(number: int) -> list[str]:
    return [text_of(number, part) for part in range(4)]


@pytest.mark.parametrize(
    "texts",
    [
        lambda number, night: [*own(number), RAIL, anew(number, night)],
        lambda number, night: [*own(number), RAIL, anew(number, night), FOOT],
        lambda number, night: [*own(number), RAIL, KNOWN, anew(number, night), FOOT],
        lambda number, night: [*own(number)[:2], RAIL, anew(number, night), FOOT, *own(number)[2:]],
        lambda number, night: [*own(number), RAIL, *([anew(number, night)] if number or not night else []), FOOT],
    ],
    ids=["at the end", "above a foot", "below a headline that stays", "in a box within the text", "gone from one"],
)
def test_what_stands_where_other_nights_have_other_lines_is_learned(newsroom: Newsroom, texts: Callable[[int, int], list[str]]):
    wanted = {line for number in range(LEAST) for night in (0, 1) for line in texts(number, night)[2:]}
    wanted -= {RAIL, FOOT, KNOWN, *(line for number in range(LEAST) for line in own(number))}
    assert in_a_place(newsroom, texts) == wanted


@pytest.mark.parametrize(
    ("texts", "seen_again"),
    [
        (lambda number, night: [*own(number), RAIL, anew(number, night)], 2),
        (lambda number, night: [*own(number), RAIL, anew(number, night if number < 3 else 0)], LEAST),
        (lambda number, night: [*own(number), RAIL, anew(number, 0), *([anew(number, 1)] if night else [])], LEAST),
        (lambda number, night: [*own(number)[:3], RAIL, anew(number, night), own(number)[3]], LEAST),
        (lambda number, night: [RAIL, anew(number, night), FOOT, *own(number)], LEAST),
        (lambda number, night: [RAIL, anew(number, night), anew(number, night + 2)], LEAST),
    ],
    ids=[
        "of two articles",
        "an edit below it",
        "more is added",
        "the text goes on below it",
        "over the text",
        "the whole text is new",
    ],
)
def test_what_an_editor_writes_below_a_standing_text_is_not(
    newsroom: Newsroom, texts: Callable[[int, int], list[str]], seen_again: int
):
    assert in_a_place(newsroom, texts, seen_again=seen_again) == set()
