"""Datelines that something else begins: "By Ann Lee LONDON (Reuters) -", "De notre envoyée spéciale à", "Z Brukseli ..."."""

import re
from collections.abc import Callable
from dataclasses import replace

from articles.article import Dateline
from articles.dateline.draft import NAME, DatelineDraft
from articles.dateline.lexicon import agency, wire_agency, words
from articles.dateline.place_names import SEPARATOR, Paper, PlaceMention, name_at, place_behind_preposition
from articles.rule_table import first_match

Reader = Callable[[str, int, Paper], tuple[DatelineDraft, int, str] | None]
"""Reads the row that starts at a place of a text, as the last good row, where the text goes on, and the rule that took it."""

_CAPITAL = re.compile(r"(?:^|(?<=[\s,])|(?<=[a-zà-ÿ]))[^\W\d_a-zà-ÿ][^\W\d_a-zà-ÿ.]{2,}")
_WRITTEN_BY = re.compile(
    r"(?P<who>[^\W\d_][^/(:\d]{4,60}?)(?:\s?/\s?|\s[–-]\s)(?=[^\W\d_a-zçğıöşü]{3}[^(]{0,30}\([^\W\d_]{2,8}\))"
)
_SURNAME = re.compile(r"(?:[A-ZÇĞİÖŞÜ][^\W\d_]+\s){1,3}[A-ZÇĞİÖŞÜ]{2,}\b")
_SLASHED = re.compile(r"[^\W\d_a-z]{3,}(?:/[^\W\d_a-z]{3,}){1,2}\s+")
_CAPITALS = re.compile(r"[^\W\d_a-z]{3,}(?:[ -][^\W\d_a-z]{3,}){0,2} ")


def parse(text: str, start: int, paper: Paper, read: Reader) -> Dateline | None:
    """The dateline behind what leads to it, or None where nothing does."""
    if opening := words().byline.match(text, start):
        return after_byline(text, opening.end(), paper, read)
    if opening := words().correspondents.match(text, start):
        return after_correspondent(text, start, opening.end(), paper)
    if found := behind_its_author(text, start, paper, read):
        return found
    decided = first_match(READINGS, text, start, paper)
    return decided[1] if decided else None


def dateline(row: DatelineDraft, body: int, rule: str) -> Dateline:
    """The dateline that a row of parts is."""
    where = tuple(mention.place for mention in row.where)
    return Dateline(where, row.day, row.agency, row.correspondent, (row.start, row.end), body, rule)


def behind_its_author(text: str, start: int, paper: Paper, read: Reader) -> Dateline | None:
    """Turkish papers print who wrote it before the place and the agency, the family name in capitals.

    Taken: tr: Ayşe Örnek YILMAZ/ANKARA (AA) - Genel Kurul
    Left: tr: ANKARA (AA) - Genel Kurul
    Known problems: A name in the usual case.
    """
    wrote = _WRITTEN_BY.match(text, start) if paper.lang == "tr" else None
    good = read(text, wrote.end(), paper) if wrote and _SURNAME.match(wrote["who"]) else None
    if not wrote or not good or not good[0].has_agency or not good[0].where:
        return None
    row = replace(good[0], start=start, correspondent=wrote["who"].strip())
    return dateline(row, good[1], "behind_its_author")


def after_byline(text: str, start: int, paper: Paper, read: Reader) -> Dateline | None:
    """A name behind "By", then a dateline with a known agency.

    Taken: en: By Ann Lee LONDON (Reuters) - The council
    Left: en: LONDON (Reuters) - The council
    Known problems: A byline without a place behind it, of which none is read.
    """
    for capital in list(_CAPITAL.finditer(text[start : start + 80]))[:6]:
        at = start + capital.start()
        good = read(text, at, paper)
        if good and good[0].has_agency and good[0].where:
            who = " ".join(_name_before(text[start:at])) or None
            return dateline(replace(good[0], start=start, correspondent=who), good[1], "after_byline")
    return None


def _name_before(text: str) -> list[str]:
    parts = text.strip(" ,-–—|").split()
    return parts[:-1] if parts and wire_agency(parts[-1]) else parts


def after_correspondent(text: str, start: int, at: int, paper: Paper) -> Dateline | None:
    """The town of a correspondent whom nobody names.

    Taken: es: Corresponsal en Berlín La coalición
    Left: es: BERLÍN (EFE) - La coalición
    Known problems: A town that is not in the gazetteer.
    """
    found = name_at(text, at, paper)
    if found is None:
        return None
    separator = SEPARATOR.match(text, found.end)
    mark, body = (separator["mark"], separator.end()) if separator else ("", found.end)
    if "," in mark or not _begins(text, body):
        return None
    return dateline(DatelineDraft(start, found.end, (found,)), body, "after_correspondent")


def place_before_a_name(text: str, start: int, paper: Paper) -> Dateline | None:
    """Where from, who and for whom.

    Taken: pl: Z Brukseli Jan Kowal (PAP) - Rada
    Left: pl: Bruksela (PAP) - Rada
    Known problems: Only agencies that are known.
    """
    found = place_behind_preposition(text, start, paper, loose=True)
    name = NAME.match(text, found.end + 1) if found else None
    wire = re.compile(r"\s?\((?P<wire>[^)]{2,20})\)").match(text, name.end()) if name else None
    if not found or not name or not wire or not wire_agency(wire["wire"]):
        return None
    separator = SEPARATOR.match(text, wire.end())
    row = DatelineDraft(start, wire.end(), (found,), agency=agency(wire["wire"]), correspondent=name[0])
    return dateline(row, separator.end() if separator else wire.end(), "place_before_a_name")


def before_a_sentence(text: str, start: int, paper: Paper) -> Dateline | None:
    """A city in capitals that a sentence follows with nothing between.

    Taken: nl: ROTTERDAM De havenstaking is voorbij
    Left: nl: ROTTERDAM - De havenstaking is voorbij
    Known problems: Not in English, where headlines in capitals begin so.
    """
    capitals = _CAPITALS.match(text, start)
    if paper.lang in (None, "en") or not capitals or not words().openers.match(text, capitals.end()):
        return None
    found = name_at(text, start, paper, least=100_000)
    at_end = found is not None and found.end + 1 == capitals.end()
    small = re.compile(r"\S+ \S*[^\W\d_]{2,}").match(text, capitals.end())
    if not found or not at_end or not small or small[0].isupper() or _is_called_so(found):
        return None
    return dateline(DatelineDraft(start, found.end, (found,)), capitals.end(), "before_a_sentence")


def pair_before_a_sentence(text: str, start: int, paper: Paper) -> Dateline | None:
    """Cities in capitals, parted by a slash, that a sentence follows.

    Taken: sv: KYIV/STOCKHOLM Ryssland har
    Left: sv: STOCKHOLM - Ryssland har
    Known problems: A city that is not in the gazetteer.
    """
    block = _SLASHED.match(text, start)
    if not block or not re.match(r"[^\W\d_a-z]\w*[a-zà-ÿа-я]", text[block.end() :]):
        return None
    found, at = [], start
    for name in block[0].strip().split("/"):
        where = name_at(text, at, paper)
        if where is None or where.end != at + len(name):
            return None
        found.append(where)
        at = where.end + 1
    return dateline(DatelineDraft(start, at - 1, tuple(found)), block.end(), "pair_before_a_sentence")


READINGS = (place_before_a_name, before_a_sentence, pair_before_a_sentence)

LEADS = (after_byline, after_correspondent, behind_its_author, *READINGS)
"""All that may lead to a dateline."""


def _is_called_so(found: PlaceMention) -> bool:
    return found.place.as_written.casefold() in words().people


def _begins(text: str, at: int) -> bool:
    first = next((c for c in text[at:] if c.isalnum()), "")
    return bool(first) and not first.islower()
