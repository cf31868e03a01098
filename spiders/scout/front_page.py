"""What a front page says of the paper behind it: name, language, country, time zone. Guesses, each with its reason."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from unicodedata import category
from urllib.parse import urlsplit

import pytz
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from text_unidecode import unidecode

from articles.languages import code_of
from articles.languages.text import Told, settled
from articles.places.gazetteer import named as entries
from articles.publisher import known_zone

_OF_NO_COUNTRY = frozenset(["ai", "cc", "co", "eu", "fm", "gg", "io", "ly", "me", "su", "to", "tv", "ws"])
"""Two letters at the end of a host that are sold to anybody."""

_SECOND_LEVEL = frozenset(["ac", "co", "com", "gob", "gov", "net", "or", "org", "ne", "edu"])


DEL = "\x7f"


@dataclass(frozen=True, slots=True)
class Guess:
    """A line of a publisher's file: what it says, and why. `value` is None where nothing says it: a comment then."""

    key: str
    value: str | bool | tuple[str, ...] | None
    why: str

    @property
    def line(self) -> str:
        """As TOML."""
        if self.value is None:
            return f"# {self.key}: {self.why}"
        said = list(self.value) if isinstance(self.value, tuple) else self.value
        # JSON leaves DEL as it is, which no TOML may hold.
        return f"{self.key} = {json.dumps(said, ensure_ascii=False).replace(DEL, '')}  # {one_line(self.why)}"


def one_line(text: str) -> str:
    """Without control characters and halves of characters, which TOML allows in no place."""
    return " ".join("".join(" " if category(char) in ("Cc", "Cs") else char for char in text).split())


def parsed(body: bytes, charset: str | None) -> HtmlElement | None:
    """A page's tree; None where there is none."""
    try:
        return document_fromstring(body[: 5 << 20], parser=HTMLParser(encoding=charset))
    except (etree.ParserError, ValueError, LookupError):
        return None


def found(tree: HtmlElement, path: str) -> list[str]:
    """The texts and attributes at an XPath, without those that are empty."""
    return [text for text in (one_line(str(one)) for one in cast("list[Any]", tree.xpath(path))) if text]


def name(tree: HtmlElement, host: str) -> Guess:
    """The paper's."""
    ways = [("og:site_name", found(tree, "//meta[@property='og:site_name']/@content")), ("JSON-LD", list(_json_ld_names(tree)))]
    ways += [("application-name", found(tree, "//meta[@name='application-name']/@content"))]
    titles = [min(re.split(r"(?<!\s)\s++[|–—·-]\s+", title), key=len) for title in found(tree, "//head/title/text()")]
    for why, names in [*ways, ("the shortest part of its title", titles)]:
        if names:
            return Guess("name", names[0][:80], why)
    return Guess("name", host, "its host name; no title was found")


def language(tree: HtmlElement, text: Told | None) -> Guess | None:
    """What it is written in; `text` is what its headlines are told to be in."""
    for why, said in (
        ("html lang", found(tree, "/html/@lang")),
        ("og:locale", found(tree, "//meta[@property='og:locale']/@content")),
        ("content-language", found(tree, "//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content")),
    ):
        code = code_of(said[0]) if said else None
        if code and settled([code], text) == code:
            return Guess("language", code, why)
    return Guess("language", text.code, "its text") if text and text.is_clear else None


def country(tree: HtmlElement, host: str) -> Guess | None:
    """Where it is at home: by the end of its host, or the region of its language."""
    ending = host.rpartition(".")[2].lower()
    code = {"uk": "GB"}.get(ending, ending.upper())
    if ending not in _OF_NO_COUNTRY and code in pytz.country_names:
        return Guess("country", code, f"its host ends in .{ending}")
    for why, path in (("html lang", "/html/@lang"), ("og:locale", "//meta[@property='og:locale']/@content")):
        for said in found(tree, path):
            match = re.fullmatch(r"[a-zA-Z]{2,3}[-_]([a-zA-Z]{2})", said)
            if match and match[1].upper() in pytz.country_names:
                return Guess("country", match[1].upper(), f"{why} {said}: check that it is not just a template's default")
    return None


def timezone(country: str | None, times: Iterable[str]) -> Guess | None:
    """The country's, or the one of several that agrees with the offsets of its feed's times (ISO 8601)."""
    zones = [zone for zone in pytz.country_timezones.get(country or "", []) if _is_known(zone)]
    if len(zones) <= 1:
        return Guess("timezone", zones[0], f"the only one of {country}") if zones else None
    moments = [moment for moment in map(_moment, times) if moment is not None]
    for zone in zones:
        if moments and all(moment.astimezone(pytz.timezone(zone)).utcoffset() == moment.utcoffset() for moment in moments):
            return Guess("timezone", zone, f"of those of {country} the first that agrees with its feed's times")
    # Lists of zones go by the map: Brazil's begins with an island.
    largest = max(zones, key=lambda zone: _largest_place(zone, country or ""))
    return Guess("timezone", largest, f"of the {len(zones)} of {country} that with the largest place: check that it is right")


def _largest_place(zone: str, country: str) -> int:
    """The population of the place that a zone is named after."""
    return max((e.population for e in entries(zone.rpartition("/")[2].replace("_", " ")) if e.country == country), default=0)


def id_of(host: str, named: str) -> str:
    """A name for the publisher's file: "gull" for www.gull.co.uk."""
    labels = urlsplit(f"//{host}").hostname or ""
    parts = [part for part in labels.split(".") if part not in ("www", "m")]
    if all(part.isdecimal() for part in parts):
        return _plain(unidecode(named)) or _plain(host)
    parts = parts[:-1] if len(parts) > 1 else parts
    if len(parts) > 1 and parts[-1] in _SECOND_LEVEL:
        parts = parts[:-1]
    return parts[-1]


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _json_ld_names(tree: HtmlElement) -> Iterator[str]:
    for text in found(tree, "//script[@type='application/ld+json']/text()"):
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            continue
        graph = said.get("@graph", [said]) if isinstance(said, dict) else said
        for thing in graph if isinstance(graph, list) else []:
            kinds = thing.get("@type") if isinstance(thing, dict) else None
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).endswith(("Organization", "WebSite")) for kind in kinds) and isinstance(thing.get("name"), str):
                yield from filter(None, [one_line(thing["name"])])


def _moment(written: str) -> datetime | None:
    try:
        said = datetime.fromisoformat(written)
    except ValueError:
        return None
    return said if said.tzinfo else None


def _is_known(zone: str) -> bool:
    try:
        return bool(known_zone(zone))
    except ValueError:
        return False
