"""The places that a name means before any other: countries and their parts, the cities of data/places.tsv, landscapes."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from articles.compiled import table
from articles.places.gazetteer import FOLDED_BY, fold, regions


@dataclass(frozen=True, slots=True)
class Prominent:
    """`key` is a country's code, a country with a part's code ("US TX"), a city's number in GeoNames or a landscape's name in
    small letters; `name` is English.
    """

    key: str
    name: str


@cache
def cities() -> dict[str, Prominent]:
    """{folded form: the city it means}."""
    listed = (files("articles") / "data" / "places.tsv").read_bytes()
    named, by_form = table("cities", (listed, *FOLDED_BY), lambda: _cities(listed.decode()))
    every = [Prominent(*one) for one in named]
    return {form: every[number] for form, number in by_form.items()}


def _cities(listed: str) -> tuple[list[tuple[str, str]], dict[str, int]]:
    """Keys and names of all, and {folded form: the number of the city it means}."""
    rows = [line.split("\t")[:4] for line in listed.splitlines() if not line.startswith("#")]
    named = [(key or f"{country} {name}", name) for key, country, name, _ in rows]
    by_form = {fold(form): number for number, row in enumerate(rows) for form in (row[2], *row[3].split("|"))}
    return named, by_form


@cache
def countries() -> dict[str, Prominent]:
    """{folded form: the country it names}."""
    named = {form: next((r for r in group if r.admin1 is None), None) for form, group in regions().items()}
    return {form: Prominent(region.country, region.name) for form, region in named.items() if region}


@cache
def country_names() -> frozenset[str]:
    """The English names of the countries themselves; `countries` has parts without a code of their own, too."""
    lines = (files("articles") / "data" / "countries.tsv").read_text("utf-8").splitlines()
    return frozenset(line.split("\t")[1] for line in lines if not line.startswith("#"))


@cache
def landscapes() -> dict[str, Prominent]:
    """{folded form: the continent, region, mountains, river or sea that it names} (data/landscapes.tsv)."""
    lines = (files("articles") / "data" / "landscapes.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {
        fold(form): Prominent(name.casefold(), name) for name, *forms in rows for form in (name, *"".join(forms).split("|"))
    }


@cache
def parts() -> dict[str, Prominent]:
    """{folded form: the one part of a country that it names}."""
    alone = {form: group[0] for form, group in regions().items() if len(group) == 1 and group[0].admin1}
    return {form: Prominent(f"{region.country} {region.admin1}", region.name) for form, region in alone.items()}
