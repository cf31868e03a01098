"""Datelines: where, when and through whom a story came, as the first words of its first paragraph say.

A dateline is a row of parts (places, a date, an agency, a correspondent) that something ends: a dash, a colon, a full stop. The
parts are read from left to right; after each one the row so far is judged by what it holds and what ends it, and the last row
that was good is the dateline. East Asian forms, which close it with a bracket or with 電, are in `dateline_east`.
"""

import re
import unicodedata
from datetime import date
from typing import Any

from articles.article import Dateline
from articles.dateline import east_asian, lead
from articles.dateline.draft import DatelineDraft
from articles.dateline.lexicon import wire_agency, words
from articles.dateline.parts import next_part
from articles.dateline.place_names import BRACKETS, DASHES, SEPARATOR, Paper, weight
from articles.places.gazetteer import fold, regions

HEAD = 160
"""Characters in which a dateline must end."""

_OPENING = re.compile(r"(?:(?!['’][sS]-)[\s\u200b-\u200f\u202a-\u202e\ufeff*•>|\"“„«‘'])*")
_ENDING = re.compile(rf"[{DASHES}:：.،।/()（）|»\]［]|[,،]\s?\d|\d[,،]|[A-ZÀ-Þ]{{2}},\s[A-Z]")
"""One of these ends every dateline."""


def parse(raw: str, *, lang: str | None = None, country: str | None = None, published: date | None = None) -> Dateline | None:
    """The dateline at the start of a paragraph, or None where there is none.

    `lang` (ISO 639-1) tells which months, places and habits to expect; `country` (ISO 3166-1 alpha-2), where the paper
    is printed, tells places of one name apart; a date without a year is the one nearest to `published`.
    """
    text = raw[: HEAD * 2]
    lang = (lang or "").lower().replace("_", "-").partition("-")[0] or None
    paper = Paper(lang, country.upper() if country else None, published)
    if found := east_asian.parse(text, paper):
        return found
    start = _OPENING.match(text).end()  # type: ignore[union-attr]
    if found := lead.parse(text, start, paper, _read):
        return found
    if not _ENDING.search(text, start, start + 100):
        return None
    good = None if words().byline.match(text, start) else _read(text, start, paper)
    return lead.dateline(*good) if good else None


def to_json(raw: str, dateline: Dateline | None) -> dict[str, Any]:
    """The answer of `copydesk parse datelines`, but for its id."""
    if dateline is None:
        return {
            "is_dateline": False,
            "places": [],
            "date": None,
            "agency": None,
            "correspondent": None,
            "span": None,
            "body_start": 0,
        }
    return {
        "is_dateline": True,
        "places": [
            {"as_written": p.as_written, "name": p.name, "admin1": p.admin1, "country": p.country, "lat": p.lat, "lon": p.lon}
            for p in dateline.places
        ],
        "date": {"as_written": dateline.date.as_written, "iso": dateline.date.iso} if dateline.date else None,
        "agency": {"as_written": dateline.agency.as_written, "name": dateline.agency.name} if dateline.agency else None,
        "correspondent": dateline.correspondent,
        "span": list(dateline.span),
        "body_start": min(dateline.body_start, len(raw)),
    }


def _read(text: str, start: int, paper: Paper) -> tuple[DatelineDraft, int] | None:
    """The last good row and where the text goes on behind it."""
    row = DatelineDraft(start, start)
    at, mark, good = start, "", None
    for _ in range(9):
        following = next_part(text, at, mark, row, paper)
        if following is None or following.end > HEAD:
            break
        row = following
        separator = SEPARATOR.match(text, row.end)
        mark, at = (separator[0], separator.end()) if separator else ("", row.end)
        if text[row.end - 1 : row.end] == "." and (row.day or row.agency) and not mark.strip():
            mark = "." + mark
        if _is_good(text, row, mark, at, paper):
            good = row, at
        if not mark and text[at : at + 1] not in BRACKETS:
            break
    return good


def _is_good(text: str, row: DatelineDraft, mark: str, at: int, paper: Paper) -> bool:
    """Whether the parts, what ends them and how the text goes on make a dateline."""
    rest = text[at:]
    plain = "".join(mark.split())
    glued = (
        plain == mark
        and plain in tuple("-‐‑–_~·")
        and _is_letter(text[row.end - 1])
        and _is_compound(text, row, plain, rest, paper)
    )
    site = row.agency is not None and "." in row.agency.as_written
    bar = plain == "|" and ((mark != plain and bool(row.where)) or site)
    dash = not glued and (bar or any(character in DASHES for character in plain))
    stop = "." in plain or "।" in plain or (plain == ";" and row.bracketed)
    colon = ":" in plain or "：" in plain
    state = bool(row.where) and row.where[-1].qualified and not plain and text[row.end - 1] == "."  # "HAMPTON, Va. The ..."
    opens = plain == "," and len(row.where) == 1 and bool(words().openers.match(rest))
    ended = dash or stop or colon or state or opens or (text[row.end - 1] in "/)]】）" and "," not in plain) or "»" in plain
    first = next((c for c in rest if c.isalnum()), "")
    if not first or (first.islower() and not (row.has_agency and (dash or colon))):
        return False
    uncased = not any(c.isupper() or c.islower() for c in text[row.start : row.end])
    slash = plain == "/" and (mark != "/" or (uncased and row.has_agency)) and (row.has_agency or uncased)
    if not ended and not slash and not (row.unended and row.where and mark.isspace()):
        return False
    if row.where and not (row.day and row.has_agency) and fold(row.where[0].place.as_written) in words().labels:
        return False
    if any(w.inflected for w in row.where) and not (ended and (row.day or row.has_agency)):
        return False  # "V Praze v sobotu ..." is how a sentence begins
    known = len([w for w in row.where if w.entry or w.qualified]) == len(row.where) > 0
    caps = all(text[w.start : w.end].isupper() for w in row.where)
    if row.has_agency:
        if row.where and not known and not caps and (paper.lang in ("en", None) or not row.bracketed):
            return False
        if row.where or row.day:
            return row.bracketed or dash or stop or colon or plain == "/" or row.unended
        if row.desk:
            return row.bracketed or dash
        named_wire = wire_agency(row.agency.as_written) if row.agency else None
        site = "." in text[row.start : row.end] and paper.lang not in ("en", None)  # "Salary.com – A guide" is a list's item
        firm = named_wire or text[row.start : row.end].isupper() or site
        return (row.bracketed and text[row.start] in "([/（【") or (bool(firm) and (dash or plain == "/"))
    if row.desk and row.where:
        return (known or (uncased and stop)) and (dash or stop or colon)
    if row.agency:
        if known and row.bracketed and not plain and words().openers.match(rest):  # "Erbil (BasNews) The ..."
            return True
        if row.where or row.day:
            colon_counts = caps or paper.lang in words().bracket_colon
            return (known or (caps and row.has_month)) and (dash or stop or (colon and colon_counts))
        inside = row.agency.as_written
        return dash and inside[:1].isupper() and 2 <= len(inside) <= 20 and text[row.start] in "(/" and len(inside.split()) < 3
    if row.day:
        return bool(row.where) and (known or caps) and (dash or colon or stop)
    if row.bracketed and not (dash or colon or stop) and any(w.qualified for w in row.where):
        return False
    return known and not _is_headline(text, row, rest, paper) and _stands_alone(text, row, dash or slash, colon, rest, paper)


def _is_headline(text: str, row: DatelineDraft, rest: str, paper: Paper) -> bool:
    """Whether a place opens a headline: "Freiburg – Stadt der Radfahrer: Warum ...", "Sevilla – Betis. El derbi ..."."""
    if len(row.where) != 1 or row.where[0].qualified:
        return False
    first = re.split(r"[.!?।]\s", rest, maxsplit=1)[0]
    if len(first) < len(rest) - 12 and len(first.split()) < 3 and text[row.start : row.end].istitle():
        return True
    colon = re.search(r"\s?:\s(?![\"“”«„'‚])", first)
    if colon and len(first[: colon.start()].split()) < 13 and not text[row.start : row.end].isupper():
        return True
    near = re.match(r"([^\W\d_]+) [^\W\d_]", rest) if paper.lang == "tr" else None
    return near is not None and near[0][-1].islower() and paper.best(near[1]) is not None  # "Ordu - Giresun karayolunda ..."


def _is_letter(character: str) -> bool:
    """Whether it is part of a word: the vowels of Indian scripts are marks."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _is_compound(text: str, row: DatelineDraft, plain: str, rest: str, paper: Paper) -> bool:
    """Whether a dash without spaces joins words: "Havanna-Syndrom", "March 16–19", "PARIS–Nice", not "PARIS–The council"."""
    if plain != "–" or not row.where or not text[row.start : row.end].isupper() or not rest[:2].istitle():
        return True
    return bool(re.match(r"\w+[–—-]", rest)) or paper.best(re.split(r"[\W\d]", rest, maxsplit=1)[0]) is not None


def _stands_alone(text: str, row: DatelineDraft, dash: bool, colon: bool, rest: str, paper: Paper) -> bool:
    """Whether places with neither date nor agency are a dateline: what may be a label or a headline must be a large place."""
    written = text[row.start : row.end]
    first = row.where[0]
    caps = text[first.start : first.end].split(",")[0].strip().isupper() and len(written) > 2
    uncased = not any(c.isupper() or c.islower() for c in written)
    long_enough = len(rest) > (40 if rest.rstrip()[-1] in ".।۔…。" else 60)
    name = fold(text[first.start : first.end])
    if row.bracketed and text[row.start] == "(" and not first.qualified:
        return paper.lang in ("fr", None) and rest[:1].isupper() and len(rest) > 40
    if "|" in text[row.end : len(text) - len(rest)] and not long_enough:
        return False
    if any(w.qualified for w in row.where):
        return dash or caps or (long_enough and not colon)
    if dash and _is_pair(rest, paper):
        return False
    if name in regions() and first.entry is not None and weight(first.entry, paper) < 200_000:
        return False
    if any(w.listed for w in row.where) and not caps:
        return False
    people = min((weight(w.entry, paper) for w in row.where if w.entry), default=0.0)
    if caps:
        if dash:
            return people >= (1_000 if long_enough else 1_000_000)
        if colon and not _opens_a_story(name, people, rest, paper):
            return False
        if colon:
            return people >= 100_000 and (name not in words().people or (long_enough and people >= 10_000_000))
        return people >= (20_000 if "," in text[row.end : len(text) - len(rest)] else 1_000) and long_enough
    if not long_enough:
        return dash and people >= 1_000_000
    spaced = (dash and bool(re.match(r"\s|.?[—.]|\s?-\s?-", text[row.end : row.end + 2]))) or (dash and uncased)
    if dash:
        return spaced and people >= (20_000 if paper.lang in (None, "en") else 8_000) and name not in words().people
    if colon:
        country = first.place.country or ""
        return people >= 200_000 and (
            (uncased and paper.lang in words().colon_languages) or (country in words().colon and paper.lang in (None, "en"))
        )
    # "Essen. Trinken. Schlafen.", "Toledo. Tres culturas y un solo río: así se visita ..." speak of the place.
    clause, until_colon = (len(re.split(marks, rest, maxsplit=1)[0].split()) for marks in (r"[.!?]\s", r":\s(?![\"“”«„'‚])"))
    sentence = (clause > 3 and until_colon > 12) or uncased
    return (
        people >= 20_000
        and paper.lang in words().full_stop
        and written[-1] != "."
        and sentence
        and not words().back.match(rest)
        and (name not in words().people or people >= 5_000_000)  # "Rosario." is the town in a paper that lives near it
    )


def _opens_a_story(name: str, people: float, rest: str, paper: Paper) -> bool:
    """Whether a place in capitals and a colon do, rather than name who speaks ("SANTIAGO: No lo sé") or a headline's land."""
    if words().speech.match(rest):
        return False
    return paper.lang in words().colon_languages or (people >= 500_000 and name not in regions() and rest[0] not in '«“„"')


def _is_pair(rest: str, paper: Paper) -> bool:
    """Whether what follows a place and a dash makes a headline: "Porto – Benfica: ...", "Vienna – Budapest in an hour: ..."."""
    head, colon, _ = rest[:50].partition(":")
    names = [name for name in head.split() if any(letter.isalnum() for letter in name)]
    if re.match(r"(?:\S+\s){1,3}\d+\s?[-–:]\s?\d", rest):
        return True
    route = re.match(r"(\w{3,})-[^\W\d_]", rest)
    if route and route[0][-1].islower() and paper.best(route[1]) is not None:
        return True  # "Turku – Maarianhamina-reitin laivat ..."
    if not colon or not names:
        return False
    entry = paper.best(names[0].strip(",.–-"))
    titled = all(name[0].isupper() or words().joiners.match(name + " ") for name in names)
    return (len(names) <= 3 and titled) or (entry is not None and weight(entry, paper) >= 100_000)
