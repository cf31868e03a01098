"""What a sitemap (sitemaps.org, and Google's extension for news) lists of the last days."""

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from lxml import etree

from articles.address import span_of
from articles.archive.content_coding import DamagedEncoding, TooLarge, decoded
from articles.archive.gzip_member import MAGIC
from articles.page import Hint
from spiders.listings.listing import LASTMOD, MAX_ENTRIES, Entry, Listing, NoListing, moment

YOUNG = timedelta(days=3)
"""Sitemaps list a site's whole past. What is older than this was there on an earlier night; news sitemaps hold two days."""

MAX_SITEMAPS = 20
"""Of an index, the newest."""

MAX_UNDATED = 100
"""Entries that are taken of a sitemap in which nothing has a date: those at the end where new ones are added."""

MAX_BYTES = 16 << 20
"""Of one, uncompressed. sitemaps.org allows 50 MB; 16 hold some 100,000 addresses."""

_EARLIEST, _LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_A_DAY = timedelta(days=1)
_AT_ONCE = timedelta(minutes=1)
_SEVERAL = 5
_OTHER_THINGS = re.compile("sitemap-(?:image|video)")
_LINE_ENDS = re.compile(r"[\r\n]")
_PART = re.compile(r"\.xml(?:\.gz)?$", re.IGNORECASE)
_OF_NEWS = re.compile(r"news|latest|recent|today|daily", re.IGNORECASE)
_OF_NO_ARTICLES = re.compile(
    r"categor|tag|author|user|page[_-]?sitemap|image|video|product|event|forum|taxonom|topic", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Named:
    """An address of a sitemap: when it says that it is of or changed, the days that its address names, what else it says."""

    url: str
    said: dict[str, str]
    at: datetime | None
    span: tuple[datetime, datetime] | None
    is_part: bool

    def is_of(self, since: datetime, until: datetime) -> bool | None:
        """Whether it is of a time; None where nothing tells. News of Google's kind is of the last two days."""
        if self.at is not None:
            is_day = self.at.time() == time.min
            return since <= self.at + (_A_DAY - timedelta.resolution if is_day else timedelta()) and (
                self.is_part or self.at <= until
            )
        if self.span is not None:
            return since <= self.span[1] and self.span[0] <= until
        return True if "news" in self.said else None


def read_sitemap(body: bytes, since: datetime, until: datetime, url: str = "", *, takes_undated: bool = True) -> Listing:
    """Read a sitemap or an index of them, gzipped or not, at an address. Raises NoListing.

    Of articles those that are of the time from `since` to `until`, by what they say or what their addresses name; where nothing
    in it has a date and it `takes_undated`, the newest by their order. Of further sitemaps those that do not say that they are
    older (a sitemap's own time is that of its latest change).
    """
    try:
        body = decoded(body, "gzip" if body.startswith(MAGIC) else "", MAX_BYTES)
    except (TooLarge, DamagedEncoding) as error:
        raise NoListing(f"not a sitemap: {error}") from error
    found = _found(body, url, since, until)
    parts = _parts(found.parts, since, until)
    newest = _newest_end(found.undated) if takes_undated and len(found.undated) == found.articles else []
    kept = [*found.newest_first()[:MAX_ENTRIES], *newest]
    says_changes = not found.changed_at_once()
    return Listing(
        tuple(Entry(one.url, tuple(_hints(one.said, says_changes=says_changes))) for one in kept),
        tuple(one.url for one in parts[:MAX_SITEMAPS]),
        max(0, found.of_the_time - MAX_ENTRIES) + max(0, len(parts) - MAX_SITEMAPS),
        found.without_address,
        len(found.undated) - len(newest),
    )


@dataclass(slots=True)
class _Found:
    """Of what a sitemap names, what may be wanted of the time from `since` to `until`: the rest is counted, not kept."""

    since: datetime
    until: datetime
    parts: list[_Named] = field(default_factory=list)
    dated: list[_Named] = field(default_factory=list)
    undated: list[_Named] = field(default_factory=list)
    articles: int = 0
    of_the_time: int = 0
    without_address: int = 0
    times: int = 0
    first: datetime = _LATEST
    last: datetime = _EARLIEST

    def add(self, one: _Named) -> None:
        """An entry, in the sitemap's order."""
        if one.is_part:
            self.parts.append(one)
            return
        self.articles += 1
        if one.at is not None:
            self.times, self.first, self.last = self.times + 1, min(self.first, one.at), max(self.last, one.at)
        is_of = one.is_of(self.since, self.until)
        if is_of is None:
            self.undated.append(one)
        elif is_of:
            self.of_the_time += 1
            self.dated.append(one)
            if len(self.dated) >= 2 * MAX_ENTRIES:
                self.dated = self.newest_first()[:MAX_ENTRIES]

    def newest_first(self) -> list[_Named]:
        """The dated ones, those of one time in the sitemap's order."""
        return sorted(self.dated, key=lambda one: _newest(one, self.until), reverse=True)

    def changed_at_once(self) -> bool:
        """Whether all articles have one time, that at which the sitemap was written: it says nothing of any."""
        return self.times > _SEVERAL and self.last - self.first <= _AT_ONCE


def _found(body: bytes, base: str, since: datetime, until: datetime) -> _Found:
    found, is_sitemap = _Found(since, until), False
    for kind, said in _entries(body):
        is_sitemap = True
        if kind in ("urlset", "sitemapindex"):
            continue
        if said.get("loc"):
            found.add(_named(kind, said, base))
        else:
            found.without_address += 1
    if not is_sitemap:
        raise NoListing("not a sitemap: neither <urlset> nor <sitemapindex>")
    return found


def _entries(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """("url" or "sitemap", {name: text of what is in it}) of each entry, in its order, then the root where it has one."""
    if lines := _plain_lines(body):
        return (("url", {"loc": line}) for line in lines)
    return _elements(_well_formed(body))


def _named(kind: str, said: dict[str, str], base: str) -> _Named:
    written = html.unescape("".join(line.strip() for line in _LINE_ENDS.split(said["loc"])))
    try:
        url = urljoin(base, written)
        is_part = kind == "sitemap" or _PART.search(url) is not None
    except ValueError:
        url, is_part = written, False
    at = moment(said.get("publication_date") or said.get("lastmod") or "")
    days = span_of(url) if at is None else None
    span = (datetime.combine(days[0], time.min, UTC), datetime.combine(days[1], time.max, UTC)) if days else None
    return _Named(url, said, at, span, is_part)


def _newest(one: _Named, until: datetime) -> datetime:
    return min(one.at or (one.span[1] if one.span else until), until)


def _parts(parts: list[_Named], since: datetime, until: datetime) -> list[_Named]:
    """Further sitemaps that may hold what is wanted: news first, what is of no articles last, and the newest before others."""
    alive = [one for one in parts if one.is_of(since, until) is not False]
    ordered = _from_both_ends(alive)
    return sorted(ordered, key=lambda one: (_rank(one.url), -_newest(one, until).timestamp()))


def _rank(url: str) -> int:
    name = urlsplit(url).path.rpartition("/")[2]
    return 0 if _OF_NEWS.search(name) else 2 if _OF_NO_ARTICLES.search(name) else 1


def _newest_end(undated: Sequence[_Named]) -> list[_Named]:
    """Of entries that say nothing of their age: numbers in their addresses that rise or fall say where the new ones stand."""
    ends = [int(numbers[-1]) for one in undated if (numbers := re.findall(r"\d{3,18}", urlsplit(one.url).path))]
    steps = [later > earlier for earlier, later in pairwise(ends)]
    if len(ends) > len(undated) / 2 and steps and max(sum(steps), len(steps) - sum(steps)) >= 0.9 * len(steps):
        return list(reversed(undated[-MAX_UNDATED:])) if steps.count(True) > steps.count(False) else list(undated[:MAX_UNDATED])
    return _from_both_ends(undated)[:MAX_UNDATED]


def _from_both_ends(of: Sequence[_Named]) -> list[_Named]:
    """The first, the last, the second, the last but one ...: some sites add at the top, some at the bottom."""
    last = len(of) - 1
    return [of[n // 2] if n % 2 == 0 else of[last - n // 2] for n in range(len(of))]


def _plain_lines(body: bytes) -> list[str]:
    """The addresses of a sitemap in plain text, one a line; none where it is of another kind."""
    if not re.match(rb"(?:\xef\xbb\xbf)?\s*https?://", body):
        return []
    lines = [line.strip() for line in body.decode("utf-8-sig", "replace").splitlines()]
    return [line for line in lines if line.startswith(("http://", "https://"))]


_REFERENCE = re.compile(rb"<!\[CDATA\[(?:.*?\]\]>|.*)|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)", re.DOTALL)


def _well_formed(body: bytes) -> bytes:
    """With "&" written as XML wants it: sitemaps have it bare, or before HTML's names, which XML does not know."""
    if b"&" not in body or b"\0" in body[:64]:
        return body
    return _REFERENCE.sub(lambda found: b"&amp;" if found[0] == b"&" else found[0], body)


def _elements(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """("url" or "sitemap", {name: text of what is in it}) of each, then the root. No entity is expanded, nothing is fetched."""
    events = etree.iterparse(
        io.BytesIO(body), events=("end",), tag=("{*}url", "{*}sitemap", "{*}urlset", "{*}sitemapindex"),
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True,
    )  # fmt: skip
    try:
        for _, element in events:
            said: dict[str, str] = {}
            for inner in element.iter("{*}loc", "{*}lastmod", "{*}publication_date", "{*}title", "{*}keywords", "{*}news"):
                name = etree.QName(inner)
                if not _OTHER_THINGS.search(name.namespace or ""):
                    said.setdefault(name.localname, (inner.text or "").strip())
            yield etree.QName(element).localname, said
            element.clear()
            root = element.getparent()
            if root is not None and root.getparent() is None:  # even empty, 100,000 of them are 15 MB
                while (before := element.getprevious()) is not None:
                    root.remove(before)
    except etree.XMLSyntaxError as error:
        raise NoListing(f"not a sitemap: {error}") from error


def _hints(said: dict[str, str], *, says_changes: bool) -> Iterator[Hint]:
    said = {key: " ".join(text.split()) for key, text in said.items()}
    published = moment(said.get("publication_date", ""))
    changed = moment(said.get("lastmod", "")) if says_changes else None
    values = [("title", said.get("title", "")), ("published_at", said.get("publication_date", "") if published else "")]
    values += [("tags", tag.strip()) for tag in said.get("keywords", "").split(",")]
    values += [(LASTMOD, changed.isoformat() if changed else "")]
    for name, value in dict.fromkeys(values):
        if value:
            yield Hint(name, value, "sitemap")
