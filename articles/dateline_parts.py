"""The parts of a dateline, read one after the other: places, a date, an agency, a correspondent."""

import re
from dataclasses import dataclass, replace

from articles.article import DatelineAgency, DatelineDate
from articles.dateline_place import (
    BRACKETS,
    DASHES,
    Paper,
    Where,
    closed,
    place_at,
    place_behind_preposition,
    region_at,
    unlisted,
    weight,
)
from articles.dateline_words import DOMAIN, agency, is_outlet, is_wire, wire_at, words
from articles.months import nearest, weekday_at
from articles.place import Region, fold, place, regions

NAME = re.compile(
    r"[^\W\d_][\w’'.-]+(?:\s+(?:de|da|del|van|von|der|al|el|bin)\s?|\s+|\s*-\s*)[^\W\d_][\w’'-]+(?:\s[^\W\d_][\w’'-]+)?"
)

_DAY_AND_AGENCY = re.compile(r"(?P<day>[0-3]?\d)\s?\(")  # "BARCELONA, 5 (EUROPA PRESS)"
_BRANCH = re.compile(r"-[^\W\d_a-zа-яіїєґ][^\W\d_]+(?=\s[–—-]\s|\.\s)")  # "Interfax-West", "ИНТЕРФАКС-СИБИРЬ"
_HOUSE = re.compile(r"(?P<house>[\"“”«](?P<name>[^\"“”«»:]{3,28})[\"“”»](?:\s?دوت كوم|\s?نت)?)")
_JOINED = re.compile(
    r"(?=\S*[^\W\d_A-Z-][A-ZА-Я]|\w+-\w)[^\W\d_a-z][\w-]{3,24}(?=\.\s[^\W\d_a-z])|[^\W\d_a-zа-яіїєґ]{4,24}(?=\s[–—-]\s)"
)
"""A house that nobody knows but by its capitals or hyphen: "АиФ-Дальинформ", "NEWSGEORGIA –"."""
_SPACES = re.compile(r"\s*")
_SHOUTED = re.compile(r"(?P<name>[^\W\d_a-z][^\W\d_a-z]+(?:[ -][^\W\d_a-z][^\W\d_a-z.]*){1,3})\s?[-–—]\s")


@dataclass(frozen=True, slots=True)
class Row:
    """The parts read so far; `end` is where the last one ends; `unended`: nothing need end it."""

    start: int
    end: int
    where: tuple[Where, ...] = ()
    day: DatelineDate | None = None
    has_month: bool = False
    agency: DatelineAgency | None = None
    wired: bool = False
    bracketed: bool = False
    correspondent: str | None = None
    desk: bool = False
    unended: bool = False


def next_part(text: str, at: int, mark: str, row: Row, paper: Paper) -> Row | None:
    """The row with the part that stands at `at` behind a separator, or None where no part does."""
    if found := _quoted(text, at, row, paper):
        return found
    if text[at : at + 1] in BRACKETS or (mark.strip() == "/" and row.agency is None and row.where):
        opened = at if text[at : at + 1] in BRACKETS else row.end + mark.index("/")
        if found := _bracket(text, opened, row, paper):
            return found
    if found := _day(text, at, mark, row, paper):
        return found
    if not text[at : at + 1].isalpha() and not text[at : at + 1].isdigit() and text[at : at + 1] not in "'’":
        return None
    return (
        _signature(text, at, mark, row, paper) or _correspondent(text, at, mark, row) or _with_place(text, at, mark, row, paper)
    )


def _day(text: str, at: int, mark: str, row: Row, paper: Paper) -> Row | None:
    """The row with its date; behind a place a weekday will do, and before an agency the bare day of the month."""
    if row.day:
        return None
    written = None if ":" in mark else paper.date_at(text, at)
    if written and closed(text, written.end):
        return replace(row, end=written.end, day=DatelineDate(text[at : written.end], written.iso), has_month=written.has_month)
    if not row.where or "," not in mark:
        return None
    weekday = None if written else weekday_at(text, at)
    if weekday and closed(text, weekday):
        return replace(row, end=weekday, day=DatelineDate(text[at:weekday], None))
    bare = _DAY_AND_AGENCY.match(text, at)
    if bare and wire_at(text, bare.end()):
        iso = nearest(paper.published, None, None, int(bare["day"]))
        return replace(row, end=bare.end("day"), day=DatelineDate(bare["day"], iso))
    return None


def _quoted(text: str, at: int, row: Row, paper: Paper) -> Row | None:
    """The row with a paper in quotation marks, as Arabic and Persian ones sign: غزة - "القدس العربي": ..."""
    house = _HOUSE.match(text, at) if paper.lang in ("ar", "fa", "ur") and row.where and row.agency is None else None
    if house is None:
        return None
    known = bool(is_wire(house["name"]) or is_outlet(house["name"]))
    if not known and not re.match(r"\s?[:–—-]", text[house.end() :]):
        return None
    return replace(row, end=house.end("house"), agency=agency(house["name"]), bracketed=True, wired=known, unended=known)


def _signature(text: str, at: int, mark: str, row: Row, paper: Paper) -> Row | None:
    """The row with an agency that is named without brackets."""
    if row.agency is not None or ";" in mark or ":" in mark or not (end := _signature_at(text, at, row, paper)):
        return None
    end = _longer(text, end)
    tight = mark.strip() == "-" == mark
    bare = text[end : end + 1].isspace() and (
        words().openers.match(text, end + 1) is not None or not any(c.isupper() or c.islower() for c in text[at:end])
    )  # "Baghdad - INA The ministry ..."
    if (
        "." in mark
        and row.where
        and text[row.start : end].isupper()
        and end - at > 4
        and re.match(r"\s[^\W\d_]", text[end : end + 2])
    ):
        return replace(row, end=end, agency=agency(text[at:end]), wired=True, unended=True)  # "АЛМАТЫ. КАЗИНФОРМ В горах ..."
    bare = bare or ("/" in mark and bool(row.where) and text[at].isupper() and text[end + 1 : end + 2].isupper())
    tight = tight or (bare and bool(row.where) and bool(mark.strip()) and (mark != mark.strip() or "/" in mark))
    if closed(text, end) or tight or (row.day and not mark.strip(" ,.–—-")) or not row.where:
        return replace(row, end=end, agency=agency(text[at:end]), wired=True, unended=bool(row.day and row.where) or tight)
    return None


def _correspondent(text: str, at: int, mark: str, row: Row) -> Row | None:
    """The row with the name that stands behind its agency."""
    if row.agency is None or row.correspondent is not None or not (row.where or row.day):
        return None
    if "," in mark and not row.bracketed:
        staff = words().staff.match(text, at)
        name = NAME.match(text, staff.end() if staff else at)
        if name and re.match(r"\s?[.–—-]", text[name.end() : name.end() + 2]):
            return replace(row, end=name.end(), correspondent=name[0])
    if row.wired and row.where and row.bracketed and mark.strip() in tuple("-–—"):
        shouted = _SHOUTED.match(text, at)  # "ANKARA (AA) - AHMET YILMAZ - ..."
        if shouted and shouted["name"].isupper():
            return replace(row, end=shouted.end("name"), correspondent=shouted["name"])
    return None


def _signature_at(text: str, at: int, row: Row, paper: Paper) -> int | None:
    """The end of a wire or site named without brackets: after an unknown place or in small letters only behind a date."""
    end = wire_at(text, at)
    if end and not row.where and (town := paper.best(text[at:end])) and weight(town, paper) >= 1_000_000:
        return None  # "الرياض" is a newspaper too
    if (
        end
        and not row.day
        and (
            (end - at < 5 and text[at:end].islower() and not re.match(r"\s\||\.\s[^\W\d_a-z]", text[end : end + 3]))
            or (row.where and row.where[-1].entry is None and not row.where[-1].qualified)
        )
    ):
        return None
    site = _JOINED.match(text, at) if row.day and row.where else None
    site = None if site and paper.best(site[0]) else site
    return max(end or 0, _domain_at(text, at) or 0, site.end() if site else 0) or None


def _longer(text: str, end: int) -> int:
    """Over agencies joined by a slash or a hyphen: "dpa/tmn", "AFP-Jiji"."""
    while (more := re.match(r"\s?[/-]\s?", text[end : end + 3])) and (further := wire_at(text, end + more.end())):
        end = further
    branch = _BRANCH.match(text, end)
    return branch.end() if branch else end


def _domain_at(text: str, at: int) -> int | None:
    found = DOMAIN.match(text, at, min(len(text), at + 40))
    return found.end() if found and "." in found[0][:-1] and len(found[0]) > 5 and not found[0].startswith("www.") else None


def _bracket(text: str, at: int, row: Row, paper: Paper) -> Row | None:
    """The row with what stands in brackets: a region, a date, an agency, or several of these."""
    double = text.startswith("((", at)
    close = text.find("))" if double else BRACKETS[text[at]], at + 1, at + 62)
    inside = text[at + 1 : close].strip(" (") if close > 0 else ""
    slash = text[at] in "/|\\"
    if not inside or "\n" in inside or (slash and "(" in inside) or fold(inside.partition(":")[0]) in words().labels:
        return None
    close += double
    signed = words().staff.sub("", inside)
    if not signed:
        return replace(row, end=close + 1, bracketed=True, desk=True)  # "(Enviado especial)"
    known = is_wire(signed) or is_outlet(signed) or wire_at(signed, 0)
    if row.where and not row.agency and not slash and not is_wire(inside) and (within := regions().get(fold(inside))):
        return _qualified(text, row, within, close + 1, paper)
    behind_place = row.where and row.end == row.where[-1].end and not slash and not known
    if behind_place and (nearer := _lying(text, row, inside, close + 1, paper)):
        return nearer
    written = paper.date_at(inside, 0) if row.day is None else None
    if slash and row.where and not row.day and not known and not written and (len(inside) > 14 or paper.best(inside)):
        return None  # "LONDON/PARIS/ROME" has no brackets
    row = replace(row, end=close + 1, bracketed=True)
    if written and written.has_month:
        row = replace(row, day=DatelineDate(inside[: written.end], written.iso), has_month=True)
        signed = inside[written.end :].strip(" ,;–—-/|")
    if not signed or row.agency is not None:
        return row if written else None
    if words().correspondents.fullmatch(signed):
        return replace(row, desk=True)  # "WASHINGTON (Od zvláštního zpravodaje) - ..."
    if known:
        return _signed(signed, row, paper)
    entry = paper.best(inside) if text[at] == "(" and not row.where and (not row.day or inside.isupper()) else None
    if entry and weight(entry, paper) >= 100_000:
        return replace(row, where=(Where(place(entry, inside), at + 1, close, entry),))
    signer = _SPACES.match(text, close + 1)
    if slash and row.where and signer and (end := wire_at(text, signer.end())) and NAME.fullmatch(signed):
        # "إسطنبول/ أحمد علي/ الأناضول"
        return replace(row, end=end, agency=agency(text[signer.end() : end]), correspondent=signed, wired=True, unended=True)
    short = len(signed) <= 30 and len(signed.split()) <= 4 and signed[0].isalnum()
    if short and fold(signed) not in words().labels and not re.search(r"^\d|\d{3}|\d[-:]\d|[?!%€$]", signed):
        return replace(row, agency=agency(signed))
    return None


def _lying(text: str, row: Row, inside: str, end: int, paper: Paper) -> Row | None:
    """The row whose last place is told from its namesakes by what is near: "Halle (Saale)", "Rust (Ortenaukreis)"."""
    last = row.where[-1]
    entry = paper.best(text[last.start : end])
    beside = None if entry or inside.isupper() else paper.best(inside)
    near = beside is not None and last.entry is not None and beside.country == last.entry.country and beside.population >= 5_000
    if not (entry or near or words().district.search(inside)):
        return None
    found = entry or last.entry
    written = text[last.start : end]
    where = replace(last, place=place(found, written), entry=found, end=end) if found else replace(last, end=end)
    return replace(row, end=end, where=(*row.where[:-1], where))


def _signed(signed: str, row: Row, paper: Paper) -> Row:
    """The row with a known agency and what may stand with it: "ТАСС Иван Петров", "Петър Петров, БТА", "Reuters, June 5"."""
    end = wire_at(signed, 0)
    more = signed[end:].strip(" ,،–—-") if end else ""
    if row.day is None and end and (later := paper.date_at(more, 0)):
        return replace(row, agency=agency(signed[:end]), day=DatelineDate(more[: later.end], later.iso), wired=True)
    whole = is_wire(signed) or is_outlet(signed)
    row = replace(row, wired=bool(whole))
    if (pair := re.fullmatch(r"(.+?)(?:,\s?|\s[–—-]\s?)(.+)", signed)) and is_wire(pair[2]) and not is_wire(pair[1]):
        if NAME.fullmatch(pair[1]):
            return replace(row, agency=agency(pair[2]), correspondent=pair[1])
        return replace(row, agency=agency(pair[2]))
    if not whole and end and NAME.fullmatch(more):
        return replace(row, agency=agency(signed[:end]), correspondent=more, wired=True)
    return replace(row, agency=agency(signed))


def _with_place(text: str, at: int, mark: str, row: Row, paper: Paper) -> Row | None:
    """The row with one more place, or with the region that qualifies its last one."""
    plain = mark.strip()
    if row.desk and not row.where and row.agency is None and plain not in (",", ":", "/"):
        return None
    if row.where and row.agency is None and row.day is None:
        if plain in (",", "،", "") and mark and (found := region_at(text, at)):
            qualified = _qualified(text, row, found[1], found[0], paper)
            if qualified and not (row.where[-1].qualified and plain == ""):
                return qualified
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
    if row.where or (row.agency and (not row.wired or mark == "-")):  # "ECO-FRIENDLY"
        return None
    site = row.agency is not None and "." in row.agency.as_written[1:-1]
    leads = row.wired and not row.bracketed and plain in (*DASHES, "/")  # "Shafaq News – Kirkuk The council ..."
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


def _qualified(text: str, row: Row, within: tuple[Region, ...], end: int, paper: Paper) -> Row | None:
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
    where = Where(found, last.start, end, entry, qualified=True)
    return replace(row, end=end, where=(*row.where[:-1], where), bracketed=written[-1] in ")]）］")
