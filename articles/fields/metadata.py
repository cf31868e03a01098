"""What a page says of each field, from one parsed tree: JSON-LD, meta tags, microdata, visible elements, hints from outside."""

import html
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from articles.page import Hint

_LONGEST = 2000
"""Characters kept of a candidate."""

LARGEST_JSON_LD = 1_000_000
"""Characters; larger ones hold data for a page's machinery and are dropped."""

ARTICLE_TYPES = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Report",
     "ReviewNewsArticle", "BackgroundNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle", "SatiricalArticle",
     "ScholarlyArticle", "TechArticle", "SocialMediaPosting", "LiveBlogPosting", "MedicalScholarlyArticle", "CriticReview",
     "Review", "ClaimReview"}
)  # fmt: skip
"""schema.org's kinds of text that somebody wrote."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One source's word on one field. `kind` is a JSON-LD author's `@type`, or whose job, house or page it is, or "".

    `zone` says where what was seen stands: 0 beside the headline (and for all that is not seen), then as
    `articles.fields.visible` counts on.
    """

    field: str
    value: str
    source: str
    kind: str = ""
    zone: int = 0


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates, the most trusted source first, and what the JSON-LD says the page is.

    `types` are the `@type`s at the page's top level, `free` is what `isAccessibleForFree` says, `text` its `articleBody`.
    """

    all: tuple[Candidate, ...]
    types: frozenset[str] = frozenset()
    free: bool | None = None
    text: str = ""

    def of(self, field: str) -> list[Candidate]:
        """The candidates for a field, best source first."""
        return [candidate for candidate in self.all if candidate.field == field]

    def and_also(self, more: Iterable[Candidate]) -> "Candidates":
        """With further candidates, tidied, behind those that there are; none comes twice."""
        return replace(self, all=tuple(dict.fromkeys((*self.all, *_tidied(more)))))


_SCRIPTS = XPath("//script[contains(translate(@type, 'JSONLD+', 'jsonld+'), 'ld+json')]")
_METAS = XPath("//meta[@content and (@name or @property or @itemprop or @http-equiv)]")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>")
_SPACE = re.compile(r"\s+")


@cache
def _metas() -> dict[str, Any]:
    return tomllib.loads(files("articles.data").joinpath("meta.toml").read_text("utf-8"))


@cache
def _meta_order() -> dict[str, tuple[str, int]]:
    """Meta tag's name -> field and rank, from `data/meta.toml`."""
    return {name: (field, rank) for field, names in _metas()["names"].items() for rank, name in enumerate(names)}


def _elements(path: XPath, tree: HtmlElement) -> list[HtmlElement]:
    return cast("list[HtmlElement]", path(tree))


def clean(text: str) -> str:
    """White space made single; tags that crept into a value, and hyphens that only a line's end would show, taken out."""
    return _SPACE.sub(" ", _TAG.sub(" ", text) if "<" in text else text).replace("\xad", "").strip()


def candidates(tree: HtmlElement | None, hints: Iterable[Hint] = ()) -> Candidates:
    """Gather what the page, where it has markup, and the hints say of its fields. Nothing is judged but what is empty."""
    nodes = [] if tree is None else list(_json_ld(tree))
    article = {} if tree is None else _article_node(nodes, tree)
    found = [
        *_from_json_ld(article, nodes),
        *(() if tree is None else _from_meta(tree)),
        *(() if tree is None else _from_titles(tree)),
        *(Candidate({"authors": "author", "tags": "tag"}.get(h.field, h.field), h.value, h.source) for h in hints),
    ]
    free = article.get("isAccessibleForFree")
    body = article.get("articleBody")
    return Candidates(
        tuple(dict.fromkeys(_tidied(found))),
        frozenset(kind for node in nodes for kind in _types(node)),
        None if free is None else str(free).lower() not in ("false", "0", "no"),
        body if isinstance(body, str) else "",
    )


def _tidied(found: Iterable[Candidate]) -> Iterator[Candidate]:
    for candidate in found:
        if value := clean(candidate.value):
            yield (
                candidate if value == candidate.value and len(value) <= _LONGEST else replace(candidate, value=value[:_LONGEST])
            )


# JSON-LD


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """Every node of the page's JSON-LD that has a type and stands at the top, in a list, in @graph or as main entity."""
    for script in _elements(_SCRIPTS, tree):
        text = script.text or ""
        if not text.strip() or len(text) > LARGEST_JSON_LD:
            continue
        todo: list[object] = [_loads(text)]
        while todo:
            node = todo.pop(0)
            if isinstance(node, list):
                todo[:0] = node[:500]
            elif isinstance(node, dict):
                if "@type" in node:
                    yield node
                todo.extend(
                    node[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")
                    if isinstance(node.get(key), dict | list)
                )


_BEFORE_JSON = re.compile(r"^[^\[{]*")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')


def _loads(text: str) -> object:
    """The value, mended where only wrappers, commas or escapes are wrong; None where it cannot be read."""
    for attempt in (str, _mended, html.unescape):
        try:
            return json.loads(attempt(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> str:
    text = _BEFORE_JSON.sub("", text.strip()).removesuffix("-->").strip().removesuffix("]]>").rstrip("/* \n;")
    return _TRAILING_COMMA.sub(r"\1", _BAD_ESCAPE.sub(r"\\\\", text))


def _types(node: dict[str, object]) -> list[str]:
    kinds = node.get("@type")
    return [str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _article_node(nodes: list[dict[str, object]], tree: HtmlElement) -> dict[str, object]:
    """The node that speaks of this page's article: among several the one whose headline the page's title holds."""
    articles = [node for node in nodes if ARTICLE_TYPES & set(_types(node))]
    if len(articles) < 2:
        return articles[0] if articles else {}
    title = clean(tree.findtext(".//title") or "").casefold()
    for node in articles:
        headline = clean(str(node.get("headline") or node.get("name") or "")).casefold()
        if headline and headline[:40] in title:
            return node
    return next((node for node in articles if "Review" not in " ".join(_types(node))), articles[0])


def _strings(value: object, *keys: str) -> Iterator[str]:
    """The strings of a value that may be a string, a node with one of `keys`, or a list of these."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            inner = next((one[key] for key in keys if isinstance(one.get(key), str)), None)
            if isinstance(inner, str):
                yield inner


_JSON_FIELDS = (
    ("published_at", "datePublished"), ("updated_at", "dateModified"), ("published_at", "dateCreated"),
    ("section", "articleSection"), ("tag", "keywords"), ("language", "inLanguage"), ("url", "url"),
)  # fmt: skip


def _from_json_ld(article: dict[str, object], nodes: list[dict[str, object]]) -> Iterator[Candidate]:
    source = "json-ld"
    for key in ("headline", "name", "alternativeHeadline"):
        yield from (
            Candidate("title", text, source if key == "headline" else f"json-ld:{key}") for text in _strings(article.get(key))
        )
    for key in ("description", "abstract"):
        yield from (Candidate("standfirst", text, source) for text in _strings(article.get(key)))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    for key in ("author", "creator", "contributor"):
        authors = article.get(key)
        for author in authors if isinstance(authors, list) else [authors]:
            node = by_id.get(author.get("@id"), author) if isinstance(author, dict) and "name" not in author else author
            kind = (_types(node)[0] if "@type" in node else "") if isinstance(node, dict) else ""
            source_of = source if key == "author" else f"json-ld:{key}"
            for name in _strings(node.get("name") if isinstance(node, dict) else node, "name", "@value"):
                yield Candidate("author", name, source_of, kind if kind != "None" else "")
                if isinstance(node, dict) and "Person" in kind:
                    yield from _of_author(name, node)
    for field, key in _JSON_FIELDS:
        said = source if key != "dateCreated" else "json-ld:dateCreated"
        yield from (Candidate(field, text, said) for text in _strings(article.get(key), "name", "@value", "alternateName"))
    yield from (Candidate("image", url, source) for url in _strings(article.get("image"), "url", "contentUrl", "@id"))
    yield from (Candidate("site", name, source) for name in _strings(article.get("publisher"), "name"))
    if not article:
        for node in nodes:
            if "WebPage" in _types(node):
                for key in ("datePublished", "dateModified"):
                    field = "published_at" if key == "datePublished" else "updated_at"
                    yield from (Candidate(field, text, "json-ld:WebPage") for text in _strings(node.get(key)))


_OF_AUTHOR = (
    ("author_job", "jobTitle"),
    ("author_house", "worksFor"),
    ("author_house", "affiliation"),
    ("author_page", "sameAs"),
)


def _of_author(name: str, node: dict[str, object]) -> Iterator[Candidate]:
    """What the data say of one author; `kind` is whom it is said of."""
    for field, key in _OF_AUTHOR:
        yield from (Candidate(field, text, f"json-ld:{key}", name) for text in _strings(node.get(key), "name", "@value"))


# Meta tags and elements


def _from_meta(tree: HtmlElement) -> Iterator[Candidate]:
    found, order = [], _meta_order()
    for meta in _elements(_METAS, tree):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name in order:
                field, rank = order[name]
                found.append((field, rank, Candidate(field, meta.get("content"), f"meta:{name}")))
                break
    found.sort(key=lambda entry: entry[:2])
    yield from (candidate for _, _, candidate in found)
    yield from _from_card(tree)
    for link in tree.iterfind(".//link[@rel]"):
        if link.get("rel").lower() == "canonical" and link.get("href"):
            yield Candidate("url", link.get("href"), "link:canonical")
    if tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield Candidate("language", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"), "html:lang")


def _from_card(tree: HtmlElement) -> Iterator[Candidate]:
    """The author in a Twitter card's labels, which the most used plug-in of blogs writes: "Written by", and then who."""
    said = {meta.get("name"): meta.get("content") or "" for meta in tree.iterfind(".//meta[@name]")}
    for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if _author_label().search(said.get(label, "")):
            yield Candidate("author", said.get(data, ""), f"meta:{data}")


@cache
def _author_label() -> re.Pattern[str]:
    return re.compile("|".join(_metas()["card"]["author"]), re.IGNORECASE)


def _from_titles(tree: HtmlElement) -> Iterator[Candidate]:
    for h1 in tree.iter("h1"):
        yield Candidate("title", h1.text_content(), "element:h1")
    if title := tree.findtext(".//title"):
        yield Candidate("title", title, "element:title")
