"""docs/configuration.md, made of the models that read the files: each key, what it is, what holds without it, and a line with it."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from articles import aliases, publisher_keys
from flows import desk
from flows.server import schedules
from loaders import mapping

DESK = {
    "contact": "who answers for crawls, a mail address or a web page; goes into the User-Agent. Without it no site outside your own network is asked",
    "workers": "processes that read pages",
    "batch_pages": "addresses of pages that one process reads at a time",
    "crawls_at_once": "publishers that are crawled side by side",
    "page_timeout_s": "seconds after which reading one page is stopped, and the page rejected",
    "file_timeout_s": "seconds after which loading one file is stopped, and one more for each MiB of it",
    "run_timeout_h": "hours after which a run from the UI or a schedule is stopped; the next one goes on where it was",
    "load_roots": "folders that loads from the UI may read; `[]` for none. Without the line they may read what you may",
    "runner": "who reads batches: `local` (processes of this machine) or `dask` (needs `copydesk[dask]`)",
    "dask": "address of the Dask scheduler",
    "warehouse": "a lake instead of a file in the home (needs `copydesk[ducklake]`; [scale.md](scale.md))",
    "warehouse_data": "where a lake's files lie; without it `lake/` in the home",
    "snapshots_kept": "published snapshots that stay, the one that people open among them",
    "sql_memory_gb": "memory that one question may take",
    "sql_timeout_s": "seconds that one question may take, from its start to its last row",
    "browse": "address of `copydesk browse`, where it runs: reports and runs link to it",
    "accepted": "rows of checks that are right as they are: by check, one cell of each",
}
SCHEDULE = {
    "cron": "minute, hour, day of month, month, weekday",
    "timezone": "an IANA name; summer time is minded",
    "flow": "which flow, where it is not called like the entry",
    "parameters": "what to fill into its form",
    "overlap": "while an earlier run of the flow goes on: `wait`, or `skip` this one",
}
JOIN = {
    "names": "names of one contributor, the one to show first",
    "evidence": "why they are one: without it nothing is joined",
    "kind": "`person`, `organisation`, `handle` or `unknown`",
}
NAME_JOIN = {
    "names": "names of one person, organisation or place, the one to show first",
    "evidence": "why they are one: without it nothing is joined",
    "kind": "`person`, `organisation` or `place`",
    "language": "the language whose endings the names have, where they have some",
}
COLUMNS = {
    "columns": "a field, and the column or columns that hold it, the best first",
    "files": "names of files that it holds for, with `*` and `?`",
}
NO_NUMBER = {"workers": "one for each processor"}
"""What holds without a key, where that depends on the machine."""

OPENING = """# Configuration

You want to know what a file below `config/` may say. A key that is not in these tables is refused with the nearest one that there is; a value
that cannot be used, with an example. Every file is TOML and read anew by each command; `copydesk serve` reads them at its start. `--config` or
`COPYDESK_CONFIG` names another folder. This page is made of the code: `make docs`.
"""


def page() -> str:
    """The whole page."""
    parts = [
        OPENING,
        "## config/publishers/ID.toml\n\nOne publisher each; [crawling.md](crawling.md) says more.\n",
        publisher_keys.as_table(),
        "## config/desk.toml\n\nWhat holds for every publisher.\n",
        _table(desk.Settings, DESK, desk.EXAMPLES),
        "## config/schedules.toml\n\nWhen `copydesk serve` runs what. Each entry is a table with a name of its own, like `[nightly]`.\n",
        _table(schedules.Schedule, SCHEDULE, schedules.EXAMPLES, {"flow": "the entry's name"}),
        "## config/contributors.toml\n\nNames that are one contributor's; each `[[same]]` joins two or more.\n",
        _table(aliases.Join, JOIN, JOIN_LINES),
        "## config/names.toml\n\nNames in texts that are one person's, organisation's or place's; each `[[same]]` joins two or more.\n",
        _table(aliases.NameJoin, NAME_JOIN, NAME_JOIN_LINES),
        "## config/mappings/NAME.toml\n\nWhich columns of your files are which fields; [loading.md](loading.md) says which fields there are.\n",
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
    return "| key | what it is | if it is not there | example |\n|---|---|---|---|\n" + "".join(rows)


def _default(field: Any) -> str:
    if field.is_required():
        return "an error"
    value = field.default
    return f"`{value}`" if isinstance(value, bool | int | float | str) and value != "" else ""
