"""What a byline says put together: each contributor with what is said of him."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from articles.article import Contributor, ContributorKind
from articles.byline.kinds import DOMAIN, Item, picture_agency
from articles.byline.lexicon import SOURCE, wording
from articles.byline.names import is_eastern, split, usual_case
from articles.byline.statements import Said
from articles.byline.tokens import Token, is_credit_noise
from articles.places.agencies import SHORT, agency_of

_LINKING = frozenset(("/", "|", "-", "=", ":", "via", ""))


@dataclass(slots=True)
class ContributorDraft:
    """A contributor in the making."""

    kind: ContributorKind
    name: str
    role: str | None = None
    affiliation: list[str] = field(default_factory=list)
    location: str | None = None
    email: str | None = None
    handle: str | None = None
    suffix: str | None = None

    def is_named_as(self, other: "ContributorDraft") -> bool:
        """Whether two drafts are of the same name."""
        return (self.kind, self.name.casefold()) == (other.kind, other.name.casefold())

    def finished(self, lang: str | None) -> Contributor:
        """The contributor, a person's name in its usual case and parted."""
        known = Contributor(
            self.kind,
            self.name or None,
            suffix=self.suffix,
            role=self.role,
            affiliation=tuple(self.affiliation),
            location=self.location,
            email=self.email,
            handle=self.handle,
        )
        if self.kind != "person":
            return known
        name = self.name if is_eastern(self.name) else usual_case(self.name, lang)
        parts = split(name, lang)
        return replace(known, name=name, given=parts.given, family=parts.family, particle=parts.particle)


class Credits:
    """The contributors so far, and those that what is said next is said of.

    `group` are the people named since something was said of all of them (`settled`), `first` the first one after the last
    label. What stands before the people it is said of waits for them. `caption`: the source of a picture may be a person.
    """

    def __init__(self, said: Sequence[Said], *, caption: bool = False) -> None:
        self.said = said
        self.caption = caption
        self.drafts: list[ContributorDraft] = []
        self.residue: list[str] = []
        self.author_named = False
        self.group: list[ContributorDraft] = []
        self.abroad: list[ContributorDraft] = []
        self.settled = self.employed_before = self.sourced = False
        self.first = 0
        self.role: str | None = None
        self.waiting: dict[str, str] = {}
        for number, one in enumerate(said):
            self._add(one, before=said[number - 1] if number else None)
        self._drop_sections()
        self._place_the_nameless()
        if not self.drafts and " " in self.waiting.get("role", "") and "location" in self.waiting:
            # "Staff Reporter, Lahore": nobody is named, and the title stands for the paper.
            self._draft("organisation", self.waiting.pop("role"))
        if not self.drafts:
            self.residue += self.waiting.values()

    def _add(self, one: Said, before: Said | None) -> None:
        if isinstance(one.what, str):
            self._label(one.what)
        elif isinstance(one.what, Token):
            self._address(one.what.kind, one.what.text)
        elif self._names_nobody(one.what):
            self.residue.append(one.what.text)
        elif one.what.kind == "person":
            self._person(one, one.what.text, after_parens=before is not None and before.in_parens)
        elif one.what.kind == "organisation" or (one.what.kind == "employer" and self.group):
            self._organisation(one, one.what.text)
        elif one.what.kind == "employer":
            self.waiting["employer"] = _without_article(one.what.text)
        elif one.what.kind == "unknown":
            self._somebody("unknown", one.what.text)
        elif one.what.kind == "handle":
            if one.in_parens and self.group:
                self._address("handle", one.what.text)
            else:
                self._somebody("handle", one.what.text)
        elif one.what.kind == "role":
            self._as(one.what, one.sep)
        elif one.what.kind == "place":
            self._in(one.what.text, one.sep)
        elif one.what.kind == "suffix":
            for person in self.group[-1:]:
                person.suffix = f"{person.suffix}, {one.what.text}" if person.suffix else one.what.text
        else:
            self.residue.append(one.what.text)

    def _label(self, role: str) -> None:
        author = role in ("", "both", SOURCE)
        self.role, self.sourced = None if author else role, role == SOURCE and not self.caption
        self.author_named = self.author_named or author
        if author and self.first == 0:
            self._drop_if_sections()
        self.group, self.abroad, self.settled, self.first = [], [], False, len(self.drafts)
        self.waiting.pop("role", None)

    def _draft(self, kind: ContributorKind, name: str) -> ContributorDraft:
        waiting = {key: self.waiting.pop(key) for key in ("location", "email", "handle") if key in self.waiting}
        draft = ContributorDraft(kind, name, self.role, **waiting)  # type: ignore[arg-type]
        self.drafts.append(draft)
        return draft

    def _person(self, one: Said, name: str, *, after_parens: bool) -> None:
        if one.sep == "(" and self.group:
            return
        if one.sep == "glue" and self.first == 0:
            self._drop_if_sections()
        employers = self._new_group(one.sep) if self.settled else []
        if one.sep == "and" and self.author_named:
            self._share_family(name)
        if not self.group and self._employs_next(one, name, after_parens=after_parens):
            employers = [*self._houses_before(), *employers]
        # "Jane Munro. Pictures: ...": a full stop, where no name is cut short by it.
        draft = self._draft("person", name[:-1] if re.search(r"[^\W\d_]{4}\.$", name) else name)
        if waiting := self.waiting.pop("employer", None):
            employers.append(waiting)
        draft.affiliation, self.settled, self.employed_before = employers, bool(employers), bool(employers)
        draft.role = draft.role or self.waiting.pop("role", None)
        self.group.append(draft)

    def _new_group(self, sep: str) -> list[str]:
        """Begin a group behind one of which all is said; the employers that it has from the one before."""
        # An employer named before the first is the next ones' too: "Reuters/Jane Doe, John Smith".
        employers = list(self.group[-1].affiliation) if self.employed_before and sep in ("", ",", "and") else []
        # "Jane Doe in Lima and John Smith in Rome, Reuters": each has his town, both have the agency.
        joined = sep == "and" and not any(person.affiliation for person in self.group)
        self.abroad = [*self.abroad, *self.group] if joined else []
        self.group, self.settled = [], False
        return employers

    def _employs_next(self, one: Said, name: str, *, after_parens: bool) -> bool:
        """Whether houses before a person are his employers: "AFP/Jane Doe", "(AP) Jane Doe"."""
        return (
            one.sep in _LINKING
            or (one.sep == ")" and after_parens)
            or (one.sep == "," and self.role == "photo")
            or (one.sep == "(" and is_eastern(name))
        )

    def _houses_before(self) -> list[str]:
        """The houses named last, which are drafts no longer; their town waits for whom they employ."""
        houses: list[str] = []
        while len(self.drafts) > self.first and self.drafts[-1].kind == "organisation":
            taken = self.drafts.pop()
            houses.insert(0, taken.name)
            if taken.location:
                self.waiting.setdefault("location", taken.location)
        return houses

    def _share_family(self, name: str) -> None:
        """ "Tim and Faye Larkin": who is named before by one word has the family name of the next."""
        before = self.drafts[self.first :]
        if len(before) != 1 or " " in before[0].name or before[0].name.islower() or is_eastern(name):
            return
        (one,), family = before, split(name, None).family
        is_given = one.kind == "person" or one.name.lower() in wording().given
        if is_given and family and " " in name and not (one.affiliation or one.role or one.location):
            one.kind, one.name = "person", f"{one.name} {family}"
            self.group = self.group or [one]

    def _organisation(self, one: Said, printed: str) -> None:
        beside = bool(self.group) and (self.group[-1].kind != "unknown" or self.role == "photo")
        # "Jane Doe/AP Photo" calls the agency so, "BNS nuotr." says what it sent.
        sold = picture_agency(printed) if not beside or printed.split()[-1].islower() else ""
        name = _without_article(sold or printed)
        joined = one.sep == "and" and self.settled and bool(self.group and self.group[-1].affiliation)  # "g1 e TV Globo"
        if beside and (one.sep not in ("and", ";") or one.in_parens or joined):
            for person in [*self.abroad, *self.group]:
                if name not in person.affiliation:
                    person.affiliation.append(name)
            self.settled, self.employed_before = True, False
        elif one.sep == "glue" and self.drafts and self.drafts[-1].kind == "organisation" and not agency_of(name):
            self.residue.append(printed)
        else:
            self._draft("organisation", name)
            self.group, self.settled = [], False

    def _somebody(self, kind: ContributorKind, name: str) -> None:
        self.group, self.settled = [self._draft(kind, name)], False

    def _as(self, what: Item, sep: str) -> None:
        """A role: one marked with "=" is a label's and closed, a plural is everybody's."""
        closed, name = what.text.startswith("="), what.text.removeprefix("=")
        if not self.group:
            self.waiting.setdefault("role", name)
            return
        titled = sep == "," and any(
            person.role != self.role for person in self.group[:-1]
        )  # "..., Contributor, and Max Byrne, Editor"
        for person in self.group if (what.plural or closed) and not titled else self.group[-1:]:
            if closed and (person.role in (None, self.role) or name not in ("", "both")):
                person.role = name if name not in ("", "both") else None
            elif not closed and person.role is None:
                person.role = name
        self.settled = self.settled or closed

    def _in(self, place: str, sep: str) -> None:
        if not self.drafts or (len(self.drafts) == self.first and self.role is None):
            waiting = self.waiting.get("location")
            self.waiting["location"] = f"{waiting}, {place}" if waiting and sep == "," else place
            return
        for person in self.group or self.drafts[-1:]:
            if person.location is None:
                person.location = place
            elif sep == ",":
                person.location = f"{person.location}, {place}"
        self.settled = True

    def _address(self, kind: str, address: str) -> None:
        """An address is his whom it follows; one before everybody waits, and stands for itself where nobody comes."""
        if self.drafts and self.drafts[-1].kind != "organisation":
            if getattr(self.drafts[-1], kind) is None:
                setattr(self.drafts[-1], kind, address)
        elif not self.drafts:
            self.waiting.setdefault(kind, address)
            if not any(one.names("person", "organisation", "unknown", "handle") for one in self.said):
                self._draft("unknown" if kind == "email" else "handle", "")

    def _names_nobody(self, what: Item) -> bool:
        """Whether what may be a name is none of a contributor's: "Handout", and him whom "Source: Jane Doe" quotes."""
        if what.kind not in ("person", "unknown", "handle", "organisation"):
            return False
        return self._only_beside(what.text) or (self.sourced and what.kind != "organisation")

    def _only_beside(self, text: str) -> bool:
        """Whether words stand beside credits and name nobody: "Archiv", "Handout"."""
        return (self.role == "photo" or len(self.said) > 1) and is_credit_noise(text)

    def _drop_if_sections(self) -> None:
        """What stands before "By" or is run together with a name is the section's: "NewsBy Jane Doe"."""
        if all(
            draft.kind != "handle"
            and draft.role is None
            and not re.search(r"\s", draft.name)
            and not agency_of(draft.name)
            and not DOMAIN.fullmatch(draft.name)
            and not is_eastern(draft.name)
            for draft in self.drafts
        ):
            self.residue += [draft.name for draft in self.drafts]
            self.drafts.clear()

    def _drop_sections(self) -> None:
        """A word alone beside people is the section's name."""
        unknown = (draft for draft in self.drafts if draft.kind == "unknown" and "." not in draft.name)
        sections = [draft for draft in unknown if draft.name[:1].isupper()]
        if len(sections) < len(self.drafts):
            self.drafts = [draft for draft in self.drafts if draft not in sections]
            self.residue += [draft.name for draft in sections]

    def _place_the_nameless(self) -> None:
        """A word behind a role that stands for the paper is where it was written: "Staff Correspondent, Oldmill"."""
        if [one.sep for one in self.said] not in (["", ","], ["", "|"], ["", "-"]) or " " not in self.waiting.get("role", ""):
            return
        word = self.said[1].what
        if isinstance(word, Item) and word.kind in ("unknown", "prose") and " " not in word.text:
            self.waiting["location"] = word.text
            self.drafts.clear()
            self.residue.clear()

    def people(self) -> list[ContributorDraft]:
        """Each name once: pages print an author's name again beside his address."""
        kept: list[ContributorDraft] = []
        for draft in self.drafts:
            same = next((one for one in kept if draft.name and draft.is_named_as(one)), None)
            if same is None:
                kept.append(draft)
            else:
                same.email, same.handle = same.email or draft.email, same.handle or draft.handle
        return kept


def _without_article(name: str) -> str:
    """ "The AP" is AP, and "the Financial Times" in running text is the Financial Times."""
    bare = name[4:] if name[:4].lower() == "the " else name
    if name.startswith("the "):
        return bare
    return bare if len(bare) <= SHORT and agency_of(bare) else name
