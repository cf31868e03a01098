"""Languages: one code for each, and one file for all that is known of each (xx.toml; `keys.toml` says what the keys mean)."""

import re
from functools import cache
from importlib.resources import files

_RULES_OF = {"nn": "nb"}
"""Languages whose bylines and datelines are read by the rules of another."""


@cache
def codes() -> dict[str, str]:
    """{code: the shortest one of the same language}."""
    lines = files("articles.languages").joinpath("codes.txt").read_text("utf-8").splitlines()
    return {code: line.split()[0] for line in lines if not line.startswith("#") for code in line.split()}


def code_of(tag: str | None) -> str | None:
    """The language's code in a tag such as "nb-NO", "no" or "eng_US" (BCP 47, or nearly); None where it has none.

    The code is the shortest of ISO 639, with Norwegian as Bokmål unless a page says Nynorsk.
    """
    first = re.match(r"\s*([a-z]{2,3})(?![^\W_])", (tag or "").lower())
    return codes().get(first[1], first[1]) if first else None


def rules_for(tag: str | None) -> str | None:
    """The language whose rules read a text in the language of this tag."""
    code = code_of(tag)
    return _RULES_OF.get(code, code) if code else None
