"""Datelines: where, when and through whom a story came, as the first words of its first paragraph say.

A dateline is a row of parts (places, a date, an agency, a correspondent) that something ends: a dash, a colon, a full stop. The
parts are read from left to right; after each one the table of `rules` says whether the row so far is a dateline, and the last
row that is one is the answer. East Asian forms, which close it with a bracket or with 電, are in `east_asian`.
"""

import re
from datetime import date
from typing import Any

from articles.article import Dateline
from articles.dateline import east_asian, lead
from articles.dateline.lexicon import words
from articles.dateline.place_names import DASHES, Paper
from articles.dateline.recognise import HEAD, deciding_rule, read
from articles.languages import rules_for

_OPENING = re.compile(r"(?:(?!['’][sS]-)[\s\u200b-\u200f\u202a-\u202e\ufeff*•>|\"“„«‘'])*")
_ENDING = re.compile(rf"[{DASHES}:：.،।/()（）|»\]［]|[,،]\s?\d|\d[,،]|[A-ZÀ-Þ]{{2}},\s[A-Z]")
"""One of these ends every dateline."""


def parse(
    raw: str,
    *,
    lang: str | None = None,
    country: str | None = None,
    published: date | None = None,
    forms: frozenset[str] = frozenset(),
) -> Dateline | None:
    """The dateline at the start of a paragraph, or None where there is none.

    `lang` (ISO 639-1) tells which months, places and habits to expect; `country` (ISO 3166-1 alpha-2), where the paper
    is printed, tells places of one name apart; a date without a year is the one nearest to `published`. `forms` are those that
    were learned of the paper's datelines (`articles.profile.Profile.dateline_forms`).
    """
    text = raw[: HEAD * 2]
    paper = _paper(lang, country, published, forms)
    if found := east_asian.parse(text, paper):
        return found
    start = _start(text)
    if found := lead.parse(text, start, paper, read):
        return found
    if not _ENDING.search(text, start, start + 100):
        return None
    good = None if words().byline.match(text, start) else read(text, start, paper)
    return lead.dateline(*good) if good else None


def rule_of(
    raw: str,
    *,
    lang: str | None = None,
    country: str | None = None,
    published: date | None = None,
    forms: frozenset[str] = frozenset(),
) -> str:
    """The name of the rule that made the parts at the start of a paragraph a dateline or none.

    "" where no rule of the table did: no part stands there, nothing takes or refuses it, or the form is one of `east_asian`.
    """
    text = raw[: HEAD * 2]
    return deciding_rule(text, _start(text), _paper(lang, country, published, forms))


def _paper(lang: str | None, country: str | None, published: date | None, forms: frozenset[str]) -> Paper:
    return Paper(rules_for(lang), country.upper() if country else None, published, forms)


def _start(text: str) -> int:
    return _OPENING.match(text).end()  # type: ignore[union-attr]


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
            "rule": None,
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
        "rule": dateline.rule,
    }
