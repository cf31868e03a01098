"""A page's JSON-LD: its nodes, read however its scripts are wrapped, and what they say of this page's article."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import cast
from urllib.parse import unquote, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from articles.extract.blocks import match_key

Node = dict[str, object]

LARGEST = 1_000_000
"""Characters; larger scripts hold data for a page's machinery and are dropped."""

ARTICLE_TYPES = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Report",
     "ReviewNewsArticle", "BackgroundNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle", "SatiricalArticle",
     "ScholarlyArticle", "TechArticle", "SocialMediaPosting", "LiveBlogPosting", "MedicalScholarlyArticle", "CriticReview",
     "Review", "ClaimReview"}
)  # fmt: skip
"""schema.org's kinds of text that somebody wrote."""

_SCRIPTS = XPath("//script[contains(translate(@type, 'JSONLD+', 'jsonld+'), 'ld+json')]")
_BELOW = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")
"""Keys under which a node of its own may stand."""


@dataclass(frozen=True, slots=True)
class JsonLd:
    """All nodes that have a type, by reading order and by `@id`, and the article's own."""

    nodes: tuple[Node, ...] = ()
    by_id: dict[str, Node] | None = None
    article: Node | None = None

    def resolved(self, value: object) -> object:
        """A node for a value that only refers to it by its `@id`; any other value as it is."""
        if isinstance(value, dict) and not value.keys() - {"@id", "@type", "url"} and isinstance(value.get("@id"), str):
            return (self.by_id or {}).get(value["@id"], value)
        return value


def read(tree: HtmlElement, addresses: Iterable[str], titles: Iterable[str]) -> JsonLd:
    """The JSON-LD of a page with its addresses and what its other tags call it."""
    nodes = tuple(_nodes(tree))
    by_id: dict[str, Node] = {}
    for node in nodes:
        if isinstance(node.get("@id"), str):
            # A reference with a type ("@type": "Person", "@id": ...) says less than the node itself.
            by_id[str(node["@id"])] = {**node, **by_id.get(str(node["@id"]), {})}
    return JsonLd(nodes, by_id, _article(nodes, set(map(_path, addresses)) - {""}, set(map(match_key, titles))))


def types(node: Node) -> list[str]:
    """A node's types without schema.org's address."""
    kinds = node.get("@type")
    return [str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]


def items(value: object) -> list[object]:
    """A value as a list, `{"@list": [...]}`, `{"@set": [...]}` and lists within lists unwrapped, as deep as pages have them."""
    if isinstance(value, dict):
        value = value.get("@list", value.get("@set", value))
    unwrapped = value if isinstance(value, list) else [value]
    for _ in range(_DEEPEST):
        unwrapped = [inner for one in unwrapped for inner in (one if isinstance(one, list) else [one])]
    return unwrapped


_DEEPEST = 3
"""Lists within lists."""


def strings(value: object, *keys: str) -> Iterator[str]:
    """The strings of a value that may be a string, a node with one of `keys`, or a list of these."""
    for one in items(value):
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            inner = next((one[key] for key in keys if isinstance(one.get(key), str)), None)
            if isinstance(inner, str):
                yield inner


# Scripts


def _nodes(tree: HtmlElement) -> Iterator[Node]:
    """Every node of the page's JSON-LD that has a type and stands at the top, in a list, in @graph or as main entity."""
    for script in cast("list[HtmlElement]", _SCRIPTS(tree)):
        text = script.text or ""
        if not text.strip() or len(text) > LARGEST:
            continue
        todo: list[object] = list(_values(text))
        while todo:
            node = todo.pop(0)
            if isinstance(node, list):
                todo[:0] = node[:500]
            elif isinstance(node, dict):
                if "@type" in node:
                    yield node
                todo.extend(node[key] for key in _BELOW if isinstance(node.get(key), dict | list))


_WRAPPER = re.compile(r"<!--|-->|(?:/\*|//)?\s*(?:<!\[CDATA\[|\]\]>)\s*(?:\*/)?")
_STRING_OR_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|(?<![:"])//[^\n"]*$', re.DOTALL | re.MULTILINE)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_OPENS = re.compile(r"[{\[]")


def _values(text: str) -> Iterator[object]:
    """The values of a script, the gentlest mending that reads it first; none where it cannot be read."""
    for mend in (str, _unwrapped, html.unescape, _with_quotes_escaped):
        try:
            yield from list(_decoded(mend(text)))
        except (ValueError, RecursionError):
            continue
        return


def _decoded(text: str) -> Iterator[object]:
    """One value after another, whatever stands between them: two objects are often put into one script."""
    decoder, at = json.JSONDecoder(strict=False), 0
    if not (opens := _OPENS.search(text)):
        raise ValueError("no value")
    while opens:
        try:
            value, at = decoder.raw_decode(text, opens.start())
        except ValueError:
            if not at:
                raise
            return  # what follows a value that was read is some script's
        yield value
        opens = _OPENS.search(text, at)


def _unwrapped(text: str) -> str:
    """Without CDATA and comments, commas before a bracket that closes, and backslashes that escape nothing."""
    text = _STRING_OR_COMMENT.sub(lambda found: found[1] or "", _WRAPPER.sub("", text))
    return _TRAILING_COMMA.sub(r"\1", _BAD_ESCAPE.sub(r"\\\\", text))


def _with_quotes_escaped(text: str) -> str:
    """With a backslash before each quote that neither opens nor closes a string: "said "no" to it"."""
    pieces = _unwrapped(text).split('"')
    return pieces[0] + "".join(
        f'"{after}' if _is_border(before, after) else f'\\"{after}' for before, after in pairwise(pieces)
    )


def _is_border(before: str, after: str) -> bool:
    """Whether the quote between two pieces opens or closes a string, or has its backslash."""
    return before.endswith("\\") or before.rstrip()[-1:] in tuple("{[,:") or after.lstrip()[:1] in ("", *",:}]")


# Which node


_FROM_OTHERS = (
    "author",
    "creator",
    "datePublished",
    "dateModified",
    "articleSection",
    "keywords",
    "isAccessibleForFree",
    "articleBody",
)
"""What a page's second node about the same article adds where the first has it not; the texts of two may be of two articles."""


def _article(nodes: tuple[Node, ...], paths: set[str], titles: set[str]) -> Node | None:
    """What the nodes about this page's article say together, the one that names its address or headline first.

    Where none does, the first that is no review is believed; a page's other nodes are of teasers, reviews and embedded posts.
    """
    articles = [node for node in nodes if ARTICLE_TYPES & set(types(node))]
    ranks = [_says_it_is_this(node, paths, titles) for node in articles]
    if any(ranks):
        order = sorted(range(len(articles)), key=lambda at: (_is_review(articles[at]), -ranks[at]))
        first, *others = [articles[at] for at in order if ranks[at]]
        added = {key: node[key] for node in reversed(others) for key in _FROM_OTHERS if node.get(key) not in _NOTHING}
        return added | {key: value for key, value in first.items() if value not in _NOTHING}
    return next((node for node in articles if not _is_review(node)), articles[0] if articles else None)


def _is_review(node: Node) -> bool:
    return "Review" in " ".join(types(node))


_NOTHING: tuple[object, ...] = (None, "", [])

_SHORTEST = 12
"""Letters of a headline that is known in a longer title."""


def _says_it_is_this(node: Node, paths: set[str], titles: set[str]) -> int:
    """2 where a node gives the page's address, 1 where it has its title, 0 where it says neither."""
    named = (node.get("url"), node.get("@id"), node.get("mainEntityOfPage"))
    if any(_path(url) in paths for value in named for url in strings(value, "@id", "url")):
        return 2
    headlines = (match_key(html.unescape(text)) for key in ("headline", "name") for text in strings(node.get(key)))
    return int(any(_is_same(headline, title) for headline in headlines for title in titles))


def _is_same(headline: str, title: str) -> bool:
    return headline == title or (len(headline) >= _SHORTEST and headline[:40] in title)


def _path(address: str) -> str:
    """What tells one page of a site from another: path and query without slashes at the end, "" for a front page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return unquote(f"{parts.path.rstrip('/')}?{parts.query}".rstrip("?")) if parts.path.strip("/") else ""
