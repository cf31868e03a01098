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

All that is known of a language stands in one file, `articles/languages/CODE.toml`. The code is that of BCP 47, the shortest
there is; Norwegian is `nb`, and `nn` where a page says so. Words that are no one language's are in `mul.toml`. Words and
phrases of all languages are tried on every page, since a paper quotes, credits and signs in more than its own; what means so in
one language alone stands at a key that says so. A language with few words here is read all the same: markup, metadata and the
shape of names need none.

This page is made from the files by `make docs`; the numbers are entries.
"""

_KEYS = """
## A language's file

Words are compared in any case unless it says otherwise.

| key | what stands there |
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
