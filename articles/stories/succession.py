"""Ids that last: which of today's groups is which of yesterday's stories, and what changed.

A story goes on in the group that has most of its articles. What it loses, gains, is split into or merged with is a change of
its own, so that no id changes its meaning in silence.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

Stories = Mapping[str, Collection[str]]
"""{story: its articles}"""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a story, or of an article in it. `other_story` is where it came from or went to."""

    story: str
    change: Literal["began", "joined", "left", "split", "merged", "ended"]
    article: str | None = None
    other_story: str | None = None


def succeed(groups: Sequence[Sequence[str]], before: Stories, taken: Collection[str]) -> dict[str, Sequence[str]]:
    """{story: its group}. The first article of a group that continues no story gives it its id, but for those in `taken`.

    Articles stand in the order in which they were told.
    """
    story_of = {article: story for story, articles in before.items() for article in articles}
    overlaps: dict[tuple[int, str], int] = {}
    for number, group in enumerate(groups):
        for article in group:
            if story := story_of.get(article):
                overlaps[number, story] = overlaps.get((number, story), 0) + 1
    named: dict[int, str] = {}
    for number, story in sorted(overlaps, key=lambda pair: (-overlaps[pair], pair[1], groups[pair[0]][0])):
        if number not in named and story not in named.values():
            named[number] = story
    used = {*taken, *before}
    for number, group in enumerate(groups):
        if number not in named:
            named[number] = next(name for name in _names(group) if name not in used)
            used.add(named[number])
    return {named[number]: group for number, group in enumerate(groups)}


def _names(group: Sequence[str]) -> Iterator[str]:
    """Ids for a new story: its first article's is free but where a story of that name was told before."""
    yield from group
    yield from (f"{group[0]}-{number}" for number in count(2))


def changes(before: Stories, after: Stories) -> list[Change]:
    """What happened between two days."""
    was_in = {article: story for story, articles in before.items() for article in articles}
    is_in = {article: story for story, articles in after.items() for article in articles}
    found = []
    for story in sorted({*before, *after}):
        old, new = before.get(story, ()), after.get(story, ())
        if story not in before:
            origin = _most(was_in, new)
            found.append(Change(story, "split" if origin else "began", other_story=origin))
        if story not in after:
            heir = _most(is_in, old)
            found.append(Change(story, "merged" if heir else "ended", other_story=heir))
        found += [Change(story, "left", one, is_in.get(one)) for one in sorted(set(old) - set(new))]
        found += [Change(story, "joined", one, was_in.get(one)) for one in sorted(set(new) - set(old))]
    return found


def _most(story_of: Mapping[str, str], articles: Collection[str]) -> str | None:
    """The story that most of the articles are in, where two or more are."""
    held = [story_of[article] for article in articles if article in story_of]
    best = max(sorted(set(held)), key=held.count, default=None)
    return best if best and held.count(best) > 1 else None
