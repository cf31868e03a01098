"""Nexis and Factiva exports: many articles in one text, told apart by the lines that these services print.

Nexis writes labels ("Byline: ...", "LENGTH: 512 words", "Body", "Load-Date: ...") and ends an article with "End of Document" or
begins it with "1 of 500 DOCUMENTS". Factiva writes either two-letter codes (HD, BY, PD, SN, LP, TD) or the same values line
by line above a copyright line, and ends an article with "Document" and its number.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files

from articles.page import Hint, Page
from loaders.source import Loaded, Source, each

LARGEST = 64 << 20
"""Bytes of one export, and of the document that holds it."""

_END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE | re.IGNORECASE)
_OF_MANY = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS[ \t]*$", re.MULTILINE)
_NUMBER = re.compile(r"^(?:AN[ \t]+)?Document[ \t]+([A-Za-z]\w{9,40})[ \t]*$", re.MULTILINE)
_LENGTH = re.compile(r"^[ \t]*length:[ \t]*[\d.,]+[ \t]*words\b", re.MULTILINE | re.IGNORECASE)
_LOADED = re.compile(r"^[ \t]*load-date:", re.MULTILINE | re.IGNORECASE)
_WORDS = re.compile(r"^[\d.,]+ words[ \t]*$", re.MULTILINE)
_CODES = tuple(re.compile(rf"^(?:{codes})\b", re.MULTILINE) for codes in ("HD", "LP|TD", "SN|PD"))
_LABEL = re.compile(r"\s*([A-Za-z][A-Za-z-]{3,24}):\s*(.*)")
_DATE = re.compile(r"\b(?:\d{1,2}\.? \w{3,12},? \d{4}|\w{3,12} \d{1,2},? \d{4}|\d{4}-\d{2}-\d{2})\b")
_COPYRIGHT = re.compile(r"\s*(?:\(c\)|©|copyright\b)", re.IGNORECASE)
_NOISE = re.compile(
    r"\s*(?:All Rights Reserved.*|Page \d+ of \d+|About LexisNexis.*|Link to (?:PDF|Image).*)\s*", re.IGNORECASE
)

_LABELS = tomllib.loads(files("loaders.data").joinpath("exports.toml").read_text("utf-8"))
_HEAD, _TAIL, _FACTIVA = _LABELS["nexis_head"], _LABELS["nexis_tail"], _LABELS["factiva"]
_CODE = re.compile(rf"(?:{'|'.join(_FACTIVA)})(?=[ \t]|$)")


@dataclass
class _Export:
    source: str
    said: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    key: str = ""


def is_it(head: bytes, name: str) -> bool:
    """By two of the lines that only these services print."""
    del name
    return looks_like(head.replace(b"\0", b"").decode("utf-8", "replace").replace("\r", ""))


def looks_like(text: str) -> bool:
    """Whether a text is an export."""
    text = text[: 1 << 16]
    if _LENGTH.search(text) and (_END.search(text) or _OF_MANY.search(text) or _LOADED.search(text)):
        return True
    if _NUMBER.search(text) and _WORDS.search(text):
        return True
    return all(code.search(text) for code in _CODES)


def load_text(source: Source, text: str) -> Loaded:
    """A page an article. Raises Refused where there is none."""
    return each(
        source, ((str(n), partial(_page, source, e, str(n))) for n, e in enumerate(_articles(text.replace("\r\n", "\n")), 1))
    )


def _page(source: Source, export: _Export, key: str) -> Page:
    said = dict(export.said)
    outlet, url, time = said.pop("outlet", ""), said.pop("url", ""), said.pop("time", "")
    if time and "published_at" in said:
        said["published_at"] += f" {time}"
    hints = [Hint(name, value, export.source) for name, value in said.items()]
    body = "\n".join(export.body).strip("\n")
    return source.page(body, "text/plain; charset=utf-8", url=url, key=export.key or key, hints=hints, outlet=outlet)


def _articles(text: str) -> Iterator[_Export]:
    if _LENGTH.search(text) and not _NUMBER.search(text):
        parts = (_END if _END.search(text) else _OF_MANY).split(text)
        for part in parts:
            if _LENGTH.search(part):
                yield _nexis(part)
        return
    at = 0
    for end in _NUMBER.finditer(text):
        part, at = text[at : end.start()], end.end()
        if part.strip():
            export = _coded(part) if re.search(r"^HD[ \t]", part, re.MULTILINE) else _plain(part)
            export.key = end[1]
            yield export


def _nexis(part: str) -> _Export:
    export, above, state, label = _Export("nexis"), [], "above", ""
    for line in part.split("\n"):
        found = _LABEL.fullmatch(line)
        name = found[1].lower() if found else "body" if line.strip().lower() == "body" else ""
        if state != "tail" and name in _TAIL and state != "above":
            state = "tail"
        if state != "tail" and name in _HEAD and state != "body":
            state, label = "head", name
        elif state == "tail":
            label = name if name in _TAIL else label
        elif state == "head" and line.strip():
            state = "body"
        value = found[2] if found else "" if name else line
        if state == "above":
            above.append(line.strip())
        elif state == "body" or (state == "head" and label == "body"):
            state = "body" if value.strip() else state
            export.body.append(value if label == "body" and found and not export.body else line if state == "body" else "")
        elif value.strip() and (to := _HEAD.get(label) or _TAIL.get(label)):
            export.said.setdefault(to, value.strip())
    _above(export, [line for line in above if line and not _COPYRIGHT.match(line) and not _NOISE.fullmatch(line)])
    if "section" in export.said:
        export.said["section"] = re.split(r"[;,]\s*(?:Pg|p)\b", export.said["section"])[0].strip()
    return export


def _above(export: _Export, lines: list[str]) -> None:
    """Title, outlet, date in the order of today's exports; outlet, date, title in that of older ones."""
    at = next((n for n, line in enumerate(lines) if n and _DATE.search(line)), None)
    if at is None:
        if lines:
            export.said.setdefault("title", lines[0])
        return
    export.said.setdefault("published_at", lines[at])
    export.said.setdefault("outlet", lines[at - 1])
    title = " ".join(lines[: at - 1]) if at > 1 else " ".join(lines[at + 1 : at + 3])
    if title:
        export.said.setdefault("title", title)


def _coded(part: str) -> _Export:
    export, to = _Export("factiva"), ""
    for line in part.strip("\n").split("\n"):
        code = _CODE.match(line)
        if code:
            to = _FACTIVA[code[0]]
            line = line[code.end() :].strip()
        if to == "body":
            export.body += [line] if not code or line else [""]
        elif to and line.strip():
            export.said[to] = f"{export.said.get(to, '')} {line.strip()}".strip()
    return export


def _plain(part: str) -> _Export:
    export, above = _Export("factiva"), []
    lines = part.strip("\n").split("\n")
    at = next((n for n, line in enumerate(lines) if _COPYRIGHT.match(line)), len(lines) - 1)
    above = [line.strip() for line in lines[:at] if line.strip()]
    export.body = lines[at + 1 :]
    words = next((n for n, line in enumerate(above) if re.fullmatch(r"[\d.,]+ words", line)), len(above))
    byline = [line for line in above[1:words] if re.match(r"(?:by|von|par|por|di)\b", line, re.IGNORECASE)]
    export.said["title"] = " ".join(line for line in above[:words] if line not in byline)
    if byline:
        export.said["authors"] = byline[0]
    rest = above[words + 1 :]
    day = next((n for n, line in enumerate(rest) if _DATE.search(line)), None)
    if day is not None:
        export.said["published_at"] = rest[day]
        after = rest[day + 1 :]
        if after and re.fullmatch(r"\d{1,2}:\d{2}(?: ?[AP]M)?(?: \w{2,4})?", after[0]):
            export.said["time"] = after.pop(0)
        if after:
            export.said["outlet"] = after[0]
        if len(after) > 2:
            export.said["language"] = after[-1]
    return export
