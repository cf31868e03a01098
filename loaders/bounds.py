"""How many rejects one file may give, whatever lies in it, and when it is given up."""

from collections import Counter

from articles.page import Page
from loaders.source import Loaded, Refused, Source

MOST_ALIKE = 1_000
"""Rejects of one code that a file gives one by one. Those beyond are one more, which says how many they are."""

MOST_DAMAGED = 100
"""Damaged records after which a file is given up, unless it has given more pages than that."""


def bounded(found: Loaded, source: Source) -> Loaded:
    """What is in a file on disk, with its many rejects of one code told as one, and ended where it is damaged throughout."""
    counts: Counter[str] = Counter()
    pages = 0
    for item in found:
        if isinstance(item, Page):
            pages += 1
            yield item
            continue
        code = item.reason
        counts[code] += 1
        if counts[code] <= MOST_ALIKE:
            yield item
        if counts["damaged"] >= max(MOST_DAMAGED, pages + 1):
            yield source.reject(_given_up(source, counts["damaged"], pages), "given-up")
            break
    for code, count in counts.items():
        if (further := count - MOST_ALIKE) > 0:
            yield source.reject(_further(source, code, further), f"further-{code}")


def _given_up(source: Source, damaged: int, pages: int) -> Refused:
    return Refused(
        "damaged/given_up",
        f"{source.where}: given up after {damaged} damaged records and {pages} pages; the rest is not loaded: "
        "repair it, or export it again",
    )


def _further(source: Source, code: str, further: int) -> Refused:
    return Refused(
        f"{code.partition('/')[0]}/further",
        f"{source.where}: {further} more like the {MOST_ALIKE} rejected as {code} that are told one by one; "
        "what is true of those is true of these: mend the file and load it again",
    )
