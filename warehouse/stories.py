"""Stories: articles that tell of one event, whoever published them and in whatever language.

Each load compares what it brought with the articles of the days around it, and groups anew only what hangs together with that.
What an article is about was found when it was read (articles/stories/terms.py): no text is read a second time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from duckdb import DuckDBPyConnection

from articles.stories.linkage import average_linkage
from articles.stories.succession import changes, succeed
from articles.stories.terms import LONGEST_BODY, as_written
from warehouse.handed_over import hand_over, put_rows
from warehouse.staged import TEXT, TEXTS
from warehouse.statements import statement

DAYS = 3
"""Two articles further apart are not compared. A story may last longer, by what lies between."""
LEAST = 0.16
"""Two groups of articles are one story where their pairs are as like as this on average.

Set on events that three papers each told, whole, cut to their first lines, and moved into the same four days; on one half of
tests/bench/lookalikes.py; and on tests/articles/stories/told.txt: from 0.15 to 0.17 B-cubed F1 changes by 0.01 on average.
"""

ARTICLES_AT_ONCE = 2_000
"""Spans of days that hold no more articles together are compared at once."""

_Span = tuple[date, date]
"""The first and the last day."""
_TEXTS_AT_ONCE = 200
_BOUNDS = {"days": DAYS, "least": LEAST}
_SPAN = timedelta(days=7)
_KINDS = {"n": "name", "p": "place", "d": "number", "w": "word"}


def record_stories(store: DuckDBPyConnection) -> None:
    """Tell the stories anew that this load may have changed. 15_moved.sql says what moved."""
    days = [day for (day,) in store.execute(statement("load", "story_days")).fetchall()]
    with store.cursor() as desk, TemporaryDirectory() as folder:
        for spans in _at_once(store, _spans(days)):
            _link(store, desk, spans, Path(folder))
    store.execute(statement("load", "story_bounds"), {"span": _BOUNDS})
    there, before = _region(store)
    likeness = {(one, other): like for one, other, like in store.execute(statement("load", "story_links_within")).fetchall()}
    index = {article: number for number, article in enumerate(there)}
    groups = [sorted(group, key=index.__getitem__) for group in average_linkage(there, likeness, LEAST) if len(group) > 1]
    taken = {story for (story,) in store.execute(statement("load", "story_ids")).fetchall()}
    after = succeed(sorted(groups, key=lambda group: index[group[0]]), before, taken)
    members = [(story, article, index[article]) for story, group in after.items() for article in group]
    found = [(one.story, one.change, one.article, one.other_story) for one in changes(before, after)]
    put_rows(store, "told_story", _TOLD, members)
    put_rows(store, "story_changes_found", _CHANGES, found)
    store.execute(statement("load", "stories"))
    _record_evidence(store)


def _at_once(store: DuckDBPyConnection, spans: Iterable[_Span]) -> Iterator[list[_Span]]:
    """Those in which there is anything to compare, together as long as they hold few articles: each comparing has its price."""
    together: list[_Span] = []
    held = 0
    asked = _asked(spans)
    for first, last, articles in store.execute(statement("load", "story_spans"), asked).fetchall() if asked["spans"] else []:
        if together and held + articles > ARTICLES_AT_ONCE:
            yield together
            together, held = [], 0
        together.append((first, last))
        held += articles
    if together:
        yield together


def _asked(spans: Iterable[_Span]) -> dict[str, Any]:
    return {"spans": [{"first": first, "last": last} for first, last in spans], "days": DAYS}


def _link(store: DuckDBPyConnection, desk: DuckDBPyConnection, spans: Sequence[_Span], folder: Path) -> None:
    """Link what moved in these spans of days with what it is like.

    `desk` is a connection of its own, in no transaction: what is replaced in one stays in memory to its end.
    """
    hand_over(store, statement("load", "story_told"), _asked(spans), desk, "told", folder)
    desk.execute(statement("load", "story_bounds"), {"span": _BOUNDS})
    few = desk.execute(statement("load", "story_links")).fetchall()
    hand_over(desk, "select language, term, weight from term_weight", {}, store, "rarity_found", folder)
    store.execute(statement("load", "story_rarity"))
    for language, low, high in few:
        desk.execute(statement("load", "story_few"), {"few": {"language": language, "first": low, "last": high}})
        hand_over(desk, statement("load", "story_links_of"), {}, store, "story_links_found", folder)
        store.execute(statement("load", "story_link"))


def _spans(days: Iterable[date]) -> Iterator[_Span]:
    """Days in order as spans of a week at most: the archive of a year is compared week by week."""
    span: _Span | None = None
    for day in days:
        if span and day - span[0] < _SPAN:
            span = span[0], day
        else:
            if span:
                yield span
            span = day, day
    if span:
        yield span


def _region(store: DuckDBPyConnection) -> tuple[list[str], dict[str, list[str]]]:
    """Articles whose story is told anew, in the order of time, and the stories that they were in."""
    there: list[str] = []
    before: dict[str, list[str]] = defaultdict(list)
    rows = store.execute(statement("load", "story_region")).fetchall()
    for article, story, is_there in rows:
        if is_there:
            there.append(article)
        if story:
            before[story].append(article)
    return there, before


def _record_evidence(store: DuckDBPyConnection) -> None:
    store.execute(statement("load", "story_nearest"))
    alike = store.table("alike").fetchall()
    written = _as_written(store)
    found = [
        (story, article, other, likeness, kind, shared)
        for story, article, other, likeness, keys in alike
        for kind, shared in _shared(keys, written[article], written[other])
    ]
    put_rows(store, "story_evidence_found", _EVIDENCE, found)
    store.execute(statement("load", "story_evidence"))


def _as_written(store: DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """{article: {term: the first word that stands for it there}} of what the nearest articles have in common."""
    store.execute(statement("load", "story_places"))
    store.execute(statement("load", "story_texts"), {"characters": LONGEST_BODY})
    return {
        article: as_written(title, body, language, frozenset(keys))
        for article, title, body, language, keys in chain.from_iterable(iter(lambda: store.fetchmany(_TEXTS_AT_ONCE), []))
    }


def _shared(
    keys: Sequence[str], written: Mapping[str, str], other_written: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """(kind, what two texts have in common as they write it), kind by kind."""
    for letter, kind in _KINDS.items():
        pairs = [
            (written[key], other_written[key]) for key in keys if key[0] == letter and key in written and key in other_written
        ]
        if pairs:
            yield kind, [one if one == other else f"{one} = {other}" for one, other in dict.fromkeys(pairs)]


_TOLD = {"story_id": TEXT, "article_id": TEXT, "position": "BIGINT"}
_CHANGES = {"story_id": TEXT, "change": TEXT, "article_id": TEXT, "other_story_id": TEXT}
_EVIDENCE = {
    "story_id": TEXT, "article_id": TEXT, "other_article_id": TEXT, "likeness": "DOUBLE", "kind": TEXT, "shared": TEXTS,
}  # fmt: skip
