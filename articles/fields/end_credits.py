"""Whom an article's last lines name: the agency that sent it, and those who edited, translated or helped to report it."""

from collections.abc import Iterable, Iterator

from articles import byline
from articles.article import OTHER_HANDS, Contributor, Dateline
from articles.extract.blocks import match_key
from articles.fields.metadata import Candidate
from articles.labels.passage import Passage
from articles.places.agencies import agency_of


def agencies(passages: Iterable[Passage], language: str | None) -> Iterator[Candidate]:
    """The agencies that colophons name, each once: "© dpa", "(Avec AFP)"."""
    named = (agency_of(one.name or "") for one in _contributors(passages, language) if one.kind == "organisation")
    for name in dict.fromkeys(agency.name for agency in named if agency and agency.trade == "wire"):
        yield Candidate("agency", name, "text")


def writers(passages: Iterable[Passage], language: str | None) -> Iterator[Candidate]:
    """The colophons that name somebody who wrote or reported, for pages whose author stands nowhere else."""
    for passage in passages:
        read = _contributors((passage,), language)
        if any(map(_has_written, read)):
            yield Candidate("author", passage.text, "text")


def _has_written(one: Contributor) -> bool:
    """Whether it is a person under a full name who did not only lend a hand."""
    return one.kind == "person" and bool(one.given and one.family) and one.role not in OTHER_HANDS


def _is_a_wire(one: Contributor) -> bool:
    """Whether it is an agency without a role: "(AFP)", "© dpa"."""
    agency = agency_of(one.name or "") if one.kind == "organisation" and one.role is None else None
    return agency is not None and agency.trade == "wire"


def correspondent(dateline: Dateline | None, people: tuple[Contributor, ...]) -> Iterator[Candidate]:
    """Who signs in the dateline, as Korean and German agencies do, where no person is named elsewhere."""
    if dateline and dateline.correspondent and not any(one.kind == "person" for one in people):
        yield Candidate("author", dateline.correspondent, "text")


def with_hands(people: tuple[Contributor, ...], passages: Iterable[Passage], language: str | None) -> tuple[Contributor, ...]:
    """The contributors, and after them those whom colophons name with a role and nothing else has named.

    Where a house stands for its writers, the colophon may name these: "(Reporting by Ann Lee; Editing by Bob Example)". Where
    nobody is named, the agency that sent it stands for its own.
    """
    known = {match_key(one.name or "") for one in people}
    is_house = bool(people) and all(one.kind == "organisation" for one in people)
    hands = (
        one
        for one in _contributors(passages, language)
        if one.name
        and (one.role in OTHER_HANDS - {"photo"} or (is_house and _has_written(one)) or (not people and _is_a_wire(one)))
    )
    named = (one for one in dict.fromkeys(hands) if one.kind in ("person", "organisation"))
    return (*people, *(one for one in named if match_key(one.name or "") not in known))


def _contributors(passages: Iterable[Passage], language: str | None) -> tuple[Contributor, ...]:
    """Of the colophons that read as a byline from end to end."""
    read = [byline.parse(p.text, channel="vis", lang=language) for p in passages if p.label == "colophon"]
    return tuple(one for line in read if not line.residue for one in line.contributors)
