"""The parts of a dateline, read one after the other: places, a date, an agency, a correspondent."""

import re
from dataclasses import replace

from articles.article import DatelineDate
from articles.dateline.brackets import bracket, quoted
from articles.dateline.draft import NAME, DatelineDraft
from articles.dateline.lexicon import DOMAIN, agency, wire_at, words
from articles.dateline.place_names import BRACKETS, Paper, closed, weight
from articles.dateline.regions import with_place
from articles.dates.written import nearest, weekday_at

_DAY_AND_AGENCY = re.compile(r"(?P<day>[0-3]?\d)\s?\(")  # "BARCELONA, 5 (EUROPA PRESS)"
_BRANCH = re.compile(r"-[^\W\d_a-zа-яіїєґ][^\W\d_]+(?=\s[–—-]\s|\.\s)")  # "Interfax-West", "ИНТЕРФАКС-СИБИРЬ"
_JOINED = re.compile(
    r"(?=\S*[^\W\d_A-Z-][A-ZА-Я]|\w+-\w)[^\W\d_a-z][\w-]{3,24}(?=\.\s[^\W\d_a-z])|[^\W\d_a-zа-яіїєґ]{4,24}(?=\s[–—-]\s)"
)
"""A house that nobody knows but by its capitals or hyphen: "АиФ-Дальинформ", "NEWSGEORGIA –"."""
TOWN_BEFORE_WIRE = 1_000_000
"""Weight from which a name at the start is the town's, though an agency or a paper is called so: Riyadh's, not a village's."""
_SHOUTED = re.compile(r"(?P<name>[^\W\d_a-z][^\W\d_a-z]+(?:[ -][^\W\d_a-z][^\W\d_a-z.]*){1,3})\s?[-–—]\s")


def next_part(text: str, at: int, mark: str, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
    """The row with the part that stands at `at` behind a separator, or None where no part does."""
    if found := quoted(text, at, row, paper):
        return found
    if text[at : at + 1] in BRACKETS or (mark.strip() == "/" and row.agency is None and row.where):
        opened = at if text[at : at + 1] in BRACKETS else row.end + mark.index("/")
        if found := bracket(text, opened, row, paper):
            return found
    if found := _day(text, at, mark, row, paper):
        return found
    if not text[at : at + 1].isalpha() and not text[at : at + 1].isdigit() and text[at : at + 1] not in "'’":
        return None
    return (
        _signature(text, at, mark, row, paper) or _correspondent(text, at, mark, row) or with_place(text, at, mark, row, paper)
    )


def _day(text: str, at: int, mark: str, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
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


def _signature(text: str, at: int, mark: str, row: DatelineDraft, paper: Paper) -> DatelineDraft | None:
    """The row with an agency that is named without brackets."""
    if row.agency is not None or ";" in mark or ":" in mark or not (end := _signature_at(text, at, row, paper)):
        return None
    end = _longer(text, end)
    signed = replace(row, end=end, agency=agency(text[at:end]), has_agency=True, unended=True)
    if _is_capital_sentence(text, at, end, mark, row):
        return signed
    placed = bool(row.where)
    tight = mark == "-" or (placed and _stands_apart(mark) and _opens_a_sentence(text, at, end, mark))
    dated = row.day and not mark.strip(" ,.–—-")
    if tight or closed(text, end) or dated or not placed:
        return replace(signed, unended=tight or bool(row.day and placed))
    return None


def _is_capital_sentence(text: str, at: int, end: int, mark: str, row: DatelineDraft) -> bool:
    """ "АЛМАТЫ. КАЗИНФОРМ В горах ...": a place and an agency in capitals, each a sentence."""
    capitals = "." in mark and bool(row.where) and text[row.start : end].isupper() and end - at > 4
    return capitals and re.match(r"\s[^\W\d_]", text[end : end + 2]) is not None


def _stands_apart(mark: str) -> bool:
    """Whether a mark has a space or a slash beside it."""
    return bool(mark.strip()) and (mark != mark.strip() or "/" in mark)


def _opens_a_sentence(text: str, at: int, end: int, mark: str) -> bool:
    """Whether a sentence follows an agency with nothing but a space between: "Baghdad - INA The ministry ..."."""
    uncased = not any(c.isupper() or c.islower() for c in text[at:end])
    if text[end : end + 1].isspace() and (uncased or words().openers.match(text, end + 1)):
        return True
    return "/" in mark and text[at].isupper() and text[end + 1 : end + 2].isupper()


def _correspondent(text: str, at: int, mark: str, row: DatelineDraft) -> DatelineDraft | None:
    """The row with the name that stands behind its agency."""
    if row.agency is None or row.correspondent is not None or not (row.where or row.day):
        return None
    if "," in mark and not row.bracketed:
        staff = words().staff.match(text, at)
        name = NAME.match(text, staff.end() if staff else at)
        if name and re.match(r"\s?[.–—-]", text[name.end() : name.end() + 2]):
            return replace(row, end=name.end(), correspondent=name[0])
    if row.has_agency and row.where and row.bracketed and mark.strip() in tuple("-–—"):
        shouted = _SHOUTED.match(text, at)  # "ANKARA (AA) - AHMET YILMAZ - ..."
        if shouted and shouted["name"].isupper():
            return replace(row, end=shouted.end("name"), correspondent=shouted["name"])
    return None


def _signature_at(text: str, at: int, row: DatelineDraft, paper: Paper) -> int | None:
    """The end of a wire or site named without brackets: after an unknown place or in small letters only behind a date."""
    end = wire_at(text, at)
    if end and not row.where and (town := paper.best(text[at:end])) and weight(town, paper) >= TOWN_BEFORE_WIRE:
        return None  # "الرياض" is a newspaper too
    if end and not row.day and (_is_small_word(text, at, end) or _is_behind_unknown_place(row)):
        return None
    site = _JOINED.match(text, at) if row.day and row.where else None
    site = None if site and paper.best(site[0]) else site
    return max(end or 0, _domain_at(text, at) or 0, site.end() if site else 0) or None


def _is_small_word(text: str, at: int, end: int) -> bool:
    """Whether a short agency is in small letters, as words are, and no bar or new sentence follows: "afp"."""
    small = end - at < 5 and text[at:end].islower()
    return small and not re.match(r"\s\||\.\s[^\W\d_a-z]", text[end : end + 3])


def _is_behind_unknown_place(row: DatelineDraft) -> bool:
    return bool(row.where) and row.where[-1].entry is None and not row.where[-1].qualified


def _longer(text: str, end: int) -> int:
    """Over agencies joined by a slash or a hyphen: "dpa/tmn", "AFP-Jiji"."""
    while (more := re.match(r"\s?[/-]\s?", text[end : end + 3])) and (further := wire_at(text, end + more.end())):
        end = further
    branch = _BRANCH.match(text, end)
    return branch.end() if branch else end


def _domain_at(text: str, at: int) -> int | None:
    found = DOMAIN.match(text, at, min(len(text), at + 40))
    return found.end() if found and "." in found[0][:-1] and len(found[0]) > 5 and not found[0].startswith("www.") else None
