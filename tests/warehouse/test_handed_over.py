"""Rows that Python hands to DuckDB, and one connection to another: all of them, as they were."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from warehouse import handed_over
from warehouse.handed_over import hand_over, put_rows

TYPES = {"of": "DATE", "words": ["VARCHAR"], "count": "BIGINT", "share": "DOUBLE"}
ROWS = [
    (date(2026, 3, 1), ["It's", 'said "so"', "⚓\n", "{", ""], 1 << 40, 0.1),
    (None, [], None, None),
    (date(1066, 10, 14), None, -1, 1e-300),
]


@pytest.fixture
def desk() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
def test_rows_come_whole_however_many_go_at_once(
    desk: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(handed_over, "ROWS_AT_ONCE", at_once)
    put_rows(desk, "told", TYPES, iter(ROWS))
    assert desk.execute("from told").fetchall() == ROWS
    put_rows(desk, "told", TYPES, ROWS[:1])
    assert desk.execute("from told").fetchall() == ROWS[:1]


def test_of_no_rows_there_is_a_table_with_its_columns(desk: DuckDBPyConnection) -> None:
    put_rows(desk, "told", TYPES, [])
    assert [(name, kind) for name, kind, *_ in desk.execute("describe told").fetchall()] == [
        ("of", "DATE"), ("words", "VARCHAR[]"), ("count", "BIGINT"), ("share", "DOUBLE"),
    ]  # fmt: skip


def test_another_connection_has_what_this_one_has_not_committed(desk: DuckDBPyConnection, tmp_path: Path) -> None:
    folder = tmp_path / "it's here"
    folder.mkdir()
    desk.begin()
    put_rows(desk, "told", TYPES, ROWS)
    with desk.cursor() as other:
        hand_over(desk, 'from told where "of" = $of', {"of": ROWS[0][0]}, other, "mine", folder)
        assert other.execute("from mine").fetchall() == ROWS[:1]
        hand_over(desk, "from told", {}, other, "mine", folder)
        assert other.execute("from mine").fetchall() == ROWS
