"""A row of parts with what ends it and how the text goes on: what the rules look at."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from articles.dateline.draft import DatelineDraft
from articles.dateline.lexicon import words
from articles.dateline.place_names import DASHES, Paper, weight
from articles.places.gazetteer import fold


class Kind(Enum):
    """What a row holds, which says which rules it is judged by."""

    AGENCY = auto()
    """A known agency behind a place or a date."""
    AGENCY_ALONE = auto()
    DESK = auto()
    """A place and a desk or a correspondent: "Berlin, Eigener Bericht"."""
    SIGNED = auto()
    """A place or a date and a name in brackets that is no known agency."""
    SIGNED_ALONE = auto()
    DATED = auto()
    BRACKETED = auto()
    """Places alone, in brackets."""
    QUALIFIED = auto()
    """Places alone, one of them with its country or region."""
    CAPITALS = auto()
    """Places alone, in capitals."""
    PLAIN = auto()
    """Places alone, in the usual case."""


@dataclass(frozen=True)
class Candidate:
    """A row that may be a dateline; `mark` stands behind it, and the body would start `at`."""

    text: str
    row: DatelineDraft
    mark: str
    at: int
    paper: Paper

    @cached_property
    def kind(self) -> Kind:
        """What the row holds."""
        row = self.row
        if row.has_agency:
            return Kind.AGENCY if row.where or row.day else Kind.AGENCY_ALONE
        if row.desk and row.where:
            return Kind.DESK
        if row.agency:
            return Kind.SIGNED if row.where or row.day else Kind.SIGNED_ALONE
        return Kind.DATED if row.day else self._kind_of_places()

    def _kind_of_places(self) -> Kind:
        if not self.row.where:
            return Kind.PLAIN
        if self.row.bracketed and self.opens_with("(") and not self.row.where[0].qualified:
            return Kind.BRACKETED
        if self.is_qualified:
            return Kind.QUALIFIED
        return Kind.CAPITALS if self.first_in_capitals else Kind.PLAIN

    @cached_property
    def first_in_capitals(self) -> bool:
        """Whether the first place is, whatever its region is in."""
        first = self.row.where[0]
        return self.text[first.start : first.end].split(",")[0].strip().isupper() and len(self.written) > 2

    # What is written.

    @cached_property
    def written(self) -> str:
        """The row as printed."""
        return self.text[self.row.start : self.row.end]

    @cached_property
    def rest(self) -> str:
        """How the text goes on."""
        return self.text[self.at :]

    @cached_property
    def between(self) -> str:
        """What stands between the row and the rest."""
        return self.text[self.row.end : self.at]

    @cached_property
    def plain(self) -> str:
        """The mark without its spaces."""
        return "".join(self.mark.split())

    @cached_property
    def first_letter(self) -> str:
        """The first letter or digit of the rest, "" where there is none."""
        return next((c for c in self.rest if c.isalnum()), "")

    @cached_property
    def first_sentence(self) -> str:
        """The first sentence of the rest, without its stop."""
        return re.split(r"[.!?।]\s", self.rest, maxsplit=1)[0]

    @cached_property
    def is_uncased(self) -> bool:
        """Whether its script knows no capitals."""
        return not any(c.isupper() or c.islower() for c in self.written)

    @cached_property
    def is_long(self) -> bool:
        """Whether enough text follows to be a paragraph; a headline has no stop at its end."""
        return len(self.rest) > (40 if self.rest.rstrip()[-1:] in ".।۔…。" else 60)

    def opens_with(self, brackets: str) -> bool:
        """Whether one of these is the row's first character."""
        return self.text[self.row.start] in brackets

    # The places.

    @cached_property
    def is_known(self) -> bool:
        """Whether the gazetteer has every place, or a region says where it is."""
        return bool(self.row.where) and all(mention.entry or mention.qualified for mention in self.row.where)

    @cached_property
    def is_qualified(self) -> bool:
        """Whether a region says where one of the places is."""
        return any(mention.qualified for mention in self.row.where)

    @cached_property
    def in_capitals(self) -> bool:
        """Whether every place is."""
        return all(self.text[mention.start : mention.end].isupper() for mention in self.row.where)

    @cached_property
    def name(self) -> str:
        """The first place, folded."""
        return fold(self.text[self.row.where[0].start : self.row.where[0].end])

    @cached_property
    def weight(self) -> float:
        """How likely the least of the places is meant as a place."""
        return min((weight(mention.entry, self.paper) for mention in self.row.where if mention.entry), default=0.0)

    @cached_property
    def is_a_persons_name(self) -> bool:
        """Whether people are called so too."""
        return self.name in words().people

    # What ends the row.

    @cached_property
    def has_dash(self) -> bool:
        """Whether a dash ends it, or a bar that does the work of one."""
        return not self._joins_words() and (self._has_bar() or any(character in DASHES for character in self.plain))

    def _has_bar(self) -> bool:
        site = self.row.agency is not None and "." in self.row.agency.as_written
        return self.plain == "|" and ((self.mark != "|" and bool(self.row.where)) or site)

    def _joins_words(self) -> bool:
        """Whether the dash joins words: "Havanna-Syndrom", "March 16–19", "PARIS–Nice", not "PARIS–The council"."""
        if self.plain != self.mark or self.plain not in tuple("-‐‑–_~·") or not _is_letter(self.text[self.row.end - 1]):
            return False
        if self.plain != "–" or not self.row.where or not self.written.isupper() or not self.rest[:2].istitle():
            return True
        next_word = re.split(r"[\W\d]", self.rest, maxsplit=1)[0]
        return bool(re.match(r"\w+[–—-]", self.rest)) or self.paper.best(next_word) is not None

    @cached_property
    def has_slash(self) -> bool:
        """Whether a slash ends it, as behind the agencies of Arabic and Iraqi papers."""
        stands_off = self.mark != "/" or (self.is_uncased and self.row.has_agency)
        return self.plain == "/" and stands_off and (self.row.has_agency or self.is_uncased)

    @cached_property
    def has_stop(self) -> bool:
        """Whether a full stop ends it."""
        return any(stop in self.plain for stop in ".।") or (self.plain == ";" and self.row.bracketed)

    @cached_property
    def has_colon(self) -> bool:
        """Whether a colon ends it."""
        return any(colon in self.plain for colon in ":：")

    @property
    def has_mark(self) -> bool:
        """Whether a dash, a full stop or a colon ends it."""
        return self.has_dash or self.has_stop or self.has_colon

    @property
    def is_parted(self) -> bool:
        """Whether a dash or slash does."""
        return self.has_dash or self.has_slash

    @property
    def is_ended(self) -> bool:
        """Whether anything does that ends datelines."""
        closed = (self.text[self.row.end - 1] in "/)]】）" and "," not in self.plain) or "»" in self.plain
        return self.has_mark or closed or self._ends_in_a_state() or self.opener_behind_comma

    def _ends_in_a_state(self) -> bool:
        """Whether a short form of a region does: "HAMPTON, Va. The ..."."""
        return bool(self.row.where) and self.row.where[-1].qualified and not self.plain and self.text[self.row.end - 1] == "."

    @property
    def form(self) -> str:
        """How the paper prints the row, as `articles.profile` names it: "capitals, dash"; "" where no such mark ends it."""
        marks = (("dash", self.is_parted), ("colon", self.has_colon), ("full stop", self.has_stop))
        mark = next((name for name, ends_it in marks if ends_it), None)
        return f"{'capitals' if self.first_in_capitals else 'name'}, {mark}" if mark else ""

    @property
    def is_in_the_papers_form(self) -> bool:
        """Whether it is one place, printed as the paper prints its datelines, with a paragraph behind it."""
        return self.form in self.paper.forms and self.is_long and len(self.row.where) == 1

    @property
    def opener_behind_comma(self) -> bool:
        """Whether a place and a comma do, and a word that begins sentences."""
        return self.plain == "," and len(self.row.where) == 1 and self.starts_a_sentence

    @property
    def starts_a_sentence(self) -> bool:
        """Whether the rest begins with a word that begins sentences."""
        return bool(words().openers.match(self.rest))


def _is_letter(character: str) -> bool:
    """Whether it is part of a word: the vowels of Indian scripts are marks."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"
