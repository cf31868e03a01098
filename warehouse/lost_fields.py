"""Fields that stood on nearly all of a publisher's pages and stand on few tonight: a redesign, told on its first night."""

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.alarms import UNLIKELY, chance

FEWEST = 5
"""Articles of a night, of which those that are asked for again are some, before a field is missed on them."""
BEFORE = 20
"""Articles of before, with which they are compared."""
STOOD, STANDS = 0.9, 0.25
"""Of the articles of before, the share on which a field stood at least; of tonight's, on which it stands at most."""

_NAMES = {"published_at": "time of publication"}


@dataclass(frozen=True, slots=True)
class FieldStanding:
    """A field of a publisher: it `stands` on so many of tonight's `pages`, and `stood` on so many of the `earlier` ones.

    `measure` says what was looked for: "found" is the field, from whatever source, "data" that JSON-LD or meta tags say it.
    `gone` is the element (or the source) in which it stood most, where that is on no page any more.
    """

    publisher: str
    field: str
    measure: str
    stands: int
    pages: int
    stood: int
    earlier: int
    gone: str | None = None


def lost_fields(standings: Iterable[FieldStanding]) -> dict[str, list[str]]:
    """{publisher: a sentence for each field that is lost}. One that is not found at all is not also missed in the data."""
    said: dict[tuple[str, str], str] = {}
    for one in sorted(standings, key=lambda one: one.measure != "found"):
        if _is_lost(one):
            said.setdefault((one.publisher, one.field), _sentence(one))
    found: dict[str, list[str]] = {}
    for (publisher, _), sentence in sorted(said.items()):
        found.setdefault(publisher, []).append(sentence)
    return found


def _is_lost(one: FieldStanding) -> bool:
    if one.pages < FEWEST or one.earlier < BEFORE:
        return False
    if one.stood < STOOD * one.earlier or one.stands > STANDS * one.pages:
        return False
    usual = (one.earlier - one.stood + 0.5) / (one.earlier + 1)
    return chance(one.pages - one.stands, one.pages, usual) < UNLIKELY


def _sentence(one: FieldStanding) -> str:
    field = _NAMES.get(one.field, one.field)
    whom = field if one.measure == "found" else f"{field} in JSON-LD or meta tags"
    where = f"; {one.gone} is gone" if one.gone else ""
    return f"{whom} on {one.stands} of {one.pages} articles, on {one.stood} of {one.earlier} before{where}"
