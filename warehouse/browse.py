"""What a reader's page is made of: one question a page, so that all of it is of one snapshot."""

from typing import Any

from warehouse.home import Home
from warehouse.limits import Limits
from warehouse.query import run_query
from warehouse.statements import statement

Row = dict[str, Any]
"""A row of a query in warehouse/browse/: {column: value}; lists of rows within it are lists of such."""


def told(home: Home, name: str, limits: Limits, **parameters: object) -> Row | None:
    """The one row that warehouse/browse/<name>.sql answers with; None where there is no such thing. Raises QueryError."""
    answer = run_query(home, statement("browse", name), parameters, limits)
    return dict(zip(answer.columns, answer.rows[0], strict=True)) if answer.rows else None
