"""Words that hold a role: whose it is, what it is, with whom it is held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.byline.kinds import KNOWN_PLACE, Item, SegmentContext, is_name, outlet_at, rank_of, text_of
from articles.byline.lexicon import wording
from articles.byline.named import named_items
from articles.byline.organisations import is_organisation
from articles.byline.roles import field_length, is_called_so, is_modifier, role_at, role_end, role_start
from articles.byline.tokens import Token
from articles.places.agencies import SHORT, agency_of
from articles.rule_table import first_match


@dataclass(frozen=True, slots=True)
class Held:
    """A role among words, from `start` to `end` with its `head`; `plural` is one of several people."""

    words: list[Token]
    where: SegmentContext
    head: int
    start: int
    end: int
    plural: bool

    @property
    def left(self) -> list[Token]:
        """What stands before it."""
        return self.words[: self.start]

    @property
    def right(self) -> list[Token]:
        """What stands behind it."""
        return self.words[self.end :]

    @property
    def is_linked(self) -> bool:
        """Whether its last word links it to what follows: "editor at"."""
        return self.words[self.end - 1].low in wording().role_links

    @property
    def word_behind(self) -> str:
        """The one word with a capital that follows a role behind a name; "" where none or more do."""
        right = self.right
        alone = self.where.attribute and len(right) == 1 and right[0].text.istitle() and not outlet_at(right, 0)
        return right[0].text if alone and not self.is_linked else ""


Reading = tuple[list[Item], list[Token]]
"""What was read, and the words that are about somebody else."""


def role_items(words: list[Token], where: SegmentContext) -> Reading:
    """What words say of which some may be a role, and those after it that are about somebody else."""
    heads = [(index, found) for index in range(len(words)) if (found := role_at(words, index))]
    if not heads or is_called_so(words, heads[0][0], where):
        return named_items(words, where), []
    held = _held(words, heads, where)
    decided = first_match(ROLE_RULES, held)
    return decided[1] if decided else _said(held)


def _held(words: list[Token], heads: Sequence[tuple[int, tuple[int, bool]]], where: SegmentContext) -> Held:
    head = heads[0][0]
    end, plural = role_end(words, heads)
    start = role_start(words, head, where)
    held = Held(words, where, head, start, end + field_length(words, start, end), plural)
    # "Redakteurin Sport" is all of a role, "korrespondent Oslo" one and a town.
    field = held.word_behind and rank_of(held.word_behind) < KNOWN_PLACE
    return replace(held, end=held.end + 1) if field else held


def held_with(held: Held) -> Reading | None:
    """A role, a link, and whom it is held with, or more of the role.

    Taken: Jane Doe, editor of the evening pages -> Jane Doe [editor of the evening pages]
    Left: Jane Doe, Health Editor -> Jane Doe [Health Editor]
    Known problems: A house that no list has stays part of the role.
    """
    right = held.right
    if not right or not (held.is_linked or (right[0].text.islower() and not is_name(right))):
        return None
    tail = _employer(right, held.words[held.end - 1].low)
    role = Item("role", text_of(held.words[held.start : held.end if tail else len(held.words)]), held.plural)
    return [*_left_items(held.left, held.where, False), role, *tail], []


def held_in_town(held: Held) -> Reading | None:
    """A role behind a name, and a larger town.

    Taken (fr): Jana Lind, correspondante Lyon -> Jana Lind [correspondante] #Lyon
    Left: Jane Doe, Health Editor -> Jane Doe [Health Editor]
    Known problems: A town that the gazetteer ranks low is part of the role.
    """
    if not held.word_behind:
        return None
    return [*role_items(held.words[: held.end], held.where)[0], Item("place", held.word_behind)], []


def nobody_holds_it(held: Held) -> Reading | None:
    """A role of several words without a name stands for the paper, and one of a word for nobody.

    Taken: Staff Reporter -> o:Staff Reporter
    Left: Jane Doe, Health Editor -> Jane Doe [Health Editor]
    Known problems: None known.
    """
    where = held.where
    if held.left or held.right or where.attribute or not (where.lone or where.sure):
        return None
    employer, text = _employer_and_start(held)[0], text_of(held.words)
    longer = where.lone and bool(employer) and len(text.split()) > len(employer[0].text.split()) + 1
    if len(held.words) > 1 and (not employer or longer):
        return [Item("organisation", text)], []
    return None if employer else ([], [])


ROLE_RULES = (held_with, held_in_town, nobody_holds_it)


def _said(held: Held) -> Reading:
    """A role with what stands before it, and what stands behind it for others to read."""
    left, right = held.left, held.right
    if len(left) > 2 and left[-1].low in ("a", "an"):
        left = left[:-1]
    employer, start = _employer_and_start(held)
    of_people = held.plural or (text_of(left).isupper() and not text_of(held.words).isupper())
    before = _left_items(left, held.where, of_people)
    role = Item("role", text_of(held.words[start : held.end]), held.plural)
    if before and before[0].kind == "role":
        role, before = Item("role", f"{before[0].text} {role.text}", held.plural), before[1:]
    said = [*before, *employer, role]
    if held.where.attribute and len(right) == 1 and right[0].text.isupper() and 1 < len(right[0].text) < 6:
        return [*said, Item("organisation", right[0].text)], []  # "zpravodajka LN"
    if sum(word.text.islower() for word in right) > 2:
        return [*said, Item("prose", text_of(right))], []
    return said, right


def _employer_and_start(held: Held) -> tuple[list[Item], int]:
    """Whom a role is held with where that stands before it or in its head, and where the role then starts."""
    employer, start = _employer_before(held.words, held.start, held.head)
    house, dash, _ = held.words[held.head].text.partition("-")
    if not employer and dash and agency_of(house):
        employer = [Item("organisation", house)]  # "dpa-Korrespondent"
    return employer, start


def _employer_before(words: Sequence[Token], start: int, head: int) -> tuple[list[Item], int]:
    """Whom a role is held with where that stands before it ("AP Sports Writer"), and where the role then starts."""
    length = outlet_at(words, start) if start < head else 0
    if not length and start and start < head and words[start].text.istitle() and not is_modifier(words, start):
        length = int(is_organisation(words[start : start + 1]))  # "Jane Doe Herald Staff Writer"
    if length and start + length <= head:
        return [Item("organisation", text_of(words[start : start + length]))], start + length
    return [], start


def _employer(words: Sequence[Token], link: str) -> list[Item]:
    """Whom a role is held with: "editor at The Guardian", "redaktorka gazety Fakt"."""
    small = next((index for index, word in enumerate(words) if not word.text.islower()), len(words))
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
    for index in range(len(left)):
        length = outlet_at(left, index)
        if length and index + length == len(left):
            before = _left_items(left[:index], where, people) if index else []
            return [*before, Item("organisation", text_of(left[index:]))]
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
