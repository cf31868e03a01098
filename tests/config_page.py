"""docs/configuration.md, made of the models that read the files: each key, what it is, what holds without it, and a line with it."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from articles import aliases, publisher_keys
from flows import desk
from flows.server import schedules
from loaders import mapping

DESK = {
    "contact": "who is responsible for crawls, a mail address or a web page; sent in the User-Agent. Without it, nothing is requested from sites outside your own network",
    "workers": "processes that read pages",
    "batch_pages": "pages that one process reads at a time",
    "crawls_at_once": "publishers crawled at the same time",
    "page_timeout_s": "seconds of the processor that reading a page may take; then it is stopped and the page rejected",
    "file_timeout_s": "seconds after which the loading of a file is stopped, plus one for each MiB of it",
    "run_timeout_h": "hours after which a run from the UI or a schedule is stopped; the next one continues where it stopped",
    "load_roots": "folders that loads from the UI may read; `[]` for none. Without this line they may read whatever you can",
    "runner": "where batches are read: `local` (processes on this machine) or `dask` (needs `copydesk[dask]`)",
    "dask": "address of the Dask scheduler",
    "warehouse": "a lake instead of a file in the home (needs `copydesk[ducklake]`; [scale.md](scale.md))",
    "warehouse_data": "where a lake's files are; by default `lake/` in the home",
    "snapshots_kept": "published snapshots to keep, including the current one",
    "sql_memory_gb": "memory that one query may use, in GB",
    "sql_timeout_s": "seconds that one query may take, from its start to its last row",
    "browse": "address at which `copydesk browse` runs, so that reports and runs link to it",
    "accepted": "rows found by checks that are right as they are: for each check, one cell of each row",
}
SCHEDULE = {
    "cron": "minute, hour, day of month, month, weekday",
    "timezone": "an IANA name; summer time is taken into account",
    "flow": "which flow, if its name is not the entry's",
    "parameters": "what to enter in its form",
    "overlap": "while an earlier run of the flow is in progress: `wait`, or `skip` this run",
}
JOIN = {
    "names": "names of one contributor, beginning with the one to show",
    "evidence": "why they are one: without it nothing is joined",
    "kind": "`person`, `organisation`, `handle` or `unknown`",
}
NAME_JOIN = {
    "names": "names of one person, organisation or place, beginning with the one to show",
    "evidence": "why they are one: without it nothing is joined",
    "kind": "`person`, `organisation` or `place`",
    "language": "the language whose endings the names take, if any",
}
COLUMNS = {
    "columns": "a field, and the column or columns that hold it, best first",
    "files": "names of the files it applies to, with `*` and `?`",
}
NO_NUMBER = {"workers": "one per processor"}
"""Defaults that depend on the machine."""

OPENING = """# Configuration

You want to know what a file in `config/` may contain. A key that is not in these tables is refused, and the message names the nearest one that
exists; a value that cannot be used is refused with an example. Every file is TOML. Each command reads the files anew; `copydesk serve` reads them
when it starts. `--config` or `COPYDESK_CONFIG` names another folder. This page is generated from the code by `make docs`.
"""


def page() -> str:
    """The whole page."""
    parts = [
        OPENING,
        "## config/publishers/ID.toml\n\nOne file for each publisher; [crawling.md](crawling.md) says more.\n",
        publisher_keys.as_table(),
        "## config/desk.toml\n\nSettings for every publisher.\n",
        _table(desk.Settings, DESK, desk.EXAMPLES),
        "## config/schedules.toml\n\nWhat `copydesk serve` runs, and when. Each entry is a table with a name of its own, like `[nightly]`.\n",
        _table(schedules.Schedule, SCHEDULE, schedules.EXAMPLES, {"flow": "the entry's name"}),
        "## config/contributors.toml\n\nNames that belong to one contributor; each `[[same]]` joins two or more.\n",
        _table(aliases.Join, JOIN, JOIN_LINES),
        "## config/names.toml\n\nNames in texts that belong to one person, organisation or place; each `[[same]]` joins two or more.\n",
        _table(aliases.NameJoin, NAME_JOIN, NAME_JOIN_LINES),
        "## config/mappings/NAME.toml\n\nWhich columns of your files hold which fields; [loading.md](loading.md) lists the fields.\n",
        _table(mapping.MappingFile, COLUMNS, mapping.EXAMPLES),
    ]
    return "\n".join(parts)


NAME_JOIN_LINES = {
    "names": 'names = ["Miriam Ashdown", "Mim Ashdown"]',
    "evidence": 'evidence = "signs her letters with both, 3 May 2026"',
    "kind": 'kind = "place"',
    "language": 'language = "cs"',
}
JOIN_LINES = {
    "names": 'names = ["Miriam Ashdown", "M. Ashdown"]',
    "evidence": 'evidence = "the same mail address, 3 May 2026"',
    "kind": 'kind = "organisation"',
}


def _table(
    model: type[BaseModel], meanings: Mapping[str, str], lines: Mapping[str, str], defaults: Mapping[str, str] = NO_NUMBER
) -> str:
    """Raises KeyError for a key of the model that has no meaning or no example."""
    rows = [
        f"| `{name}` | {meanings[name]} | {defaults.get(name) or _default(field)} | `{lines[name]}` |\n"
        for name, field in sorted(model.model_fields.items(), key=lambda item: list(meanings).index(item[0]))
    ]
    return "| key | what it is | default | example |\n|---|---|---|---|\n" + "".join(rows)


def _default(field: Any) -> str:
    if field.is_required():
        return "required"
    value = field.default
    return f"`{value}`" if isinstance(value, bool | int | float | str) and value != "" else ""
