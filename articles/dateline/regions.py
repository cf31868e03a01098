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


def with_place(text: str, at: int, mark: str, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
    """The row with one more place, or with the region that qualifies its last one."""
    plain = mark.strip()
    if row.desk and not row.where and row.agency is None and plain not in (",", ":", "/"):
        return None
    if row.where and row.agency is None and row.day is None:
        if plain in (",", "،", "") and mark and (found := region_at(text, at)):
            nearer = qualified(text, row, found[1], found[0], paper)
            if nearer and not (row.where[-1].qualified and plain == ""):
                return nearer
        joined = words().joiners.match(text, at) if mark.isspace() else None
        if joined:
            at = joined.end() + 1
        elif plain not in ("/", ",", "،", "-", "–", "·") or (plain in "-–" and mark != plain):
            return None
        further = place_at(text, at, paper, known=True)
        if further and fold(further.place.as_written) in words().desks:
            return replace(row, end=further.end, desk=True)
        if further is None and (desk := words().desk_end.match(text, at)):
            return replace(row, end=desk.end(1), desk=True)
        if further is None or (further.entry and weight(further.entry, paper) < 10_000):
            return None
        last = row.where[-1]
        if plain == "/" and last.entry and further.entry and last.entry.geonames_id == further.entry.geonames_id:
            both = replace(further, start=last.start, place=replace(further.place, as_written=text[last.start : further.end]))
            return replace(row, end=further.end, where=(*row.where[:-1], both))  # "Donostia / San Sebastián"
        return replace(row, end=further.end, where=(*row.where, replace(further, listed=plain != "/")))
    if row.where or (row.agency and (not row.has_agency or mark == "-")):  # "ECO-FRIENDLY"
        return None
    site = row.agency is not None and "." in row.agency.as_written[1:-1]
    leads = row.has_agency and not row.bracketed and plain in (*DASHES, "/")  # "Shafaq News – Kirkuk The council ..."
    found_place = place_behind_preposition(text, at, paper) if row.agency is None and row.day is None else None
    found_place = found_place or place_at(
        text, at, paper, known=row.agency is not None and not row.bracketed, loose=leads or (site and plain == ",")
    )
    if found_place is None:
        return None
    bare = text[found_place.end : found_place.end + 1].isspace()
    if leads and bare and closed(text, found_place.end):
        bare = False
    if leads and bare and not words().openers.match(text, found_place.end + 1):
        return None
    if fold(found_place.place.as_written) in words().desks:
        return replace(row, end=found_place.end, desk=True)
    return replace(row, end=found_place.end, where=(found_place,), unended=(site or leads) and found_place.entry is not None)


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
    if entry:
        found = place(entry, written)
    else:
        if last.entry and last.listed:
            return None
        if written.endswith((")", "]")) and len(written) - len(name) < 6:
            return None  # "Diatomaceous Earth (DE)" is not in Delaware
        if re.match(r"(?:\w{1,2}\.){2}", name) and not name.isupper():
            return None  # "D.O.Ca. Rioja, Spain" is what stands on a bottle
        found = unlisted(written, name, within, paper)
    where = PlaceMention(found, last.start, end, entry, qualified=True)
    return replace(row, end=end, where=(*row.where[:-1], where), bracketed=written[-1] in ")]）］")
