"""The words that bylines are made of, ready to be looked up (articles/languages, data/byline_words.toml, outlets.txt)."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from articles.languages import words as languages
from articles.places.agencies import forms
from articles.wordlists import longest_first

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""{first word: ((all words, what they mean), ...), the longest first}, in lower case."""


@dataclass(frozen=True, slots=True)
class Wording:
    """`label` and `bare` map to a role, the rest to nothing.

    "" is the author's, "both" says that he took the pictures too, `SOURCE` where a text comes from.
    """

    label: Phrases
    bare: Phrases
    bare_in: Mapping[str, Phrases]
    conjunctions: Phrases
    places_in: Mapping[str, frozenset[str]]
    ands_in: Mapping[str, frozenset[str]]
    before_place: Phrases
    before_employer: Phrases
    behind_place: frozenset[str]
    via: Phrases
    copula: Phrases
    noise: Phrases
    credit_noise: Phrases
    roles: Phrases
    role_endings: tuple[str, ...]
    role_modifiers: Phrases
    role_links: frozenset[str]
    ours: frozenset[str]
    of_houses: frozenset[str]
    plurals: frozenset[str]
    outlets: Phrases
    exact_outlets: frozenset[str]
    organisation: frozenset[str]
    organisation_weak: frozenset[str]
    legal_forms: frozenset[str]
    organisation_endings: tuple[str, ...]
    bodies: Phrases
    desks: frozenset[str]
    han: tuple[str, ...]
    hangul: tuple[str, ...]
    honorifics: frozenset[str]
    suffixes: frozenset[str]
    with_waw: frozenset[str]
    given: frozenset[str]
    called: frozenset[str]
    nobody: frozenset[str]
    nothing: frozenset[str]
    small: frozenset[str]
    sentence: frozenset[str]
    trail: frozenset[str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    units: tuple[str, ...]
    ago: tuple[str, ...]
    zones: tuple[str, ...]
    places: Phrases
    both: tuple[str, ...]
    eastern: Mapping[str, tuple[str, ...]]


def phrases(pairs: Iterable[tuple[str, str]]) -> Phrases:
    """Phrases and their meanings, ready for `phrase_at`; the first meaning of a phrase counts."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for phrase, meaning in pairs:
        words = tuple(phrase.lower().split())
        if words:
            found.setdefault(words[0], {}).setdefault(words, meaning)
    return {head: tuple(sorted(tails.items(), key=lambda row: -len(row[0]))) for head, tails in found.items()}


def phrase_at(table: Phrases, words: Sequence[str], index: int) -> tuple[int, str] | None:
    """The longest phrase that starts at `words[index]` (lower case), as (number of words, meaning)."""
    known = table.get(words[index], ()) if index < len(words) else ()
    here = tuple(words[index : index + len(known[0][0])]) if known else ()
    return next(((len(phrase), meaning) for phrase, meaning in known if here[: len(phrase)] == phrase), None)


def _read(name: str) -> str:
    return (files("articles") / "data" / name).read_text("utf-8")


SOURCE = "source"
"""The meaning of a label that says where a text comes from."""

_WORK = ("author", "photo", "translation", "editing", "additional-reporting", "illustration", "photo illustration", "other")
"""What labels say that people did; where two say it with one word, the first counts."""


def _labels(table: str, both: Iterable[str]) -> Phrases:
    sources = _set("byline.sources")

    def meaning(work: str, phrase: str) -> str:
        return (
            SOURCE if phrase in sources else "" if work == "author" else phrase.removesuffix(" by") if work == "other" else work
        )

    rows = [(phrase, meaning(work, phrase)) for work in _WORK for phrase in languages.of_all(f"{table}.{work}")]
    return phrases([(phrase, "both") for phrase in both] + rows)


def _spoken(labels: Phrases) -> list[tuple[str, str]]:
    """Labels of several words that end in "by" or "von": no colon need follow them."""
    ends = {"by", "von", "par", "de", "por", "di", "da", "door", "van", "av", "af", "od", "przez", "от", "tarafından"}
    return [(phrase, meaning) for phrase, meaning in meanings(labels) if phrase.count(" ") > 1 and phrase.split()[-1] in ends]


def meanings(table: Phrases) -> list[tuple[str, str]]:
    """All phrases of a table, each with what it means."""
    return [(" ".join(words), meaning) for listed in table.values() for words, meaning in listed]


def _in_language(rows: Iterable[str]) -> Phrases:
    """Labels of one language: "oleh" is the author's, "editor=editing" says what it means."""
    return phrases((phrase, meaning) for phrase, _, meaning in (row.partition("=") for row in rows))


def _by_word(key: str) -> dict[str, frozenset[str]]:
    """{word: the languages that have it at a key}."""
    found: dict[str, set[str]] = {}
    for language, words in languages.each(key).items():
        for word in words:
            found.setdefault(word, set()).add(language)
    return {word: frozenset(those) for word, those in found.items()}


def _plain(key: str) -> Phrases:
    return phrases((phrase, "") for phrase in languages.of_all(key))


def _set(key: str) -> frozenset[str]:
    return frozenset(languages.of_all(key))


def _months() -> list[str]:
    rows = (*languages.each("months").values(), *languages.each("solar_months").values())
    return [form for months in rows for forms in months for form in forms.split("|")]


def _outlets() -> tuple[Phrases, frozenset[str]]:
    """Outlets and agencies of several words, and those of one, which count as they are written or in capitals."""
    listed = [line for line in _read("outlets.txt").splitlines() if line and not line.startswith("#")]
    names = [*listed, *forms()]
    single = {name for name in listed if " " not in name} | {form for form in forms() if " " not in form}
    capitals = {name.upper() for name in single if len(name) > 1 and name.upper() != name.lower()}
    return phrases((name, "") for name in names if " " in name), frozenset(single | capitals)


@cache
def wording() -> Wording:
    """All of it, read once."""
    words = tomllib.loads(_read("byline_words.toml"))
    outlets, exact_outlets = _outlets()
    both = languages.of_all("byline.both")
    plurals = _set("roles.plurals")
    return Wording(
        label=_labels("byline.label", both),
        bare=phrases(meanings(_labels("byline.bare", both)) + _spoken(_labels("byline.label", both))),
        bare_in={language: _in_language(rows) for language, rows in languages.each("byline.bare_here").items()},
        conjunctions=_plain("byline.and"),
        places_in=_by_word("byline.in_here"),
        ands_in=_by_word("byline.and_here"),
        before_place=_plain("byline.in"),
        before_employer=_plain("byline.for"),
        behind_place=_set("byline.behind_place"),
        via=_plain("byline.via"),
        copula=phrases((phrase, "") for key in ("byline.is", "byline.says") for phrase in languages.of_all(key)),
        noise=_plain("byline.furniture"),
        credit_noise=_plain("byline.credit_furniture"),
        roles=phrases((noun, "plural" if noun in plurals else "") for noun in languages.of_all("roles.nouns")),
        role_endings=tuple(languages.of_all("roles.endings")),
        role_modifiers=_plain("roles.modifiers"),
        role_links=_set("roles.links"),
        ours=_set("roles.ours"),
        of_houses=_set("roles.of_houses"),
        plurals=plurals,
        outlets=outlets,
        exact_outlets=exact_outlets,
        organisation=_set("organisations.words"),
        organisation_weak=_set("organisations.weak"),
        legal_forms=_set("organisations.legal"),
        organisation_endings=tuple(languages.of_all("organisations.endings")),
        bodies=_plain("organisations.bodies"),
        desks=_set("organisations.desks"),
        han=tuple(word for code in ("zh", "ja") for word in languages.each("organisations.signs")[code]),
        hangul=tuple(languages.each("organisations.signs")["ko"]),
        honorifics=_set("byline.honorifics"),
        suffixes=_set("byline.suffixes"),
        with_waw=_set("byline.waw"),
        given=frozenset(words["name"]["given"]),
        called=frozenset(words["name"]["called"]),
        nobody=_set("byline.nobody"),
        nothing=_set("byline.nothing"),
        sentence=_set("byline.sentence"),
        small=_set("byline.small"),
        trail=_set("byline.trail"),
        weekdays=longest_first(day for day in languages.of_all("weekdays") if len(day) > 2),
        months=longest_first(_months()),
        units=longest_first(languages.of_all("byline.units")),
        ago=longest_first(languages.of_all("byline.ago")),
        zones=longest_first(words["noise"]["zones"]),
        places=phrases((place, "") for place in words["places"]["names"]),
        both=longest_first(both),
        eastern={key: longest_first(languages.of_all(f"eastern.{key}")) for key in ("titles", "before", "after", "heads")},
    )
