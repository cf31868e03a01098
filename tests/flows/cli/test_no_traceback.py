"""Each command with wrong, missing, unwritable and busy things: it says what is wrong in a line, with a status of its own."""

import inspect
import io
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, cycle, islice, product
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import typer

from flows.cli.app import app, main
from flows.cli.options import CHECKOUT
from tests.flows.test_files import HARBOUR, load

PATHS = (
    "missing/deep",
    "file/below",
    "/proc/nothing/there",
    "/dev/null",
    "folder",
    "file",
    "n" * 300,
    "bad-\udcff",
    "",
    "loop",
)
TEXTS = ("", "bad-\udcff", "x" * 10_000, "../..", "http://[", "a\nb", "-1")
STDIN = (b"\xff\xfe", b"[" * 100_000, b'{"id": 1}', b'{"id": 1, "raw": 5}', b"null", b'{"id": 1, "raw": "\\ud800"}')

# What each command is given besides: enough to go on with, and never so much that it serves, or asks the network.
GIVEN: dict[str, list[str]] = {
    "load": ["file"],
    "browse": ["--port", "TAKEN"],
    "serve": ["--port", "TAKEN"],
    "sql": ["select 1"],
    "explain": ["x"],
    "export": ["out"],
    "takedown": ["x", "--reason", "y", "--yes"],
    "publisher add": ["http://["],
    "publisher check": ["nobody"],
}


def commands() -> Iterator[tuple[str, Any]]:
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        yield from ((f"{name} {inner}", one) for inner, one in getattr(command, "commands", {}).items())
        if not hasattr(command, "commands"):
            yield name, command


TRIED = 4
"""Wrong things that each parameter is given, not the same as the one before it: with all, this test took a minute."""


def wrong_uses() -> Iterator[list[str]]:
    """Each parameter of each command with wrong things in turn, the others as they should be."""
    first = count(step=TRIED)
    for name, command in commands():
        given = GIVEN.get(name, [])
        kinds = {key: str(hint) for key, hint in get_type_hints(inspect.unwrap(command.callback)).items()}
        for parameter in command.params:
            kind = kinds[parameter.name]
            things = PATHS if "Path" in kind else TEXTS if re.search("str|datetime|Literal", kind) else ()
            at = next(first) % max(1, len(things))
            for value in islice(cycle(things), at, at + TRIED):
                if parameter.param_type_name == "option":
                    yield [*name.split(), *given, parameter.opts[0], value]
                else:
                    yield [*name.split(), value, *given[1:]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "config" / "publishers").mkdir(parents=True)
    (folder / "folder").mkdir()
    (folder / "file").write_text("x")
    (folder / "loop").symlink_to("loop")
    (folder / "harbour.txt").write_text(HARBOUR)
    load(folder / "home", folder / "harbour.txt")
    with socket.socket() as taken, pytest.MonkeyPatch.context() as here:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        here.chdir(folder)
        for name, value in (("HOME", "home"), ("CONFIG", "config")):
            here.setenv(f"COPYDESK_{name}", str(folder / value))
        here.setenv("TAKEN", str(taken.getsockname()[1]))
        yield folder


def typed(words: list[str], stdin: bytes = b"") -> int | str | None:
    with pytest.MonkeyPatch.context() as there:
        there.setattr(sys, "argv", ["copydesk", *(os.environ["TAKEN"] if word == "TAKEN" else word for word in words)])
        there.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
    return ended.value.code


def test_no_command_shows_a_traceback_whatever_it_is_given(desk: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("flows.cli.app._traceback_file", lambda error: f"Traceback of {error!r}")
    seen, uses = [], list(wrong_uses())
    assert len(uses) > 150
    assert {*PATHS, *TEXTS} <= {word for words in uses for word in words}
    for words in uses:
        status = typed(words)
        said = capsys.readouterr().err
        if "Traceback" in said or status not in (0, 1, 2, None) or (status and not said):
            seen.append((words, status, said[-300:]))
    assert seen == []


@pytest.mark.parametrize(("command", "stdin"), list(product(("parse bylines", "parse datelines", "sql -", "load -"), STDIN)))
def test_no_bytes_on_standard_input_show_a_traceback(desk: Path, capsys, monkeypatch, command: str, stdin: bytes) -> None:
    monkeypatch.setattr("flows.cli.app._traceback_file", lambda error: f"Traceback of {error!r}")
    if command == "load -":
        (desk / "stdin").write_bytes(stdin)
        command = "load stdin"
    assert typed(command.split(), stdin) in (0, 1, 2, None)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["private", "archive", "reports", "private/work", "private/store.duckdb", "snapshots"])
@pytest.mark.parametrize("words", [["load", "harbour.txt"], ["report"], ["takedown", "x", "--reason", "y", "--yes"]])
def test_what_lies_in_the_homes_way_is_named(
    desk: Path, tmp_path: Path, capsys, monkeypatch, name: str, words: list[str]
) -> None:
    monkeypatch.setattr("flows.cli.app._traceback_file", lambda error: f"Traceback of {error!r}")
    at = tmp_path / name
    at.parent.mkdir(exist_ok=True)
    if name.endswith(".duckdb"):
        at.mkdir()
    else:
        at.write_text("a file")
    assert typed([*words, "--home", str(tmp_path)]) in (0, 1, 2)  # 0: a load writes no report
    assert "Traceback" not in capsys.readouterr().err


def test_an_export_to_a_folder_that_is_not_there_says_so(desk: Path, capsys) -> None:
    assert typed(["export", "nowhere/articles.csv", "--format", "csv"]) == 2
    assert f"there is no folder {desk / 'nowhere'}: make it first" in capsys.readouterr().err


@pytest.mark.parametrize("what", [[], ["serve"]])
def test_a_demo_while_the_desk_runs_says_which_ports_are_taken(desk: Path, tmp_path: Path, what: list[str]) -> None:
    environment = os.environ | {
        "COPYDESK_DEMO_PORT": os.environ["TAKEN"],
        "COPYDESK_HOME": str(tmp_path),
        "PYTHONPATH": str(CHECKOUT),
    }
    command = [sys.executable, "-m", "tests.newspaper.demo", *what]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (2, "")
    assert "one is taken: by `make desk` or another `make demo`?" in done.stdout
