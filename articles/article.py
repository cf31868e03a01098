"""What everything speaks of: an article, its blocks, its people and places, and the evidence for each field."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Label = Literal[
    "headline", "section", "standfirst", "byline", "dateline", "time",
    "body", "heading", "quote", "list", "table",
    "caption", "credit", "related", "standing", "notice", "promo", "colophon", "bio", "paywall", "comments", "repeat",
]  # fmt: skip

BODY_LABELS: frozenset[Label] = frozenset(("body", "heading", "quote", "list", "table"))
"""An article's body is the blocks with these labels, joined by a blank line."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text, what it is, and which rule said so.

    `gap` is the white space that followed it, so that `"".join(b.text + b.gap for b in blocks)` is the text that went in.
    """

    text: str
    label: Label
    rule: str
    gap: str = ""


ContributorKind = Literal["person", "organisation", "handle", "unknown"]


_FUNCTIONS = {
    "photo": "photo", "translation": "translation", "editing": "editing", "illustration": "illustration",
    "photo illustration": "photo illustration", "additional-reporting": "additional-reporting", "reviewed": "review",
    "medically reviewed": "review", "fact checked": "fact-checking", "fact-checked": "fact-checking",
    "verified": "fact-checking", "tested": "testing", "updated": "updating", "video": "video", "videos": "video",
    "design": "design", "produced": "production", "directed": "direction", "narrated": "narration", "hosted": "hosting",
    "curated": "curation", "research": "research", "researched": "research",
}  # fmt: skip
"""Roles that say what somebody did for an article without writing it: {as a byline has it: the function's name}."""

OTHER_HANDS = frozenset(_FUNCTIONS)
"""The roles of those who had a hand in an article and did not write it. Any other role is the job of somebody who did."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who had a hand in an article or a picture, as its byline says. `role` is None for an author.

    `family` includes its particle ("van der Berg"). `role` is the text as written, but for the closed values "photo",
    "translation", "editing", "illustration", "photo illustration" and "additional-reporting".
    """

    kind: ContributorKind
    name: str | None
    given: str | None = None
    family: str | None = None
    particle: str | None = None
    suffix: str | None = None
    role: str | None = None
    affiliation: tuple[str, ...] = ()
    location: str | None = None
    email: str | None = None
    handle: str | None = None

    @property
    def function(self) -> str:
        """What they did for the article: "author" where their role does not say otherwise."""
        return _FUNCTIONS.get(self.role or "", "author")

    @property
    def job(self) -> str | None:
        """What they are, as printed ("Political Editor"); None where the role is what they did, or there is none."""
        return None if self.role in _FUNCTIONS else self.role


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline or credit, taken apart. `residue` is what no rule could place."""

    kind: Literal["byline", "photo-credit", "mixed", "none"]
    contributors: tuple[Contributor, ...]
    residue: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written and as a point on the map. `country` is ISO 3166-1 alpha-2, `lat` and `lon` are WGS 84 degrees."""

    as_written: str
    name: str
    admin1: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class DatelineDate:
    """`iso` is "2021-01-31", "2021-01" where no day is given, or None where it cannot be read."""

    as_written: str
    iso: str | None


@dataclass(frozen=True, slots=True)
class DatelineAgency:
    """`name` is the agency's usual name for the form as written."""

    as_written: str
    name: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline at the start of a paragraph. `span` and `body_start` count characters of that paragraph.

    `rule` is the name of the rule or form that told it (docs/rules.md).
    """

    places: tuple[Place, ...]
    date: DatelineDate | None
    agency: DatelineAgency | None
    correspondent: str | None
    span: tuple[int, int]
    body_start: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with what is said of it. `credit` is as printed; who is in it comes from the byline parser."""

    url: str | None
    caption: str | None
    credit: str | None
    credit_person: str | None = None
    credit_agency: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the text: absolute address and the words that carry it."""

    href: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One candidate for a field: what it said, who said it ("json-ld", "meta:og:title", "text" ...), whether it was chosen.

    `element` is the first on the page of its name that shows the same, where one does.
    """

    field: str
    value: str
    source: str
    chosen: bool = False
    element: str | None = None


QuoteKind = Literal["direct", "partial"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words between quotation marks.

    `span_start` and `span_end` count characters of the body; the marks stand outside. `text` holds no marks of re-opened
    paragraphs. `verb` and `speaker` are as written ("he"), `speaker_name` is who that is by the rest of the text ("Ann Lee"):
    each is None where the text does not say. A "direct" quotation is a sentence of its own, a "partial" one stands in one.
    """

    text: str
    span_start: int
    span_end: int
    kind: QuoteKind
    verb: str | None
    speaker: str | None
    rule: str
    speaker_name: str | None = None


NameKind = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a person, an organisation or a place.

    `span_start` and `span_end` count characters of the body. `name` is the fullest form that the article has ("Ann Lee" for
    "Lee"); `key` is one for all forms and spellings of a name, with which the warehouse joins articles. `family` is the key of
    a person's family name; one that stands alone all through an article `is_alone`: whose it is, other articles may tell.
    """

    kind: NameKind
    name: str
    key: str
    as_written: str
    span_start: int
    span_end: int
    rule: str
    family: str | None = None
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class TextDate:
    """Days that a text speaks of, from `first_day` to `last_day`.

    `anchor` is the day by which they were told, None where the text gives the year. Spans count characters of the body.
    """

    as_written: str
    first_day: date
    last_day: date
    rule: str
    anchor: date | None
    span_start: int
    span_end: int


Precision = Literal["second", "minute", "hour", "day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Article:
    """What was read from one page. Times are aware and in UTC; None means that the page does not say."""

    url: str
    publisher: str
    title: str | None
    body: str
    blocks: tuple[Block, ...]
    standfirst: str | None = None
    description: str | None = None
    byline: str | None = None
    contributors: tuple[Contributor, ...] = ()
    site_as_author: tuple[str, ...] = ()
    dateline: str | None = None
    places: tuple[Place, ...] = ()
    dateline_date: str | None = None
    dateline_agency: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    updated_at: datetime | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    is_truncated: bool = False
    missing_share: float | None = None
    flags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[TextDate, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=())

    @property
    def authors(self) -> tuple[str, ...]:
        """Display names of the people and organisations that wrote it, in printed order. A staff writer did, an editor not.

        Where the page prints nobody and its data name the site itself (`site_as_author`): that.
        """
        writers = (c for c in self.contributors if c.role not in OTHER_HANDS and c.kind in ("person", "organisation"))
        return tuple(c.name for c in writers if c.name) or self.site_as_author
