"""What stands in brackets or quotation marks in a dateline: a region, a date, an agency, or several of these."""

import re
from dataclasses import replace

from articles.article import DatelineDate
from articles.dateline.draft import NAME, DatelineDraft
from articles.dateline.lexicon import agency, is_outlet, wire_agency, wire_at, words
from articles.dateline.place_names import BRACKETS, Paper, PlaceMention, weight
from articles.dateline.regions import qualified
from articles.places.gazetteer import fold, place, regions

_HOUSE = re.compile(r"(?P<house>[\"“”«](?P<name>[^\"“”«»:]{3,28})[\"“”»](?:\s?دوت كوم|\s?نت)?)")
_SPACES = re.compile(r"\s*")


def quoted(text: str, at: int, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
    """The row with a paper in quotation marks, as Arabic and Persian ones sign: غزة - "القدس العربي": ..."""
    house = _HOUSE.match(text, at) if paper.lang in ("ar", "fa", "ur") and row.where and row.agency is None else None
    if house is None:
        return None
    known = bool(wire_agency(house["name"]) or is_outlet(house["name"]))
    if not known and not re.match(r"\s?[:–—-]", text[house.end() :]):
        return None
    return replace(row, end=house.end("house"), agency=agency(house["name"]), bracketed=True, has_agency=known, unended=known)


def bracket(text: str, at: int, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
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
    known = wire_agency(signed) or is_outlet(signed) or wire_at(signed, 0)
    if row.where and not row.agency and not slash and not wire_agency(inside) and (within := regions().get(fold(inside))):
        return qualified(text, row, within, close + 1, paper)
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
        return replace(row, where=(PlaceMention(place(entry, inside), at + 1, close, entry),))
    signer = _SPACES.match(text, close + 1)
    if slash and row.where and signer and (end := wire_at(text, signer.end())) and NAME.fullmatch(signed):
        # "إسطنبول/ أحمد علي/ الأناضول"
        return replace(
            row, end=end, agency=agency(text[signer.end() : end]), correspondent=signed, has_agency=True, unended=True
        )
    short = len(signed) <= 30 and len(signed.split()) <= 4 and signed[0].isalnum()
    if short and fold(signed) not in words().labels and not re.search(r"^\d|\d{3}|\d[-:]\d|[?!%€$]", signed):
        return replace(row, agency=agency(signed))
    return None


def _lying(text: str, row: DatelineDraft, inside: str, end: int, paper: Paper) -> DatelineDraft | None:
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


def _signed(signed: str, row: DatelineDraft, paper: Paper) -> DatelineDraft:
    """The row with a known agency and what may stand with it: "ТАСС Иван Петров", "Петър Петров, БТА", "Reuters, June 5"."""
    end = wire_at(signed, 0)
    more = signed[end:].strip(" ,،–—-") if end else ""
    if row.day is None and end and (later := paper.date_at(more, 0)):
        return replace(row, agency=agency(signed[:end]), day=DatelineDate(more[: later.end], later.iso), has_agency=True)
    whole = wire_agency(signed) or is_outlet(signed)
    row = replace(row, has_agency=bool(whole))
    if (pair := re.fullmatch(r"(.+?)(?:,\s?|\s[–—-]\s?)(.+)", signed)) and wire_agency(pair[2]) and not wire_agency(pair[1]):
        if NAME.fullmatch(pair[1]):
            return replace(row, agency=agency(pair[2]), correspondent=pair[1])
        return replace(row, agency=agency(pair[2]))
    if not whole and end and NAME.fullmatch(more):
        return replace(row, agency=agency(signed[:end]), correspondent=more, has_agency=True)
    return replace(row, agency=agency(signed))
