"""The agencies that bylines, credits and datelines name, in every script they are written in (data/agencies.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

SHORT = 4
"""Letters up to which a form is an abbreviation, told by its capitals: "SID" is an agency, "Sid" a person."""

Trade = Literal["wire", "photo", "stock"]


@dataclass(frozen=True, slots=True)
class Agency:
    """`country` is that of the head office, ISO 3166-1 alpha-2. A wire sends text, "stock" shows anybody's pictures."""

    name: str
    country: str
    trade: Trade


@cache
def forms() -> dict[str, Agency]:
    """{form: agency}: each form as data/agencies.toml writes it; an abbreviation in capitals and in lower case too."""
    trades = tomllib.loads((files("articles") / "data" / "agencies.toml").read_text("utf-8"))
    found: dict[str, Agency] = {}
    for trade, agencies in trades.items():
        for name, row in agencies.items():
            agency = Agency(name, row["country"], cast("Trade", trade))
            for form in (name, *row["forms"]):
                found.setdefault(form, agency)
                if len(form) <= SHORT:
                    found.setdefault(form.upper(), agency)
                    found.setdefault(form.lower(), agency)
    return found


@cache
def _any_case() -> dict[str, Agency]:
    return {form.casefold(): agency for form, agency in forms().items() if len(form) > SHORT}


def agency_of(text: str) -> Agency | None:
    """The agency whose form the whole text is: `agency_of("路透社").name == "Reuters"`; None where there is none."""
    form = " ".join(text.split())
    return forms().get(form) or _any_case().get(form.casefold())
