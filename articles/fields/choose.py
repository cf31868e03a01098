"""One readable function a field: which of the candidates is believed, and why."""

import html
import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import Generic, TypeVar
from urllib.parse import urljoin, urlsplit

from articles import address
from articles.extract.blocks import match_key
from articles.fields.metadata import Candidate, Candidates, is_rest_of
from articles.languages import code_of
from articles.languages.text import Told, settled
from articles.page import LINK, Page
from articles.publisher import Publisher

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chosen(Generic[T]):
    """A field's value, the candidates that it was taken from, and flags for what was odd about them."""

    value: T
    taken: tuple[Candidate, ...] = ()
    flags: tuple[str, ...] = ()


# Address


_URL_ORDER = ("link:canonical", "meta:og:url", "json-ld")


def _rank(candidate: Candidate, order: tuple[str, ...]) -> int:
    return order.index(candidate.source) if candidate.source in order else len(order)


def url(found: Candidates, page: Page, publisher: Publisher) -> Chosen[str]:
    """The page's own word on its address (link, og:url, JSON-LD) where it can be true, else the address that answered.

    It can be true on the answering host, its parent or its children, or on one of the publisher's hosts, and where it is
    not just the front page, or the section or the script that the page stands in: a template says that of all its pages.
    """
    asked = page.final_url or page.url
    host = address.host_of(asked)
    sections = {address.identity(section) for section in publisher.sections}
    for candidate in sorted(found.of("url"), key=lambda c: _rank(c, _URL_ORDER)):
        try:
            value = urljoin(asked, candidate.value)
            parts = urlsplit(value)
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or (
            parts.path in ("", "/") and not parts.query and urlsplit(asked).path not in ("", "/")
        ):
            continue
        own = address.host_of(value)
        if address.is_above(value, asked) or address.identity(value) in sections:
            continue
        if not host or _related(own, host) or any(_related(own, other) for other in publisher.hosts if other):
            return Chosen(address.canonical(value), (candidate,))
    return Chosen(address.canonical(asked))


def _related(one: str, other: str) -> bool:
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith("." + other) or other.endswith("." + one)


# Title


_SEPARATOR = re.compile(r"\s{1,20}[|–—·•»:/\\~-]{1,2}\s+|\s{0,20}[|｜]\s*|\s{0,20}::\s*|\s{1,20}-(?=\w)|_(?=[^\W_]+$)")
_TITLE_ORDER = ("meta:og:title", "json-ld", "profile", "itemprop:headline", "headline", "element:h1", "meta:twitter:title")


def titles(found: Candidates, site_names: frozenset[str]) -> list[Candidate]:
    """The title's candidates without the site's name, best first; those of links where there are no others."""
    ranked = sorted(found.of("title"), key=lambda c: _rank(c, _TITLE_ORDER))
    cleaned = (named(c, site_names) for c in ranked)
    kept = [c for c in cleaned if c.value and match_key(c.value) not in site_names]
    return [c for c in kept if c.source != LINK] or kept


def named(candidate: Candidate, site_names: frozenset[str]) -> Candidate:
    """A title's candidate without the site's name; another field's as it is."""
    if candidate.field != "title":
        return candidate
    return replace(candidate, value=without_site(html.unescape(candidate.value), site_names))


def without_site(title: str, site_names: frozenset[str]) -> str:
    """A title without the site's name before or after it."""
    for _ in range(3):
        borders = list(_SEPARATOR.finditer(title))
        if not borders:
            return title
        first, last = borders[0], borders[-1]
        if _names_site(title[last.end() :], site_names):
            title = title[: last.start()]
        elif match_key(title[: first.start()]) in site_names:
            title = title[first.end() :]
        else:
            return title
    return title


def _names_site(tail: str, site_names: frozenset[str]) -> bool:
    """Whether a title's end is the site's name, or words of it: "Example Tires" at tires.example.com."""
    words = [match_key(word) for word in tail.split()]
    return match_key(tail) in site_names or (
        max(map(len, words), default=0) >= 5 and all(any(word in name for name in site_names) for word in words)
    )


def site_names(found: Candidates, publisher: Publisher, asked: str) -> frozenset[str]:
    """What the site calls itself, as match keys: its own word, the publisher's file, and its host with and without ending."""
    host = address.host_of(asked).partition(":")[0].removeprefix("www.").removeprefix("m.")
    said = [c.value for c in found.of("site") if "://" not in c.value]  # some give the address of their page at Facebook
    names = [*said, publisher.name, host, host.rpartition(".")[0], *host.split(".")[:1]]
    names += [re.sub(r"^(?:the|die|der|das|le|la|el|il)\s+", "", name, flags=re.IGNORECASE) for name in names]
    return frozenset(key for name in names if len(key := match_key(name)) > 1)


def title(ranked: list[Candidate], above: str | None, *, is_news: bool = False) -> Chosen[str | None]:
    """What stands over the text (`above`, an h1) where another source says the same; else what the page calls itself.

    An h1 that is alone with its words is believed too, being what readers see, but not against the JSON-LD of a news article:
    there it is a kicker, a live ticker's latest line, or a headline's short form. A cut one gives way to the whole.
    """
    if not ranked:
        return Chosen(None)
    best = _whole(_without_prefix(_without_kicker(_printed_or_said(ranked, above, is_news), ranked), ranked), ranked)
    return Chosen(best.value[:500], (best,))


def _printed_or_said(ranked: list[Candidate], above: str | None, is_news: bool) -> Candidate:
    """The h1 that is believed, unless nobody says the same and the data of a news article say another; else the best other."""
    others = {match_key(c.value) for c in ranked if c.source != "element:h1"}
    data = next((c for c in ranked if c.source == "json-ld"), None) if is_news else None
    printed = _believed_h1(ranked, above, others)
    if printed and (data is None or match_key(printed.value) in others):
        return printed
    return data or ranked[0]


def _believed_h1(ranked: list[Candidate], above: str | None, others: set[str]) -> Candidate | None:
    """The h1 that another source repeats, else one that opens another's title, else the one over the text."""
    printed = [(c, match_key(c.value)) for c in ranked if c.source == "element:h1"]
    over = match_key(above) if above else None
    return next(
        chain(
            (c for c, key in printed if key in others),
            (c for c, key in printed if _opens_one(key, others)),
            (c for c, key in printed if key == over and _is_alike(c, ranked)),
        ),
        None,
    )


_CUT = ("...", "…")


def _whole(title: Candidate, ranked: list[Candidate]) -> Candidate:
    """Another source's title that goes on where this one is cut."""
    if not title.value.endswith(_CUT):
        return title
    start = match_key(title.value)
    return next((c for c in ranked if match_key(c.value).startswith(start) and not c.value.endswith(_CUT)), title)


_SHORTEST_OPENING = 12
"""Letters of a headline that is believed because another source goes on after it, with the name of a site."""


def _opens_one(key: str, others: set[str]) -> bool:
    return len(key) >= _SHORTEST_OPENING and any(other.startswith(key) for other in others)


def _is_alike(seen: Candidate, ranked: list[Candidate]) -> bool:
    """Whether a headline of three words and more has a longer word of another source, where there is one."""
    others = [_long_words(c.value) for c in ranked if c.source != "element:h1"]
    return len(seen.value.split()) >= 3 and (not others or any(_long_words(seen.value) & other for other in others))


def _long_words(text: str) -> frozenset[str]:
    return frozenset(key for word in text.split() if len(key := match_key(word)) > 3)


def _without_kicker(seen: Candidate, ranked: list[Candidate]) -> Candidate:
    """The same headline from a source that leaves out the line over it, or keeps the space after that."""
    if seen.source == "element:h1":
        whole = match_key(seen.value)
        for other in ranked:
            key = match_key(other.value)
            if other.source != "element:h1" and (key == whole or (whole.endswith(key) and 2 * len(key) > len(whole))):
                return other
    return seen


def _without_prefix(best: Candidate, ranked: list[Candidate]) -> Candidate:
    """The headline that is printed alone, of a title that has the name of the site or of a section before it.

    What the data set before a colon is the headline's own: "Kenya: Nairobi from below".
    """
    printed = (c for c in ranked if c.source in ("element:h1", "element:heading"))
    rest = next((c for c in printed if is_rest_of(c.value, best.value)), None)
    if rest is None or (best.source != "element:title" and best.value[: -len(rest.value)].rstrip().endswith(":")):
        return best
    return rest


def standfirst(found: Candidates, headline: str | None) -> Chosen[str | None]:
    """What is printed between headline and text, or a file says is; unless it is the headline again."""
    for candidate in found.of("standfirst"):
        if match_key(candidate.value) not in ("", match_key(headline or "")):
            return Chosen(html.unescape(candidate.value), (candidate,))
    return Chosen(None)


# The rest


def language(found: Candidates, text: Told | None, publisher: Publisher) -> Chosen[str | None]:
    """What the page or the publisher says, where the text does not clearly contradict them."""
    said = {candidate: code for candidate in found.of("language") if (code := code_of(candidate.value))}
    own = [publisher.language] if publisher.language else []
    code = settled([*said.values(), *own], text)
    return Chosen(code, tuple(candidate for candidate in said if said[candidate] == code)[:1])
