"""Markdown: `.md`, with or without front matter; its marks are taken off, its headings and paragraphs stay.

Files: Markdown (`.md`)
Articles: the text, as for plain text; front matter gives the fields (YAML, or TOML between plus signs); a post's file name
gives the day if nothing else does (`2026-03-02-pier.md`)
"""

import json
import re
import tomllib
from pathlib import PurePath

from articles.page import Hint
from loaders.formats import rows
from loaders.formats.lines import encoding_of
from loaders.mapping import columns_for, flat
from loaders.source import Loaded, Source

_FRONT = re.compile(r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<said>.*?)\n(?:(?P=mark)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LARGEST_FRONT = 1 << 16
"""Characters of front matter beyond which it is none."""
_DEEPEST = 20
"""Lists and maps of front matter within each other."""
_PLAIN_VALUE = re.compile(r"""^(?P<key>[ ]*(?:- +)?[A-Za-z_][\w -]{0,30}:[ ]+)(?!["'\[{|>&*!])(?P<value>\S.*)$""", re.MULTILINE)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?=[-_ .])")
"""The day with which the name of a post begins, where that is all that says it: Jekyll."""
_GROUPS = ("taxonomies", "extra", "params")
"""Tables of front matter in which a site's own keys stand: Zola, Hugo."""


def is_it(head: bytes, name: str) -> bool:
    """By its name, or by front matter that has a title."""
    if PurePath(name.lower()).suffix in (".md", ".markdown", ".mdown"):
        return True
    front = _FRONT.match(head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n"))
    return front is not None and re.search(r"^title[ \t]*[:=]", front["said"], re.MULTILINE) is not None


def load(source: Source) -> Loaded:
    """One page: its text, its front matter as hints. Raises Refused."""
    raw = source.payload()
    text = raw.decode(encoding_of(raw), "replace").replace("\r\n", "\n")
    front = _FRONT.match(text)
    said = _said(front) if front else {}
    columns = columns_for(source.name, source.load.mappings)
    hints = [hint for name in rows.HINTS for hint in rows.hints(name, rows.first(said, columns[name]), "markdown")]
    if (day := _DAY.match(source.name)) and not any(hint.field == "published_at" for hint in hints):
        hints.append(Hint("published_at", day[1], "markdown"))
    url = str(next((said[name] for name in columns["url"] if name in said), ""))
    text = text[front.end() :] if front else text
    title = re.match(r"\s*#[ \t]+(.{1,1000}?)[ \t]{0,9}#{0,6}[ \t]{0,9}(?:\n|$)|\s*(\S.*)\n=+[ \t]*\n", text)
    if title and not any(hint.field == "title" for hint in hints):
        hints.append(Hint("title", unmarked(title[1] or title[2]), "markdown"))
    yield source.page(unmarked(text), "text/plain; charset=utf-8", url=url, hints=hints)


def _said(front: re.Match[str]) -> dict[str, object]:
    """What front matter says, by plain name; that between plus signs is TOML."""
    if len(front["said"]) > _LARGEST_FRONT:
        return {}
    try:
        said = dict(flat(_front_matter(front["said"]) if front["mark"] == "---" else tomllib.loads(front["said"])))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    within = {name.partition(".")[2]: value for name, value in said.items() if name.startswith(tuple(f"{g}." for g in _GROUPS))}
    return within | said


def _front_matter(text: str) -> object:
    """What YAML says, each value as it is written. Where it is none (`title: Pier: the end`) values are taken word for word."""
    import yaml  # here: it is slow to import, and few files have front matter

    text = _WIKI_LINK.sub(r"\1", text.replace("\t", "  "))
    for written in (text, _PLAIN_VALUE.sub(lambda line: line["key"] + json.dumps(line["value"], ensure_ascii=False), text)):
        try:
            # Texts, lists and maps are all that this loader makes.
            return yaml.load(written, yaml.BaseLoader) if _is_bounded(written) else {}  # noqa: S506
        except yaml.YAMLError:
            continue
    return {}


def _is_bounded(text: str) -> bool:
    """Whether YAML is no deeper than people write it, and names no part of itself: a few names can say more than memory."""
    import yaml

    depth = 0
    for event in yaml.parse(text, yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            return False
    return True


_WIKI_LINK = re.compile(r"(?<!!)\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
"""A link of Obsidian's and other notebooks'."""
_MARKS = (
    (re.compile(r"^```.*$|^~~~.*$", re.MULTILINE), ""),
    (re.compile(r"\{\{[<%][^{}\n]{0,1000}[%>]\}\}|\{%[^{}\n]{0,1000}%\}"), ""),  # Hugo, Jekyll: what a program puts there
    (re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]"), ""),
    (_WIKI_LINK, r"\1"),
    (re.compile(r"!\[([^\]\n]{0,500})\]\([^()\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^()\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\[[^\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"^\[[^\]\n]+\]:[ \t]+\S+.*$", re.MULTILINE), ""),
    (re.compile(r"^#{1,6}[ \t]+(.{1,1000}?)[ \t]{0,9}#{0,6}$", re.MULTILINE), r"\1"),
    (re.compile(r"^(?:=+|-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(?<![\w\\])(\*\*\*|\*\*|__|\*|_|`)(?=\S)((?:(?!\1)[^\n]){1,500})(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!-])"), r"\1"),
)


def unmarked(text: str) -> str:
    """Without Markdown's marks: the words as a reader sees them."""
    for mark, to in _MARKS:
        text = mark.sub(to, text)
    return text
