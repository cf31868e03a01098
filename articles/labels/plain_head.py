"""The head of a plain text: its lines above the first paragraph, where one of them says who wrote it or when."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articles import byline
from articles.article import Label
from articles.dates import timestamps
from articles.extract.blocks import SENTENCE_ENDS, ends_a_sentence
from articles.labels.passage import PageContext, Passage, phrases
from articles.languages.words import each, of_all
from articles.places.gazetteer import named as places_named

_LONGEST = 9
"""Lines of a head."""
_LINE = 200
"""Characters of a line of one; a standfirst is the longest."""
_GROUPS = 2
"""Places of a head where somebody signs: the day may stand over the headline, and who wrote it below."""
_WORDS = 14
"""Of a byline with names, job and place."""
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
_HANDLE = re.compile(r"(?:twitter:?\s*)?@\w{2,}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_WORD_OF_A_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*")
_PARTICLE = re.compile(r"(?:[^\W\d_]\.?|de|da|di|du|von|van|der|den|bin|al|el|la|le|ibn|y|e|dos|das|del|zu|zur|ter|ten)$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a head with the one before it and the one after; `said` is what the line before was told to be.

    `text_has` are the words of the text below the head, as they are written there.
    """

    passage: Passage
    language: str | None
    said: Label | None
    after: Passage | None
    headline_is_over: bool
    text_has: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return self.passage.text.strip()


def _says_when(line: _Line) -> bool:
    """A day with its year, with or without a word for what happened then."""
    if timestamps.days_in(line.text) != 1 or len(line.text) > 80 or ends_a_sentence(line.text):
        return False
    return timestamps.is_date_line(line.text) or phrases("time", "starts").match(line.passage.plain) is not None


def _says_who(line: _Line) -> bool:
    """A byline by its words: "By Ada Archer", "Von Ada Bogner", "Author: Ada Archer"."""
    words = line.text.split()
    if len(words) > _WORDS or not (phrases("byline", "starts").match(line.passage.plain) or _begins_with_a_label(line)):
        return False
    read = byline.parse(line.text, channel="vis", lang=line.language)
    return read.kind in ("byline", "mixed") and not read.residue


def _begins_with_a_label(line: _Line) -> bool:
    """A word of the text's own language that stands before who wrote it, and names in capitals."""
    first, *names = line.text.split()
    labels = each("byline.bare.author").get(line.language or "", ())
    is_label = first.lower() in labels or (first.endswith(":") and first[:-1].lower() in of_all("byline.label.author"))
    return is_label and len(names) > 1 and all(name[:1].isupper() or _PARTICLE.match(name) for name in names)


def _is_a_name(line: _Line) -> bool:
    """A person's name below the headline, where a job, an address or a time follows."""
    if line.after is None or not _may_be_a_name(line):
        return False
    after = _Line(line.after, line.language, "byline", None, line.headline_is_over)
    return (_says_when(after) or _is_an_address(after) or _is_a_job(after)) and _names_a_person(line)


def _is_a_name_over_the_text(line: _Line) -> bool:
    """A person's name and nothing else right between headline and text: no town's, and no word of it is a word of the text."""
    words = line.text.split()
    if (
        line.after is not None
        or line.said is not None
        or not all(map(_WORD_OF_A_NAME.fullmatch, words))
        or not _may_be_a_name(line)
    ):
        return False
    is_of_words = any(word.lower() in line.text_has for word in words if not _PARTICLE.match(word))
    return not is_of_words and not places_named(line.text) and _names_a_person(line)


def _may_be_a_name(line: _Line) -> bool:
    """Two to four words in capitals below the headline."""
    words = line.text.split()
    if not line.headline_is_over or not 2 <= len(words) <= 4 or line.text.endswith(SENTENCE_ENDS):
        return False
    return all(word[:1].isupper() or _PARTICLE.match(word) for word in words)


def _names_a_person(line: _Line) -> bool:
    read = byline.parse(line.text, channel="vis", lang=line.language)
    return not read.residue and [one.kind for one in read.contributors] == ["person"]


def _is_a_job(line: _Line) -> bool:
    """What the one named right above is: "Staff Writer"."""
    if line.said != "byline" or len(line.text.split()) > 6:
        return False
    read = byline.parse(f"Ada Archer, {line.text}", channel="vis", lang=line.language)
    return [bool(one.job or one.role) for one in read.contributors] == [True] and not read.residue


def _is_an_address(line: _Line) -> bool:
    return line.said == "byline" and (_MAIL.fullmatch(line.text) or _HANDLE.fullmatch(line.text)) is not None


KINDS: tuple[tuple[Label, Callable[[_Line], bool]], ...] = (
    ("time", _says_when),
    ("byline", _says_who),
    ("byline", _is_a_name),
    ("byline", _is_a_name_over_the_text),
    ("byline", _is_a_job),
    ("byline", _is_an_address),
)
"""What a line of a head may be, the surest first. What is none of it is the headline, a section's name or a standfirst."""


def plain_head(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """In a plain text the lines above its first paragraph, where one of them says who wrote it or when, or is a person's name.

    The first that says neither is the headline, or where it is short and another follows, a section's name; what follows the
    headline before the last such line is a standfirst.

    Labels: headline, section, standfirst, byline, time
    Taken (above, plain): May 4, 2026
    Left (below, plain): May 4, 2026
    Known problems: A letter's place and date, or a poem's author, are taken for the head of an article.
    """
    if not facts.is_plain:
        return passages
    at = _head(passages, facts.language)
    told = _told([passages[i] for i in at], facts.language, _words_below(passages, at))
    known = [n for n, label in enumerate(told) if label]
    if not known:
        return passages
    others = [n for n, label in enumerate(told[: known[-1]]) if label is None and passages[at[n]].label is None]
    done = list(passages)
    for n in known:
        if passages[at[n]].label is None:
            done[at[n]] = passages[at[n]].said(told[n] or "byline", "plain_head")
    for n, label in zip(others, _over(others, [passages[i] for i in at]), strict=True):
        done[at[n]] = passages[at[n]].said(label, "plain_head")
    return done


def _head(passages: Sequence[Passage], language: str | None) -> list[int]:
    """Where its lines are; none where no paragraph follows them, or where somebody signs again: then they are of a list."""
    written = [i for i, passage in enumerate(passages) if passage.text]
    signed = [_signs(passages[i], language) for i in written]
    end = next((n for n, i in enumerate(written) if _begins_the_text(passages[i].text, signed[n : n + 2])), 0)
    groups = sum(signed[n] and signed[n - 1 : n] != [True] for n in range(end))
    if not 0 < end <= _LONGEST or groups > _GROUPS or any(signed[end:]):
        return []
    return written[:end]


def _begins_the_text(text: str, signed: Sequence[bool]) -> bool:
    """A long line, or one that ends as a sentence does: but for a standfirst, right below which somebody signs."""
    return len(text) > _LINE or (ends_a_sentence(text) and not any(signed))


def _signs(passage: Passage, language: str | None) -> bool:
    line = _Line(passage, language, None, None, headline_is_over=True)
    return _says_who(line) or _says_when(line)


def _words_below(passages: Sequence[Passage], head: Sequence[int]) -> frozenset[str]:
    return frozenset(word for one in passages[head[-1] + 1 :] for word in _WORD.findall(one.text)) if head else frozenset()


def _told(head: Sequence[Passage], language: str | None, text_has: frozenset[str]) -> list[Label | None]:
    told: list[Label | None] = []
    for n, passage in enumerate(head):
        after = head[n + 1] if n + 1 < len(head) else None
        line = _Line(passage, language, told[-1] if told else None, after, None in told, text_has)
        told.append(next((label for label, is_it in KINDS if is_it(line)), None))
    return told


def _over(others: Sequence[int], head: Sequence[Passage]) -> list[Label]:
    """Of the lines over a byline or a time that are neither: a section's name, the headline, standfirsts."""
    is_sentence = [ends_a_sentence(head[n].text) and not head[n].text.rstrip().endswith("?") for n in others]
    words = [len(head[n].text.split()) for n in others]
    labels: list[Label] = [] if is_sentence[:1] == [True] else ["headline"]
    if len(others) > 1 and words[0] <= 2 < words[1] and not is_sentence[1]:
        labels = ["section", "headline"]
    labels += ["standfirst"] * len(others)
    return labels[: len(others)]


def bylines(passages: Sequence[Passage]) -> list[str]:
    """The bylines of a head as one would print them on a line: the name, then the job and the address that stand below it."""
    lines: list[str] = []
    is_below_one = False
    for passage in (one for one in passages if one.text):
        is_one = passage.label == "byline" and passage.rule == "plain_head"
        if is_one and is_below_one and not phrases("byline", "starts").match(passage.plain):
            lines[-1] += f", {passage.text}"
        elif is_one:
            lines.append(passage.text)
        is_below_one = is_one
    return lines
