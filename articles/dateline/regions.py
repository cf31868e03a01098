"""The places of a row: one more of them, or the region that qualifies the last one."""

import re
from dataclasses import replace

from articles.dateline.draft import DatelineDraft
from articles.dateline.lexicon import words
from articles.dateline.place_names import (
    DASHES,
    Paper,
    PlaceMention,
    closed,
    place_at,
    place_behind_preposition,
    region_at,
    unlisted,
    weight,
)
from articles.places.gazetteer import Region, fold, place

LEAST_OF_A_LIST = 10_000
"""Weight from which a name behind another place is one: villages are called like too many other things."""


def with_place(text: str, at: int, mark: str, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
    """The row with one more place, or with the region that qualifies its last one."""
    plain = mark.strip()
    if row.desk and not row.where and row.agency is None and plain not in (",", ":", "/"):
        return None
    if row.where and row.agency is None and row.day is None:
        return _with_region(text, at, mark, row, paper) or _with_further(text, at, mark, row, paper)
    if row.where or (row.agency and (not row.has_agency or mark == "-")):  # "ECO-FRIENDLY"
        return None
    return _with_first(text, at, plain, row, paper)


def _with_region(text: str, at: int, mark: str, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
    """The row whose last place the region at `at` qualifies."""
    plain = mark.strip()
    found = region_at(text, at) if mark and plain in (",", "،", "") else None
    if found is None or (row.where[-1].qualified and not plain):
        return None
    return qualified(text, row, found[1], found[0], paper)


def _with_further(text: str, at: int, mark: str, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
    """The row with another place behind its last one, or with a desk."""
    plain = mark.strip()
    if joined := words().joiners.match(text, at) if mark.isspace() else None:
        at = joined.end() + 1
    elif not _joins_places(mark):
        return None
    further = place_at(text, at, paper, known=True)
    if further and fold(further.place.as_written) in words().desks:
        return replace(row, end=further.end, desk=True)
    if further is None:
        desk = words().desk_end.match(text, at)
        return replace(row, end=desk.end(1), desk=True) if desk else None
    if further.entry and weight(further.entry, paper) < LEAST_OF_A_LIST:
        return None
    last = row.where[-1]
    if plain == "/" and last.entry and further.entry and last.entry.geonames_id == further.entry.geonames_id:
        both = replace(further, start=last.start, place=replace(further.place, as_written=text[last.start : further.end]))
        return replace(row, end=further.end, where=(*row.where[:-1], both))  # "Donostia / San Sebastián"
    return replace(row, end=further.end, where=(*row.where, replace(further, listed=plain != "/")))


def _joins_places(mark: str) -> bool:
    """Whether a mark stands between the places of a list; a dash only without spaces."""
    plain = mark.strip()
    return plain in ("/", ",", "،", "-", "–", "·") and (plain not in "-–" or mark == plain)


def _with_first(text: str, at: int, plain: str, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
    """The row with its first place, which stands at its start, or behind a date, an agency or a site."""
    site = row.agency is not None and "." in row.agency.as_written[1:-1]
    leads = row.has_agency and not row.bracketed and plain in (*DASHES, "/")  # "Shafaq News – Kirkuk The council ..."
    found = place_behind_preposition(text, at, paper) if row.agency is None and row.day is None else None
    found = found or place_at(
        text, at, paper, known=row.agency is not None and not row.bracketed, loose=leads or (site and plain == ",")
    )
    if found is None or (leads and not _ends_or_opens(text, found.end)):
        return None
    if fold(found.place.as_written) in words().desks:
        return replace(row, end=found.end, desk=True)
    return replace(row, end=found.end, where=(found,), unended=(site or leads) and found.entry is not None)


def _ends_or_opens(text: str, end: int) -> bool:
    """Whether a part ends here, or behind the space a sentence opens."""
    bare = text[end : end + 1].isspace() and not closed(text, end)
    return not bare or words().openers.match(text, end + 1) is not None


def qualified(text: str, row: DatelineDraft, within: tuple[Region, ...], end: int, paper: Paper) -> DatelineDraft | None:
    """The row whose last place is the one of its name in a region; where none is known the region alone says the country."""
    last = row.where[-1]
    name = text[last.start : last.end] if last.entry is None or not last.qualified else last.place.as_written
    written = text[last.start : end]
    if last.qualified:
        if last.place.country in {region.country for region in within}:
            return replace(
                row, end=end, where=(*row.where[:-1], replace(last, place=replace(last.place, as_written=written), end=end))
            )
        return None
    entry = paper.best(name, within)
    if not entry and _is_no_place(name, written, last, paper):
        return None
    found = place(entry, written) if entry else unlisted(written, name, within, paper)
    where = PlaceMention(found, last.start, end, entry, qualified=True)
    return replace(row, end=end, where=(*row.where[:-1], where), bracketed=written[-1] in ")]）］")


def _is_no_place(name: str, written: str, last: PlaceMention, paper: Paper) -> bool:
    """Whether a name that the gazetteer does not have in a region is none of a place there."""
    if last.entry and last.listed:
        return True
    if written.endswith((")", "]")) and len(written) - len(name) < 6 and paper.lang != "pt":
        return True  # "Diatomaceous Earth (DE)" is not in Delaware; "VILA SERENA (PR)" is how Brazil writes it
    # "D.O.Ca. Rioja, Spain" is what stands on a bottle.
    return bool(re.match(r"(?:\w{1,2}\.){2}", name)) and not name.isupper()
