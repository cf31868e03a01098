"""A byline taken apart: who had a hand in it, and as what, for whom and from where.

`parse` reads what pages print ("By JANE DOE and John Smith in Baghdad, AFP") in these steps: the text is cleaned and loses
its dates and furniture (`tokens`); labels, separators and conjunctions part it; the words between them are told apart
as persons, organisations, roles and places (`parts`, `east_asian`); what is said of people is given to those it is said of.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from articles.article import Byline, Contributor
from articles.byline.credit import kind_of
from articles.byline.dates import without_times
from articles.byline.glued import unglue
from articles.byline.helped import as_credit
from articles.byline.kinds import SegmentContext
from articles.byline.labels import eastern_labels, is_trail, plain_labels
from articles.byline.lexicon import wording
from articles.byline.name_order import turned_round
from articles.byline.names import is_eastern
from articles.byline.people import Credits
from articles.byline.statements import statements, without_caption
from articles.byline.tokens import LONGEST, clean, is_credit_noise, tokens, without_links
from articles.languages import rules_for
from articles.remembered import remembered

_COMMENTER = re.compile(r"[^:]{1,60}\s(?:says|said|dit|dice|diz|schreibt|sagt|meint|pisze|пишет)\s*:", re.IGNORECASE)

_QUESTION = re.compile(r"[?？]\s*$")


def parse(
    raw: str, *, channel: str | None = None, lang: str | None = None, jsonld_type: str | Sequence[str] | None = None
) -> Byline:
    """Take a byline or credit apart; any string will do, and none raises.

    `channel` says where the text stood ("ld", "meta:author", "vis:figcaption" ...), `lang` is the page's language (BCP 47),
    `jsonld_type` the author's @type. `residue` holds the words that no rule could place, and all beyond `LONGEST` characters.
    """
    types = (jsonld_type if isinstance(jsonld_type, str) else " ".join(map(str, jsonld_type or ()))).lower()
    where = (channel or "").lower()
    return _read(raw, lang, types, caption="caption" in where or "credit" in where, declared=where.startswith("meta"))


@remembered(1024)
def _read(raw: str, lang: str | None, types: str, *, caption: bool, declared: bool) -> Byline:
    """Taken apart once: a page says in several places who wrote it, and a paper's pages name the same people and agencies."""
    text, rest = as_credit(clean(raw[:LONGEST])), raw[LONGEST:].encode(errors="replace").decode()
    if _says_nobody(text):
        return _nobody(text, rest)
    language = rules_for(lang)
    if organisation := _declared_organisation(text, types):
        return Byline("byline", (Contributor("organisation", organisation),), rest)
    text = plain_labels(text)
    eastern = is_eastern(text)
    if eastern:
        text = eastern_labels(text)
    plain = without_times(without_links(unglue(text)))
    if plain.lower().strip(" .:|·•\n") in _labels() or (caption and is_credit_noise(text)):
        return _nobody(text, rest)
    words = turned_round(tokens(plain))
    here = SegmentContext(language, sure="person" in types or declared, lone=all(word.kind == "word" for word in words))
    said = statements(words, here, eastern=eastern)
    named = Credits(without_caption(said) if caption else said, caption=caption)
    drafts = named.people()
    if eastern and "・" not in raw:
        for draft in drafts:
            draft.name = draft.name.replace("・", "·")  # as printed: eastern_labels told it from a separator
    kind = kind_of(drafts, said, author_named=named.author_named, caption=caption)
    residue = " ".join([*named.residue, rest]).strip()
    return Byline(kind if drafts else "none", tuple(draft.finished(language) for draft in drafts), residue)


def _nobody(text: str, rest: str) -> Byline:
    return Byline("none", (), (text + rest).strip())


def _says_nobody(text: str) -> bool:
    """Whether a text is no byline at all: "Unknown", what a commenter wrote, a question, the way to the page."""
    low = text.lower().strip(" .")
    if not low or low in wording().nothing:
        return True
    return bool(_COMMENTER.match(text) or _QUESTION.search(text)) or is_trail(text)


def _declared_organisation(text: str, types: str) -> str:
    """The name of what the page's data call an organisation; "" where they do not, or where it names people none the less."""
    declared = "organization" in types and "person" not in types and not _has_label(text)
    return without_links(text).strip() if declared else ""


def to_json(byline: Byline) -> dict[str, Any]:
    """The answer of `copydesk parse bylines`, without its id."""
    keys = ("kind", "name", "given", "family", "particle", "suffix", "role", "affiliation", "location", "email", "handle")
    people = [
        {key: getattr(contributor, key) for key in keys} | {"affiliation": list(contributor.affiliation)}
        for contributor in byline.contributors
    ]
    return {"kind": byline.kind, "contributors": people, "residue": byline.residue}


@cache
def _labels() -> frozenset[str]:
    """The labels of several words, which are nobody's name: "written by"."""
    return frozenset(" ".join(words) for listed in wording().label.values() for words, _ in listed if len(words) > 1)


def _has_label(text: str) -> bool:
    """Whether a text that the page's data calls an organisation names people none the less."""
    first = text.lower().split(" ")[0]
    return first in ("by", "von", "par", "por") or ":" in text
