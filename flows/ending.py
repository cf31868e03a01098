"""What the shell says when a run has ended: a table of what became of everything, and by name what failed."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from articles.visible import visible
from flows.desk import Desk
from flows.loading import Ended
from flows.saying import warn
from warehouse.known import Fault, faults

OUTCOMES = ("article", "unchanged", "duplicate", "rejected", "failed", "deferred", "disallowed")
NAMED_AT_MOST = 50


def say_what_came(desk: Desk, ended: Ended, *, every_reject: bool) -> bool:
    """Print the counts to stdout and what failed to stderr. False when something failed.

    A page that is no article is nothing to be alarmed of in a crawl, unless reading it failed; among files that somebody named
    (`every_reject`) it is.
    """
    Console(highlight=False).print(_table(ended))
    found = [fault for fault in faults(desk.home, ended.run.run_id) if every_reject or _is_failure(fault)]
    alarms = (f"{publisher}: {alarm}" for publisher, alarm in sorted(ended.alarms.items()))
    complaints = [*alarms, *ended.warnings, *map(_line, found[:NAMED_AT_MOST])]
    if len(found) > NAMED_AT_MOST:
        complaints.append(f"... and {len(found) - NAMED_AT_MOST} more: copydesk sql reject_reasons")
    complaints += [
        f"check {name}: {rows} rows that should not be (copydesk check)" for name, rows in ended.failed_checks.items()
    ]
    for line in complaints:
        warn(line)
    return not found and not ended.failed_checks


def _is_failure(fault: Fault) -> bool:
    return fault.outcome == "failed" or (fault.code or "").startswith("failed")


def _table(ended: Ended) -> Table:
    table = Table(title=f"Run {ended.run.run_id}", title_justify="left")
    table.add_column("publisher")
    shown = [outcome for outcome in OUTCOMES if getattr(ended.counts, outcome) or outcome in ("article", "rejected", "failed")]
    for column in ("asked", *shown):
        table.add_column(column, justify="right")
    for publisher, counts in sorted(ended.counts.by_publisher.items()):
        table.add_row(
            Text(visible(publisher)), str(sum(counts.get(o, 0) for o in OUTCOMES)), *(str(counts.get(o, 0)) for o in shown)
        )
    table.add_section()
    table.add_row("all", str(ended.counts.asked), *(str(getattr(ended.counts, outcome)) for outcome in shown))
    return table


def _line(fault: Fault) -> str:
    return f"{fault.url}: {fault.outcome}, {fault.code or ''}: {fault.detail}".replace(", :", ":")
