"""docs/languages.md: what is known of each language, made from its file."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from articles.languages.words import SEVERAL, languages

_COLUMNS = {
    "months": ("months",),
    "weekdays": ("weekdays",),
    "byline words": ("byline",),
    "roles": ("roles",),
    "organisations": ("organisations", "eastern"),
    "dateline words": ("dateline",),
    "inflections": ("inflections",),
    "label phrases": ("labels",),
    "corrections": ("corrections",),
}


@cache
def keys() -> dict[str, str]:
    """{key: what it means}."""
    said: dict[str, dict[str, str]] = tomllib.loads(files("articles.languages").joinpath("keys.toml").read_text("utf-8"))
    return said["keys"]


def used(said: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The keys that a language's file uses."""
    for key, value in said.items():
        if isinstance(value, dict):
            yield from used(value, f"{before}{key}.")
        else:
            yield before + key


def _entries(value: object) -> int:
    if isinstance(value, dict):
        return sum(map(_entries, value.values()))
    return len(value) if isinstance(value, (list, tuple)) else 1


def _row(code: str, said: Mapping[str, Any]) -> str:
    home = " ".join(country for country in said.get("homes", ()) if country != "-")
    counts = (sum(_entries(said.get(key, ())) for key in keys) for keys in _COLUMNS.values())
    return f"| {said['name']} | `{code}` | {home} | " + " | ".join(str(count or "") for count in counts) + " |"


_HEAD = """\
# Languages

You want to know what Copydesk knows about a language, or to add words. Everything about a language is in one file,
`articles/languages/CODE.toml`. The code is the shortest one in BCP 47; Norwegian is `nb`, or `nn` if a page says so. Words that
belong to no single language are in `mul.toml`. The words and phrases of all languages are tried on every page, because a paper
quotes, credits and signs in more languages than its own; words that have a meaning in one language only are at a key that says
so. Pages in a language with few words here are read all the same: markup, metadata and the shape of names need no words.

`make docs` makes this page from the files; the numbers are entries.
"""

_KEYS = """
## A language's file

Words are compared without regard to case, unless the key says otherwise.

| key | what it holds |
|---|---|
"""


def as_markdown() -> str:
    """The page."""
    named = sorted(languages().items(), key=lambda row: (row[0] == SEVERAL, row[1]["name"]))
    rows = [
        "| language | code | home | " + " | ".join(_COLUMNS) + " |",
        "|---|---|---" + "|---:" * len(_COLUMNS) + "|",
        *(_row(code, said) for code, said in named),
    ]
    meanings = ["| `{}` | {} |".format(key, meaning.replace("|", r"\|")) for key, meaning in keys().items()]
    return "\n".join([_HEAD, *rows, _KEYS.rstrip("\n"), *meanings, ""])
