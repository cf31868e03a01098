"""What the pages of one publisher have in common, learned from those that were read before (`warehouse.profiles`)."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Profile:
    """What is no single article's own, though it stands in their pages.

    `standing` are texts that stand on many pages, `passing` those that many pages show for a day (standing keys), `headlines`
    and `summaries` those of the publisher's other articles, `names` what it puts before or behind each title (match keys),
    `pictures` the addresses of logos and placeholders, `elements` are those in which a field stands: (field, element),
    `values` what a field says on page after page: (field, value), `day_orders` how it writes days in numbers alone: "day
    first", "month first", or each in its time.
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

    def without(self, lines: frozenset[str]) -> "Profile":
        """The same, but for standing texts that a person knows to be the articles' own (standing keys)."""
        return replace(self, standing=self.standing - lines, passing=self.passing - lines) if lines else self


NOTHING_LEARNED = Profile()
