"""Roles among words: where one stands, starts and ends."""

import re
from collections.abc import Sequence

from articles.byline.kinds import WITH_AND, SegmentContext, is_name, outlet_at
from articles.byline.lexicon import phrase_at, wording
from articles.byline.names import is_particle
from articles.byline.organisations import is_organisation
from articles.byline.tokens import Token


def role_at(words: Sequence[Token], index: int) -> tuple[int, bool] | None:
    """The head of a role at `index`, as (number of words, whether it is a plural)."""
    known, low = wording(), words[index].low
    found = None
    if low.rstrip(".") in known.roles:
        found = phrase_at(known.roles, [word.low.rstrip(".") for word in words], index)
    if found:
        return found[0], found[1] == "plural"
    if index and low[0] in WITH_AND and low[1:] in known.roles:
        return 1, low[1:] in known.plurals
    tail = re.split("[-‑/]", low)[-1]
    if ("-" in low or "/" in low) and (tail in known.roles or tail.endswith(known.role_endings)):
        return 1, tail in known.plurals
    if len(low) > 7 and low.endswith(known.role_endings):
        return 1, False
    return None


def is_modifier(words: Sequence[Token], index: int) -> bool:
    """Whether the word at `index` may stand before the head of a role: "senior", "politics", "U.S."."""
    low = words[index].low.strip(".")
    return phrase_at(wording().role_modifiers, [low], 0) is not None or (
        "-" in low and low.split("-")[0] in wording().role_modifiers
    )


def is_called_so(words: Sequence[Token], head: int, where: SegmentContext) -> bool:
    """Whether one name and a role are a person's whole name: "Will Carpenter"."""
    if (
        len(words) != 2
        or head != 1
        or where.attribute
        or not is_name(words)
        or is_organisation(words[:1])
        or outlet_at(words, 0)
    ):
        return False
    return (
        not is_modifier(words, 0) and words[0].low not in wording().ours and words[0].text.isupper() == words[1].text.isupper()
    )


def field_length(words: Sequence[Token], start: int, end: int) -> int:
    """How many words of a role's field stand between it and the name behind it: "Redacteur economie Jan Jansen"."""
    rest = words[end:]
    if len(rest) > 2 and not start and is_modifier(rest, 0) and is_name(rest[1:]) and words[end - 1].text.istitle():
        return 1  # "Redacteur Binnenland Jan Jansen"
    small = next((index for index, word in enumerate(rest) if not word.text.islower()), 0)
    linked = any(word.low in wording().role_links or is_particle(word.low) for word in [words[end - 1], *rest[:small]])
    named = 0 < small < 3 and is_name(rest[small:]) and not is_organisation(rest[small:]) and not outlet_at(rest, small)
    return small if named and not start and not linked else 0


def role_end(words: Sequence[Token], heads: Sequence[tuple[int, tuple[int, bool]]]) -> tuple[int, bool]:
    """Where a role ends, and whether it is a plural: heads in a row and what binds to them are one."""
    head, (length, plural) = heads[0]
    end = head + length
    if is_modifier(words, head):
        # "Deputy" may be all of a role or its first word.
        end = next((index + more[0] for index, more in heads[1:] if index - head < 5), end)
    while end < len(words) and (_binds(words, end) or role_at(words, end)):
        again = role_at(words, end)
        plural = plural or bool(again and again[1])
        end += again[0] if again else 1
    return end, plural


def role_start(words: Sequence[Token], head: int, where: SegmentContext) -> int:
    """Where a role starts: with the words before its head that go with it, but leaving a name two words."""
    known = wording()
    outlets = [index for index in range(max(2, outlet_at(words, 0)), head) if outlet_at(words, index)]
    # "Our Correspondent", "Staff Reporter": no name stands before the role.
    nameless = all(
        is_modifier(words, index) or words[index].low in known.ours or words[index].low in known.organisation
        for index in range(head)
    )
    if nameless and not any(outlet_at(words, index) for index in range(head)):
        return 0
    floor = 0 if where.attribute or nameless else 2
    start = head
    while start > floor and (is_modifier(words, start - 1) or words[start - 1].text.islower()):
        start -= 1
    if not where.attribute:
        starts = [index for index in range(2, start) if is_modifier(words, index)]
        start = min([*starts, *(index for index in outlets if index < start), start])
    return start


def _binds(words: Sequence[Token], index: int) -> bool:
    """Whether the word binds to the role before it."""
    word = words[index]
    return (word.low in wording().role_links and (word.text.islower() or word.low in ("in", "at-large"))) or (
        word.text.islower() and index + 1 < len(words) and words[index - 1].low in wording().role_links
    )
