"""Stories of made-up papers, by seed and number: what their pages say, and so what should be read from them."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import product
from random import Random
from typing import Any

FIRST_DAY = date(2026, 3, 1)
LANGUAGES = ("en", "de", "fr", "es")
HABITS_IN = (*LANGUAGES, "ar", "ru", "zh", "tr")
"""Languages of the papers that have habits."""


@dataclass(frozen=True, slots=True)
class Story:
    """What an article says; `dateline` is "" where it has none."""

    number: int
    title: str
    standfirst: str
    author: str
    published: date
    dateline: str
    paragraphs: tuple[str, ...]


@cache
def words(language: str) -> dict[str, Any]:
    """The words of a language, from `words.toml`."""
    return tomllib.loads(files("tests.papers").joinpath("words.toml").read_text("utf-8"))[language]


@cache
def _titles(seed: int, language: str) -> list[str]:
    of = words(language)
    made = [of.get("glue", " ").join(parts) for parts in product(of["subjects"], of["deeds"], of["tails"])]
    Random(f"{seed} titles").shuffle(made)
    return made


def numbered(text: str, random: Random) -> str:
    """Each {n} of a text as a number of its own."""
    while "{n}" in text:
        text = text.replace("{n}", str(random.randint(2, 980)), 1)
    return text


def sentence(random: Random, language: str) -> str:
    """A sentence."""
    of = words(language)
    told = of.get("glue", " ").join(random.choice(of[part]) for part in ("subjects", "deeds", "tails"))
    return numbered(f"{told}{of.get('comma', ', ')}{random.choice(of['tails'])}{of.get('stop', '.')}", random)


def paragraph(random: Random, language: str) -> str:
    """Two to four sentences."""
    return words(language).get("glue", " ").join(sentence(random, language) for _ in range(random.randint(2, 4)))


def story(seed: int, language: str, number: int, day: int) -> Story:
    """A paper's story of this number, as it was first published."""
    random, of = Random(f"{seed} {number}"), words(language)
    return Story(
        number=number,
        title=numbered(_titles(seed, language)[number], random),
        standfirst=sentence(random, language),
        author=_name(of, random),
        published=FIRST_DAY + timedelta(days=day),
        dateline=of["dateline"].format(place=random.choice(of["places"])) if random.random() < 0.6 else "",
        paragraphs=tuple(paragraph(random, language) for _ in range(random.randint(6, 10))),
    )


def _name(of: dict[str, Any], random: Random) -> str:
    given, family = random.choice(of["given"]), random.choice(of["family"])
    return f"{given} {family}" if of.get("glue", " ") else f"{family}{given}"


def with_habits(told: Story, language: str) -> Story:
    """The story with what a paper says in many of its own: a column's heading, a refrain, a series, a background, a note, an
    agency's lead in place of its dateline, and a correction that stands over the text or under it.
    """
    of = words(language)
    heading, refrain, series, background, note = of["habits"]
    first, second, *rest = told.paragraphs
    texts = [first, second, *([refrain, rest[0], refrain] if told.number % 4 == 1 else rest[:1]), *rest[1:]]
    if told.number % 3 == 0:
        texts[2:2] = [heading]
    if told.number % 5 == 0:
        texts[1:1] = [series]
    if told.number % 3 == 1:
        texts.append(background)
    if told.number % 6 == 0:
        texts.append(note)
    if told.number % 7 in (2, 5):
        texts.insert(0 if told.number % 7 == 2 else len(texts), of["correction"])
    is_wired = bool(told.dateline) and told.number % 7 != 2  # a correction over the text has no place before it
    lead = of["lead"].format(place=Random(f"{told.number} {told.title}").choice(of["places"]))
    return replace(told, dateline=lead if is_wired else "", paragraphs=tuple(texts))


def edited(before: Story, language: str, day: int) -> Story:
    """The story after an edit of this day: a paragraph more, one less, a word, the headline, or a correction."""
    random, of = Random(f"{before.number} {before.title} {day}"), words(language)
    texts, comma = list(before.paragraphs), of.get("comma", ", ")
    match random.choice(("more", "less", "word", "headline", "correction")):
        case "more":
            texts.insert(random.randint(1, len(texts)), paragraph(random, language))
        case "less":
            texts.pop(random.randint(1, len(texts) - 1))
        case "word":
            at = random.randrange(len(texts))
            texts[at] = f"{texts[at][:-1]}{comma}{random.choice(of['tails'])}{of.get('stop', '.')}"
        case "headline":
            return replace(before, title=f"{before.title}{comma}{random.choice(of['tails'])}")
        case _:
            texts.append(paragraph(random, language) if of["correction"] in texts else of["correction"])
    return replace(before, paragraphs=tuple(texts))
