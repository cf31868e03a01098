"""Stretches of a text that stand between quotation marks, in every style of marking."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CLOSERS = {
    "“": "”“", "”": "”", "„": "“”\"", "‟": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "「": "」", "『": "』", "《": "》", '"': '"', "＂": "＂", "''": ("''"), "``": "''", "‘": "’", "'": "'", "‚": "‘’",
}  # fmt: skip
"""What may close each opening mark."""

_MARK = re.compile(r"''|``|[“”„‟«»‹›「」『』\"＂‘’‚']")
_SINGLE = frozenset("‘’'‚‹›")
_ALWAYS_OPENS = frozenset(("„", "‟", "「", "『", "``", "‚"))
_CORNERED = frozenset("「『")
_BEFORE_AN_OPENING = frozenset("([{<—–-―:/¿¡,…\u200e\u200f\u202a\u202b\u2066\u2067")
_ENDS = frozenset(",.!?;…،؟。！？")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`start` and `end` hold the marks, `inner_start` and `inner_end` do not. `is_open`: no mark closes it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    mark: str
    is_open: bool = False


def stretches(text: str) -> tuple[Stretch, ...]:
    """The outermost quoted stretches of a paragraph, in order."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return ()
    double = tuple(_outermost(text, [m for m in marks if m[0] not in _SINGLE]))
    single = [m for m in marks if m[0] in _SINGLE and not any(s.start < m.start() < s.end for s in double)]
    return tuple(sorted((*double, *_outermost(text, single)), key=lambda s: s.start)) if single else double


DASHES = "—–"
_SPOKEN = re.compile(rf"[{DASHES}]\s*(?=[^\W\d_]|[¿¡])(?P<words>[^{DASHES}]+?)\s*(?=[{DASHES}])")


def spoken(text: str) -> tuple[Stretch, ...]:
    """What stands between a dash that begins a paragraph and the next one, before a tag: —Es tarde —dijo Ana Molina."""
    found = _SPOKEN.match(text)
    return (Stretch(0, found.end(), found.start("words"), found.end("words"), text[0]),) if found else ()


def _outermost(text: str, marks: Sequence[re.Match[str]]) -> Iterator[Stretch]:
    index = 0
    while index < len(marks):
        opening = marks[index]
        if not _opens(text, opening):
            index += 1
            continue
        closing = _closing(text, marks, index)
        if closing is not None:
            mark = marks[closing]
            inner_start, inner_end = _trimmed(text, opening.end(), mark.start())
            if inner_start < inner_end:
                yield Stretch(opening.start(), mark.end(), inner_start, inner_end, opening[0])
            index = closing + 1
        elif opening[0] in "‘'‚" or not _may_stay_open(text, opening.start()):
            index += 1
        else:
            inner_start, inner_end = _trimmed(text, opening.end(), len(text))
            if inner_start < inner_end:
                yield Stretch(opening.start(), len(text), inner_start, inner_end, opening[0], is_open=True)
            return


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark begins a quotation: something follows it, and nothing that it could close stands right before."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark[0] == "’" or not after or mark[0] not in CLOSERS:
        return False
    if mark[0] in _CORNERED or mark[0] in _ALWAYS_OPENS:
        return True
    if after.isspace() and not (mark[0] == "«" or (mark[0] in '“"' and after == "\u00a0")):
        return False
    if mark[0] in "'‘" and not after.isalnum() and after not in '“"«¿¡…[':
        return False
    return not before or before.isspace() or before in _BEFORE_AN_OPENING or _MARK.match(before) is not None


def _closing(text: str, marks: Sequence[re.Match[str]], opened: int) -> int | None:
    """The index of the mark that closes the one at `opened`."""
    if marks[opened][0] in "'‘":
        return _closing_single(text, marks, opened)
    own = _closing_of_its_style(text, marks, opened)
    typed = _mistyped(text, marks, opened, own)
    return own if typed is None else typed


def _closing_single(text: str, marks: Sequence[re.Match[str]], opened: int) -> int | None:
    closers, fallback = CLOSERS[marks[opened][0]], None
    for index in range(opened + 1, len(marks)):
        mark = marks[index]
        if mark[0] not in closers or not _closes_single(text, mark):
            continue
        if text[mark.start() - 1] in _ENDS or text[mark.end() : mark.end() + 1] in _ENDS:
            return index
        fallback = index if fallback is None else fallback
    return fallback


def _closing_of_its_style(text: str, marks: Sequence[re.Match[str]], opened: int) -> int | None:
    """Quotations of the same style inside are passed over."""
    opening, depth = marks[opened][0], 0
    for index in range(opened + 1, len(marks)):
        mark = marks[index]
        if mark[0] in CLOSERS[opening] and _closes(text, mark, opening):
            if depth == 0:
                return index
            depth -= 1
        elif mark[0] == opening and opening not in ('"', "''", "”") and _opens(text, mark):
            depth += 1
    return None


def _mistyped(text: str, marks: Sequence[re.Match[str]], opened: int, own: int | None) -> int | None:
    """The index of a mark of another style that was typed for the closing one: the next quotation begins between it and the
    one of the right style (`own`), or there is none.
    """
    opening, found, is_within = marks[opened][0], None, False
    within, mistyped = _MISTYPED.get(opening, ("", ""))
    for index in range(opened + 1, len(marks) if own is None else own):
        mark = marks[index]
        if mark[0] == opening and _opens(text, mark):
            return found
        if mark[0] == within and _opens(text, mark):
            is_within = True
        elif mark[0] == mistyped and is_within:
            is_within = False
        elif mark[0] == mistyped and found is None and _ends_a_word(text, mark):
            found = index
    return found if own is None else None


_MISTYPED = {"“": ('"', '"'), '"': ("“", "”")}
"""{opening mark: what opens a quotation of another style, what closes it and may be typed for this one's closing mark}."""


def _ends_a_word(text: str, mark: re.Match[str]) -> bool:
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    return not before.isspace() and (not after or after.isspace() or after in _ENDS)


def _closes(text: str, mark: re.Match[str], opening: str) -> bool:
    if mark[0] == opening or (opening == "“" and mark[0] == "“"):
        before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
        return not before.isspace() or not after or after.isspace() or after in _ENDS
    return True


def _closes_single(text: str, mark: re.Match[str]) -> bool:
    """An apostrophe stands within a word, or before what was left out; a closing mark stands at a word's end."""
    after = text[mark.end() : mark.end() + 1]
    return not text[mark.start() - 1].isspace() and not (after.isalnum() or after == "'")


def _may_stay_open(text: str, start: int) -> bool:
    """A quotation that goes on in the next paragraph begins its own, or stands after a comma or colon."""
    before = text[:start].rstrip()
    return not before or before[-1] in ":,.!?—–،："


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
