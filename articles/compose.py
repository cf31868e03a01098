"""An article, composed of a page's blocks and of what its sources say of each field."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import UTC, date
from typing import Any
from zoneinfo import ZoneInfo

from articles.article import BODY_LABELS, Article, Contributor, Evidence, Image, Quote
from articles.dates.in_text import dates_in
from articles.extract.blocks import TextBlock, breadth, ends_a_sentence, links, match_key
from articles.field_steps import Desk, Fields, Printed, desk_of, from_sources, with_dateline, with_the_text
from articles.fields import choose, end_credits, topics
from articles.fields.choose import Chosen
from articles.fields.description import description
from articles.fields.field_elements import SOURCE as PROFILE
from articles.fields.images import images
from articles.fields.metadata import Candidate, Candidates
from articles.fields.pictures import Picture
from articles.labels import rules
from articles.labels.by_splitting import share_cut_off
from articles.labels.by_wording import missing_share
from articles.labels.passage import PageContext, Passage
from articles.names import mentions
from articles.page import Page, Reject
from articles.publisher import Publisher
from articles.quotes import quotes

SHORTEST = 80
"""Characters of body below which there is nothing to call an article; nor is there where none is a letter or digit."""
SENTENCES = 2
"""Paragraphs that end as sentences do: with so many a text is an article, however short, where it is said to be one."""


def composed(
    page: Page,
    publisher: Publisher,
    blocks: list[TextBlock],
    found: Candidates,
    *,
    is_plain: bool,
    is_article: bool,
    shown: Sequence[Picture] = (),
) -> Article | Reject:
    """The article of a page; a Reject where its blocks hold no text. `shown` are its pictures, in order."""
    desk, found = desk_of(page, publisher, blocks, found)
    ranked = choose.titles(found, desk.own)
    fields = from_sources(desk, ranked, found)
    facts = _facts(desk, ranked, fields, is_plain=is_plain)
    passages = rules.label(blocks, facts)
    if refused := _without_text(page, passages, is_article=is_article):
        return refused
    fields = with_the_text(desk, fields, passages)
    named = desk.own | facts.titles | facts.authors
    chosen = (
        choose.url(fields.found, page, publisher),
        choose.standfirst(fields.found, fields.title.value),
        topics.section(fields.found, named),
        topics.tags(fields.found, named, "".join(match_key(p.text) for p in passages if p.label in BODY_LABELS)),
    )
    fields, printed = with_dateline(desk, fields, facts, passages)
    return _article(desk, fields, facts, passages, chosen, printed, shown)


def rejected(code: str, page: Page, why: str) -> Reject:
    """A page that was not read, and why, in a sentence."""
    return Reject("read", code, f"{page.final_url or page.url}: {why}")


def _facts(desk: Desk, ranked: list[Candidate], fields: Fields, *, is_plain: bool) -> PageContext:
    """What the rules that label are told of the page."""
    found, people = fields.found, [c for c in fields.people.value if c.name]
    summaries = frozenset(match_key(c.value) for c in (*found.of("standfirst"), *found.of("description")))
    return PageContext(
        is_plain=is_plain,
        titles=frozenset(match_key(c.value) for c in ranked if not _is_summary(c, summaries)),
        standfirsts=summaries,
        authors=frozenset(match_key(c.name or "") for c in people),
        people=frozenset(match_key(c.name or "") for c in people if c.given and c.family),
        site=desk.own | {match_key(c.value) for c in desk.site_wide if c.field == "title"},
        boilerplate=frozenset(match_key(line) for line in desk.publisher.boilerplate),
        profile=desk.profile,
        language=desk.language.value,
        country=desk.publisher.country,
        published=fields.published.value.at.date() if fields.published.value else None,
    )


_SUMMARY = 40
"""Letters with which a second headline begins as the summary does, where it is one."""


def _is_summary(candidate: Candidate, summaries: frozenset[str]) -> bool:
    """Whether the data give the summary as a second headline, too, as many sites do with their standfirst."""
    if candidate.source != "json-ld:alternativeHeadline":
        return False
    start = match_key(candidate.value)[:_SUMMARY]
    return len(start) == _SUMMARY and any(said.startswith(start) for said in summaries)


def _written(passages: list[Passage]) -> str:
    return "\n\n".join(p.text for p in passages if p.label in BODY_LABELS)


def _without_text(page: Page, passages: list[Passage], *, is_article: bool) -> Reject | None:
    """Why there is no article where too little was labelled as its text."""
    written = _written(passages)
    sentences = sum(p.label in BODY_LABELS and ends_a_sentence(p.text) for p in passages)
    length = breadth(written)
    if any(map(str.isalnum, written)) and (length >= SHORTEST or (is_article and sentences >= SENTENCES)):
        return None
    return rejected("no_text", page, f"{length} characters of body found, {SHORTEST} are the least")


def _article(
    desk: Desk,
    fields: Fields,
    facts: PageContext,
    passages: list[Passage],
    chosen: tuple[Chosen[str], Chosen[str | None], Chosen[str | None], Chosen[tuple[str, ...]]],
    printed: Printed,
    shown: Sequence[Picture],
) -> Article:
    url, deck, section, tags = chosen
    found, language, page = fields.found, desk.language.value, desk.page
    text = [p for p in passages if p.label in BODY_LABELS]
    start = [p.text for p in passages if p.label == "dateline" or p.label in BODY_LABELS]
    summary = description(found, fields.title.value, start, desk.own)
    share = missing_share(passages) or share_cut_off(passages)
    contributors = end_credits.with_hands(fields.people.value, passages, language)
    quoted = quotes([p.text for p in text], language)
    pictures = images(passages, found, page.final_url or page.url, language, shown, facts.authors)
    own_pictures, left_out = _parted(pictures, desk.profile.pictures)
    article = Article(
        url=url.value,
        publisher=desk.publisher.id,
        title=fields.title.value,
        body=_written(passages),
        blocks=rules.blocks(passages),
        standfirst=deck.value,
        description=summary.value,
        byline=", ".join(c.value for c in fields.people.taken if c.field == "author") or None,
        contributors=contributors,
        site_as_author=_site_as_author(fields),
        language=language,
        section=section.value,
        tags=tags.value,
        is_truncated=_is_truncated(page, passages, share),
        missing_share=share,
        flags=(*fields.published.flags, *fields.updated.flags, *(("paywalled",) if found.free is False else ())),
        images=own_pictures,
        quotes=quoted,
        mentions=mentions([p.text for p in text], language, _people(contributors, quoted)),
        links=tuple(dict.fromkeys(link for p in text for link in links(p.block))),
        evidence=_evidence(desk, fields, (url, deck, summary, section, tags), printed, left_out),
    )
    article = _dated(_placed(article, printed), fields)
    return replace(article, dates=dates_in([p.text for p in text], language, _day_of_writing(article, desk.publisher)))


def _is_truncated(page: Page, passages: list[Passage], share: float | None) -> bool:
    """Whether the article goes on where this page does not; `share` is how much of it, as far as that is said."""
    return share is not None or _ends_at_a_paywall(passages) or _was_truncated(page)


def _day_of_writing(article: Article, publisher: Publisher) -> date | None:
    """The day by which a text's "Thursday" is told: the dateline's, else the one of publication where the publisher is."""
    if article.dateline_date and len(article.dateline_date) == len("2026-01-31"):
        return date.fromisoformat(article.dateline_date)
    zone = ZoneInfo(publisher.timezone) if publisher.timezone else UTC
    return article.published_at.astimezone(zone).date() if article.published_at else None


def _people(contributors: Sequence[Contributor], quoted: Sequence[Quote]) -> Iterator[str]:
    """Names of persons that the article gives beside its text, or as its speakers'."""
    yield from (one.name for one in contributors if one.kind == "person" and one.name and one.given and one.family)
    yield from (quote.speaker_name for quote in quoted if quote.speaker_name and " " in quote.speaker_name)


def _site_as_author(fields: Fields) -> tuple[str, ...]:
    """What the data say of who wrote it where that is the site alone, and nobody is credited."""
    return () if fields.people.value else tuple(dict.fromkeys(c.value for c in fields.people.taken))


def _parted(pictures: Iterator[Image], of_the_house: Set[str]) -> tuple[tuple[Image, ...], tuple[str, ...]]:
    """The article's own pictures, and the addresses of those that are the house's."""
    every = list(pictures)
    left_out = tuple(one.url for one in every if one.url and one.url in of_the_house)
    return tuple(one for one in every if one.url not in left_out), left_out


def _evidence(
    desk: Desk, fields: Fields, chosen: Sequence[Chosen[Any]], printed: Printed, left_out: Sequence[str]
) -> tuple[Evidence, ...]:
    """Each candidate, and whether it was believed; and the pictures that were left out: so it stays known which they are."""
    believed = {printed.stated} if printed.stated and printed.read else set()
    own_words = (fields.title, fields.people, fields.published, fields.updated, desk.language)
    believed |= {c for field in (*chosen, *own_words) for c in field.taken}
    return (
        *(
            Evidence(c.field, c.value, c.source, bool({c, choose.named(c, desk.own)} & believed), c.element or None)
            for c in fields.found.all
        ),
        *(Evidence(c.field, c.value, c.source, element=c.element or None) for c in desk.site_wide),
        *(Evidence("picture", url, PROFILE) for url in left_out),
    )


def _placed(article: Article, printed: Printed) -> Article:
    """The article with its dateline."""
    read = printed.read
    if not printed.line or not read:
        return article
    return replace(
        article,
        dateline=printed.line[slice(*read.span)],
        places=read.places,
        dateline_date=read.date.iso if read.date else None,
        dateline_agency=read.agency.name if read.agency else None,
    )


def _dated(article: Article, fields: Fields) -> Article:
    """The article with its days."""
    published, updated = fields.published.value, fields.updated.value
    if published:
        article = replace(article, published_at=published.at, published_precision=published.precision)
    return replace(article, updated_at=updated.at) if updated else article


def _was_truncated(page: Page) -> bool:
    """Whether who fetched or archived it says that its end is missing."""
    return any(hint.field == "missing_page" for hint in page.hints) or any(
        name.lower() == "warc-truncated" for name, _ in page.headers
    )


def _ends_at_a_paywall(passages: list[Passage]) -> bool:
    """Whether an offer to read on stands after the last of the body; a box named so may be there on every page."""
    for passage in reversed(passages):
        if passage.rule == "paywall":
            return True
        if passage.label in BODY_LABELS:
            return False
    return False
