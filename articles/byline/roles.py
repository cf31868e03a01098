"""Words that hold a role: whose it is, what it is, with whom it is held."""

import re
from collections.abc import Sequence

from articles.byline.kinds import (
    KNOWN_PLACE,
    WITH_AND,
    Item,
    SegmentContext,
    is_name,
    is_organisation,
    outlet_at,
    rank_of,
    text_of,
)
from articles.byline.lexicon import phrase_at, wording
from articles.byline.named import named_items
from articles.byline.names import is_particle
from articles.byline.tokens import Token
from articles.places.agencies import SHORT, agency_of


def role_at(words: Sequence[Token], place: int) -> tuple[int, bool] | None:
    """The head of a role at `place`, as (number of words, whether it is a plural)."""
    known, low = wording(), words[place].low
    found = None
    if low.rstrip(".") in known.roles:
        found = phrase_at(known.roles, [word.low.rstrip(".") for word in words], place)
    if found:
        return found[0], found[1] == "plural"
    if place and low[0] in WITH_AND and low[1:] in known.roles:
        return 1, low[1:] in known.plurals
    tail = re.split("[-‑/]", low)[-1]
    if ("-" in low or "/" in low) and (tail in known.roles or tail.endswith(known.role_endings)):
        return 1, tail in known.plurals
    if len(low) > 7 and low.endswith(known.role_endings):
        return 1, False
    return None


def is_modifier(words: Sequence[Token], place: int) -> bool:
    """Whether the word at `place` may stand before the head of a role: "senior", "politics", "U.S."."""
    low = words[place].low.strip(".")
    return phrase_at(wording().role_modifiers, [low], 0) is not None or (
        "-" in low and low.split("-")[0] in wording().role_modifiers
    )


def role_items(words: list[Token], where: SegmentContext) -> tuple[list[Item], list[Token]]:
    """What words say of which some may be a role, and those after it that are about somebody else."""
    heads = [(place, found) for place in range(len(words)) if (found := role_at(words, place))]
    if not heads or _is_called_so(words, heads[0][0], where):
        return named_items(words, where), []
    head = heads[0][0]
    end, plural = _end(words, heads)
    start = _start(words, head, where)
    end += _field(words, start, end)
    left, right = words[:start], words[end:]
    if right and (words[end - 1].low in wording().role_links or (right[0].text.islower() and not is_name(right))):
        tail = _employer(right, words[end - 1].low)
        role = Item("role", text_of(words[start : end if tail else len(words)]), plural)
        return [*_left_items(left, where, False), role, *tail], []
    if where.attribute and len(right) == 1 and right[0].text.istitle() and not outlet_at(right, 0):
        # "Redakteurin Sport" is all of a role, "korrespondent Oslo" one and a town.
        if rank_of(right[0].text) >= KNOWN_PLACE:
            return [*role_items(words[:end], where)[0], Item("place", right[0].text)], []
        end, right = end + 1, []
    if len(left) > 2 and left[-1].low in ("a", "an"):
        left = left[:-1]
    employer, start = _employer_before(words, start, head)
    house = words[head].text.split("-")[0]
    if not employer and agency_of(house) and "-" in words[head].text:
        employer = [Item("organisation", house)]  # "dpa-Korrespondent"
    if not left and not right and not where.attribute and (where.lone or where.sure):
        # "Staff Reporter" and "Guardian staff reporter" stand for the paper, "Producer" for nobody.
        alone = len(words) > 1 and (
            not employer or (where.lone and len(text_of(words).split()) > len(employer[0].text.split()) + 1)
        )
        if alone or not employer:
            return [Item("organisation", text_of(words))] if alone else [], []
    before = _left_items(left, where, plural or (text_of(left).isupper() and not text_of(words).isupper()))
    role = Item("role", text_of(words[start:end]), plural)
    if before and before[0].kind == "role":
        role, before = Item("role", f"{before[0].text} {role.text}", plural), before[1:]
    said = [*before, *employer, role]
    if where.attribute and len(right) == 1 and right[0].text.isupper() and 1 < len(right[0].text) < 6:
        return [*said, Item("organisation", right[0].text)], []  # "zpravodajka LN"
    if sum(word.text.islower() for word in right) > 2:
        return [*said, Item("prose", text_of(right))], []
    return said, right


def _is_called_so(words: Sequence[Token], head: int, where: SegmentContext) -> bool:
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


def _field(words: Sequence[Token], start: int, end: int) -> int:
    """How many words of a role's field stand between it and the name behind it: "Redacteur economie Jan Jansen"."""
    rest = words[end:]
    if len(rest) > 2 and not start and is_modifier(rest, 0) and is_name(rest[1:]) and words[end - 1].text.istitle():
        return 1  # "Redacteur Binnenland Jan Jansen"
    small = next((place for place, word in enumerate(rest) if not word.text.islower()), 0)
    linked = any(word.low in wording().role_links or is_particle(word.low) for word in [words[end - 1], *rest[:small]])
    named = 0 < small < 3 and is_name(rest[small:]) and not is_organisation(rest[small:]) and not outlet_at(rest, small)
    return small if named and not start and not linked else 0


def _end(words: Sequence[Token], heads: Sequence[tuple[int, tuple[int, bool]]]) -> tuple[int, bool]:
    """Where a role ends, and whether it is a plural: heads in a row and what binds to them are one."""
    head, (length, plural) = heads[0]
    end = head + length
    if is_modifier(words, head):
        # "Deputy" may be all of a role or its first word.
        end = next((place + more[0] for place, more in heads[1:] if place - head < 5), end)
    while end < len(words) and (_binds(words, end) or role_at(words, end)):
        again = role_at(words, end)
        plural = plural or bool(again and again[1])
        end += again[0] if again else 1
    return end, plural


def _start(words: Sequence[Token], head: int, where: SegmentContext) -> int:
    """Where a role starts: with the words before its head that go with it, but leaving a name two words."""
    known = wording()
    outlets = [place for place in range(max(2, outlet_at(words, 0)), head) if outlet_at(words, place)]
    # "Our Correspondent", "Staff Reporter": no name stands before the role.
    nameless = all(
        is_modifier(words, place) or words[place].low in known.ours or words[place].low in known.organisation
        for place in range(head)
    )
    if nameless and not any(outlet_at(words, place) for place in range(head)):
        return 0
    floor = 0 if where.attribute or nameless else 2
    start = head
    while start > floor and (is_modifier(words, start - 1) or words[start - 1].text.islower()):
        start -= 1
    if not where.attribute and start > 2:
        starts = [place for place in range(2, start) if is_modifier(words, place)]
        start = min([*starts, *(place for place in outlets if place < start), start])
    return start


def _employer_before(words: Sequence[Token], start: int, head: int) -> tuple[list[Item], int]:
    """Whom a role is held with where that stands before it ("AP Sports Writer"), and where the role then starts."""
    length = outlet_at(words, start) if start < head else 0
    if not length and start and start < head and words[start].text.istitle() and not is_modifier(words, start):
        length = int(is_organisation(words[start : start + 1]))  # "Jane Doe Herald Staff Writer"
    if length and start + length <= head:
        return [Item("organisation", text_of(words[start : start + length]))], start + length
    return [], start


def _binds(words: Sequence[Token], place: int) -> bool:
    """Whether the word binds to the role before it."""
    word = words[place]
    return (word.low in wording().role_links and (word.text.islower() or word.low in ("in", "at-large"))) or (
        word.text.islower() and place + 1 < len(words) and words[place - 1].low in wording().role_links
    )


def _employer(words: Sequence[Token], link: str) -> list[Item]:
    """Whom a role is held with: "editor at The Guardian", "redaktorka gazety Fakt"."""
    small = next((place for place, word in enumerate(words) if not word.text.islower()), len(words))
    # "redacteur van de Volkskrant": the article may be part of the name.
    house = next((at for at in range(small + 1) if at < len(words) and outlet_at(words, at) == len(words) - at), None)
    if house is not None and small:
        return [Item("organisation", text_of(words[house:]))]
    if words and (
        outlet_at(words, 0) == len(words)
        or (link in ("at", "bei", "beim", "chez", "vid", "hos", "ved") and is_organisation(words))
    ):
        return [Item("organisation", text_of(words))]
    return []


def _left_items(left: Sequence[Token], where: SegmentContext, people: bool) -> list[Item]:
    """What stands before a role: a name, an employer, or more of the role. `people`: the role is one that needs a name."""
    if not left:
        return []
    for place in range(len(left)):
        length = outlet_at(left, place)
        if length and place + length == len(left):
            before = _left_items(left[:place], where, people) if place else []
            return [*before, Item("organisation", text_of(left[place:]))]
    if (
        where.attribute
        and len(left) == 1
        and left[0].text.istitle()
        and len(left[0].text) <= SHORT
        and agency_of(left[0].text.upper())
    ):
        # "Ap Sports Writer", where a page has recased "AP".
        return [Item("organisation", left[0].text.upper())]
    if is_organisation(left) and not (is_name(left) and not where.attribute):
        return [Item("organisation", text_of(left))]
    if where.attribute and not (people and is_name(left)):
        return [Item("role", text_of(left))]
    return named_items(list(left), where)
