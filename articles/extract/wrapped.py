"""Text wrapped at a column, as files, mails and exports are: its paragraphs on one line each."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import pairwise

NARROWEST, WIDEST = 35, 110
"""Columns at which text is wrapped."""
_FEWEST = 2
"""Full lines, with fewer of which nothing can be told."""
_LONGER = 0.02
"""Share of lines that may be longer, as an address is that cannot be broken."""
_SLACK = 6
"""Columns by which some lines are longer than others where the column was kept by eye."""
_FULL = 0.4
"""Share of the lines with another right below that must be full: the next word would not have fitted."""
_IN_A_SENTENCE = 0.5
"""Share of full lines that must break a sentence."""
_SMALL, _STOPPED = 0.1, 0.3
"""Verses: fewer of the lines below begin with a small letter, and more of the full ones end in a comma or a stop."""
_HYPHENATED = 0.05
"""Share of full lines that end in a hyphen from which on a text is hyphenated: fewer broke at a word's own hyphen."""
_HYPHENS = 3
"""Full lines with a hyphen; fewer may be accidents."""

_APART = re.compile(r"(?:[-*•·‣◦–—|>#+=]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])(?:\s|$)|[>|]|[-=_*~]{3,}")
"""How a line begins that is an item, a quoted line, a row or a rule, and none of a paragraph."""
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S")
"""A gap as between the columns of a table."""
_ENDS = re.compile(r"[.!?…:;。！？؟।]['\"”’»)\]]*$")
_STOPS = re.compile(r"[.,!?…:;—]['\"”’»)]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_HANGING = frozenset(
    ("and", "or", "und", "oder", "sowie", "bis", "et", "ou", "y", "e", "o", "en", "of", "och", "og", "eller", "i", "и", "или")
)
"""Words before which a hyphen stands for a word's end that comes later: "Vor- und Nachteile"."""
_SOFT = "\u00ad"


@dataclass(frozen=True, slots=True)
class _Line:
    """`indent` in columns, `width` of the whole line; a letter of Chinese, Japanese or Korean takes two."""

    text: str
    indent: int
    width: int


def joined(text: str) -> str:
    """The text with each wrapped paragraph on one line, where the whole of it is wrapped; any other text as it is.

    A line is joined to the one below where the next word would not have fitted on it. Items, verses, rows of a table and
    headings keep their lines, blank lines stay. A hyphen at a line's end goes where the word is whole elsewhere in the text,
    or where many lines end in one; no other character is lost but the line end, for which a space stands.
    """
    lines = (
        [_line(line) for line in text.expandtabs(8).split("\n")] if "\t" in text else [_line(row) for row in text.split("\n")]
    )
    pairs = [(a, b) for a, b in pairwise(lines) if a.text and b.text]
    width = _column(lines, pairs)
    if not width:
        return text
    words = {word.casefold() for word in _WORD.findall(text)}
    full = [a for a, b in pairs if _is_full(a, b, width)]
    hyphenated = _is_hyphenated([a.text for a in full])
    return "\n".join(_joined(lines, width, words, hyphenated=hyphenated))


def on_one_line(paragraphs: Sequence[Sequence[str]]) -> list[str]:
    """Paragraphs whose lines are known, each on one line; hyphens at the ends of lines as in `joined`."""
    words = {word.casefold() for lines in paragraphs for line in lines for word in _WORD.findall(line)}
    hyphenated = _is_hyphenated([line for lines in paragraphs for line in lines[:-1]])
    return [reduce(partial(_with, words=words, hyphenated=hyphenated), lines) for lines in paragraphs]


def _is_hyphenated(full: Sequence[str]) -> bool:
    """Whether words were broken at the ends of these lines."""
    hyphens = sum(_HYPHEN.search(line) is not None for line in full)
    return hyphens >= _HYPHENS and hyphens > _HYPHENATED * len(full)


def _line(row: str) -> _Line:
    text = row.strip()
    indent = _width(row[: len(row) - len(row.lstrip())])
    return _Line(text, indent, indent + _width(text))


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _column(lines: list[_Line], pairs: list[tuple[_Line, _Line]]) -> int:
    """The column at which the text is wrapped; 0 where it is not."""
    if len(pairs) < _FEWEST:
        return 0
    width = sorted(a.width for a, _ in pairs)[int(0.95 * len(pairs))]
    full = [(a, b) for a, b in pairs if _is_full(a, b, width)]
    if not NARROWEST <= width <= WIDEST or len(full) < max(_FEWEST, _FULL * len(pairs)):
        return 0
    if sum(line.width > width + _SLACK and " " in line.text for line in lines) > _LONGER * len(lines):
        return 0
    if sum(_ENDS.search(a.text) is None for a, _ in full) < _IN_A_SENTENCE * len(full):
        return 0
    cased = [b.text[0] for _, b in full if b.text[0].isupper() or b.text[0].islower()]
    small = sum(letter.islower() for letter in cased)
    stopped = sum(_STOPS.search(a.text) is not None for a, _ in full)
    return 0 if cased and small < _SMALL * len(cased) and stopped > _STOPPED * len(full) else width


def _is_full(line: _Line, below: _Line, width: int) -> bool:
    """Whether the first word of the line below would not have fitted."""
    first = below.text.split(maxsplit=1)[0]
    # Where no spaces are set a line breaks before any letter, or one earlier to keep a full stop from its beginning.
    word = 4 if _is_wide(first[0]) and not _is_hangul(first[0]) else 1 + _width(first)
    return line.width + word > width and not _COLUMNS.search(line.text) and not _COLUMNS.search(below.text)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _is_hangul(letter: str) -> bool:
    return "\uac00" <= letter <= "\ud7af"


def _joined(lines: list[_Line], width: int, words: set[str], *, hyphenated: bool) -> list[str]:
    paragraphs = [lines[0].text]
    first = lines[0]
    for above, line in pairwise(lines):
        # A paragraph may begin further in; an item goes on there.
        is_inside = line.indent <= above.indent or (above is first and _APART.match(first.text) is not None)
        if above.text and line.text and is_inside and _is_full(above, line, width) and not _APART.match(line.text):
            paragraphs[-1] = _with(paragraphs[-1], line.text, words, hyphenated=hyphenated)
        else:
            paragraphs.append(line.text)
            first = line
    return paragraphs


def _with(paragraph: str, line: str, words: set[str], *, hyphenated: bool) -> str:
    if paragraph.endswith(_SOFT):
        return paragraph.removesuffix(_SOFT) + line
    if _HYPHEN.search(paragraph) and (begin := _WORD.match(line)):
        last = paragraph.split()[-1].lstrip("(“„«\"'‘")[:-1]
        if begin[0].casefold() in _HANGING:
            return f"{paragraph} {line}"
        is_one = f"{last}{begin[0]}".casefold() in words
        is_two = f"{last}-{begin[0]}".casefold() in words
        if is_one or (hyphenated and not is_two and begin[0][0].islower()):
            return paragraph[:-1] + line
        return paragraph + line
    glued = _is_wide(paragraph[-1]) and _is_wide(line[0]) and not (_is_hangul(paragraph[-1]) or _is_hangul(line[0]))
    return f"{paragraph}{'' if glued else ' '}{line}"
