"""What the pages of one publisher have in common, learned from those that were read before (`warehouse.profiles`)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

ELEMENT = " element"
HABITS: Mapping[str, tuple[str, ...] | None] = {
    **{f"{field}{ELEMENT}": None for field in ("title", "standfirst", "author", "published_at", "section")},
    "day order": ("day first", "month first"),
    "name order": ("family first", "family, given"),
    "dateline form": tuple(f"{case}, {mark}" for case in ("capitals", "name") for mark in ("dash", "colon", "full stop")),
    "zone": (),
}
"""Kinds of what a person may overrule, a kind at a time, each with the values that it may have: None for any, () for none."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is no single article's own, though it stands in their pages.

    `standing` are texts that stand on many pages, `passing` those that many pages show for a day (standing keys), `headlines`
    and `summaries` those of the publisher's other articles, `names` what it puts before or behind each title (match keys),
    `pictures` the addresses of logos and placeholders, `elements` are those in which a field stands: (field, element),
    `values` what a field says on page after page: (field, value), `day_orders` how it writes days in numbers alone: "day
    first", "month first", or each in its time, `zones` are the offsets from UTC that its times without one are in, each with
    the first and the last day of which that is known ("+02:00", "2026-03-29", "2026-06-30"), `name_orders` how its bylines
    print a name: "family first" (Hallam Tessa), "family, given" (Hallam, Tessa), `dateline_forms` how it prints datelines that
    are a place alone: "capitals, dash" (OLDMILL —), "name, full stop" (Oldmill.).
    """

    standing: frozenset[str] = frozenset()
    passing: frozenset[str] = frozenset()
    headlines: frozenset[str] = frozenset()
    summaries: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    elements: frozenset[tuple[str, str]] = frozenset()
    values: frozenset[tuple[str, str]] = frozenset()
    day_orders: frozenset[str] = frozenset()
    zones: frozenset[tuple[str, str, str]] = frozenset()
    name_orders: frozenset[str] = frozenset()
    dateline_forms: frozenset[str] = frozenset()

    def without(self, lines: frozenset[str]) -> "Profile":
        """The same, but for standing texts that a person knows to be the articles' own (standing keys)."""
        return replace(self, standing=self.standing - lines, passing=self.passing - lines) if lines else self

    def overruled(self, pin: Mapping[str, str], forbid: Collection[str]) -> "Profile":
        """The same, but for what a person knows better: {kind: its one value}, and kinds of which nothing counts (`HABITS`)."""
        if not pin and not forbid:
            return self
        kept = {(field, name) for field, name in self.elements if f"{field}{ELEMENT}" not in {*pin, *forbid}}
        pinned = {(kind.removesuffix(ELEMENT), name) for kind, name in pin.items() if kind.endswith(ELEMENT)}

        return replace(
            self,
            elements=frozenset(kept | pinned),
            day_orders=_said("day order", self.day_orders, pin, forbid),
            name_orders=_said("name order", self.name_orders, pin, forbid),
            dateline_forms=_said("dateline form", self.dateline_forms, pin, forbid),
            zones=frozenset() if "zone" in forbid else self.zones,
        )


def _said(kind: str, learned: frozenset[str], pin: Mapping[str, str], forbid: Collection[str]) -> frozenset[str]:
    """The values of a kind that count."""
    if kind in pin:
        return frozenset({pin[kind]})
    return frozenset() if kind in forbid else learned


NOTHING_LEARNED = Profile()
