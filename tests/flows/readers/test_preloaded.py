"""What a process that reads has from the fork server, from its first moment on."""

import gc
import os
import subprocess
import sys
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from articles.patterns import BY_CHANCE
from flows.readers import forked as forking
from flows.readers.forked import begin_fork_server, end_fork_server, forked
from tests.flows.test_files import HARBOUR, load

PATTERNS = """
from articles import compiled, patterns

patterns.BY_CHANCE = -1
compiled.put = lambda name, made_of, now: print(*map(repr, now), sep="\\n")
import flows.readers.preloaded
"""

READ_IN = ("articles.read", "trafilatura", "duckdb", "pyarrow", "loaders.detect")


def what_it_has(pipe: Connection) -> None:
    """Runs in the process."""
    pipe.send(([name for name in READ_IN if name in sys.modules], gc.get_threshold()[0], gc.get_freeze_count()))


def test_it_has_what_it_reads_with_and_leaves_that_alone() -> None:
    process, pipe = forked(what_it_has)
    assert pipe.poll(60)
    modules, new_objects, frozen = pipe.recv()
    process.join()
    assert modules == list(READ_IN)
    assert new_objects > 10 * 700
    assert frozen > 100_000


def tables_to_make(pipe: Connection) -> None:
    """Runs in the process."""
    from flows.readers.preloaded import tables

    pipe.send((len(tables()), [repr(table) for table in tables() if not table.cache_info().currsize]))  # type: ignore[attr-defined]


def test_it_has_no_table_to_make() -> None:
    process, pipe = forked(tables_to_make)
    assert pipe.poll(60)
    count, missing = pipe.recv()
    process.join()
    assert count > 50
    assert missing == []


def test_what_expressions_it_compiles_is_not_left_to_chance() -> None:
    """Those that differ from one process to the next were compiled each time, and kept anew."""
    first, second = (
        subprocess.run(
            [sys.executable, "-c", PATTERNS],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in ("1", "2")
    )
    differing = {*first.stdout.splitlines()} ^ {*second.stdout.splitlines()}
    assert len(first.stdout.splitlines()) > 500
    assert [one for one in differing if len(one) > 100] == []  # ours are long lists of words
    assert len(differing) / 2 < BY_CHANCE


def wait(pipe: Connection) -> None:
    """Runs in the process, until the pipe says so."""
    pipe.send(os.getppid())
    pipe.recv()


def test_the_fork_server_ends_where_nobody_needs_it_and_comes_again() -> None:
    process, pipe = forked(wait)
    server = pipe.recv()
    end_fork_server()
    os.kill(server, 0)
    pipe.send(None)
    process.join()
    end_fork_server()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
    begin_fork_server()
    process, pipe = forked(wait)
    assert pipe.recv() not in (server, os.getpid())
    pipe.send(None)
    process.join()


@pytest.mark.parametrize(("large", "is_there"), [(1, False), (1 << 30, True)])
def test_a_large_load_has_the_readers_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int, is_there: bool
) -> None:
    monkeypatch.setattr(forking, "LARGE_LOAD", large)
    (tmp_path / "harbour.txt").write_text(HARBOUR, "utf-8")
    load(tmp_path / "home", tmp_path / "harbour.txt")
    assert (vars(forkserver._forkserver)["_forkserver_pid"] is not None) == is_there
