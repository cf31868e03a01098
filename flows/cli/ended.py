"""The summary of a run on the terminal: a table of outcomes, then everything that needs attention, by name."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from articles.printable import visible
from flows.output import warn
from flows.summary import Concern, Ended, by_what_to_do
from warehouse.run import OUTCOMES

NAMED_AT_MOST = 50
"""Concerns named for each thing to do; the rest are counted."""

ROWS_AT_MOST = 60
"""Publishers that the table has a row for; of more, those with the most pages: a web archive may hold thousands of hosts."""
FEW_ROWS = 20


def say_what_came(ended: Ended, concerns: Sequence[Concern]) -> None:
    """Print the counts to stdout; notes, and what needs attention with what to do, to stderr."""
    Console(highlight=False).print(_table(ended))
    for note in ended.notes:
        warn(f"note: {note}")
    for to_do, same in by_what_to_do(concerns):
        for concern in same[:NAMED_AT_MOST]:
            warn(concern)
        if len(same) > NAMED_AT_MOST:
            warn(f"... and {len(same) - NAMED_AT_MOST:,} more (copydesk report lists them)")
        warn(f"    What to do: {to_do}")


def _table(ended: Ended) -> Table:
    table = Table(title=f"Run {ended.run.run_id}", title_justify="left")
    table.add_column("publisher")
    shown = [outcome for outcome in OUTCOMES if getattr(ended.counts, outcome) or outcome in ("article", "rejected", "failed")]
    for column in ("listings", "asked", *shown) if ended.listings else ("asked", *shown):
        table.add_column(column, justify="right")
    crawled: dict[str, dict[str, int]] = {publisher: {} for publisher in ended.seconds}
    rows = sorted((crawled | ended.counts.by_publisher).items())
    most = rows if len(rows) <= ROWS_AT_MOST else sorted(rows, key=lambda row: -row[1].get("asked", 0))[:FEW_ROWS]
    for publisher, counts in most:
        read = [ended.listings_of(publisher)] if ended.listings else []
        asked = str(sum(counts.get(o, 0) for o in OUTCOMES))
        table.add_row(Text(visible(publisher)), *read, asked, *(str(counts.get(o, 0)) for o in shown))
    if len(rows) > len(most):
        table.add_row(f"... and {len(rows) - len(most):,} more")
    table.add_section()
    read = [ended.listings_of()] if ended.listings else []
    table.add_row("all", *read, str(ended.counts.asked), *(str(getattr(ended.counts, outcome)) for outcome in shown))
    return table
