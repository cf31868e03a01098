"""What a page says of each field, from one parsed tree: JSON-LD, meta tags, microdata, visible elements, hints from outside."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from articles.page import Hint

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
    """One source's word on one field. `kind` is the `@type` of a JSON-LD author, "" elsewhere."""

    field: str
    value: str
    source: str
    kind: str = ""


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


_SCRIPTS = XPath("//script[contains(translate(@type, 'JSONLD+', 'jsonld+'), 'ld+json')]")
_METAS = XPath("//meta[@content and (@name or @property or @itemprop or @http-equiv)]")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>")
_SPACE = re.compile(r"\s+")


@cache
def _meta_order() -> dict[str, tuple[str, int]]:
    """Meta tag's name -> field and rank, from `data/meta.toml`."""
    data = tomllib.loads(files("articles.data").joinpath("meta.toml").read_text("utf-8"))
    return {name: (field, rank) for field, names in data.items() for rank, name in enumerate(names)}


def _elements(path: XPath, tree: HtmlElement) -> list[HtmlElement]:
    return cast("list[HtmlElement]", path(tree))


def clean(text: str) -> str:
    """White space made single; tags that crept into a value taken out."""
    return _SPACE.sub(" ", _TAG.sub(" ", text) if "<" in text else text).strip()


def candidates(tree: HtmlElement | None, hints: Iterable[Hint] = ()) -> Candidates:
    """Gather what the page, where it has markup, and the hints say of its fields. Nothing is judged but what is empty."""
    nodes = [] if tree is None else list(_json_ld(tree))
    article = {} if tree is None else _article_node(nodes, tree)
    found = [
        *_from_json_ld(article, nodes),
        *(() if tree is None else _from_meta(tree)),
        *(() if tree is None else _from_elements(tree)),
        *(Candidate({"authors": "author", "tags": "tag"}.get(h.field, h.field), h.value, h.source) for h in hints),
    ]
    seen: set[Candidate] = set()
    kept = []
    for candidate in found:
        value = clean(candidate.value)
        candidate = replace(candidate, value=value[:2000])
        if value and candidate not in seen:
            seen.add(candidate)
            kept.append(candidate)
    free = article.get("isAccessibleForFree")
    body = article.get("articleBody")
    return Candidates(
        tuple(kept),
        frozenset(kind for node in nodes for kind in _types(node)),
        None if free is None else str(free).lower() not in ("false", "0", "no"),
        body if isinstance(body, str) else "",
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
    for attempt in (str, _mended):
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
            yield from (
                Candidate("author", name, source_of, kind if kind != "None" else "")
                for name in _strings(node.get("name") if isinstance(node, dict) else node, "name", "@value")
            )
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
    for link in tree.iterfind(".//link[@rel]"):
        if link.get("rel").lower() == "canonical" and link.get("href"):
            yield Candidate("url", link.get("href"), "link:canonical")
    if tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield Candidate("language", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"), "html:lang")


_MICRODATA = {"headline": "title", "author": "author", "datepublished": "published_at", "datemodified": "updated_at",
              "articlesection": "section", "description": "standfirst"}  # fmt: skip
_MARKED = XPath("//*[@itemprop][not(self::meta) and not(self::link)]")
_CLASSED = XPath("//*[@class or @rel='author']")
_NOT_THE_ARTICLES = re.compile(r"comment|related", re.IGNORECASE)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|autor(?:en|es|e)?)(?:$|[\s_-])|byline|author-?name", re.IGNORECASE
)
_NOT_BYLINE_CLASS = re.compile(
    r"bio|avatar|image|photo|follow|social|twitter|email|comment|card|box|related|archive|date|time|icon|description",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(r"date|publish|time|posted", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _class_says(classes: str) -> str:
    """What an element's class says of it: "author", "date" or ""."""
    if _BYLINE_CLASS.search(classes) and not _NOT_BYLINE_CLASS.search(classes):
        return "author"
    return "date" if _DATE_CLASS.search(classes) else ""


def _stands_apart(element: HtmlElement) -> bool:
    """Whether it lies in a footer, a menu, an aside, or among comments or related articles."""
    return any(
        above.tag in ("footer", "nav", "aside")
        or _NOT_THE_ARTICLES.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in element.iterancestors()
    )


def _text(element: HtmlElement) -> str:
    return clean(" ".join(element.itertext()) if len(element) else element.text or "")


def _from_elements(tree: HtmlElement) -> Iterator[Candidate]:
    for element in _elements(_MARKED, tree):
        for name in element.get("itemprop").lower().split():
            if name in _MICRODATA:
                value = (
                    element.get("datetime")
                    or element.get("content")
                    or (element.text_content() if name != "author" else _text(element))
                )
                if len(value) < 1000:
                    yield Candidate(_MICRODATA[name], value, f"itemprop:{name}")
    for h1 in tree.iter("h1"):
        yield Candidate("title", h1.text_content(), "element:h1")
    if title := tree.findtext(".//title"):
        yield Candidate("title", title, "element:title")
    dated: list[HtmlElement] = list(tree.iter("time"))
    for element in _elements(_CLASSED, tree):
        says, is_author = _class_says(element.get("class") or ""), element.get("rel") == "author"
        if is_author or says == "author":
            text = _text(element)
            if 2 < len(text) < 160 and not _stands_apart(element):
                yield Candidate("author", text, "rel:author" if is_author else "element:byline")
        elif element.tag != "time" and says == "date":
            dated.append(element)
    for element in dated:
        value = element.get("datetime")
        if not value:
            text = element.text_content() if len(element) < 8 else ""
            value = text if 5 < len(text.strip()) < 90 else None
        if value:
            yield Candidate("published_at", value, "element:time" if element.tag == "time" else "element:date")
