"""The one verb: a page in, an article out, or the reason why there is none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from articles import dateline
from articles.article import BODY_LABELS, Article, Evidence
from articles.extract import body, decoding, wrapped
from articles.extract.blocks import TextBlock, all_blocks, ends_a_sentence, lines, match_key
from articles.fields import authors, choose, dates, end_credits, field_elements, page_kind, topics
from articles.fields.description import description, printed_above
from articles.fields.elements import time_of
from articles.fields.images import images
from articles.fields.json_ld import ARTICLE_TYPES
from articles.fields.metadata import Candidate, Candidates, candidates
from articles.fields.pictures import Picture, pictures
from articles.fields.printed_topics import printed_topics
from articles.fields.visible import sightings
from articles.labels import plain_head, rules, standfirst
from articles.labels.by_profile import standing_key
from articles.labels.by_splitting import place_over_the_text, share_cut_off
from articles.labels.by_wording import missing_share
from articles.labels.passage import PageContext, Passage
from articles.languages.text import told
from articles.page import Page, Reject
from articles.publisher import Publisher
from articles.quotes import quotes

SHORTEST = 80
"""Characters of body below which there is nothing to call an article; nor is there where none is a letter or digit."""
SENTENCES = 2
"""Paragraphs that end as sentences do: with so many a text is an article, however short, where it is said to be one."""


def read(page: Page, publisher: Publisher) -> Article | Reject:
    """Read one page. Pure; raises nothing: what cannot be read is a Reject with stage "read"."""
    if not page.payload.strip():
        return _reject("empty", page, "the page has no content")
    decoded = decoding.decode(page.payload, page.content_type)
    if decoded is None:
        return _reject("unreadable", page, "the payload is not text in any encoding; look at what the address serves")
    if not decoded.strip():
        return _reject("empty", page, "the page holds nothing but white space")
    meant = decoding.encoded_once(decoded)
    if decoding.looks_like_html(meant):
        got = _read_html(page, publisher, meant)
    else:
        got = _read_blocks(
            page, publisher, lines(wrapped.joined(meant)), candidates(None, page.hints), is_plain=True, is_article=True
        )
    return replace(got, flags=(*got.flags, "encoded_twice")) if meant != decoded and isinstance(got, Article) else got


def _reject(code: str, page: Page, why: str) -> Reject:
    return Reject("read", code, f"{page.final_url or page.url}: {why}")


def _read_html(page: Page, publisher: Publisher, decoded: str) -> Article | Reject:
    try:
        tree = body.parse(decoding.without_bad_references(decoded))
    except ValueError as error:
        return _reject("too_large", page, str(error))
    if tree is None:
        return _reject("empty", page, "the markup holds no elements")
    found = candidates(tree, page.hints, page.final_url or page.url)
    body.strip_scripts(tree)
    everything = list(all_blocks(tree))
    is_article = bool(page.hints) or bool(found.types & ARTICLE_TYPES)
    blocks = body.article_blocks(everything, tree, page.final_url or page.url, found.text, is_article=is_article)
    found = found.and_also(
        (
            *sightings(tree, everything, blocks),
            *printed_topics(tree, everything, blocks),
            *_date_in_address(page.final_url or page.url),
        )
    )
    found = found.and_also(printed_above(everything, blocks, found))
    found = field_elements.with_elements(found, everything)
    found = found.and_also(field_elements.from_elements(found, everything, publisher.profile.elements))
    if refused := page_kind.refused(page, tree, found, everything, blocks):
        return _reject(refused[0], page, refused[1])
    shown = pictures(tree, blocks, page.final_url or page.url)
    return _read_blocks(page, publisher, blocks, found, is_plain=False, is_article=is_article, shown=shown)


_DATED_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")


def _date_in_address(url: str) -> Iterator[Candidate]:
    """The day that many addresses carry: /2027/05/04/."""
    if day := _DATED_ADDRESS.search(url):
        yield Candidate("published_at", f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}", "address")


def _read_blocks(
    page: Page,
    publisher: Publisher,
    blocks: list[TextBlock],
    found: Candidates,
    *,
    is_plain: bool,
    is_article: bool,
    shown: Sequence[Picture] = (),
) -> Article | Reject:
    asked = page.final_url or page.url
    language = choose.language(found, told(" ".join(block.text for block in blocks if block.is_main_text)), publisher)
    profile = publisher.profile.without(frozenset(map(standing_key, publisher.keep)))
    site_wide = tuple(c for c in found.all if (c.field, c.value) in profile.values)
    found = found.without(profile.values)
    own = choose.site_names(found, publisher, asked) | profile.names
    ranked = choose.titles(found, own)
    above = next((block.text for block in blocks if block.tag == "h1"), None)
    is_news = "NewsArticle" in found.types
    title = choose.title(ranked, above, is_news=is_news)
    people = authors.contributors(found, publisher, language.value, own)
    published = dates.published(found, page, publisher, language.value)
    updated = dates.updated(found, page, publisher, language.value, published.value)
    facts = PageContext(
        is_plain=is_plain,
        titles=frozenset(match_key(c.value) for c in ranked),
        standfirsts=frozenset(match_key(c.value) for c in (*found.of("standfirst"), *found.of("description"))),
        authors=frozenset(match_key(c.name) for c in people.value if c.name),
        people=frozenset(match_key(c.name) for c in people.value if c.name and c.given and c.family),
        site=own | {match_key(c.value) for c in site_wide if c.field == "title"},
        boilerplate=frozenset(match_key(line) for line in publisher.boilerplate),
        profile=profile,
        language=language.value,
        country=publisher.country,
        published=published.value.at.date() if published.value else None,
    )
    passages = rules.label(blocks, facts)
    written = "\n\n".join(p.text for p in passages if p.label in BODY_LABELS)
    sentences = sum(p.label in BODY_LABELS and ends_a_sentence(p.text) for p in passages)
    length = _length(written)
    if not any(map(str.isalnum, written)) or (length < SHORTEST and not (is_article and sentences >= SENTENCES)):
        return _reject("no_text", page, f"{length} characters of body found, {SHORTEST} are the least")
    found = found.and_also((*_from_passages(passages), *end_credits.agencies(passages, language.value)))
    if not people.value:
        found = found.and_also(end_credits.writers(passages, language.value))
        people = authors.contributors(found, publisher, language.value, own)
    if not published.value:
        published = dates.published(found, page, publisher, language.value)
        updated = dates.updated(found, page, publisher, language.value, published.value)
    if title.value is None:
        title = choose.title(found.of("title"), above, is_news=is_news)
    deck = choose.standfirst(found, title.value)
    named = own | facts.titles | facts.authors
    url, section, tags = (
        choose.url(found, page, publisher),
        topics.section(found, named),
        topics.tags(found, named, match_key(written)),
    )
    if place := place_over_the_text(passages, facts):
        found = found.and_also([Candidate("dateline", place, "text")])
    line, stated = _dateline(passages, found)
    dateline_ = dateline.parse(line, lang=language.value, country=facts.country, published=facts.published) if line else None
    if signed := tuple(end_credits.correspondent(dateline_, people.value)):
        found = found.and_also(signed)
        people = authors.contributors(found, publisher, language.value, own)
    if not published.value and dateline_ and dateline_.date and len(day := dateline_.date.iso or "") == len("2027-05-03"):
        found = found.and_also([Candidate("published_at", day, "text")])
        published = dates.published(found, page, publisher, language.value)
    start = " ".join(p.text for p in passages if p.label == "dateline" or p.label in BODY_LABELS)
    summary = description(found, title.value, start, own)
    share = missing_share(passages) or share_cut_off(passages)
    chosen = {stated} if stated and dateline_ else set()
    chosen |= {
        c for field in (url, title, deck, summary, people, published, updated, language, section, tags) for c in field.taken
    }
    return Article(
        url=url.value,
        publisher=publisher.id,
        title=title.value,
        body=written,
        blocks=rules.blocks(passages),
        standfirst=deck.value,
        description=summary.value,
        byline=", ".join(c.value for c in people.taken if c.field == "author") or None,
        contributors=end_credits.with_hands(people.value, passages, language.value),
        dateline=line[slice(*dateline_.span)] if line and dateline_ else None,
        places=dateline_.places if dateline_ else (),
        dateline_date=dateline_.date.iso if dateline_ and dateline_.date else None,
        dateline_agency=dateline_.agency.name if dateline_ and dateline_.agency else None,
        published_at=published.value.at if published.value else None,
        published_precision=published.value.precision if published.value else None,
        updated_at=updated.value.at if updated.value else None,
        language=language.value,
        section=section.value,
        tags=tags.value,
        is_truncated=share is not None or _ends_at_a_paywall(passages) or _was_truncated(page),
        missing_share=share,
        flags=(*published.flags, *updated.flags, *(("paywalled",) if found.free is False else ())),
        images=tuple(
            one
            for one in images(passages, found, asked, language.value, shown, facts.authors)
            if one.url not in profile.pictures
        ),
        quotes=quotes([p.text for p in passages if p.label in BODY_LABELS], language.value),
        links=tuple(dict.fromkeys(link for p in passages if p.label in BODY_LABELS for link in p.block.links)),
        evidence=(
            *(
                Evidence(c.field, c.value, c.source, bool({c, choose.named(c, own)} & chosen), c.element or None)
                for c in found.all
            ),
            *(Evidence(c.field, c.value, c.source, element=c.element or None) for c in site_wide),
        ),
    )


def _length(text: str) -> int:
    """In letters of an alphabet: a Chinese or Japanese sign, or a Korean syllable, says as much as three."""
    return len(text) + 2 * sum(sign.isalpha() and east_asian_width(sign) in "WF" for sign in text)


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


def _dateline(passages: list[Passage], found: Candidates) -> tuple[str | None, Candidate | None]:
    """The paragraph with its dateline; where it has none and a wire's header states one, as it would be printed before it."""
    if line := next((p.block.text for p in passages if p.label == "dateline"), None):
        return line, None
    stated = next(iter(found.of("dateline")), None)
    text = next((p.text for p in passages if p.label == "body"), None)
    return (f"{stated.value} – {text}", stated) if stated and text else (None, None)


def _was_truncated(page: Page) -> bool:
    """Whether who archived it says that its end is missing."""
    return any(name.lower() == "warc-truncated" for name, _ in page.headers)


def _ends_at_a_paywall(passages: list[Passage]) -> bool:
    """Whether an offer to read on stands after the last of the body; a box named so may be there on every page."""
    for passage in reversed(passages):
        if passage.rule == "paywall":
            return True
        if passage.label in BODY_LABELS:
            return False
    return False
