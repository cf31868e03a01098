"""How a run ended, in one place: what a person should see of it, and from that its exit status and its states.

| exit status | state in Prefect | `runs.state` | meaning |
|---|---|---|---|
| 0 | Completed | completed | all is well |
| 1 | Completed, named Degraded | degraded | done, but something needs a person's attention |
| 2 | Failed | no row | wrong use, or nothing done |
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Literal

from articles.page import AskedListing
from warehouse.known import Fault
from warehouse.run import Run, RunCounts

TAKEN_DOWN = "not_an_article/taken_down"
"""The code of a page whose article was taken down, as warehouse/load/01_asked.sql gives it: whoever did that has seen it."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Something a person should see: `about` what (a publisher, a page, a check), `what` is wrong, what there is `to_do`."""

    about: str
    what: str
    to_do: str

    def __str__(self) -> str:
        return f"{self.about}: {self.what}"


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run brought.

    `failed_checks` are the data-quality checks that found rows, `warnings` what a person should see of a crawl, `notes` what is
    good to know and asks for nothing. `alarms` say what is wrong with a publisher, `seconds` how long its crawl took,
    `left_out` why its file cannot be used, all by publisher. `listings` are what it looked for articles in, `faults` the
    pages that were rejected or failed, and the listings that could not be read. `earlier` is an interrupted run that was ended
    first, `later` a reread of pages that were read before this run learned what they hold.
    """

    run: Run
    counts: RunCounts
    failed_checks: dict[str, int]
    published: Path
    warnings: tuple[Concern, ...] = ()
    notes: tuple[str, ...] = ()
    alarms: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    listings: Sequence[AskedListing] = ()
    faults: tuple[Fault, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    earlier: "Ended | None" = None
    later: "Ended | None" = None

    def listings_of(self, publisher: str | None = None) -> str:
        """How many listings of a publisher, or of all, could be read: "2 of 3"; nothing where none was asked for."""
        asked = [one for one in self.listings if publisher in (None, one.publisher)]
        return f"{sum(one.outcome in ('read', 'unchanged') for one in asked)} of {len(asked)}" if asked else ""


def concerns(ended: Ended) -> list[Concern]:
    """What a person should see of a run, in the order of RULES; first that of an interrupted run that was ended before it."""
    before = concerns(ended.earlier) if ended.earlier else []
    after = concerns(ended.later) if ended.later else []
    return list(dict.fromkeys([*before, *(concern for rule in RULES for concern in rule(ended)), *after]))


def status(found: Sequence[Concern]) -> Literal[0, 1]:
    """The exit status of a run that was done."""
    return 1 if found else 0


def run_state(found: Sequence[Concern]) -> Literal["completed", "degraded"]:
    """What `runs.state` says of a run that was done."""
    return "degraded" if found else "completed"


def of_checks(failed: dict[str, int]) -> Iterator[Concern]:
    """The data-quality checks that found rows: {name: rows}."""
    for name, rows in failed.items():
        yield Concern(
            f"check {name}", f"found {rows:,} row{'' if rows == 1 else 's'}", f"copydesk check {name}    # prints the rows"
        )


def by_what_to_do(found: Iterable[Concern]) -> Iterator[tuple[str, list[Concern]]]:
    """Neighbours that ask for the same, together: (what to do, its concerns)."""
    for to_do, same in groupby(found, key=lambda concern: concern.to_do):
        yield to_do, list(same)


def _files_that_cannot_be_used(ended: Ended) -> Iterator[Concern]:
    for publisher, fault in sorted(ended.left_out.items()):
        yield Concern(publisher, fault, f"correct its file, then: copydesk nightly {publisher}")


def _alarms(ended: Ended) -> Iterator[Concern]:
    for publisher, alarm in sorted(ended.alarms.items()):
        yield Concern(publisher, alarm, f"try a page of it: copydesk publisher check {publisher}")


def _warnings(ended: Ended) -> Iterator[Concern]:
    yield from ended.warnings


def _checks(ended: Ended) -> Iterator[Concern]:
    yield from of_checks(ended.failed_checks)


_NOT_READ = "correct the addresses in the publisher's file, or take this one out of it"
_DOWN = "the site may be down: the next night asks again; if it stays so, correct the addresses in the publisher's file"
_IS_DOWN = re.compile(r"5\d\d$|timeout\b")
_FORBIDDEN = "the site's robots.txt forbids it: name a listing that it allows, ask the paper, or take the publisher's file away"


def _listings(ended: Ended) -> Iterator[Concern]:
    """What a listing names is not found while it cannot be read."""
    for fault in ended.faults:
        if fault.is_listing:
            what = f"{fault.url}: {_why(fault)}"
            yield Concern(fault.publisher, what, _of_a_listing(fault))


def _of_a_listing(fault: Fault) -> str:
    """What to do about a listing that could not be read."""
    if fault.outcome == "disallowed":
        return _FORBIDDEN
    return _DOWN if _IS_DOWN.match(fault.detail) else _NOT_READ


def _failed_pages(ended: Ended) -> Iterator[Concern]:
    for fault in ended.faults:
        if _is_failure(fault) and not fault.is_listing:
            yield Concern(fault.url, _why(fault), "look at the reason; copydesk sql reject_reasons lists what failed")


def _challenges(ended: Ended) -> Iterator[Concern]:
    """One a publisher: what is asked for there is refused to all programs alike."""
    pages = Counter(fault.publisher for fault in ended.faults if _is_challenge(fault))
    for publisher, count in sorted(pages.items() if not _is_load(ended) else ()):
        what = f"{count} {'page' if count == 1 else 'pages'} asked for proof that a person is reading"
        yield Concern(publisher, what, "ask the publisher for access or a feed")


def _rejects_of_a_load(ended: Ended) -> Iterator[Concern]:
    """In a crawl a page that is no article is nothing to be alarmed of; among files that somebody named it is."""
    for fault in ended.faults if _is_load(ended) else ():
        if not _is_failure(fault) and not fault.is_listing and fault.code != TAKEN_DOWN:
            yield Concern(fault.url, _why(fault), "when it is repaired: copydesk load --retry-rejects")


RULES: tuple[Callable[[Ended], Iterator[Concern]], ...] = (
    _files_that_cannot_be_used,
    _alarms,
    _warnings,
    _checks,
    _listings,
    _failed_pages,
    _challenges,
    _rejects_of_a_load,
)
"""What a person should see. A page counts by one of them; what none of them names is an ordinary night."""


def _is_load(ended: Ended) -> bool:
    return ended.run.flow == "load-files"


def _is_failure(fault: Fault) -> bool:
    return fault.outcome == "failed" or (fault.code or "").split("/")[0] in ("failed", "timeout")


def _is_challenge(fault: Fault) -> bool:
    return (fault.code or "").split("/")[0] == "challenge"


def _why(fault: Fault) -> str:
    return ": ".join(part for part in (", ".join(filter(None, (fault.outcome, fault.code))), fault.detail) if part)
