"""The lines of a PDF and the paragraphs that they make: by the gaps between them, their indents and the size of letters."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.extract.wrapped import on_one_line

_OTHER_SIZE = 0.1
"""Share by which letters are larger or smaller where a heading ends."""
_FULL = 0.8
"""Share of a usual line that a line and the next word fill where it was wrapped: letters are not of one width."""
_USUAL_LINE = 0.9
"""Quantile of the lengths of lines that is the usual one: last lines of paragraphs are shorter."""
_COMMON = 0.15
"""Share of the distances between lines that one has which is the usual one: the smallest such."""
_WIDER = 1.25
"""Times the usual distance from which on a paragraph ends."""
_INDENT = 0.5
"""Sizes of a letter by which the first line of a paragraph stands further in."""
_WIDEST = 160
"""Characters of a usual line, with more of which lines run out of their page: nothing was wrapped."""
_ENDS = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """Where it begins on its page, in points from the lower left, and the size of its letters."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a text is set: characters of a usual line by size of letters, the usual distance in sizes, the size of the text."""

    lengths: dict[int, int]
    distance: float
    size: int


def lines_of(extract_text: Callable[..., str]) -> list[Line]:
    """The lines of a page, in the order in which the file has them; `extract_text` is pypdf's for this page."""
    parts: list[tuple[str, float, float, float]] = []

    def put_down(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        parts.append((text, x, y, abs(size * tm[3] * cm[3]) or size))

    extract_text(visitor_text=put_down)
    return list(_lines(parts))


def _lines(parts: Iterable[tuple[str, float, float, float]]) -> Iterable[Line]:
    text, first = "", (0.0, 0.0, 0.0)
    for part, x, y, size in parts:
        for n, piece in enumerate(part.split("\n")):
            if n and text.strip():
                yield Line(text.strip(), *first)
            text = piece if n else text + piece
            if piece.strip() and text == piece:
                first = (x, y, size)
    if text.strip():
        yield Line(text.strip(), *first)


def paragraphs(lines: Sequence[Line]) -> str:
    """The text with each paragraph on one line, and a blank line between them."""
    if not lines:
        return ""
    setting = _setting(lines)
    found = [[lines[0].text]]
    for above, line in pairwise(lines):
        if any(begins(above, line, setting) for begins in _BEGINS):
            found.append([line.text])
        else:
            found[-1].append(line.text)
    return "\n\n".join(on_one_line(found))


def _setting(lines: Sequence[Line]) -> _Setting:
    by_size: dict[int, list[int]] = {}
    for line in lines:
        by_size.setdefault(round(line.size), []).append(len(line.text))
    lengths = {size: sorted(found)[int(_USUAL_LINE * (len(found) - 1) + 0.5)] for size, found in by_size.items()}
    distances = Counter(round(_distance(a, b), 1) for a, b in pairwise(lines) if a.y > b.y and not _in_other_size(a, b))
    common = [distance for distance, times in distances.items() if times >= _COMMON * distances.total()]
    return _Setting(lengths, min(common, default=0.0), max(by_size, key=lambda size: sum(by_size[size])))


def _distance(above: Line, line: Line) -> float:
    """From line to line, in sizes of their letters."""
    return (above.y - line.y) / line.size


def _in_other_size(above: Line, line: Line) -> bool:
    return abs(above.size - line.size) > _OTHER_SIZE * above.size


def _has_other_size(above: Line, line: Line, _: _Setting) -> bool:
    return _in_other_size(above, line)


def _nothing_was_wrapped(above: Line, _: Line, setting: _Setting) -> bool:
    return setting.lengths[round(above.size)] > _WIDEST


def _next_word_would_have_fitted(above: Line, line: Line, setting: _Setting) -> bool:
    return len(above.text) + 1 + len(line.text.split(maxsplit=1)[0]) < _FULL * setting.lengths[round(above.size)]


def _stands_further_below(above: Line, line: Line, setting: _Setting) -> bool:
    return _distance(above, line) > _WIDER * setting.distance


def _stands_further_in(above: Line, line: Line, setting: _Setting) -> bool:
    return above.y > line.y and round(line.size) == setting.size and line.x - above.x > _INDENT * line.size


def _goes_up_behind_a_sentence(above: Line, line: Line, _: _Setting) -> bool:
    """At the top of a column or a page."""
    return line.y >= above.y and _ENDS.search(above.text) is not None


_BEGINS = (
    _has_other_size,
    _nothing_was_wrapped,
    _next_word_would_have_fitted,
    _stands_further_below,
    _stands_further_in,
    _goes_up_behind_a_sentence,
)
"""What tells that a paragraph begins with a line."""
