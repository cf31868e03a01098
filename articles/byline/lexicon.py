"""The words that bylines are made of, ready to be looked up (data/byline_words.toml, roles.toml, outlets.txt)."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from articles.places.agencies import forms

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""{first word: ((all words, what they mean), ...), the longest first}, in lower case."""


@dataclass(frozen=True, slots=True)
class Wording:
    """`label` and `bare` map to a role ("" is the author's, "both" says that he took the pictures too); the rest to nothing."""

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


def phrase_at(table: Phrases, words: Sequence[str], place: int) -> tuple[int, str] | None:
    """The longest phrase that starts at `words[place]` (lower case), as (number of words, meaning)."""
    for phrase, meaning in table.get(words[place], ()) if place < len(words) else ():
        if len(phrase) == 1 or tuple(words[place : place + len(phrase)]) == phrase:
            return len(phrase), meaning
    return None


def _read(name: str) -> str:
    return (files("articles") / "data" / name).read_text("utf-8")


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def _labels(table: Mapping[str, list[str]], both: Iterable[str]) -> Phrases:
    def meaning(key: str, phrase: str) -> str:
        return "" if key == "author" else phrase.removesuffix(" by") if key == "other" else key

    rows = [(phrase, meaning(key, phrase)) for key, listed in table.items() for phrase in listed]
    return phrases([(phrase, "both") for phrase in both] + rows)


def _spoken(labels: Phrases) -> list[tuple[str, str]]:
    """Labels of several words that end in "by" or "von": no colon need follow them."""
    ends = {"by", "von", "par", "de", "por", "di", "da", "door", "van", "av", "af", "od", "przez", "от", "tarafından"}
    return [(phrase, meaning) for phrase, meaning in _rows(labels) if phrase.count(" ") > 1 and phrase.split()[-1] in ends]


def _rows(table: Phrases) -> list[tuple[str, str]]:
    return [(" ".join(words), meaning) for listed in table.values() for words, meaning in listed]


def _in_language(rows: Iterable[str]) -> Phrases:
    """Labels of one language: "oleh" is the author's, "editor=editing" says what it means."""
    return phrases((phrase, meaning) for phrase, _, meaning in (row.partition("=") for row in rows))


def _by_language(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(languages) for word, languages in table.items()}


@cache
def wording() -> Wording:
    """All of it, read once."""
    words, roles = tomllib.loads(_read("byline_words.toml")), tomllib.loads(_read("roles.toml"))
    months = tomllib.loads(_read("times.toml"))["months"]
    outlets = [line for line in _read("outlets.txt").splitlines() if line and not line.startswith("#")]
    single = {name for name in outlets if " " not in name}
    # The names of agencies are organisations' names too; abbreviations count as they are written.
    for form in forms():
        (single.add if " " not in form else outlets.append)(form)
    joins, name, noise = words["joins"], words["name"], words["noise"]
    listed = {key: [(phrase, "") for phrase in joins[key]] for key in joins}
    both = words["both"]["labels"]
    return Wording(
        label=_labels(words["label"], both),
        bare=phrases(_rows(_labels(words["bare"], both)) + _spoken(_labels(words["label"], both))),
        bare_in={language: _in_language(rows) for language, rows in words["bare_in"].items()},
        conjunctions=phrases(listed["and"]),
        places_in=_by_language(words["in_in"]),
        ands_in=_by_language(words["and_in"]),
        before_place=phrases(listed["in"]),
        before_employer=phrases(listed["for"]),
        behind_place=frozenset(joins["behind_place"]),
        via=phrases(listed["via"]),
        copula=phrases(listed["is"] + listed["says"]),
        noise=phrases((phrase, "") for phrase in noise["phrases"]),
        credit_noise=phrases((phrase, "") for phrase in noise["credit"]),
        roles=phrases((noun, "plural" if noun in set(roles["plurals"]) else "") for noun in roles["nouns"]),
        role_endings=tuple(roles["endings"]),
        role_modifiers=phrases((word, "") for word in roles["modifiers"]),
        role_links=frozenset(roles["links"]),
        ours=frozenset(roles["ours"]),
        of_houses=frozenset(roles["of_houses"]),
        plurals=frozenset(roles["plurals"]),
        outlets=phrases((outlet, "") for outlet in outlets if " " in outlet),
        exact_outlets=frozenset(single | {name.upper() for name in single if len(name) > 1 and name.upper() != name.lower()}),
        organisation=frozenset(roles["organisation"]["words"]),
        organisation_weak=frozenset(roles["organisation"]["weak"]),
        legal_forms=frozenset(roles["organisation"]["legal"]),
        organisation_endings=tuple(roles["organisation"]["endings"]),
        desks=frozenset(roles["organisation"]["desks"]),
        han=tuple(roles["organisation"]["han"]),
        hangul=tuple(roles["organisation"]["hangul"]),
        honorifics=frozenset(name["honorifics"]),
        suffixes=frozenset(name["suffixes"]),
        with_waw=frozenset(name["waw"]),
        given=frozenset(name["given"]),
        called=frozenset(name["called"]),
        nobody=frozenset(name["nobody"]),
        nothing=frozenset(name["nothing"]),
        sentence=frozenset(noise["sentence"]),
        small=frozenset(noise["small"]),
        trail=frozenset(noise["trail"]),
        weekdays=_longest_first(day for day in noise["weekdays"] if len(day) > 2),
        units=_longest_first(noise["units"]),
        ago=_longest_first(noise["ago"]),
        zones=_longest_first(noise["zones"]),
        both=_longest_first(both),
        eastern={key: _longest_first(rows) for key, rows in roles["eastern"].items()},
        places=phrases((place, "") for place in words["places"]["names"]),
        months=_longest_first(
            [*noise["months"], *(form for rows in months.values() for row in rows for form in row.split("|"))]
        ),
    )
