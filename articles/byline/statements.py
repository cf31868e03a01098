"""A byline parted into what it says: labels, people and what is said of them, addresses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.byline.east_asian import eastern_items
from articles.byline.joined import parts_people
from articles.byline.kinds import KNOWN_PLACE, Item, SegmentContext, is_name, outlet_at, picture_agency, rank_of, text_of
from articles.byline.labels import conjunction_at, label_at
from articles.byline.lexicon import phrase_at, wording
from articles.byline.names import is_eastern
from articles.byline.parts import items
from articles.byline.roles import role_at
from articles.byline.tokens import Token

PICTURES = ("photo", "illustration", "photo illustration")
"""The roles of those who made a picture."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a byline says, what parted it from the one before, and whether it stood in brackets.

    `what` is a label's role (as str), an item, or an e-mail address or handle (as Token).
    """

    sep: str
    what: Item | Token | str
    in_parens: bool = False

    def names(self, *kinds: str) -> bool:
        """Whether it is an item of one of these kinds."""
        return isinstance(self.what, Item) and self.what.kind in kinds


def statements(words: list[Token], where: SegmentContext, *, eastern: bool) -> list[Said]:
    """What the tokens of a byline say, in their order; `eastern`: they hold Chinese, Japanese or Korean letters."""
    return _Reading(words, where, eastern).read()


class _Reading:
    """One pass over the tokens: words gather in `chunk` until something parts them from the next ones."""

    def __init__(self, words: list[Token], where: SegmentContext, eastern: bool) -> None:
        self.words, self.where, self.eastern = words, where, eastern
        self.low = [word.low for word in words]
        self.said: list[Said] = []
        self.chunk: list[Token] = []
        self.index = 0
        self.sep = ""
        self.role = ""
        self.house_from: int | None = None  # where in `chunk` a house in quotation marks starts
        self.housed = False  # a house in quotation marks stands between a role and who holds it
        self.since = 0  # where in `said` the last label's people start
        self.in_parens = self.quoted = self.labelled = self.glued_label = False
        self.person = self.organised = self.cased = False

    def read(self) -> list[Said]:
        while self.index < len(self.words):
            token = self.words[self.index]
            if token.kind == "word":
                self.index += self._furniture() or self._label() or self._conjunction() or self._via() or self._word(token)
                continue
            if token.kind in ("email", "handle"):
                self._flush()
                self.said.append(Said(self.sep, token, self.in_parens))
                self.sep = ""
            elif token.kind == '"':
                self._quote()
            elif not (token.kind == "glue" and self._awaits_a_place()):
                self._flush()
                self.in_parens = (token.kind == "(" and (self.person or self.eastern)) or (self.in_parens and token.kind != ")")
                kept = self.sep == "via" or (self.sep == "and" and token.kind in ("break", "glue"))
                self.sep = self.sep if kept else token.kind
            self.index += 1
        self._flush()
        return self.said

    def _quote(self) -> None:
        """A quotation mark: behind a role or "for" it begins the house's name, and ends it before whoever is named next."""
        low = [word.low for word in self.chunk]
        if not self.chunk:
            self.quoted = True
        elif self.house_from is not None or self.housed:
            self._flush()
        elif not self.person and role_at(self.chunk, len(self.chunk) - 1):
            self._flush()
            self.housed = True  # "корреспондент «Коммерсанта» Глеб Черкас"
        elif phrase_at(wording().before_employer, low, 0) == (len(low), ""):
            self.house_from = len(self.chunk)
        elif self.person and role_at(self.chunk, len(self.chunk) - 1):
            self._flush()
            self.sep, self.quoted = ",", True
        elif self.person and self.quoted:
            self._flush()
            self.sep = ","

    # Each of these says how many tokens it took: 0 where it has nothing to say.

    def _word(self, token: Token) -> int:
        self.chunk.append(token)
        return 1

    def _furniture(self) -> int:
        """ "View all posts by" goes before its "by" is read as a label."""
        found = None if self.chunk else phrase_at(wording().noise, self.low, self.index)
        if not found or found[0] == 1 or outlet_at(self.words, self.index) >= found[0]:
            return 0
        label = label_at(self.words, self.low, self.index, self.where.lang, first=not self.said)
        return found[0] if not label or label[0] < found[0] else 0

    def _label(self) -> int:
        inside = self.chunk if not (self.eastern and is_eastern(self.words[self.index].text)) else []
        found = label_at(self.words, self.low, self.index, self.where.lang, first=not self.said, chunk=inside)
        if found and self.chunk and self.eastern and self.words[self.index + found[0] - 1].kind == "word":
            found = None
        if not found and not self.chunk and self.glued_label:
            # "AuthorJane DoeEditorJohn Smith": where one label was glued to its name, the next ones are.
            named = phrase_at(wording().label, self.low, self.index)
            after = self.words[self.index + named[0]].kind if named and self.index + named[0] < len(self.words) else ""
            found = (named[0] + 1, named[1]) if named and after == "glue" else None
        if not found:
            return 0
        self.glued_label = self.words[self.index + found[0] - 1].kind == "glue"
        self._flush()
        self._open(found[1])
        self.labelled = True
        return found[0]

    def _open(self, role: str) -> None:
        self.said.append(Said(self.sep, role))
        self.role, self.since, self.sep, self.person = role, len(self.said), "", False

    def _conjunction(self) -> int:
        length = conjunction_at(self.low, self.index, self.where.lang)
        after = self.index + length
        if not length or (self.chunk and not self._parts_people(after)):
            return 0
        if self.where.lang in wording().places_in.get(self.low[self.index], ()):
            # In Polish "z" is "with" and "from": "Z Waszyngtonu Jan Kowalski", "dopisnica z Dunaja".
            if not self.said and not self.chunk:
                return 0
            if self.chunk and role_at(self.chunk, len(self.chunk) - 1):
                return 0
        if not self.chunk and self.in_parens and self.person and is_name(self.words[after : after + 2]):
            # Who is named in brackets after "with" has helped: "Jane Doe (with John Smith)".
            self._open("additional-reporting")
        else:
            self._flush()
            self.sep = "and"
        return length

    def _via(self) -> int:
        if not (self.chunk or self.said) or not (self.words[self.index].text.islower() or self.in_parens):
            return 0
        found = phrase_at(wording().via, self.low, self.index)
        beside = self.low[self.index] in ("on", "auf", "sur") and self.index + 1 < len(self.words)
        length = 1 if beside and outlet_at(self.words, self.index + 1) else found[0] if found else 0
        if length:
            self._flush()
            self.sep = "(" if self.in_parens else "via"
        return length

    def _awaits_a_place(self) -> bool:
        low = [word.low for word in self.chunk]
        return any(
            phrase_at(wording().before_place, low, at) == (len(low) - at, "") for at in range(max(0, len(low) - 2), len(low))
        )

    def _flush(self) -> None:
        """Say what the words of the chunk say."""
        if not self.chunk:
            return
        if self.housed:
            self.said.append(Said(self.sep, Item("employer", text_of(self.chunk)), self.in_parens))
        elif (role := self._label_behind_name()) is not None:
            self.said.append(Said("," if self.sep == "," else "(", Item("role", "=" + role)))
        else:
            self._say()
        self.chunk, self.sep, self.quoted, self.house_from, self.housed = [], "", False, None, False

    def _label_behind_name(self) -> str | None:
        """The role of a label behind the name: "(Text)", ", Fotos"."""
        found = phrase_at(wording().label, [word.low for word in self.chunk], 0)
        if not found or not self.person or found[0] != len(self.chunk) or outlet_at(self.chunk, 0):
            return None
        return found[1] if self.in_parens or (self.sep == "," and found[1]) else None

    def _say(self) -> None:
        """Add what the words of the chunk name."""
        here = self._where()
        for number, item in enumerate(eastern_items(self.chunk, here) if self.eastern else items(self.chunk, here)):
            self.said.append(Said("" if number else self.sep, item, self.in_parens))
            self.person = self.person or item.kind in ("person", "unknown")
            self.organised = self.organised or item.kind == "organisation"
            usual = item.kind == "person" and not any(word.isupper() and len(word) > 2 for word in item.text.split())
            self.cased = self.cased or usual

    def _where(self) -> SegmentContext:
        town = self.sep in ("-", "/") and rank_of(text_of(self.chunk)) >= KNOWN_PLACE
        beside = self.person or (self.organised and (town or self.sep in (",", "(", "|")))
        photo = self.role == "photo" or any(isinstance(one.what, Item) and picture_agency(one.what.text) for one in self.said)
        somebody = any(one.names("person", "unknown") for one in self.said[self.since :])
        addressed = bool(self.said) and isinstance(self.said[-1].what, Token)
        return replace(
            self.where,
            attribute=beside and self.sep not in ("and", ";"),
            sure=self.where.sure or self.labelled,
            in_parens=self.in_parens,
            beside_cased=self.cased,
            photo=photo,
            barred=self.sep in ("/", "|"),
            quoted=self.quoted,
            linked=photo and self.sep == "/" and somebody,
            loose=self.sep in ("break", "glue", ":") or (not self.sep and not addressed),
            before_colon=self.index < len(self.words) and self.words[self.index].kind == ":",
            before_date=self._is_before_a_date(),
        )

    def _is_before_a_date(self) -> bool:
        """Whether a date was cut out here: "Silvia Ayuso Bruselas - 5 junio 2024"."""
        kinds = [word.kind for word in self.words[self.index : self.index + 2]]
        return kinds[:1] == ["break"] or kinds == ["-", "break"]

    def _parts_people(self, index: int) -> bool:
        """Whether the "and" before `index` stands between people, rather than inside a name or a role."""
        end = next((at for at in range(index, len(self.words)) if self.words[at].kind != "word"), len(self.words))
        after = self.words[index:end]
        if not after or label_at(self.words, self.low, index, self.where.lang, chunk=self.chunk):
            return True
        return parts_people(self.chunk, self.words[index - 1], after, self.where)


def without_caption(said: Sequence[Said]) -> Sequence[Said]:
    """What is left of a caption without its own words, which come before the credit and say nothing of its maker."""
    for index, one in enumerate(said):
        if isinstance(one.what, str) and one.what in PICTURES:
            return said[index:]
    slash = next((index for index, one in enumerate(said) if one.sep in ("/", "|", "-")), 0)
    if sum(not isinstance(one.what, str) for one in said[:slash]) > 1 or any(one.names("prose") for one in said[:slash]):
        return [replace(said[slash], sep=""), *said[slash + 1 :]]
    return said
