"""Places: a name in, a point on the map out.

The gazetteer (data/gazetteer.bin, compiled from GeoNames by data/compile_gazetteer.py) is a sorted list of lines in compressed
blocks: only the first key of each block is kept in memory, and one look-up unpacks one block. Countries and their parts
(data/countries.tsv, data/regions.tsv) say where a qualified name lies: "Portland, Maine", "ERBIL, Kurdistan Region".
"""

import lzma
import mmap
import re
import struct
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from zlib import crc32

from articles.article import Place
from articles.compiled import kept, table
from articles.languages import words as languages
from articles.places.inflected import usual_forms
from articles.remembered import remembered

MAGIC = b"places1\n"
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9, "lc": 4, "lp": 0, "pb": 0}]
"""How each block is packed."""

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "’": "'", "‘": "'", "ʻ": "'",
     "ʼ": "'", "`": "'", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"}
    | dict.fromkeys("-‐‑/.·・", " ")
    | dict.fromkeys("ـ\u200b\u200c\u200e\u200f\xad\ufeff", "")
)  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u05b0-\u05c7]")
_SAINT = re.compile(r"\b(?:st|saint|sankt|ste|sainte)\b")
_MOUNT = re.compile(r"\b(ft|mt|pt)\b")
_LONG = {"ft": "fort", "mt": "mount", "pt": "port"}


@remembered(16_384)
def fold(name: str) -> str:
    """The form under which names are compared: no case, accents, points or hyphens; "St", "Saint" and "Sankt" are one word."""
    plain = name.casefold()
    if not (plain.isascii() and plain.isalnum()):  # as most words are, which have nothing more to be folded
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain.translate(_LETTERS))).translate(_LETTERS)
        plain = " ".join(unicodedata.normalize("NFC", plain).split())
    return _MOUNT.sub(lambda word: _LONG[word[1]], _SAINT.sub("st", plain)) if plain.isascii() else plain


FOLDED_BY = (Path(__file__).read_bytes(), unicodedata.unidata_version.encode())
"""What folded forms depend on, besides what is folded."""


@dataclass(frozen=True, slots=True)
class Region:
    """A country (`admin1` is None) or a first-order part of one, by GeoNames' code; `name` is the part's English name."""

    country: str
    admin1: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the gazetteer. `rank` orders those of one name: population, raised for capitals and reviewed forms."""

    name: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    geonames_id: int | None
    rank: float
    alias: bool


class _Gazetteer:
    """The compiled file, opened once and mapped: a block is unpacked when one of its keys is asked for."""

    def __init__(self) -> None:
        with (files("articles") / "data" / "gazetteer.bin").open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[: len(MAGIC)] != MAGIC:
            raise ValueError("articles/data/gazetteer.bin is no gazetteer: run python -m articles.data.compile_gazetteer")
        start, length = struct.unpack_from("<II", self._bytes, len(MAGIC))
        index = self._unpack(start, length).split("\n")
        self._keys = [line.partition("\t")[0] for line in index]
        self._offsets = [int(line.partition("\t")[2]) for line in index] + [start]

        self._index = bytes(self._bytes[start : start + length])

    def digests(self) -> memoryview | None:
        """The checksums of all names in order, a file beside the bytecode; None where none can be kept."""
        file = kept("names", (self._index, Path(__file__).read_bytes()), self._write_digests)
        if file is None:
            return None
        with file.open("rb") as written:
            return memoryview(mmap.mmap(written.fileno(), 0, access=mmap.ACCESS_READ)).cast("I")

    def _write_digests(self, file: Path) -> None:
        blocks = (self._unpack(*bounds) for bounds in zip(self._offsets, _lengths(self._offsets), strict=False))
        keys = {line.partition("\t")[0] for block in blocks for line in block.split("\n")}
        file.write_bytes(array("I", sorted(crc32(key.encode()) for key in keys)).tobytes())

    def _unpack(self, start: int, length: int) -> str:
        return lzma.decompress(self._bytes[start : start + length], lzma.FORMAT_RAW, filters=FILTERS).decode("utf-8")

    @lru_cache(128)  # noqa: B019  there is one gazetteer
    def _block(self, number: int) -> str:
        return self._unpack(self._offsets[number], self._offsets[number + 1] - self._offsets[number])

    def lines(self, key: str) -> list[str]:
        number = bisect_right(self._keys, key) - 1
        if number < 0:
            return []
        # The lines of a key stand together: a block is searched for the first, and is not cut into lines for it.
        block, head = f"\n{self._block(number)}\n", f"\n{key}\t"
        found, at = [], block.find(head)
        while at >= 0:
            start = at + len(head)
            end = block.index("\n", start)
            found.append(block[start:end])
            at = end if block.startswith(head, end) else -1
        return found

    def entries(self, key: str) -> tuple[Entry, ...]:
        """What is called by a folded name, its aliases followed."""
        found = []
        for line in self.lines(key):
            fields = line.split("\t")
            if fields[0].startswith("="):
                target, _, number = fields[0][1:].partition("#")
                own = [other for other in self.lines(target) if not other.startswith("=")]
                reviewed = len(fields) > 1
                alias = not reviewed and not _is_short_for(key, target)
                found.append(_entry(target, own[int(number or 0)].split("\t"), alias=alias, reviewed=reviewed))
            else:
                found.append(_entry(key, fields, alias=False, reviewed=False))
        return tuple(found)


def _lengths(offsets: list[int]) -> list[int]:
    return [end - start for start, end in pairwise(offsets)]


_LINKS = frozenset(("upon", "on", "of", "de", "del", "da", "das", "do", "dos"))
"""What stands before the short name that a town has of its own: "Kingston upon Hull", "Duque de Caxias"."""


def _is_short_for(key: str, name: str) -> bool:
    return name.endswith(f" {key}") and name.removesuffix(key).split()[-1] in _LINKS


def _entry(key: str, fields: list[str], *, alias: bool, reviewed: bool) -> Entry:
    name, where, lat, lon, people, number, flag = fields
    population = int(people)
    rank = max(population, 100) * (10 if "c" in flag else 1) * (0.1 if alias else 100 if reviewed or "r" in flag else 1)
    return Entry(
        name or key.title(), where[:2], where[2:], float(lat) if lat else None, float(lon) if lon else None, population,
        int(number) if number else None, rank, alias,
    )  # fmt: skip


@cache
def _gazetteer() -> _Gazetteer:
    return _Gazetteer()


@cache
def _digests() -> memoryview | None:
    return _gazetteer().digests()


def may_be_known(name: str) -> bool:
    """Whether the gazetteer has a name, at a hundredth of the cost of looking it up; seldom true where it has not."""
    return _may_hold(fold(name))


def _may_hold(key: str) -> bool:
    digests = _digests()
    if digests is None:
        return True
    digest = crc32(key.encode(errors="replace"))
    at = bisect_left(digests, digest)
    return at < len(digests) and digests[at] == digest


@remembered(4096)
def _entries(key: str) -> tuple[Entry, ...]:
    return _gazetteer().entries(key) if _may_hold(key) else ()  # most names asked for are somebody's: no block is unpacked


@cache
def regions() -> dict[str, tuple[Region, ...]]:
    """{folded form: the countries and parts of countries it names}."""
    data = files("articles") / "data"
    parts, countries = (data / "regions.tsv").read_bytes(), (data / "countries.tsv").read_bytes()
    all_named, named_by = table("regions", (parts, countries, *FOLDED_BY), lambda: _regions(parts, countries))
    every = [Region(*one) for one in all_named]
    return {form: tuple(every[number] for number in numbers) for form, numbers in named_by.items()}


def _regions(parts: bytes, countries: bytes) -> tuple[list[tuple[str, str | None, str]], dict[str, list[int]]]:
    """All regions, and {folded form: the numbers of those it names}."""
    found: dict[str, dict[int, None]] = {}
    numbers: dict[tuple[str, str | None, str], int] = {}
    for country, admin1, name, forms in _rows(parts.decode()):
        number = numbers.setdefault((country, admin1 or None, name), len(numbers))
        for form in (name, *forms.split("|")):
            found.setdefault(fold(form), {})[number] = None
    for code, name, forms in _rows(countries.decode()):
        number = numbers.setdefault((code, None, name), len(numbers))
        for form in (name, name.replace("&", "and"), *forms.split("|")):
            found.setdefault(fold(form), {})[number] = None
    found.pop("", None)
    return list(numbers), {form: list(named) for form, named in found.items()}


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _part_names() -> dict[tuple[str, str], str]:
    """The largest part with each code: counties have that of their country, England, and stand behind it."""
    names: dict[tuple[str, str], str] = {}
    for group in regions().values():
        for named in group:
            if named.admin1:
                names.setdefault((named.country, named.admin1), named.name)
    return names


def homes(lang: str | None) -> tuple[str, ...]:
    """The countries whose press writes in a language : their places go without a qualifier."""
    return tuple(languages.each("homes").get((lang or "").lower().replace("_", "-").partition("-")[0], ()))


_CUT = re.compile(r"\b(o d t|v d h|i d opf|[avio] d|i br|a m|a rh|b|n l|n v|n o|wlkp|maz|sl)\b")
_ACCENT = re.compile(r"'(?= |$)")  # typed for the accent of a capital: "FORLI'"
_SIGNS = frozenset("./'’")
_WHOLE = {
    "a d": "an der", "v d": "vor der", "i d": "in der", "o d": "ob der", "o d t": "ob der tauber", "v d h": "vor der hohe",
    "i d opf": "in der oberpfalz", "i br": "im breisgau", "a m": "am main", "a rh": "am rhein", "b": "bei", "n l": "nad labem",
    "n v": "nad vltavou", "n o": "nad orlici", "wlkp": "wielkopolski", "maz": "mazowiecki", "sl": "slaski",
}  # fmt: skip


def _spelled_out(words: str) -> list[str]:
    """The folded names that one may be short for: "Mülheim a.d. Ruhr", "Neustadt/Weinstraße", "FORLI'"."""
    key = fold(words)
    whole = [_CUT.sub(lambda cut: _WHOLE[cut[1]], key)] if "." in words else []
    town, slash, river = words.partition("/")
    whole += [f"{fold(town)} {link} {fold(river)}" for link in ("an der", "am", "im", "in", "bei")] if slash else []
    return whole + ([_ACCENT.sub("", key)] if "'" in key else [])


def named(words: str) -> tuple[Entry, ...]:
    """Every entry of the gazetteer that is called so, in no order."""
    found = _entries(fold(words))
    if not found and not _SIGNS.isdisjoint(words):
        found = next((entries for key in _spelled_out(words) if (entries := _entries(key))), ())
    return found


def best(
    words: str, *, within: tuple[Region, ...] = (), country_hint: str | None = None, lang: str | None = None
) -> Entry | None:
    """The likeliest entry of a name: one that lies in a region of `within` where given, else by hint, language and rank.

    A place of the hinted country counts a thousandfold, one of a country of the language sixtyfold (of its first: 300; tenfold
    where none comes first), since a paper names near places without saying where they are; but London is the world's also
    in Ontario.
    """
    near = homes(lang)

    others = 10 if near[:1] == ("-",) else 60

    def weight(entry: Entry) -> float:
        home = 300 if (entry.country,) == near[:1] else others if entry.country in near else 1
        return entry.rank * (1_000 if entry.country == country_hint else 1) * home

    entries = named(words)
    if within:
        entries = tuple(entry for entry in entries if any(_lies_in(entry, region) for region in within))
    return max(entries, key=weight, default=None)


def _lies_in(entry: Entry, region: Region) -> bool:
    return entry.country == region.country and region.admin1 in (None, entry.admin1)


def place(entry: Entry, as_written: str) -> Place:
    """The entry as what a dateline names."""
    part = _part_names().get((entry.country, entry.admin1))
    return Place(as_written, entry.name, part, entry.country, entry.lat, entry.lon, entry.geonames_id)


def find(words: str, *, country_hint: str | None = None, lang: str | None = None) -> Place | None:
    """The place that a name means: `find("Mailand")` is Milan, `find("Portland, Maine")` the one in Maine; None where unknown.

    Parts after a comma or in brackets qualify the name and must fit. Without them the hint (ISO 3166-1 alpha-2) weighs most,
    then the language (ISO 639-1), then whether it is a capital, then its population.
    """
    name, *parts = [part.strip() for part in re.split(r"[,،、(\[]", words[:200].replace(")", "").replace("]", ""))]
    within = tuple(region for part in parts for region in regions().get(fold(part), ()))
    if any(part and fold(part) not in regions() for part in parts):
        return None
    entry = best(name, within=within, country_hint=country_hint, lang=lang) if name else None
    if name and (entry is None or entry.alias):
        usual = [best(form, within=within, country_hint=country_hint, lang=lang) for form in usual_forms(name, lang)]
        entry = max((found for found in (entry, *usual) if found), key=lambda found: found.rank, default=None)
    return place(entry, words) if entry else None
