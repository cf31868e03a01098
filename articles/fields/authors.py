"""Who wrote it: whose word on the authors is believed, the page's data or the line beside the headline."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from articles import byline
from articles.article import OTHER_HANDS, Contributor
from articles.extract.blocks import match_key
from articles.fields.choose import Chosen
from articles.fields.json_ld import ARTICLE_TYPES
from articles.fields.metadata import Candidate, Candidates
from articles.fields.visible import APART, HEAD, TEXT
from articles.publisher import Publisher

_IN_SIGHT = (
    "profile",
    "itemprop:author",
    "rel:author",
    "element:byline",
    "line:byline",
    "text",
    "link:author",
    "line:name",
    "line:bio",
    "json-ld:creator",
)
"""What stands on the page itself, best first."""
_DATA = ("json-ld", "meta:")
"""How sources begin that no reader sees."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Whom one source names, by match key."""

    source: str
    zone: int
    candidates: tuple[Candidate, ...]
    named: dict[str, Contributor]

    @property
    def writers(self) -> dict[str, Contributor]:
        return {key: one for key, one in self.named.items() if one.role not in OTHER_HANDS}

    @property
    def chosen(self) -> Chosen[tuple[Contributor, ...]]:
        return Chosen(tuple(self.named.values()), self.candidates)

    def people(self, own: frozenset[str]) -> dict[str, Contributor]:
        """The persons; one who shares the site's name only under a full name."""
        return {
            key: one
            for key, one in self.writers.items()
            if one.kind == "person" and (key not in own or (one.given and one.family))
        }


_NESTED = ("element:byline", "itemprop:author", "rel:author")
"""Sources whose candidates may lie in one another."""
_BESIDE = ("element:byline", "line:byline", "link:author")
"""Of these, what beside the headline may know better than the data."""


def contributors(
    found: Candidates, publisher: Publisher, language: str | None, own: frozenset[str]
) -> Chosen[tuple[Contributor, ...]]:
    """Everybody whom the first source that names somebody names, in its order.

    A person whom a byline beside the headline names goes before a house that the page's data name, and that before the site
    itself (`own`: its match keys), which is nobody where the data alone name it; a person may share a name with the site. In
    the text and among other articles a single word is nobody. A bare meta author counts only at a known publisher or on a dated
    page, a house there only where the data say that the page is an article: elsewhere it is whoever made the site.
    """
    others: list[_Named] = []
    by_source = _by_source(found, publisher)
    places = sorted(by_source, key=_rank)
    # Most pages are done with the first; the others are read where they are asked.
    read = cache(lambda place: _read(by_source[place], publisher, language, own))
    is_article = bool(publisher.domain or found.types & ARTICLE_TYPES)
    for one in map(read, places):
        people = one.people(own)
        if not one.named or _is_nobody(one, people):
            continue
        if people and (not _houses(others, own) or (one.zone == HEAD and _any_full(people))):
            beside = (read((zone, source)) for zone, source in places if zone == HEAD and source in _BESIDE)
            return _as_the_data_say(_against_sight(one, beside, own, is_news="NewsArticle" in found.types).chosen, found)
        if not people and (is_article or one.source != "meta:author"):
            others.append(one)
    return _nobody_in_person(others, own)


def _houses(named: Iterable[_Named], own: frozenset[str]) -> list[_Named]:
    """Those that name a house, and not the site alone."""
    return [one for one in named if set(one.named) - own]


def _nobody_in_person(named: list[_Named], own: frozenset[str]) -> Chosen[tuple[Contributor, ...]]:
    """A house, else the site itself where the page prints it; nobody where the data alone name it."""
    printed = [one for one in named if not one.source.startswith(_DATA)]
    if told := _houses(named, own) or printed:
        return told[0].chosen
    return Chosen((), named[0].candidates if named else ())


def _is_nobody(one: _Named, people: dict[str, Contributor]) -> bool:
    """Whether a source in the text or among other articles names people by single words alone."""
    return one.zone in (TEXT, APART) and bool(people) and not _any_full(people)


def _any_full(people: dict[str, Contributor]) -> bool:
    return any(map(_is_full, people.values()))


_ACCOUNT = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/@?(\w{1,15})/?$")
_LONGEST_JOB = 80
"""Characters; longer ones are lives."""


def _as_the_data_say(chosen: Chosen[tuple[Contributor, ...]], found: Candidates) -> Chosen[tuple[Contributor, ...]]:
    """With each author's job, house and account, where the byline has none and the page's data give them."""
    taken: list[Candidate] = []

    def said(field: str, of: Contributor) -> str | None:
        for candidate in found.of(field):
            if match_key(candidate.kind) == match_key(of.name or "") and len(candidate.value) <= _LONGEST_JOB:
                account = _ACCOUNT.match(candidate.value) if field == "author_page" else None
                if field == "author_page" and not account:
                    continue
                taken.append(candidate)
                return f"@{account[1]}" if account else candidate.value
        return None

    people = []
    for one in chosen.value:
        if one.kind == "person":
            if one.role is None and (job := said("author_job", one)):
                # The words of other hands ("research") are here the job of somebody who wrote it.
                one = replace(one, role=job.capitalize() if job in OTHER_HANDS else job)
            if not one.affiliation and (house := said("author_house", one)):
                one = replace(one, affiliation=(house,))
            if not one.handle:
                one = replace(one, handle=said("author_page", one))
        people.append(one)
    return Chosen(tuple(people), (*chosen.taken, *taken), chosen.flags)


def _by_source(found: Candidates, publisher: Publisher) -> dict[tuple[int, str], list[Candidate]]:
    """The candidates that count, by zone and source."""
    is_article = bool(publisher.domain or found.types & ARTICLE_TYPES or found.of("published_at"))
    # An h1 may hold the name of a page that is one person's.
    titles = frozenset(match_key(one.value) for one in found.of("title") if one.source.startswith(("meta:", "json-ld")))
    by_source: dict[tuple[int, str], list[Candidate]] = {}
    for candidate in found.of("author"):
        if (is_article or candidate.source != "meta:author") and match_key(candidate.value) not in titles:
            by_source.setdefault((candidate.zone, candidate.source), []).append(candidate)
    return by_source


def _read(candidates: list[Candidate], publisher: Publisher, language: str | None, own: frozenset[str]) -> _Named:
    """Whom a source names. What lies within an element that was read adds nobody: it is a part of the same byline."""
    named: dict[str, Contributor] = {}
    source = candidates[0].source
    told: list[str] = []
    for candidate in candidates:
        raw = publisher.bylines.replace.get(candidate.value, candidate.value)
        orders = frozenset() if source.startswith(_DATA) else publisher.learned.name_orders
        if "family, given" in orders:
            raw = _FAMILY_GIVEN.sub(r"\2 \1", raw)
        read = byline.parse(raw, channel=_channel(source), lang=language, jsonld_type=candidate.kind or None)
        those = tuple(_given_first(one, raw) for one in read.contributors) if "family first" in orders else read.contributors
        people = [one for one in _or_itself(those, raw, own) if one.name and one.role != "photo"]
        key = match_key(candidate.value)
        if source not in _NESTED or not any(key in line and key != line for line in told):
            for one in people:
                named.setdefault(match_key(one.name or ""), one)
        elif len(people) == 1:
            named = _ended(named, key, people[0])
        if people:
            told.append(key)
    return _Named(source, candidates[0].zone, tuple(candidates), named)


_FAMILY_GIVEN = re.compile(r"(?<![\w'’-])([^\W\d_][\w'’-]*), ([^\W\d_][\w'’-]*)")


def _given_first(one: Contributor, raw: str) -> Contributor:
    """A person of two names, in the order that the page's data would have, where a byline prints the family's first."""
    if one.kind != "person" or not one.given or not one.family or f"{one.given} {one.family}".lower() not in raw.lower():
        return one
    return replace(one, name=f"{one.family} {one.given}", given=one.family, family=one.given)


def _ended(named: dict[str, Contributor], key: str, person: Contributor) -> dict[str, Contributor]:
    """With a person whom an inner element names: one that is a full name and no more knows better where that name ends."""
    if not _is_full(person) or match_key(person.name or "") != key:
        return named
    longer = {other for other in named if other.startswith(key)}
    return {key if other in longer else other: person if other in longer - {key} else one for other, one in named.items()}


def _or_itself(read: tuple[Contributor, ...], raw: str, own: frozenset[str]) -> tuple[Contributor, ...]:
    """Those who were read; where `raw` or one of them has the site's name, and is no full name of a person, the site itself."""
    if match_key(raw) in own and not any(_is_full(one) and match_key(one.name or "") in own for one in read):
        return (Contributor("organisation", raw),)
    return tuple(
        replace(one, kind="organisation") if match_key(one.name or "") in own and not _is_full(one) else one for one in read
    )


def _against_sight(chosen: _Named, sources: Iterable[_Named], own: frozenset[str], *, is_news: bool) -> _Named:
    """What the data say (`chosen`), unless the byline beside the headline knows better: readers, and the author, see that.

    It does where it gives full names and the data none; where it says "By" and names none of those whom the data of a page
    that is no news article name (there it is whoever put the page up); and where it is names and little else, those of the
    data among them.
    """
    if chosen.source in _IN_SIGHT:
        return chosen
    people = chosen.people(own)
    for one in sources:
        seen = one.people(own)
        if seen and all(map(_is_full, seen.values())):
            is_by = one.source == "line:byline" and not is_news and not set(seen) & set(people)
            if is_by or not any(map(_is_full, people.values())):
                return one
        if one.source != "link:author" and (whole := _all_of(chosen, one)):
            return whole
    return chosen


_LITTLE_ELSE = 12
"""Letters that a byline holds beside its names: "Written by", "und"."""


def _all_of(some: _Named, seen: _Named) -> _Named | None:
    """The line of `seen` that is names and little else, those of `some` and more."""
    for candidate in seen.candidates:
        line = match_key(candidate.value)
        named = {key: person for key, person in seen.named.items() if key in line}
        if (
            set(some.writers) < set(named)
            and all(_is_full(person) and person.role is None for person in named.values())
            and len(line) <= sum(map(len, named)) + _LITTLE_ELSE
        ):
            return _Named(seen.source, seen.zone, (candidate,), named)
    return None


def _is_full(person: Contributor) -> bool:
    return person.kind == "person" and bool(person.given and person.family)


def _rank(place: tuple[int, str]) -> tuple[int, int]:
    """The page's data before what is in sight, and that by its zone."""
    zone, source = place
    if source in _IN_SIGHT:
        return 2 + zone, _IN_SIGHT.index(source)
    return (1, 0) if source.startswith("meta:") else (0, 0) if source == "json-ld" else (-1, 0) if ":" not in source else (9, 0)


def _channel(source: str) -> str:
    return "ld" if source.startswith("json-ld") else source if source.startswith("meta:") else "vis:" + source
