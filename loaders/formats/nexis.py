"""Nexis and Nexis Uni: labels before and behind the text of each article, in the language of the interface."""

import re
from collections.abc import Iterator

from loaders.formats.export import COPYRIGHT, WORDS, Export, any_of, date_line, plain
from loaders.source import Refused

_HEAD = {label: field for field, labels in WORDS["nexis_head"].items() for label in labels}
_TAIL = {label: field for field, labels in WORDS["nexis_tail"].items() for label in labels}
_WORDS = WORDS["nexis_words"]
_FLAGS = re.MULTILINE | re.IGNORECASE

_END = re.compile(rf"^[^\S\n]*(?:{any_of(_WORDS['end'])})[^\S\n]*$", _FLAGS)
_OF_MANY = re.compile(
    rf"^[^\S\n]*(?:(?:{any_of(_WORDS['documents'])})\s\d+\s(?:{any_of(_WORDS['of_many'])})\s\d+"
    rf"|\d+\s(?:{any_of(_WORDS['of_many'])})\s\d+\s(?:{any_of(_WORDS['documents'])}))[^\S\n]*$",
    _FLAGS,
)
_LENGTH = re.compile(
    rf"^[^\S\n]*(?:{any_of(WORDS['nexis_head']['length'])})[^\S\n]*:\s*\d[\d.,\s]*(?:{any_of(_WORDS['length'])})\b", _FLAGS
)
_BODY = re.compile(rf"^[^\S\n]*(?:{any_of(WORDS['nexis_head']['body'])})[^\S\n]*:?[^\S\n]*$", _FLAGS)
_TAILS = re.compile(rf"^[^\S\n]*(?:{any_of(label for label in _TAIL if len(label) > 7)})[^\S\n]*:", _FLAGS)
_LABEL = re.compile(r"([^\W\d_][^:]{2,30}?)\s?:(?:\s(.*)|$)")
_NOISE = re.compile(
    rf"(?:{any_of(_WORDS['rights'])}).*|page \d+ of \d+|seite \d+ von \d+|about lexisnexis.*"
    r"|link (?:to|zum) (?:pdf|image|bild).*",
    re.IGNORECASE,
)
_EDITION = re.compile(r".{0,30}\b(?:edition|ausgabe|édition|edición|editie)\b.{0,20}", re.IGNORECASE)
_PAGE_OF_SECTION = re.compile(r"[;,]\s*(?:Pg|pp?|S|Seite|pág|pag|blz)\b.*", re.IGNORECASE)
_LISTED = re.compile(r"\d{1,3}\.\s?(\S.*)")
"""A title in the list of a cover page."""
_HEADINGS = frozenset(_WORDS["headings"])
_HIGHEST = 40
"""Lines among which the day stands."""
_SHORTEST = 200
"""Characters of a part that is more than a cover or a list."""


def looks_like(text: str) -> bool:
    """Whether a text is an export of Nexis: by its length and a border, or by a border and the label of the text."""
    has_border = _END.search(text) or _OF_MANY.search(text)
    if _LENGTH.search(text):
        return bool(has_border or _TAILS.search(text))
    return bool(has_border and _BODY.search(text))


def articles(text: str) -> Iterator[Export | Refused]:
    """Each article, or why a part is none."""
    border = _END if _END.search(text) else _OF_MANY
    for part in border.split(text):
        if _LENGTH.search(part) or _BODY.search(part):
            yield _article(part)
        elif border is _END and len(part.strip()) > _SHORTEST:
            yield Refused("no_text", "a document of the export without the label of its text or length: export it again")


def _article(part: str) -> Export:
    export = Export("nexis")
    lines = _without_cover(part.split("\n"))
    start, end = _read_head(lines, export), _tail(lines)
    export.body += lines[start : _heading(lines, start, end)]
    _read_labels(lines[end:], _TAIL, export)
    if "section" in export.said:
        export.said["section"] = _PAGE_OF_SECTION.sub("", export.said["section"]).strip()
    return export


def _without_cover(lines: list[str]) -> list[str]:
    """From the first title on that a list above it names: who searched, and for what, stands on the same page as that list."""
    above_labels = next((n for n, line in enumerate(lines) if _LENGTH.match(line) or _BODY.match(line)), len(lines))
    titles = {listed[1] for line in lines[:above_labels] if (listed := _LISTED.fullmatch(plain(line)))}
    start = next((n for n, line in enumerate(lines[:above_labels]) if plain(line) in titles), 0)
    return lines[start:]


def _heading(lines: list[str], start: int, end: int) -> int:
    """Where what is below the text stands below a heading ("Graphic"), and more text above it; `end` without one."""
    at = next((n for n in range(start, end) if plain(lines[n]).lower() in _HEADINGS), end)
    return at if len("".join(lines[start:at])) > len("".join(lines[at:end])) else end


def _label(line: str, labels: dict[str, str]) -> tuple[str, str] | None:
    """(field, value) of a line that begins with one of these labels, or that is one."""
    text = plain(line)
    found = _LABEL.fullmatch(text)
    name = (found[1] if found else text).lower().replace("–", "-").replace("‑", "-")
    if name not in labels or (not found and labels[name] != "body"):
        return None
    return labels[name], (found[2] or "").strip() if found else ""


def _read_head(lines: list[str], export: Export) -> int:
    """Put down what stands above the text; where the text begins."""
    above: list[list[str]] = [[]]
    high = lines[:_HIGHEST]
    above_labels = next((n for n, line in enumerate(high) if _LENGTH.match(line) or _BODY.match(line)), len(high))
    # A title may look like a label ("Series: ..."); behind a short text stands the day on which it was loaded.
    day = date_line([plain(line) for line in high[:above_labels]]) or 0
    for n, line in enumerate(lines):
        if n > day and _label(line, _HEAD):
            _read_above(above, export)
            return n + _read_labels(lines[n:], _HEAD, export)
        if plain(line):
            above[-1].append(plain(line))
        elif above[-1]:
            above.append([])
    return len(lines)


def _read_labels(lines: list[str], labels: dict[str, str], export: Export) -> int:
    """Put down the values of labels, which may go on on the next line; how many lines they take."""
    field: str | None = None
    for n, line in enumerate(lines):
        found = _label(line, labels)
        if found and found[0] == "body":
            if found[1]:
                export.body.append(found[1])
            return n + 1
        if found:
            field = found[0]
            _put(export, field, found[1])
        elif not plain(line):
            field = None
        elif field and field != "length":
            _put(export, field, plain(line))
        elif labels is _HEAD:
            return n
    return len(lines)


def _put(export: Export, field: str, value: str) -> None:
    if field and field != "length" and value:
        export.said[field] = f"{export.said[field]} {value}" if field in export.said else value


def _tail(lines: list[str]) -> int:
    """Where the labels behind the text begin: from there on each paragraph begins with one, or says whose the rights are."""
    end = len(lines)
    goes_on = _values_that_go_on(lines)
    for at in range(len(lines) - 1, -1, -1):
        text = plain(lines[at])
        if not text:
            continue
        if _label(lines[at], _TAIL) or COPYRIGHT.match(text) or _NOISE.fullmatch(text):
            end = at
        elif not goes_on[at]:
            return end
    return end


def _values_that_go_on(lines: list[str]) -> list[bool]:
    """Of each line whether it belongs to the value of a label that stands above it in the same paragraph."""
    goes_on, is_behind_label = [], False
    for line in lines:
        goes_on.append(is_behind_label)
        is_behind_label = bool(plain(line)) and (is_behind_label or _label(line, _TAIL) is not None)
    return goes_on


def _read_above(blocks: list[list[str]], export: Export) -> None:
    """Title, outlet, date in the order of today's exports; outlet, date, title in that of older ones."""
    kept = [[line for line in block if not COPYRIGHT.match(line) and not _NOISE.fullmatch(line)] for block in blocks]
    lines = [line for block in kept for line in block]
    at = date_line(lines, 1)
    if at is None:
        if lines:
            export.said.setdefault("title", lines[0])
        return
    export.said.setdefault("published_at", lines[at])
    export.said.setdefault("outlet", lines[at - 1])
    title = " ".join(lines[: at - 1]) if at > 1 else _first_block(kept, lines[at])
    if title:
        export.said.setdefault("title", title)


def _first_block(blocks: list[list[str]], date: str) -> str:
    """The paragraph behind that of the date."""
    at = next(n for n, block in enumerate(blocks) if date in block)
    within = blocks[at][blocks[at].index(date) + 1 :]
    after = [" ".join(block) for block in (within, *blocks[at + 1 :]) if block]
    return next((text for text in after if not _EDITION.fullmatch(text)), "")
