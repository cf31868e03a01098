"""What the files of the languages say, by key: of one language, of each, or of all together."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from articles.compiled import table

SEVERAL = "mul"
"""The file of words that are several languages', or none's."""


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """{code: what its file says}, in alphabetical order."""
    there = {
        file.name.removesuffix(".toml"): file for file in files("articles.languages").iterdir() if file.name.endswith(".toml")
    }
    texts = {code: there[code].read_bytes() for code in sorted(there) if code != "keys"}
    made_of = [" ".join(texts).encode(), *texts.values()]
    read: dict[str, dict[str, Any]] = table(
        "languages", made_of, lambda: {code: tomllib.loads(text.decode()) for code, text in texts.items()}
    )
    return read


@cache
def each(key: str) -> Mapping[str, Any]:
    """{code: what stands at a key ("byline.label.photo")} of the languages that have it."""
    found: dict[str, Any] = {}
    for code, said in languages().items():
        value: Any = said
        for part in key.split("."):
            value = value.get(part, {})
        if value:
            found[code] = value
    return found


def of_all(key: str) -> list[str]:
    """What all languages say at a key, each word once."""
    return list(dict.fromkeys(word for words in each(key).values() for word in words))


def that_are(key: str) -> frozenset[str]:
    """The languages of which a key is true, or says anything."""
    return frozenset(each(key)) - {SEVERAL}
