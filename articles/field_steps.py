"""The fields of an article, in the steps in which they become known: from the sources, the text, the dateline."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from articles import dateline
from articles.article import Contributor, Dateline
from articles.dates.timestamps import Time
from articles.extract.blocks import TextBlock
from articles.fields import authors, choose, dates, end_credits
from articles.fields.choose import Chosen
from articles.fields.elements import time_of
from articles.fields.metadata import Candidate, Candidates
from articles.labels import plain_head, standfirst
from articles.labels.by_profile import standing_key
from articles.labels.by_splitting import place_over_the_text
from articles.labels.passage import PageContext, Passage
from articles.languages.text import told
from articles.page import Page
from articles.profile import Profile
from articles.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Desk:
    """What stays the same while a page is read: whose it is and in what language, what learning took for the site's own.

    `own` are the site's names as match keys, `site_wide` the candidates that say the same on most of its pages, `above` is the
    page's first h1.
    """

    page: Page
    publisher: Publisher
    profile: Profile
    language: Chosen[str | None]
    own: frozenset[str]
    site_wide: tuple[Candidate, ...]
    above: str | None
    is_news: bool

    def people(self, found: Candidates) -> Chosen[tuple[Contributor, ...]]:
        """Who wrote it."""
        return authors.contributors(found, self.publisher, self.language.value, self.own)

    def title(self, ranked: list[Candidate]) -> Chosen[str | None]:
        """The headline among candidates, best first."""
        return choose.title(ranked, self.above, is_news=self.is_news)

    def published(self, found: Candidates) -> Chosen[Time | None]:
        """When it was published."""
        return dates.published(found, self.page, self.publisher, self.language.value)

    def updated(self, found: Candidates, published: Chosen[Time | None]) -> Chosen[Time | None]:
        """When it was last changed."""
        return dates.updated(found, self.page, self.publisher, self.language.value, published.value)


@dataclass(frozen=True, slots=True)
class Fields:
    """What is known so far of the fields that more than one step has its say on."""

    found: Candidates
    title: Chosen[str | None]
    people: Chosen[tuple[Contributor, ...]]
    published: Chosen[Time | None]
    updated: Chosen[Time | None]


@dataclass(frozen=True, slots=True)
class Printed:
    """The dateline, the paragraph that begins with it, and a source's word that it was read from, where there is one."""

    line: str | None
    read: Dateline | None
    stated: Candidate | None


def desk_of(page: Page, publisher: Publisher, blocks: list[TextBlock], found: Candidates) -> tuple[Desk, Candidates]:
    """And the candidates without those that the site says on most of its pages."""
    language = choose.language(found, told(" ".join(block.text for block in blocks if block.is_main_text)), publisher)
    profile = publisher.learned.without(frozenset(map(standing_key, publisher.keep)))
    site_wide = tuple(c for c in found.all if (c.field, c.value) in profile.values)
    found = found.without(profile.values)
    own = choose.site_names(found, publisher, page.final_url or page.url) | profile.names
    above = next((block.text for block in blocks if block.tag == "h1"), None)
    return Desk(page, publisher, profile, language, own, site_wide, above, "NewsArticle" in found.types), found


def from_sources(desk: Desk, ranked: list[Candidate], found: Candidates) -> Fields:
    """The fields as the page's sources have them, before anything is labelled."""
    published = desk.published(found)
    return Fields(found, desk.title(ranked), desk.people(found), published, desk.updated(found, published))


def with_the_text(desk: Desk, fields: Fields, passages: list[Passage]) -> Fields:
    """What the labelled text says of the fields: the only word on those that no source names."""
    language, people, published, updated, title = (
        desk.language.value,
        fields.people,
        fields.published,
        fields.updated,
        fields.title,
    )
    found = fields.found.and_also((*_from_passages(passages), *end_credits.agencies(passages, language)))
    if not people.value:
        found = found.and_also(end_credits.writers(passages, language))
        people = desk.people(found)
    if not published.value:
        published = desk.published(found)
        updated = desk.updated(found, published)
    if title.value is None:
        title = desk.title(found.of("title"))
    return Fields(found, title, people, published, updated)


def _from_passages(passages: list[Passage]) -> Iterator[Candidate]:
    """What the labelled text itself says of fields: the only source that a plain text has."""
    fields_of = {"headline": "title", "section": "section", "byline": "author"}
    for passage in passages:
        if passage.rule == "plain_head" and passage.label == "time":
            yield Candidate(time_of("", passage.text), passage.text, "text")
        elif passage.rule == "plain_head" and passage.label == "byline":
            continue  # below: a name, a job and an address may stand on a line each
        elif passage.label in fields_of and passage.rule != "head_lines":  # which tells what is no text, and not what it is
            yield Candidate(fields_of[passage.label], passage.text, "text")
    yield from (Candidate("author", line, "text") for line in plain_head.bylines(passages))
    for text in standfirst.printed(passages):
        yield Candidate("standfirst", text, "text")


def with_dateline(desk: Desk, fields: Fields, facts: PageContext, passages: list[Passage]) -> tuple[Fields, Printed]:
    """The dateline, and the fields with the correspondent and the day that it names, where nothing else names them."""
    found, people, published = fields.found, fields.people, fields.published
    if place := place_over_the_text(passages, facts):
        found = found.and_also([Candidate("dateline", place, "text")])
    line, stated = _dateline(passages, found)
    read = _read_dateline(line, facts) if line else None
    if signed := tuple(end_credits.correspondent(read, people.value)):
        found = found.and_also(signed)
        people = desk.people(found)
    if not published.value and (day := _whole_day(read)):
        found = found.and_also([Candidate("published_at", day, "text")])
        published = desk.published(found)
    return replace(fields, found=found, people=people, published=published), Printed(line, read, stated)


def _read_dateline(line: str, facts: PageContext) -> Dateline | None:
    forms = facts.profile.dateline_forms
    return dateline.parse(line, lang=facts.language, country=facts.country, published=facts.published, forms=forms)


def _whole_day(read: Dateline | None) -> str:
    """The date of a dateline that has year, month and day; "" where it has none."""
    day = (read.date.iso if read and read.date else None) or ""
    return day if len(day) == len("2027-05-03") else ""


def _dateline(passages: list[Passage], found: Candidates) -> tuple[str | None, Candidate | None]:
    """The paragraph with its dateline; where it has none and a wire's header states one, as it would be printed before it."""
    text = next((p.text for p in passages if p.label == "body"), None)
    if printed := next((p for p in passages if p.label == "dateline"), None):
        is_alone = printed.text == printed.block.text
        # One on a line of its own is read with the text that it stands over.
        below = text if is_alone else printed.block.text[len(printed.text) :].strip()
        if below and (printed.text[-1:].isalpha() or printed.text.endswith(".")):  # a place that is set apart, with no dash
            return f"{printed.text.rstrip('.')} – {below}", None
        return f"{printed.text} {text}" if text and is_alone else printed.block.text, None
    stated = next(iter(found.of("dateline")), None)
    return (f"{stated.value} – {text}", stated) if stated and text else (None, None)
