"""What the report of a run is made of, asked in one go from one published snapshot."""

from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from warehouse.home import Home
from warehouse.query import QueryError, connect
from warehouse.statements import statement

Row = dict[str, Any]
"""A row of a query in warehouse/report/: {column: value}."""

Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Night:
    """A run and what there is to say of it. Each field holds the rows of warehouse/report/<field>.sql."""

    run: Row
    history: Rows
    publishers: Rows
    articles: Rows
    places: Rows
    contributors: Rows
    credits: Rows
    stories: Rows
    changes: Rows
    losses: Rows
    listings: Rows


def night(home: Home, run_id: str | None = None) -> Night:
    """Ask for a run, the last one by default.

    Raises QueryError where there is no warehouse, no run or none of that name.
    """
    with connect(home) as warehouse:
        runs = _rows(warehouse, "run", run_id=run_id)
        if not runs:
            raise QueryError(
                f"no run {run_id!r}: `copydesk sql run_history` lists them"
                if run_id
                else "no run has reached the warehouse yet"
            )
        run = runs[0]["run_id"]
        for scope in ("tonight", "recent"):
            warehouse.execute(statement("report", scope), {"run_id": run})
        return Night(
            run=runs[0],
            history=_rows(warehouse, "history", run_id=run),
            publishers=_rows(warehouse, "publishers", run_id=run),
            articles=_rows(warehouse, "articles"),
            places=_rows(warehouse, "places"),
            contributors=_rows(warehouse, "contributors"),
            credits=_rows(warehouse, "credits"),
            stories=_rows(warehouse, "stories"),
            changes=_rows(warehouse, "changes", run_id=run),
            losses=_rows(warehouse, "losses", run_id=run),
            listings=_rows(warehouse, "listings", run_id=run),
        )


def _rows(warehouse: DuckDBPyConnection, name: str, **parameters: str | list[str] | None) -> Rows:
    found = warehouse.execute(statement("report", name), parameters)
    columns = [column[0] for column in found.description or []]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
