"""Learning what the pages of one publisher have in common, from a run's staged files and what was published before it.

The steps are the files of profile/. Nothing here writes: what was learned is loaded with its run (load/18_profiles.sql).
"""

import glob
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection
from duckdb import connect as connect_nothing

from articles.match_key import match_key
from articles.page import UNKNOWN_PUBLISHER
from articles.profile import ELEMENT, HABITS, Profile
from warehouse.home import Home
from warehouse.lost_fields import FieldStanding, lost_fields
from warehouse.query import NothingPublished, connect, connect_beside_files
from warehouse.statements import statement
from warehouse.store import sparingly

LEAST = 20
"""Articles of a publisher before anything is believed of all its pages."""
MOST = 150
"""Articles of a publisher that are looked at: those of the run, then the latest. So each night costs the same."""
EDGE, ANYWHERE = 0.4, 0.6
"""Of a publisher's pages, the share on which a text stands that is no article's own: before or after the text, or anywhere."""
TOGETHER, TOGETHER_SHARE = 3, 0.1
"""Articles to which a text comes in one night, or from which it goes, that is none of theirs; their share of those compared."""
HEADLINES = 300
"""A publisher's latest headlines that a page may show of other articles."""
SHORTEST_HEADLINE = 15
"""Letters and digits: a shorter headline may be anybody's cross-heading."""

_FIELDS = ("title", "standfirst", "description", "section", "tag")


_Told = tuple[str, str, str, date, date]
"""Of a line: publisher, kind, value, the first and the last day."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing learned: on `pages` of the `of` articles that were looked at, which are of these days."""

    publisher: str
    kind: str
    value: str
    pages: int
    of: int
    first_seen: date
    last_seen: date


@dataclass(frozen=True, slots=True)
class Learned:
    """What a run's pages taught: the lines, the profiles made of them, the pages to be read again with these, and lost fields.

    A page is named by its WARC file and its offset in bytes; beside it stands its publisher. `lost` has a sentence a field, by
    publisher.
    """

    lines: tuple[Line, ...] = ()
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    again: Mapping[tuple[str, int], str] = field(default_factory=dict)
    lost: Mapping[str, Sequence[str]] = field(default_factory=dict)


def profiles(home: Home, headlines_of: Collection[str] | None = None) -> dict[str, Profile]:
    """{publisher: what was learned of its pages}, as published; nothing where nothing is.

    `headlines_of` are the publishers whose articles' headlines are wanted, too: None for all of them.
    """
    with _published(home) as published:
        if published is None:
            return {}
        return _profiles(_known_lines(published), _known_headlines(published, headlines_of))


def learn(home: Home, readings: Sequence[Sequence[Path]]) -> Learned:
    """What the staged pages teach, together with what was published. The same for the same pages, in whatever order.

    `readings` are staged files: those of the first reading, then those of pages that were read again, which count instead.
    What does not fit into memory lies beside the first of them meanwhile.
    """
    aside = next((file.with_name("aside") for files in readings for file in files), None)
    if aside is None:
        return Learned()
    with _published(home, connect_beside_files) as published, _or_nothing(published) as desk:
        desk.execute(statement("session", "aside").format(folder=str(aside).replace("'", "''")))
        _view_staged(desk, readings)
        known = [] if published is None else _known_lines(published)
        return sparingly(desk, lambda: _learn(desk, known, "nothing_published" if published is None else "published"))


def _learn(desk: DuckDBPyConnection, known: Iterable[_Told], before: str) -> Learned:
    for step in ("macros", before):
        desk.execute(statement("profile", step))
    desk.execute(statement("profile", "sampled"), {"most": MOST, "least": LEAST, "heap": UNKNOWN_PUBLISHER})
    if desk.execute(statement("profile", "any_sampled")).fetchall() == [(True,)]:
        _learn_from_sampled(desk)
    else:
        desk.execute(statement("profile", "nothing_sampled"))
    desk.execute(statement("profile", "headlines"), {"shortest": SHORTEST_HEADLINE, "heap": UNKNOWN_PUBLISHER})
    desk.execute(statement("profile", "teasers"), {"shortest": SHORTEST_HEADLINE})
    lines = tuple(Line(*row) for row in desk.execute(statement("profile", "lines")).fetchall())
    again = desk.execute(statement("profile", "to_read_again")).fetchall()
    headlines = desk.execute(statement("profile", "headlines_and_summaries")).fetchall()
    standing = desk.execute(statement("profile", "fields_standing"), {"most": MOST, "heap": UNKNOWN_PUBLISHER}).fetchall()
    told = [*known, *((one.publisher, one.kind, one.value, one.first_seen, one.last_seen) for one in lines)]
    pages = {(file, offset): publisher for publisher, file, offset in again}
    return Learned(lines, _profiles(told, headlines), pages, lost_fields(FieldStanding(*row) for row in standing))


def _learn_from_sampled(desk: DuckDBPyConnection) -> None:
    desk.execute(statement("profile", "told"))
    desk.execute(statement("profile", "standing_texts"), {"edge": EDGE, "anywhere": ANYWHERE})
    desk.execute(statement("profile", "sightings"))
    desk.execute(statement("profile", "passing_texts"), {"least": TOGETHER, "share": TOGETHER_SHARE})
    desk.execute(statement("profile", "values"))
    desk.execute(statement("profile", "field_elements"), {"least": LEAST})
    desk.execute(statement("profile", "day_orders"), {"least": LEAST})
    desk.execute(statement("profile", "name_orders"), {"least": LEAST})
    desk.execute(statement("profile", "dateline_forms"), {"least": LEAST})
    desk.execute(statement("profile", "zones"), {"least": LEAST})


def pages_before_learning(home: Home, run_id: str | None, most: int) -> list[tuple[str, str, list[int]]]:
    """Archived pages that were read before something was learned that they hold: [(publisher, WARC file, [offsets in bytes])].

    `run_id` is the run that learned it, None for any. Of a publisher of which nothing at all had been learned: all its pages.
    """
    with _published(home) as published:
        if published is None:
            return []
        published.execute(statement("profile", "macros"))
        return published.execute(statement("profile", "before_learning"), {"run_id": run_id, "most": most}).fetchall()


_SMALL: dict[str, str | bool | int | float | list[str]] = {"threads": 1}
"""A second thread makes learning no faster, and dearer: 2,000 pages take 2.4 seconds of CPU with one, 3.2 with two."""


def _view_staged(desk: DuckDBPyConnection, readings: Sequence[Sequence[Path]]) -> None:
    """Have `staged` show the last reading of each page."""
    latest = ""
    for number, files in enumerate(filter(None, readings)):
        name = f"reading_{number}"
        desk.execute(f"set variable {name} = $files", {"files": [glob.escape(str(file)) for file in files]})
        again = f"select * from read_parquet(getvariable('{name}'))"  # noqa: S608 - a name of ours
        other = f"select * from ({latest}) anti join ({again}) using (warc_file, warc_offset)"  # noqa: S608
        latest = f"{again} union all ({other})" if latest else again
    desk.execute(f"create temp view staged as {latest}")


def _or_nothing(published: DuckDBPyConnection | None) -> AbstractContextManager[DuckDBPyConnection]:
    return connect_nothing(config=_SMALL) if published is None else nullcontext(published)


def _published(
    home: Home, opened: Callable[[Home], DuckDBPyConnection] = connect
) -> AbstractContextManager[DuckDBPyConnection | None]:
    try:
        published = opened(home)
    except NothingPublished:
        return nullcontext()
    if published.execute(statement("lookups", "has_profiles")).fetchall() == [(True,)]:
        return published
    published.close()
    return nullcontext()


def _known_lines(published: DuckDBPyConnection) -> list[_Told]:
    return published.execute(statement("lookups", "profile_lines")).fetchall()


def _known_headlines(published: DuckDBPyConnection, of: Collection[str] | None) -> list[tuple[str, str | None, str | None]]:
    wanted = None if of is None else list(of)
    asked = {"shortest": SHORTEST_HEADLINE, "heap": UNKNOWN_PUBLISHER, "most": HEADLINES, "of": wanted}
    return published.execute(statement("lookups", "profile_headlines"), asked).fetchall()


def _profiles(lines: Iterable[_Told], headlines: Iterable[tuple[str, str | None, str | None]]) -> dict[str, Profile]:
    told: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    zones: defaultdict[str, dict[str, tuple[date, date]]] = defaultdict(dict)
    for publisher, kind, value, first, last in lines:
        told[publisher][kind].add(value)
        if kind == "zone":
            since, until = zones[publisher].get(value, (first, last))
            zones[publisher][value] = min(first, since), max(last, until)
    for publisher, title, standfirst in headlines:
        told[publisher]["headline"].update(filter(None, [title]))
        told[publisher]["summary"].update(filter(None, [standfirst]))
    return {publisher: _profile(of, zones[publisher]) for publisher, of in told.items()}


def _profile(of: defaultdict[str, set[str]], zones: Mapping[str, tuple[date, date]]) -> Profile:
    from articles.labels.by_profile import standing_key  # imported here: most loads learn nothing, and need no labels

    return Profile(
        standing=frozenset(map(standing_key, of["standing text"])),
        passing=frozenset(map(standing_key, of["passing text"])),
        headlines=frozenset(map(match_key, of["headline"])),
        summaries=frozenset(map(match_key, of["summary"])),
        names=frozenset(map(match_key, of["title affix"])),
        pictures=frozenset(of["picture"]),
        elements=frozenset(
            (kind.removesuffix(ELEMENT), name) for kind in HABITS if kind.endswith(ELEMENT) for name in of[kind]
        ),
        values=frozenset((field, value) for field in _FIELDS for value in of[field]),
        day_orders=frozenset(of["day order"]),
        zones=frozenset((value.split()[0], str(first), str(last)) for value, (first, last) in zones.items()),
        name_orders=frozenset(of["name order"]),
        dateline_forms=frozenset(of["dateline form"]),
    )
