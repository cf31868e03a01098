"""Which publisher a page is from: the one that was named, else by its address, its file's own word, its boilerplate.

Where no publisher's file knows it, the page is its outlet's all the same, by the host of its address or by the outlet's name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.address import host_of
from articles.page import UNKNOWN_PUBLISHER
from articles.publisher import Publisher, publisher_of

SHORTEST_LINE = 12
"""Characters of a boilerplate line that can tell a publisher: shorter ones stand in everybody's pages."""

LONGEST_NAME = 100
"""Characters of an outlet's name that is used as its id."""

_PLACE = re.compile(r"\((?![^)]{0,40}\d)[^()]{2,40}\)$")
"""The place behind an outlet's name: "The Valley Post (London)"."""
_HOST = re.compile(r"(?:(?:[\w-]+\.)+[^\W\d_][\w-]+|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\]|localhost)(?::\d{1,5})?")
_READING = re.compile(r"(?:www\d?|m|mobile|amp|edition|mail|email|newsletters?)\.(?=[\w-]+\.)")
_TAG = re.compile(rb"<[^<>]{0,2000}>")


@dataclass(frozen=True)
class Whose:
    """`whose(url, outlet, payload)` is a publisher's id, else a host or an outlet's name, or "unknown" where nobody says it.

    `named` goes before everything: the id or the name of a publisher's file, or a new name.
    """

    publishers: Mapping[str, Publisher]
    named: str | None = None
    _names: dict[str, str] = field(default_factory=dict)
    _lines: dict[str, list[bytes]] = field(default_factory=dict)
    _new: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for publisher in self.publishers.values():
            for name in (publisher.name, publisher.id):
                self._names.setdefault(_plain(name), publisher.id)
            lines = [line for line in map(_one_line, publisher.boilerplate) if len(line) >= SHORTEST_LINE]
            if lines:
                self._lines[publisher.id] = [line.encode() for line in lines]

    def __call__(self, url: str, outlet: str, payload: bytes) -> str:
        """`outlet` is what the file calls its source (a name, a host or an address), "" where it does not."""
        if self.named is not None:
            return self._by_outlet(self.named) or self.named
        found = self._by_host(host_of(url)) or self._by_outlet(outlet) or self._by_boilerplate(payload)
        return found or bare_host(host_of(url)) or self._by_name(outlet) or UNKNOWN_PUBLISHER

    def _by_host(self, host: str) -> str | None:
        publishers = dict(self.publishers)
        found = publisher_of(host, publishers)
        found = found if found.domain else publisher_of(host.rpartition(":")[0], publishers)
        return found.id if found.domain else None

    def _by_outlet(self, outlet: str) -> str | None:
        outlet = outlet.strip()
        if not outlet:
            return None
        known = self._names.get(_plain(outlet)) or self._names.get(_plain(_PLACE.sub("", outlet.strip())))
        return known or self._by_host(host_of(outlet if "//" in outlet else f"//{outlet}"))

    def _by_name(self, outlet: str) -> str:
        """What an outlet without a file is called: its host, or its name as it was met first; "" where it has none."""
        outlet = _one_line("".join(letter for letter in outlet if letter.isprintable() or letter.isspace()))
        if _HOST.fullmatch(host := host_of(outlet if "//" in outlet else f"//{outlet}")):
            return bare_host(host)
        name = _PLACE.sub("", outlet.strip())[:LONGEST_NAME].strip()
        return self._new.setdefault(_plain(name), name) if _plain(name) else ""

    def _by_boilerplate(self, payload: bytes) -> str | None:
        """The only publisher one of whose boilerplate lines stands in the page; None where two could be meant."""
        if not self._lines or not payload:
            return None
        text = b" ".join(_TAG.sub(b" ", payload).split())
        found = [id_ for id_, lines in self._lines.items() if any(line in text for line in lines)]
        return found[0] if len(found) == 1 else None


def bare_host(host: str) -> str:
    """A host without what says only how it is read: `www.tide.example` and `m.tide.example` are `tide.example`."""
    return _READING.sub("", host, count=1) if _HOST.fullmatch(host) else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plain(name: str) -> str:
    """A name without case, article and punctuation: "The Valley Post" is "valleypost"."""
    name = re.sub(r"^the\s+", "", name.strip().casefold())
    return re.sub(r"[\W_]+", "", name)
