"""The one verb: a page in, an article out, or the reason why there is none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.article import Article
from articles.compose import composed, rejected
from articles.extract import body, decoding, joined, parsing, wrapped
from articles.extract.blocks import TextBlock, all_blocks, lines
from articles.fields import field_elements, page_kind
from articles.fields.description import printed_above
from articles.fields.json_ld import ARTICLE_TYPES
from articles.fields.metadata import Candidate, candidates
from articles.fields.pictures import Picture, pictures
from articles.fields.printed_topics import printed_topics
from articles.fields.visible import Ground, sightings
from articles.page import Page, Reject
from articles.publisher import Publisher


def read(page: Page, publisher: Publisher, later: Sequence[Page] = ()) -> Article | Reject:
    """Read one page, with the later ones of its article. Pure; raises nothing: what cannot be read is a Reject."""
    if not page.payload.strip():
        return rejected("empty", page, "the page has no content")
    decoded = decoding.decode(page.payload, page.content_type)
    if decoded is None:
        return rejected("unreadable", page, "the payload is not text in any encoding; look at what the address serves")
    if not decoded or decoded.isspace():
        return rejected("empty", page, "the page holds nothing but white space")
    meant = decoding.encoded_once(decoded)
    if decoding.looks_like_html(meant):
        got = _read_html(page, publisher, meant, later)
    else:
        got = composed(
            page, publisher, lines(wrapped.joined(meant)), candidates(None, page.hints), is_plain=True, is_article=True
        )
    return replace(got, flags=(*got.flags, "encoded_twice")) if meant != decoded and isinstance(got, Article) else got


def _read_html(page: Page, publisher: Publisher, decoded: str, later: Sequence[Page]) -> Article | Reject:
    try:
        tree = parsing.parse(decoding.without_bad_references(decoded))
    except ValueError as error:
        return rejected("too_large", page, str(error))
    if tree is None:
        return rejected("empty", page, "the markup holds no elements")
    found = candidates(tree, page.hints, page.final_url or page.url)
    elements = parsing.strip_scripts(tree)
    everything = list(all_blocks(tree))
    is_article = page.is_called_an_article or bool(found.types & ARTICLE_TYPES)
    blocks = body.article_blocks(everything, tree, page.final_url or page.url, found.text, is_article=is_article)
    ground = Ground(everything, blocks)
    found = found.and_also(
        (
            *sightings(tree, ground),
            *printed_topics(tree, ground, blocks),
            *_date_in_address(page.final_url or page.url),
        )
    )
    found = found.and_also(printed_above(everything, blocks, found))
    found = field_elements.with_elements(found, everything)
    found = found.and_also(field_elements.from_elements(found, everything, publisher.learned.elements))
    if refused := page_kind.refused(page, tree, found, everything, blocks):
        return rejected(refused[0], page, refused[1])
    lead = [candidate.value for candidate in found.of("image")]
    shown = pictures(elements, blocks, page.final_url or page.url, lead)
    further = [there for one in later if (there := _further(one))]
    blocks = joined.joined(everything, blocks, [(there.everything, there.blocks) for there in further])
    shown = [*shown, *(one for there in further for one in there.shown if one.key not in {had.key for had in shown})]
    return composed(page, publisher, blocks, found, is_plain=False, is_article=is_article, shown=shown)


@dataclass(frozen=True, slots=True)
class _Further:
    """A later page of an article: its blocks, those that are the article's, and the pictures among them."""

    everything: list[TextBlock]
    blocks: list[TextBlock]
    shown: list[Picture]


def _further(page: Page) -> _Further | None:
    """A later page of an article; None where it is no markup that can be read."""
    text, address = decoding.decode(page.payload, page.content_type), page.final_url or page.url
    try:
        tree = parsing.parse(decoding.without_bad_references(decoding.encoded_once(text or "")))
    except ValueError:
        return None
    if tree is None:
        return None
    elements = parsing.strip_scripts(tree)
    everything = list(all_blocks(tree))
    blocks = body.article_blocks(everything, tree, address, is_article=True)
    return _Further(everything, blocks, pictures(elements, blocks, address))


_DATED_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")


def _date_in_address(url: str) -> Iterator[Candidate]:
    """The day that many addresses carry: /2027/05/04/."""
    if day := _DATED_ADDRESS.search(url):
        yield Candidate("published_at", f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}", "address")
