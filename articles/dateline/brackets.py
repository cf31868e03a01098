"""What stands in brackets or quotation marks in a dateline: a region, a date, an agency, or several of these."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from articles.article import DatelineDate
from articles.dateline.draft import NAME, DatelineDraft
from articles.dateline.lexicon import agency, is_outlet, wire_agency, wire_at, words
from articles.dateline.place_names import BRACKETS, Paper, PlaceMention, weight
from articles.dateline.regions import qualified
from articles.dates.written import Written
from articles.places.gazetteer import Region, fold, place, regions
from articles.rule_table import first_match

_HOUSE = re.compile(r"(?P<house>[\"“”«](?P<name>[^\"“”«»:]{3,28})[\"“”»](?:\s?دوت كوم|\s?نت)?)")
_NUMBERED = re.compile(r"^\d|\d{3}|\d[-:]\d|[?!%€$]")

_EDITION = re.compile(
    r"\((?:\d{1,2}(?:st|nd|rd|th)\s)?(?:lead|ld|updated?|wrap(?:up)?|corrected|correction|recast|adds)(?:\s?\d{1,2})?\)",
    re.IGNORECASE,
)
"""Which version of a dispatch it is: "(UPDATED)", "(2nd LD)"."""

GREAT_TOWN = 100_000
"""Weight from which a name in brackets at the start is a town: people and things are called like smaller ones."""


def quoted(text: str, at: int, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
    """The row with a paper in quotation marks, as Arabic and Persian ones sign: غزة - "القدس العربي": ..."""
    house = _HOUSE.match(text, at) if paper.lang in ("ar", "fa", "ur") and row.where and row.agency is None else None
    if house is None:
        return None
    known = bool(wire_agency(house["name"]) or is_outlet(house["name"]))
    if not known and not re.match(r"\s?[:–—-]", text[house.end() :]):
        return None
    return replace(row, end=house.end("house"), agency=agency(house["name"]), bracketed=True, has_agency=known, unended=known)


@dataclass(frozen=True)
class Bracket:
    """What stands `inside` brackets that open `at` and close before `end`, or between slashes; `signed` may be who signs."""

    text: str
    at: int
    end: int
    inside: str
    signed: str
    row: DatelineDraft
    paper: Paper

    @property
    def is_slash(self) -> bool:
        """Whether strokes take the place of brackets."""
        return self.text[self.at] in "/|\\"

    @cached_property
    def is_known(self) -> bool:
        """Whether an agency or outlet signs it."""
        return bool(wire_agency(self.signed) or is_outlet(self.signed) or wire_at(self.signed, 0))

    @cached_property
    def written(self) -> Written | None:
        """The date that it begins with, where the row has none."""
        return self.paper.date_at(self.inside, 0) if self.row.day is None else None


def bracket(text: str, at: int, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
    """The row with what stands in brackets: a region, a date, an agency, or several of these."""
    if row.where and (edition := _EDITION.match(text, at)):
        return replace(row, end=edition.end(), bracketed=True)
    opened = _opened(text, at, row, paper)
    if opened is None:
        return None
    if not opened.signed:
        return replace(row, end=opened.end, bracketed=True, desk=True, unended=bool(row.where))  # "(Enviado especial)"
    if _is_code_of_a_district(opened):
        return replace(row, end=opened.end, bracketed=True)
    if within := _region(opened):
        return qualified(text, row, within, opened.end, paper)
    if nearer := _lies_near(opened):
        return nearer
    if _is_list_of_places(opened):
        return None
    dated = _dated(opened)
    if not dated.signed or row.agency is not None:
        return dated.row if opened.written else None
    decided = first_match(SIGNED_BRACKETS, dated, opened.is_known)
    return decided[1] if decided else None


def _opened(text: str, at: int, row: DatelineDraft, paper: Paper) -> Bracket | None:
    """The brackets that open `at`; None where they do not close soon, or hold nothing or a label."""
    double = text.startswith("((", at)
    close = text.find("))" if double else BRACKETS[text[at]], at + 1, at + 62)
    inside = text[at + 1 : close].strip(" (") if close > 0 else ""
    opened = Bracket(text, at, close + 1 + double, inside, words().staff.sub("", inside), row, paper)
    if not inside or "\n" in inside or (opened.is_slash and "(" in inside) or fold(inside.partition(":")[0]) in words().labels:
        return None
    return opened


def _is_list_of_places(this: Bracket) -> bool:
    """ "LONDON/PARIS/ROME" has no brackets."""
    alone = this.is_slash and this.row.where and not this.row.day and not this.is_known and not this.written
    return bool(alone) and (len(this.inside) > 14 or this.paper.best(this.inside) is not None)


def _dated(this: Bracket) -> Bracket:
    """The same, with its date in the row and no longer in what signs it."""
    row, written = replace(this.row, end=this.end, bracketed=True), this.written
    if not written or not written.has_month:
        return replace(this, row=row)
    row = replace(row, day=DatelineDate(this.inside[: written.end], written.iso), has_month=True)
    return replace(this, row=row, signed=this.inside[written.end :].strip(" ,;–—-/|"))


_DISTRICT_CODES = {
    "it": ("IT", re.compile(r"[A-Z]{2}")),
    "fr": ("FR", re.compile(r"\d{2,3}|2[AB]")),
}
"""How papers of a language give a district behind a town of that country: "ROVERETO (TN)", "Rouen (76)"."""


def _is_code_of_a_district(this: Bracket) -> bool:
    country, code = _DISTRICT_CODES.get(this.paper.lang or "", ("", None))
    if code is None or this.is_slash or not code.fullmatch(this.inside):
        return False
    town = this.row.where[-1] if this.row.where and this.row.end == this.row.where[-1].end else None
    if town is None or town.place.country != country:
        return False
    # "PALERMO (PA)", but "ROMA (AP)"
    return not wire_agency(this.inside) or fold(town.place.as_written).startswith(fold(this.inside))


def _region(this: Bracket) -> tuple[Region, ...]:
    """The regions of a name behind a place: "Springfield (Illinois)"."""
    if not this.row.where or this.row.agency or this.is_slash or wire_agency(this.inside):
        return ()
    return regions().get(fold(this.inside), ())


def _lies_near(this: Bracket) -> DatelineDraft | None:
    """The row whose last place is told from its namesakes by what is near: "Halle (Saale)", "Rust (Ortenaukreis)"."""
    behind = this.row.where and this.row.end == this.row.where[-1].end
    if not behind or this.is_slash or this.is_known:
        return None
    return _lying(this.text, this.row, this.inside, this.end, this.paper)


def correspondent(this: Bracket, _: bool) -> DatelineDraft | None:
    """ "WASHINGTON (Od zvláštního zpravodaje) - ..."."""
    return replace(this.row, desk=True) if words().correspondents.fullmatch(this.signed) else None


def known_agency(this: Bracket, is_known: bool) -> DatelineDraft | None:
    """ "BERLIN (dpa)", "(ТАСС Иван Петров)"."""
    return _signed(this.signed, this.row, this.paper) if is_known else None


def great_town(this: Bracket, _: bool) -> DatelineDraft | None:
    """ "(Madrid)" at the start."""
    row, opens = this.row, this.text[this.at] == "(" and not this.row.where
    entry = this.paper.best(this.inside) if opens and (not row.day or this.inside.isupper()) else None
    if entry is None or weight(entry, this.paper) < GREAT_TOWN:
        return None
    return replace(row, where=(PlaceMention(place(entry, this.inside), this.at + 1, this.end - 1, entry),))


def name_and_agency(this: Bracket, _: bool) -> DatelineDraft | None:
    """ "إسطنبول/ أحمد علي/ الأناضول"."""
    if not this.is_slash or not this.row.where or not NAME.fullmatch(this.signed):
        return None
    start = this.end + len(this.text[this.end :]) - len(this.text[this.end :].lstrip())
    end = wire_at(this.text, start)
    signer = agency(this.text[start:end]) if end else None
    return replace(this.row, end=end, agency=signer, correspondent=this.signed, has_agency=True, unended=True) if end else None


def short_signature(this: Bracket, _: bool) -> DatelineDraft | None:
    """A few words that may be an agency that nobody knows: "(Sample Wire)"."""
    signed = this.signed
    short = len(signed) <= 30 and len(signed.split()) <= 4 and signed[0].isalnum()
    if not short or fold(signed) in words().labels or _NUMBERED.search(signed):
        return None
    return replace(this.row, agency=agency(signed))


SIGNED_BRACKETS = (correspondent, known_agency, great_town, name_and_agency, short_signature)
"""What is said by all but the date in the brackets."""


def _lying(text: str, row: DatelineDraft, inside: str, end: int, paper: Paper) -> DatelineDraft | None:
    """The row with what is near its last place: a namesake of that very region, a larger town beside, a district."""
    last = row.where[-1]
    entry = paper.best(text[last.start : end])
    loud = inside.isupper() and not text[last.start : last.end].isupper()
    beside = None if entry or loud else paper.best(inside)
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
