"""One readable function a field: which of the candidates is believed, and why."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Generic, TypeVar
from urllib.parse import urljoin, urlsplit

from articles import address, byline, times
from articles.article import Contributor
from articles.candidates import ARTICLE_TYPES, Candidate, Candidates
from articles.page import Page
from articles.publisher import Publisher
from articles.runs import squeezed
from articles.sightings import APART, HEAD

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
    not just the front page.
    """
    asked = page.final_url or page.url
    host = address.host_of(asked)
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
        if not host or _related(own, host) or any(_related(own, other) for other in publisher.hosts if other):
            return Chosen(address.canonical(value), (candidate,))
    return Chosen(address.canonical(asked))


def _related(one: str, other: str) -> bool:
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith("." + other) or other.endswith("." + one)


# Title


_SEPARATOR = re.compile(r"\s+[|–—·•»:/\\~-]{1,2}\s+|\s*[|｜]\s*|\s*::\s*|\s+-(?=\w)|_(?=[^\W_]+$)")
_TITLE_ORDER = ("meta:og:title", "json-ld", "itemprop:headline", "headline", "element:h1", "meta:twitter:title")


def titles(found: Candidates, site_names: frozenset[str]) -> list[Candidate]:
    """The title's candidates without the site's name, best first."""
    ranked = sorted(found.of("title"), key=lambda c: _rank(c, _TITLE_ORDER))
    cleaned = (named(c, site_names) for c in ranked)
    return [c for c in cleaned if c.value and squeezed(c.value) not in site_names]


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
        if squeezed(title[last.end() :]) in site_names:
            title = title[: last.start()]
        elif squeezed(title[: first.start()]) in site_names:
            title = title[first.end() :]
        else:
            return title
    return title


def site_names(found: Candidates, publisher: Publisher, asked: str) -> frozenset[str]:
    """What the site calls itself, squeezed: its own word, the publisher's file, and its host with and without ending."""
    host = address.host_of(asked).partition(":")[0].removeprefix("www.").removeprefix("m.")
    names = [c.value for c in found.of("site")] + [publisher.name, host, host.rpartition(".")[0], *host.split(".")[:1]]
    names += [re.sub(r"^(?:the|die|der|das|le|la|el|il)\s+", "", name, flags=re.IGNORECASE) for name in names]
    return frozenset(key for name in names if len(key := squeezed(name)) > 1)


def title(ranked: list[Candidate], above: str | None, *, is_news: bool = False) -> Chosen[str | None]:
    """What stands over the text (`above`, an h1) where another source says the same; else what the page calls itself.

    An h1 that is alone with its words is believed too, being what readers see, but not against the JSON-LD of a news article:
    there it is a kicker, a live ticker's latest line, or a headline's short form. A cut one gives way to the whole.
    """
    if not ranked:
        return Chosen(None)
    of = {source: [c for c in ranked if c.source == source] for source in ("json-ld", "element:h1")}
    others = {squeezed(c.value) for c in ranked if c.source != "element:h1"}
    seen = next((c for c in of["element:h1"] if squeezed(c.value) in others), None) or next(
        (c for c in of["element:h1"] if above and squeezed(c.value) == squeezed(above) and len(c.value.split()) >= 3), None
    )
    best = ranked[0]
    if seen and (squeezed(seen.value) in others or not (is_news and of["json-ld"])):
        best = seen
    elif of["json-ld"] and is_news:
        best = of["json-ld"][0]
    best = _without_kicker(best, ranked)
    if best.value.endswith(("...", "…")):
        start = squeezed(best.value)
        best = next((c for c in ranked if squeezed(c.value).startswith(start) and not c.value.endswith(("...", "…"))), best)
    return Chosen(best.value[:500], (best,))


def _without_kicker(seen: Candidate, ranked: list[Candidate]) -> Candidate:
    """The same headline from a source that leaves out the line over it, or keeps the space after that."""
    if seen.source == "element:h1":
        whole = squeezed(seen.value)
        for other in ranked:
            key = squeezed(other.value)
            if other.source != "element:h1" and (key == whole or (whole.endswith(key) and 2 * len(key) > len(whole))):
                return other
    return seen


def standfirst(found: Candidates, headline: str | None) -> Chosen[str | None]:
    """The description, unless it is the headline again."""
    for candidate in found.of("standfirst"):
        if squeezed(candidate.value) not in ("", squeezed(headline or "")):
            return Chosen(html.unescape(candidate.value), (candidate,))
    return Chosen(None)


# People


_AUTHOR_ORDER = (
    "itemprop:author",
    "rel:author",
    "element:byline",
    "line:byline",
    "text",
    "link:author",
    "line:name",
    "json-ld:creator",
)


def contributors(
    found: Candidates, publisher: Publisher, language: str | None, own: frozenset[str]
) -> Chosen[tuple[Contributor, ...]]:
    """Everybody whom the first source that names somebody names, in its order.

    A person whom a byline beside the headline names goes before a house that the page's data name, and that before the site
    itself (`own`: its names, squeezed); a person may share a name with the site. A bare meta author counts only at a known
    publisher or on a dated page, a house there only where the data say that the page is an article: elsewhere it is whoever
    made the site.
    """
    by_source: dict[tuple[int, str], list[Candidate]] = {}
    is_article = bool(publisher.domain or found.types & ARTICLE_TYPES or found.of("published_at"))
    for candidate in found.of("author"):
        if is_article or candidate.source != "meta:author":
            by_source.setdefault((candidate.zone, candidate.source), []).append(candidate)
    house: Chosen[tuple[Contributor, ...]] | None = None
    itself: Chosen[tuple[Contributor, ...]] | None = None
    for zone, source in sorted(by_source, key=_author_rank):
        named: dict[str, Contributor] = {}
        for candidate in by_source[zone, source]:
            raw = publisher.bylines.replace.get(candidate.value, candidate.value)
            read = byline.parse(raw, channel=_channel(source), lang=language, jsonld_type=candidate.kind or None)
            for one in read.contributors:
                if one.name and one.role != "photo":
                    named.setdefault(squeezed(one.name), one)
        if not named:
            continue
        chosen = Chosen(tuple(named.values()), tuple(by_source[zone, source]))
        people = [one for key, one in named.items() if one.kind == "person" and (key not in own or (one.given and one.family))]
        if people and (house is None or (zone == HEAD and any(one.given and one.family for one in people))):
            return chosen
        if people:
            continue
        if source == "meta:author" and not (publisher.domain or found.types & ARTICLE_TYPES):
            continue
        if set(named) - own:
            house = house or chosen
        else:
            itself = itself or chosen
    return house or itself or Chosen(())


def _author_rank(place: tuple[int, str]) -> tuple[int, int]:
    """The page's data before what is in sight, and that by its zone."""
    zone, source = place
    if source in _AUTHOR_ORDER:
        return 2 + zone, _AUTHOR_ORDER.index(source)
    return (1, 0) if source.startswith("meta:") else (0, 0) if source == "json-ld" else (-1, 0) if ":" not in source else (9, 0)


def _channel(source: str) -> str:
    return "ld" if source.startswith("json-ld") else source if source.startswith("meta:") else "vis:" + source


# Times


def published(found: Candidates, page: Page, publisher: Publisher, language: str | None) -> Chosen[times.Time | None]:
    """The first time that a source gives and that can be true; of a page that gives only its last change
    that, flagged; and last a date that stands apart."""
    near: list[Candidate] = []
    apart: list[Candidate] = []
    for candidate in sorted(found.of("published_at"), key=_time_rank):
        (apart if candidate.zone == APART else near).append(candidate)
    chosen = _first_time(near, page, publisher, language)
    if chosen.value:
        return chosen
    last = _first_time(sorted(found.of("updated_at"), key=_time_rank), page, publisher, language)
    if last.value and all(candidate.zone != APART for candidate in last.taken):
        return replace(last, flags=(*chosen.flags, *last.flags, "published_at_from_updated"))
    other = _first_time(apart, page, publisher, language)
    return replace(other, flags=(*chosen.flags, *other.flags))


_TIME_ORDER = ("element:time", "element:line", "element:date", "address")


def _time_rank(candidate: Candidate) -> tuple[int, int]:
    """The page's data before what is in sight, and that by its zone; the address before what stands apart."""
    if candidate.source not in _TIME_ORDER:
        return candidate.zone, -1
    return candidate.zone + (2 if candidate.source == "address" else 0), _TIME_ORDER.index(candidate.source)


def updated(
    found: Candidates, page: Page, publisher: Publisher, language: str | None, since: times.Time | None
) -> Chosen[times.Time | None]:
    """As `published`; not before it."""
    chosen = _first_time(sorted(found.of("updated_at"), key=_time_rank), page, publisher, language)
    if chosen.value and since and chosen.value.at < since.at and chosen.value.precision != "day":
        return Chosen(None, flags=chosen.flags)
    return chosen


def _first_time(of: Iterable[Candidate], page: Page, publisher: Publisher, language: str | None) -> Chosen[times.Time | None]:
    flags: list[str] = []
    for candidate in of:
        time = times.parse(
            candidate.value, zone=publisher.timezone, day_first=language != "en" or publisher.country not in (None, "US")
        )
        if time is None:
            if not candidate.source.startswith("element"):
                flags.append(f"{candidate.field}_unreadable")
            continue
        if time.at > page.fetched_at + timedelta(days=1):
            flags.append(f"{candidate.field}_in_the_future")
            continue
        if not time.zoned:
            flags.append(f"{candidate.field}_zone_unknown")
        return Chosen(time, (candidate,), tuple(dict.fromkeys(flags)))
    return Chosen(None, flags=tuple(dict.fromkeys(flags)))


# The rest


def language(found: Candidates, text: str | None, publisher: Publisher) -> Chosen[str | None]:
    """What the text is in, if that is clear; else what the page or the publisher says. A template's `lang` may be wrong."""
    said = [c for c in found.of("language") if re.match(r"[a-zA-Z]{2,3}(?:[-_]|$)", c.value)]
    if text:
        return Chosen(text, tuple(c for c in said if c.value.lower().startswith(text))[:1])
    if said:
        return Chosen(re.split("[-_]", said[0].value)[0].lower(), (said[0],))
    return Chosen(publisher.language)


def section(found: Candidates) -> Chosen[str | None]:
    """The first that names one."""
    for candidate in found.of("section"):
        if len(candidate.value) <= 80 and not candidate.value.startswith("http"):
            return Chosen(html.unescape(candidate.value), (candidate,))
    return Chosen(None)


def tags(found: Candidates) -> Chosen[tuple[str, ...]]:
    """All of the first kind of source that gives any; lists in one string are taken apart."""
    of = found.of("tag")
    if not of:
        return Chosen(())
    taken = tuple(c for c in of if c.source == of[0].source)
    words = [html.unescape(word).strip() for c in taken for word in re.split(r"[,;،、，]", c.value)]
    return Chosen(tuple(dict.fromkeys(word for word in words if 1 < len(word) <= 80))[:50], taken)
