"""ProQuest: a line of underscores above each article, then its title and labels, with the text behind "Full text:"."""

import re
from collections.abc import Iterator

from loaders.formats.export import Export, plain
from loaders.source import Refused

_BORDER = re.compile(r"^_{20,}$", re.MULTILINE)
_SURE = re.compile(r"^ProQuest\sdocument\s(?:ID|link)\b", re.MULTILINE | re.IGNORECASE)
_TEXT = re.compile(r"^Full\stext:[^\S\n]*", re.MULTILINE | re.IGNORECASE)
_ABSTRACT = re.compile(r"^(?:Abstract|Publication\sinfo):", re.MULTILINE | re.IGNORECASE)
_COUNT = re.compile(r"Document \d+ of \d+", re.IGNORECASE)
_LABEL = re.compile(r"([A-Z][A-Za-z /]{2,40}):(?: (.*))?")

_FIELDS = {
    "Title": "title",
    "Author": "authors",
    "Authors": "authors",
    "Publication title": "outlet",
    "Publication date": "published_at",
    "Section": "section",
    "Language of publication": "language",
    "Dateline": "dateline",
    "ProQuest document ID": "key",
}
_BEHIND = frozenset((
    *_FIELDS, "Business indexing term", "Classification", "Column", "Company", "Company / organization", "Copyright",
    "Country of publication", "Credit", "Database", "Document URL", "Document type", "Edition", "First page", "ISSN",
    "Identifier / keyword", "Illustration", "Issue", "Last updated", "Links", "Location", "Number of pages", "Pages", "People",
    "Place of publication", "Publication subject", "Publication year", "Publisher", "Series", "Source type", "Subject",
    "Supplement", "Volume", "Year",
))  # fmt: skip
"""Labels that ProQuest prints behind a text. Those that no field takes are read as labels, and left."""


def looks_like(text: str) -> bool:
    """Whether a text is an export of ProQuest."""
    return bool(_SURE.search(text) and (_TEXT.search(text) or _ABSTRACT.search(text)))


def articles(text: str) -> Iterator[Export | Refused]:
    """Each article, or why a part is none."""
    for part in _BORDER.split(text):
        if found := _TEXT.search(part):
            yield _article(part[: found.start()], part[found.end() :])
        elif _SURE.search(part):
            yield Refused("no_text", "a document of the export without its full text: choose “Full text” when you export it")


def _article(above: str, below: str) -> Export:
    """`above` is what stands over the text, with its title; `below` the text, and the labels behind it."""
    export = Export("proquest")
    lines = below.split("\n")
    end = _end_of_text(lines)
    export.body = lines[:end]
    for line in (*above.split("\n"), *lines[end:]):
        if (found := _LABEL.fullmatch(plain(line))) and (field := _FIELDS.get(found[1])) and found[2]:
            export.said.setdefault(field, found[2])
    export.said.setdefault("title", _first_line(above))
    export.key = export.said.pop("key", "")
    if outlet := export.said.get("outlet"):
        export.said["outlet"] = outlet.partition(";")[0].strip()
    if authors := export.said.get("authors"):
        export.said["authors"] = ", ".join(map(_given_first, authors.split(";")))
    return export


def _end_of_text(lines: list[str]) -> int:
    """Where the labels behind the text begin: from there on each paragraph begins with one."""
    end = len(lines)
    starts = [n for n, line in enumerate(lines) if plain(line) and (n == 0 or not plain(lines[n - 1]))]
    for at in reversed(starts):
        found = _LABEL.fullmatch(plain(lines[at]))
        if not found or found[1] not in _BEHIND:
            return end
        end = at
    return end


def _first_line(above: str) -> str:
    lines = map(plain, above.split("\n"))
    return next((line for line in lines if line and not _COUNT.fullmatch(line) and not _LABEL.fullmatch(line)), "")


def _given_first(name: str) -> str:
    """ "Okafor, Anna" as "Anna Okafor": ProQuest has family names first, and several people apart by semicolons."""
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip()
