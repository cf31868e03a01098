"""What a page says of each field, from one parsed tree: JSON-LD, meta tags, microdata, visible elements, hints from outside."""

import html
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from articles.fields import json_ld
from articles.fields.json_ld import JsonLd, Node, strings
from articles.page import Hint

_LONGEST = 2000
"""Characters kept of a candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One source's word on one field. `kind` is a JSON-LD author's `@type`, or whose job, house or page it is, or "".

    `element` is the one in sight that says the same, or where this was read (`articles.fields.field_elements`). `zone` says
    where what was seen stands: 0 beside the headline (and for all that is not seen), then on as in `articles.fields.visible`.
    """

    field: str
    value: str
    source: str
    kind: str = ""
    zone: int = 0
    element: str = ""


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

    def without(self, values: frozenset[tuple[str, str]]) -> "Candidates":
        """Without those that say what the publisher's other pages say too: (field, value)."""
        return replace(self, all=tuple(c for c in self.all if (c.field, c.value) not in values)) if values else self

    def and_also(self, more: Iterable[Candidate]) -> "Candidates":
        """With further candidates, tidied, behind those that there are; none comes twice."""
        return replace(self, all=tuple(dict.fromkeys((*self.all, *_tidied(more)))))


_METAS = XPath("//meta[@content and (@name or @property or @itemprop or @http-equiv)]")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>")


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
    return " ".join((_TAG.sub(" ", text) if "<" in text else text).split()).replace("\xad", "").strip()


def candidates(tree: HtmlElement | None, hints: Iterable[Hint] = (), address: str = "") -> Candidates:
    """Gather what the page, where it has markup, and the hints say of its fields. Nothing is judged but what is empty."""
    in_tags = () if tree is None else (*_from_meta(tree), *_from_titles(tree))
    data = (
        JsonLd()
        if tree is None
        else json_ld.read(
            tree,
            [address, *(c.value for c in in_tags if c.field == "url")],
            [c.value for c in in_tags if c.field == "title"],
        )
    )
    article = data.article or {}
    found = [
        *_from_json_ld(article, data),
        *in_tags,
        *(Candidate({"authors": "author", "tags": "tag"}.get(h.field, h.field), h.value, h.source) for h in hints),
    ]
    free = article.get("isAccessibleForFree")
    body = article.get("articleBody")
    return Candidates(
        tuple(dict.fromkeys(_tidied(found))),
        frozenset(kind for node in data.nodes for kind in json_ld.types(node)),
        None if free is None else str(free).lower() not in ("false", "0", "no"),
        body if isinstance(body, str) else "",
    )


def _tidied(found: Iterable[Candidate]) -> Iterator[Candidate]:
    for candidate in found:
        if value := clean(_unescaped(candidate))[:_LONGEST]:
            yield candidate if value == candidate.value else replace(candidate, value=value)


def _unescaped(candidate: Candidate) -> str:
    """A name or a word without references to characters, which many pages write twice; texts are unescaped where chosen."""
    if "&" not in candidate.value or candidate.field not in ("author", "site", "section", "tag"):
        return candidate.value
    return html.unescape(html.unescape(candidate.value))


# JSON-LD


_JSON_FIELDS = (
    ("published_at", "datePublished"), ("updated_at", "dateModified"), ("published_at", "dateCreated"),
    ("section", "articleSection"), ("tag", "keywords"), ("language", "inLanguage"), ("url", "url"),
)  # fmt: skip


def _from_json_ld(article: Node, data: JsonLd) -> Iterator[Candidate]:
    source = "json-ld"
    for key in ("headline", "name", "alternativeHeadline"):
        yield from (
            Candidate("title", text, source if key == "headline" else f"json-ld:{key}") for text in strings(article.get(key))
        )
    for key in ("description", "abstract"):
        yield from (Candidate("description", text, source) for text in strings(article.get(key)))
    yield from _authors(article, data)
    yield from _trail(data)
    for field, key in _JSON_FIELDS:
        said = source if key != "dateCreated" else "json-ld:dateCreated"
        yield from (Candidate(field, text, said) for text in strings(article.get(key), "name", "@value", "alternateName"))
    yield from (Candidate("image", url, source) for url in strings(article.get("image"), "url", "contentUrl"))
    yield from (Candidate("site", name, source) for name in strings(data.resolved(article.get("publisher")), "name"))
    if not article:
        for node in data.nodes:
            if "WebPage" in json_ld.types(node):
                for key in ("datePublished", "dateModified"):
                    field = "published_at" if key == "datePublished" else "updated_at"
                    yield from (Candidate(field, text, "json-ld:WebPage") for text in strings(node.get(key)))


def _trail(data: JsonLd) -> Iterator[Candidate]:
    """The steps of the page's trail, the last one first."""
    trail = next((node for node in data.nodes if "BreadcrumbList" in json_ld.types(node)), {})
    steps = json_ld.items(trail.get("itemListElement"))
    for step in reversed(steps):
        if isinstance(step, dict):
            name = next(strings(step.get("name"), "name"), None) or next(strings(step.get("item"), "name"), None)
            if name and not name.startswith("http"):
                yield Candidate("section", name, "json-ld:trail")


def _authors(article: Node, data: JsonLd) -> Iterator[Candidate]:
    """Those whom the data name as author, creator or contributor, with what is said of each."""
    for key in ("author", "creator", "contributor"):
        source = "json-ld" if key == "author" else f"json-ld:{key}"
        for author in map(data.resolved, json_ld.items(article.get(key))):
            node = author if isinstance(author, dict) else {}
            kind = json_ld.types(node)[0] if "@type" in node else ""
            for name in _names(author):
                yield Candidate("author", name, source, kind)
                if "Person" in kind:
                    yield from _of_author(name, node)


_PARTS_OF_NAMES = ("givenName", "additionalName", "familyName")


def _names(author: object) -> list[str]:
    """The names of an author: a string, or a node with a name, with several, or with the parts of one."""
    if not isinstance(author, dict):
        return list(strings(author))
    named = [name for name in strings(author.get("name", author.get("@value")), "name", "@value") if name.strip()]
    parts = (part for key in _PARTS_OF_NAMES for part in strings(author.get(key)))
    return named or list(filter(None, [" ".join(parts)])) or list(strings(author.get("alternateName")))


_OF_AUTHOR = (
    ("author_job", "jobTitle"),
    ("author_house", "worksFor"),
    ("author_house", "affiliation"),
    ("author_page", "sameAs"),
)


def _of_author(name: str, node: Node) -> Iterator[Candidate]:
    """What the data say of one author; `kind` is whom it is said of."""
    for field, key in _OF_AUTHOR:
        yield from (Candidate(field, text, f"json-ld:{key}", name) for text in strings(node.get(key), "name", "@value"))


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
        title = clean(title)
        for heading in tree.iter("h2", "h3", "h4"):
            if is_rest_of(text := clean(heading.text_content()), title):
                yield Candidate("title", text, "element:heading")
                return


_SHORTEST_REST = 12
"""Characters of a headline that is known at the end of a title."""
_PREFIX_END = re.compile(r"(?:\s[-–—~/]|\s?[|｜·•»:])\s*$")


def is_rest_of(headline: str, title: str) -> bool:
    """Whether a title is a headline behind the name of a site or a section and a mark that parts them."""
    before = title[: -len(headline)] if len(headline) >= _SHORTEST_REST and title.endswith(headline) else ""
    return _PREFIX_END.search(before) is not None
