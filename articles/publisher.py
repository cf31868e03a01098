"""A publisher: a few lines of TOML, and what they mean."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytz
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationError,
    model_validator,
)

from articles.config import ConfigError, read_toml, refused
from articles.languages import codes
from articles.page import UNKNOWN_PUBLISHER
from articles.profile import HABITS, NOTHING_LEARNED, Profile

EXAMPLES = {
    "name": 'name = "The Gazette"',
    "domain": 'domain = "gazette.example"',
    "also": 'also = ["m.gazette.example"]',
    "feeds": 'feeds = ["https://gazette.example/rss.xml"]',
    "sitemaps": 'sitemaps = ["https://gazette.example/sitemap.xml"]',
    "sections": 'sections = ["https://gazette.example/news"]',
    "archive": 'archive = "https://gazette.example/{date:%Y/%m/%d}/"',
    "article_pattern": r"article_pattern = '/\d{4}/\d{2}/'",
    "requests_a_night": "requests_a_night = 2000",
    "language": 'language = "en"',
    "country": 'country = "GB"',
    "timezone": 'timezone = "Europe/Berlin"',
    "contact": 'contact = "desk@example.org"',
    "render": "render = true",
    "delay_s": "delay_s = 1.5",
    "private_network": "private_network = true",
    "expect": "expect = { articles_min = 5 }",
    "expect.articles_min": "expect.articles_min = 5",
    "expect.articles_max": "expect.articles_max = 200",
    "bylines": 'bylines.replace = { "Our correspondent" = "The Gazette" }',
    "bylines.replace": 'bylines.replace = { "Our correspondent" = "The Gazette" }',
    "boilerplate": 'boilerplate = ["Sign up for our newsletter"]',
    "keep": 'keep = ["What happened next"]',
    "pin": 'pin = { "day order" = "month first" }',
    "forbid": 'forbid = ["section element"]',
}
"""A line for each key."""


def host(written: str) -> str:
    """The host of an address, or what is one already, in lower case and with its port; else a ValueError for people."""
    try:
        parts = urlsplit(written.strip() if "//" in written else f"//{written.strip()}")
        name, port = parts.hostname or "", parts.port
        is_host = bool(name.encode("idna")) and not re.search(r"[\s*,;\"'<>|]", name) and parts.username is None
    except ValueError:
        is_host = False
    if not is_host or parts.scheme not in ("", "http", "https"):
        raise ValueError("no host")
    name = f"[{name}]" if ":" in name else name
    return f"{name}:{port}" if port else name


def address(url: str) -> str:
    """The address itself, if it is one of the web; else a ValueError for people."""
    if not url.startswith(("http://", "https://")) or re.search(r"\s", url):
        raise ValueError("no address of the web")
    host(url)
    return url


def known_zone(name: str) -> str:
    """The name itself, if the time zone database has it; else a ValueError for people."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("not a time zone of the tz database") from error
    return name


def known_country(code: str) -> str:
    """The code itself, if it is a country's (ISO 3166-1, and XK for Kosovo); else a ValueError for people."""
    if code not in pytz.country_names and code != "XK":
        meant = {"UK": "GB", "EN": "GB", "EL": "GR"}.get(code.upper(), code.upper())
        hint = f" (is {meant} meant?)" if meant in pytz.country_names and meant != code else ""
        raise ValueError(f"not a two-letter country code{hint}")
    return code


def known_language(code: str) -> str:
    """The code itself, if it is a language's shortest (ISO 639); else a ValueError for people."""
    if codes().get(code) != code:
        meant = codes().get(re.split(r"[-_]", code.lower())[0])
        raise ValueError("no language's shortest code" + (f" (is {meant} meant?)" if meant else ""))
    return code


def reachable(contact: str) -> str:
    """The contact itself, if somebody can be reached by it, or ""; else a ValueError for people."""
    if contact and (
        not re.search(r"\S@[^\s@]+\.\S|https?://\S", contact) or re.search(r"[()]", contact) or not contact.isprintable()
    ):
        raise ValueError("neither a mail address nor a web page")
    return contact


def dated_address(pattern: str) -> str:
    """The pattern itself, if it gives each day an address of its own; else a ValueError for people."""
    try:
        first, second = (pattern.format(date=date(2026, 1, day)) for day in (1, 2))
        address(first)
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise ValueError("no address with a date in it") from error
    if first == second:
        raise ValueError("the same address on every day")
    return pattern


def regular_expression(pattern: str) -> str:
    """The pattern itself, if it can be compiled; else a ValueError for people."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression ({error})") from error
    return pattern


def known_habits(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds themselves, if each is one that is learned and can be overruled; else a ValueError for people."""
    if unknown := [kind for kind in kinds if kind not in HABITS]:
        raise ValueError(f"nothing that can be overruled is called {unknown[0]!r}; choose from: {', '.join(HABITS)}")
    return kinds


def possible_habits(pinned: dict[str, str]) -> dict[str, str]:
    """{kind: value} itself, if each kind can have its value; else a ValueError for people."""
    known_habits(tuple(pinned))
    for kind, value in pinned.items():
        values = HABITS[kind]
        if values == ():
            raise ValueError(f"a {kind} is not pinned here: for the time zone there is 'timezone'")
        if values and value not in values:
            raise ValueError(f"a {kind} is one of: {', '.join(map(repr, values))}")
    return pinned


def _listed(said: object) -> object:
    """A single text where a list is wanted is a list of one."""
    return [said] if isinstance(said, str) else said


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Host = Annotated[str, AfterValidator(host)]
Addresses = Annotated[tuple[Annotated[str, AfterValidator(address)], ...], BeforeValidator(_listed)]
Count = Annotated[StrictInt, Field(ge=0)]
Contact = Annotated[str, AfterValidator(reachable)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expect(_Strict):
    """What a healthy night of this publisher looks like."""

    articles_min: Count | None = None
    articles_max: Count | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if None not in (self.articles_min, self.articles_max) and (self.articles_min or 0) > (self.articles_max or 0):
            raise ValueError("articles_min is more than articles_max")
        return self


class Bylines(_Strict):
    """What this publisher's bylines do differently: printed text -> display names."""

    replace: dict[str, str] = {}


class Publisher(_Strict):
    """`id` is the name of its file. `domain` is host or host:port (an address keeps its host); further hosts stand in `also`.

    `archive` is the address of a day's page or sitemap, with `{date:%Y/%m/%d}` or the like where the day stands; it is asked
    for when a past time is filled in. `article_pattern` is a regular expression found in the addresses of articles and in no
    others: it says which links of section pages to follow. `requests_a_night` is what one host is asked at most; the rest is
    deferred. `boilerplate` are lines that are no article's own, `keep` lines that are, whatever is learned. `pin` says what a
    kind of what is learned is (`profile.HABITS`), `forbid` of which kinds nothing counts; `profile` is what was learned, and in
    no file.
    """

    id: str
    name: Text
    domain: Host
    also: Annotated[tuple[Host, ...], BeforeValidator(_listed)] = ()
    feeds: Addresses = ()
    sitemaps: Addresses = ()
    sections: Addresses = ()
    archive: Annotated[str, AfterValidator(dated_address)] | None = None
    article_pattern: Annotated[str, AfterValidator(regular_expression)] | None = None
    requests_a_night: Annotated[StrictInt, Field(ge=1)] = 2000
    language: Annotated[str, AfterValidator(known_language)] | None = None
    country: Annotated[str, AfterValidator(known_country)] | None = None
    timezone: Annotated[str, AfterValidator(known_zone)] | None = None
    contact: Contact | None = None
    render: StrictBool = False
    delay_s: Annotated[float, Field(ge=0, strict=True, allow_inf_nan=False)] | None = None
    private_network: StrictBool = False
    expect: Expect = Expect()
    bylines: Bylines = Bylines()
    boilerplate: Texts = ()
    keep: Texts = ()
    pin: Annotated[dict[str, Text], AfterValidator(possible_habits)] = {}
    forbid: Annotated[Texts, AfterValidator(known_habits)] = ()
    profile: Profile = NOTHING_LEARNED

    @property
    def hosts(self) -> tuple[str, ...]:
        """Its domain and the further hosts (host or host:port)."""
        return (self.domain, *self.also)

    @property
    def learned(self) -> Profile:
        """What was learned of its pages, but for what its file says otherwise."""
        return self.profile.overruled(self.pin, self.forbid)


UNKNOWN = Publisher.model_construct(id=UNKNOWN_PUBLISHER, name="Unknown", domain="")
"""For pages that nobody can place."""


def without_a_file(id_: str, domain: str) -> Publisher:
    """For pages of an outlet without a file, or with one that is gone: they keep it. `domain` is the page's own host.

    An outlet that is called by its host was never known as a publisher, so nothing is believed for its address.
    """
    if id_ == UNKNOWN_PUBLISHER:
        return UNKNOWN
    domain = "" if "." in id_ or ":" in id_ else domain
    return Publisher.model_construct(id=id_, name=id_, domain=domain)


def load_publisher(file: Path) -> Publisher:
    """Read one TOML file. Raises ConfigError that names file, key, value and an example."""
    said = read_toml(file)
    if "id" in said:
        raise ConfigError(f"{file}: id = {said['id']!r}: 'id' is not a key: it is the file's name, like: gazette.toml")
    if "profile" in said:
        raise ConfigError(f"{file}: 'profile' is not a key: it is learned; for one line: keep = [...], boilerplate = [...]")
    try:
        return Publisher(id=file.stem, **said)
    except ValidationError as error:
        raise refused(file, error, EXAMPLES) from error


def load_publishers(folder: Path) -> dict[str, Publisher]:
    """Each `<id>.toml` of a folder that can be used, as {id: Publisher}, in the order of ids."""
    return {id_: read for id_, read in _each(folder) if isinstance(read, Publisher)}


def broken_publishers(folder: Path) -> dict[str, ConfigError]:
    """Each `<id>.toml` of a folder that cannot be used, as {id: why}."""
    return {id_: read for id_, read in _each(folder) if isinstance(read, ConfigError)}


def _each(folder: Path) -> Iterator[tuple[str, Publisher | ConfigError]]:
    for file in sorted(folder.glob("[!.]*.toml")):
        try:
            yield file.stem, load_publisher(file)
        except ConfigError as error:
            yield file.stem, error


def publisher_of(host: str, publishers: dict[str, Publisher]) -> Publisher:
    """Whose address it is: the publisher one of whose hosts is `host` or a parent of it; else UNKNOWN."""
    for publisher in publishers.values():
        for own in publisher.hosts:
            if own and (host == own or host.endswith("." + own)):
                return publisher
    return UNKNOWN
