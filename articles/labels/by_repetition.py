"""The rule about what comes twice."""

from collections.abc import Iterable

from articles.article import BODY_LABELS
from articles.extract.blocks import match_key
from articles.labels.passage import PageContext, Passage

_LONG = 1000
"""Letters and digits; a block with more may be all paragraphs once more, or the paragraphs may all have stood in it."""
_SAME = 0.7
"""Share of a long run that stands elsewhere, which makes it a repeat."""
_LONGS = 3
"""So many long runs are compared: a body that stands in several cuts does so in few."""
_STRETCH = 2
"""Paragraphs; so many in the same order are no refrain and no question that is asked again."""
_PLACES, _AHEAD = 5, 100
"""So many earlier places of a block are looked at, and so many blocks on from there; a longer stretch is several."""


def repeats(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """A stretch of paragraphs that came before is a repeat; a heading between two of them is part of the one that it heads.

    One paragraph alone is a repeat right after itself, or set in another kind of element, as a sentence is that stands large
    beside the text; a line that comes again and again is the story's. It may have come in another cut: as a part of a long
    run, or as several paragraphs of which a long run consists.

    Labels: repeat
    Taken: <p>The council voted for the new basin on Tuesday after a debate of five hours that was often loud and seldom
        short.</p><p>The council voted for the new basin on Tuesday after a debate of five hours that was often loud and
        seldom short.</p>
    Left: <p>Nobody was hurt.</p><p>Nobody was hurt.</p>
    Known problems: A paragraph that is told again in other words is no repeat.
    """
    told = [i for i, p in enumerate(passages) if p.label in BODY_LABELS]
    keys = [match_key(passages[i].text) for i in told]
    again = _in_another_cut(keys)
    again |= _come_again([passages[i] for i in told], keys, facts)
    done: list[Passage] = []
    headed = False
    repeated = {told[n] for n in again}
    for i, passage in enumerate(passages):
        if i not in repeated:
            headed = False
            done.append(passage)
            continue
        repeat = passage.said("repeat", "repeats")
        is_heading = passage.label == "heading"
        done.append(done.pop().joined(repeat) if headed and not is_heading else repeat)
        headed = is_heading
    return done


_QUOTED = 30
"""Letters and digits of the shortest words that are set large beside the text."""
_IN_A_CELL = 60
"""The same in a cell of a table, with which old pages set them there."""


def pull_quotes(passages: list[Passage], _: PageContext) -> list[Passage]:
    """Words of the text that a quotation beside it says once more; a cross-heading may well quote the text.

    Labels: repeat
    Taken: <blockquote>It went on from the neighbouring port, and nobody was hurt</blockquote><p>“It went on from the
        neighbouring port, and nobody was hurt,” the pilot said, who had seen all of it from his boat in the roads.</p>
    Left: <blockquote>It went on from the neighbouring port, and nobody was hurt</blockquote>
    Known problems: A quotation whose very words the paragraph after it takes up is taken.
    """
    text = [(i, match_key(p.text)) for i, p in enumerate(passages) if p.label in BODY_LABELS]
    done = list(passages)
    for i, key in text:
        passage = passages[i]
        if len(key) < {"quote": _QUOTED, "table": _IN_A_CELL}.get(passage.label or "", len(key) + 1):
            continue
        if any(n != i and len(other) > len(key) and key in other and passages[n].label == "body" for n, other in text):
            done[i] = passage.said("repeat", "pull_quotes")
    return done


def _come_again(told: list[Passage], keys: list[str], facts: PageContext) -> set[int]:
    places: dict[str, list[int]] = {}
    again: set[int] = set()
    at = 0
    while at < len(keys):
        length, before = _longest(keys, at, places.get(keys[at], ()))
        while length and told[at + length - 1].label == "heading":
            length -= 1
        stretch = range(at, at + length)
        if length and _is_a_repeat([told[n] for n in stretch], told[before], at - before, facts):
            again.update(stretch)
            at += length
            continue
        if len(where := places.setdefault(keys[at], [])) < _PLACES:
            where.append(at)
        at += 1
    return again


def _longest(keys: list[str], at: int, places: Iterable[int]) -> tuple[int, int]:
    """How many runs from `at` on came before in the same order, and where."""
    best = (0, 0)
    for before in places:
        length = 0
        last = min(_AHEAD, at - before, len(keys) - at)
        while length < last and keys[at + length] == keys[before + length]:
            length += 1
        best = max(best, (length, before))
    return best


def _is_a_repeat(stretch: list[Passage], first: Passage, apart: int, facts: PageContext) -> bool:
    prose = [p for p in stretch if p.prose]
    if len(prose) >= _STRETCH:
        return True
    alone = bool(prose) and len(stretch) == 1
    is_set_apart = not facts.is_plain and (first.block.tag, first.block.classes) != (
        stretch[0].block.tag,
        stretch[0].block.classes,
    )
    return alone and (apart == 1 or is_set_apart)


def _in_another_cut(keys: list[str]) -> set[int]:
    seen: set[str] = set()
    long: list[str] = []
    again = set()
    for n, key in enumerate(keys):
        if key not in seen and ((len(key) >= 60 and any(key in whole for whole in long)) or _is_made_of(key, seen)):
            again.add(n)
            continue
        seen.add(key)
        if len(key) > _LONG and len(long) < _LONGS:
            long.append(key)
    return again


def _is_made_of(key: str, seen: set[str]) -> bool:
    if len(key) <= _LONG or len(seen) < 3:
        return False
    return sum(len(one) for one in seen if len(one) >= 60 and one in key) > _SAME * len(key)
