"""Markdown: `.md`, with or without front matter; its marks are taken off, its headings and paragraphs stay."""

import re
from pathlib import PurePath

from articles.page import Hint
from loaders.formats import rows
from loaders.formats.lines import encoding_of
from loaders.mapping import columns_for, plain
from loaders.source import Loaded, Source

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_KEY = re.compile(r"([A-Za-z_][\w -]{0,30}):[ \t]*(.*)")


def is_it(head: bytes, name: str) -> bool:
    """By its name, or by front matter that has a title."""
    if PurePath(name.lower()).suffix in (".md", ".markdown", ".mdown"):
        return True
    front = _FRONT.match(head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n"))
    return front is not None and re.search(r"^title:", front[1], re.MULTILINE) is not None


def load(source: Source) -> Loaded:
    """One page: its text, its front matter as hints. Raises Refused."""
    raw = source.payload()
    text = raw.decode(encoding_of(raw), "replace").replace("\r\n", "\n")
    front = _FRONT.match(text)
    said = _front_matter(front[1]) if front else {}
    columns = columns_for(source.name, source.load.mappings)
    hints = [hint for name in rows.HINTS for hint in rows.hints(name, rows.first(said, columns[name]), "markdown")]
    url = str(next((said[name] for name in columns["url"] if name in said), ""))
    text = text[front.end() :] if front else text
    title = re.match(r"\s*#[ \t]+(.{1,1000}?)[ \t]{0,9}#{0,6}[ \t]{0,9}(?:\n|$)|\s*(\S.*)\n=+[ \t]*\n", text)
    if title and not any(hint.field == "title" for hint in hints):
        hints.append(Hint("title", unmarked(title[1] or title[2]), "markdown"))
    yield source.page(unmarked(text), "text/plain; charset=utf-8", url=url, hints=hints)


def _front_matter(text: str) -> dict[str, object]:
    """The keys of simple YAML: `key: value`, lists in brackets or one a line with a hyphen."""
    said: dict[str, object] = {}
    key = ""
    for line in text.split("\n"):
        item = re.match(r"\s*-\s+(.*)", line)
        if item and key:
            before = said.get(key)
            said[key] = [*(before if isinstance(before, list) else []), _unquoted(item[1])]
        elif found := _KEY.fullmatch(line.strip()):
            key, value = plain(found[1]), found[2]
            listed = re.fullmatch(r"\[(.*)\]", value.strip())
            said[key] = [_unquoted(v) for v in listed[1].split(",")] if listed else _unquoted(value)
    return said


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


_MARKS = (
    (re.compile(r"^```.*$|^~~~.*$", re.MULTILINE), ""),
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
