"""What a run shows in the Prefect UI: its name, its progress, a table by publisher, and what needs a person."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from articles.printable import visible
from flows.progress import Step
from flows.summary import Concern, Ended, by_what_to_do

NAMED_AT_MOST = 20
PARTS = {"crawl": (0.0, 60.0), "archive": (0.0, 60.0), "read": (60.0, 95.0), "load": (95.0, 100.0)}
"""From what to what percentage of a run a stage reaches, by its first word."""


_MADE_UP = re.compile(
    r"[a-z]+-[a-z]+"  # the server's: amber-toucan
    r"|(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|omicron|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega)"
    r"\d*(-[a-z]+){1,3}"  # the form's: chi2-orionis, mu-canis-majoris-void
)


def is_typed(name: str | None) -> bool:
    """Whether somebody gave a run its name, and not Prefect's server or form, who make up names of stars and animals."""
    return bool(name) and not _MADE_UP.fullmatch(name or "")


def run_name(flow: str, day: str, parameters: Mapping[str, Any], publishers: int) -> str:
    """What a run does, in a line: "nightly 2026-11-22: 25 publishers". `publishers` are in config."""
    chosen = parameters.get("publishers") or parameters.get("publisher")
    one = chosen if isinstance(chosen, str) else chosen[0] if chosen and len(chosen) == 1 else None
    whom = one or _number(len(chosen) if chosen else publishers, "publisher")
    what = parameters["mode"] if parameters.get("mode", "everything") != "everything" else flow
    match flow:
        case "load-files":
            whom = _number(len(parameters.get("paths") or ()), "path") + (f" of {one}" if one else "")
        case "reread":
            whom = one or "all publishers"
        case "publish" | "upkeep":
            return f"{flow} {day}"
    since, until = parameters.get("since"), parameters.get("until")
    when = (f", from {since}" if since else "") + (f", until {until}" if until else "")
    return visible(f"{what} {day}: {whom}{when}")


def percent(steps: Mapping[str, Step]) -> float:
    """How far a run is, by the last step of each of its stages."""
    reached = 0.0
    for part, (start, end) in PARTS.items():
        counted = [step for stage, step in steps.items() if stage.split()[0] == part and step.total]
        if counted:
            done, total = sum(step.done for step in counted), sum(step.total or 0 for step in counted)
            reached = max(reached, start + (end - start) * min(1.0, done / total))
    return round(reached, 1)


def table(ended: Ended) -> list[dict[str, Any]]:
    """One row a publisher, those with an alarm first; also for one that was crawled and gave nothing to ask for."""
    nothing: Mapping[str, int] = Counter()
    rows = [
        {
            "publisher": visible(publisher),
            "alarm": visible(ended.alarms.get(publisher, "")),
            "listings": ended.listings_of(publisher),
            "asked": counts["asked"],
            "new": counts["new_articles"],
            "changed": counts["new_versions"] - counts["new_articles"],
            "unchanged": counts["unchanged"] + counts["duplicate"],
            "rejected": counts["rejected"],
            "failed": counts["failed"],
            "deferred": counts["deferred"],
            "seconds": ended.seconds.get(publisher),
        }
        for publisher, counts in sorted((dict.fromkeys(ended.seconds, nothing) | ended.counts.by_publisher).items())
    ]
    return sorted(rows, key=lambda row: not row["alarm"])


def troubled(ended: Ended) -> list[str]:
    """Publishers that were crawled and are named, or had pages or listings that failed: a person may crawl them again."""
    named = {*ended.alarms, *(warning.about for warning in ended.warnings)}
    named |= {one for one, counts in ended.counts.by_publisher.items() if counts["failed"]}
    named |= {one.publisher for one in ended.listings if one.outcome in ("failed", "rejected")}
    return sorted(one for one in ended.seconds if one in named)


def for_a_person(
    ended: Ended, concerns: Sequence[Concern], report: str | None, forms: Mapping[str, str | None], articles: str | None = None
) -> str:
    """Markdown: what a person should see, and where the report is. What pages say of themselves stays text in it.

    `articles` is where `copydesk browse` shows what came. `forms` are the publishers that may want to be crawled again, each
    with the address of a form that does it.
    """
    return "\n".join(_lines(ended, concerns, report, forms, articles))


def _lines(
    ended: Ended, concerns: Sequence[Concern], report: str | None, forms: Mapping[str, str | None], articles: str | None
) -> Iterator[str]:
    counts = ended.counts
    what = f"**{counts.new_articles} new**, {counts.new_versions - counts.new_articles} changed"
    done = f"Run `{ended.run.run_id}`: {_number(counts.asked, 'page')} asked for, {what}"
    yield f"{done}, {counts.rejected} rejected, {counts.failed} failed."
    yield ""
    yield f"[The report of this run]({report})" if report else f"The report: `copydesk report --run {ended.run.run_id}`"
    yield ""
    if articles:
        yield f"[Its articles with their evidence]({articles})"
        yield ""
    yield f"## {heading(concerns)}" if concerns else f"{heading(concerns)}."
    yield ""
    for to_do, same in by_what_to_do(concerns):
        yield from (f"- **{inert(one.about)}**: {inert(one.what)}" for one in same[:NAMED_AT_MOST])
        if len(same) > NAMED_AT_MOST:
            yield f"- and {len(same) - NAMED_AT_MOST:,} more: they are in the report"
        yield ""
        yield f"What to do: {inert(to_do)}"
        yield ""
    if ended.notes:
        yield "## Notes"
        yield ""
        yield from (f"- {inert(note)}" for note in ended.notes[:NAMED_AT_MOST])
    if forms:
        again = (f"[{inert(one)}]({form})" if form else f"`copydesk nightly {visible(one)}`" for one, form in forms.items())
        yield ""
        yield f"Once mended, crawl it again, and none of the others: {', '.join(again)}"


def heading(concerns: Sequence[Concern]) -> str:
    """What a person should know first."""
    return "What needs a person" if concerns else "Nothing needs a person"


def inert(text: str) -> str:
    """A text that is neither HTML nor Markdown to whoever shows it, on one line, at most 300 characters."""
    plain = visible(" ".join(text.split()))
    plain = plain if len(plain) <= 300 else plain[:299] + "…"
    return re.sub(r"([\\`*_{}\[\]()#+!|~:])", r"\\\1", html.escape(plain, quote=False))


def _number(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"
