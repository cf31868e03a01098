"""`copydesk sql` at a terminal: Ctrl-C, time, memory and rows. A real pty, as people have it."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.warehouse.pages import STORY, Newsroom, read
from warehouse.home import Home
from warehouse.publish import publish

COPYDESK = Path(sys.executable).with_name("copydesk")

HEAVY = {
    "cross joins": "select count(*) from range(1000000) a, range(1000000) b, range(1000000) c where hash(a.range, b.range, c.range) = 1",
    "a recursion without an end": "with recursive t(n) as (select 1::hugeint union all select n + 1 from t) select count(*) from t",
    "a big sort": "select range from range(60000000) order by md5(range::varchar), hash(range) desc",
    "regular expressions": "select sum(length(regexp_replace(repeat('ab', 2000) || range, '(a|b|ab)*c?', 'x', 'g'))) from range(100000000)",
    "one call that goes on and on": "select length(repeat('x', 2000000000)), levenshtein(repeat('ab', 90000), repeat('ba', 90000))",
    "rows without an end": "select range, md5(range::varchar) from range(100000000000)",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("asking")))
    newsroom.load(read(), read(f"{STORY}/2", "The bridge is shut."))
    with newsroom.store() as store:
        publish(store, newsroom.home)
    return newsroom.home.root


class Terminal:
    """A command on a pty of its own."""

    def __init__(self, *command: str | Path, env: dict[str, str] | None = None) -> None:
        self.said = b""
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=env,
            preexec_fn=lambda: _take(theirs),
        )
        os.close(theirs)

    def hear(self, seconds: float) -> None:
        """Read what it says for so long, or until it ends."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self._ours], [], [], left)[0]:
                try:
                    self.said += os.read(self._ours, 1 << 16)
                except OSError:  # the other end is closed
                    break

    def ctrl_c(self) -> float:
        """Type it, and say how many seconds it took to end."""
        began = time.monotonic()
        os.write(self._ours, b"\x03")
        while self.process.poll() is None and time.monotonic() < began + 30:
            self.hear(0.02)
        return time.monotonic() - began

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


def _take(terminal: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


@pytest.mark.parametrize("sql", HEAVY.values(), ids=HEAVY)
def test_ctrl_c_ends_a_question_within_a_second(home: Path, sql: str) -> None:
    terminal = Terminal(COPYDESK, "sql", sql, "--format", "csv", "--home", home, "--config", home)
    try:
        terminal.hear(2.5)
        assert terminal.process.poll() is None, terminal.said
        took = terminal.ctrl_c()
        terminal.hear(0.1)
    finally:
        terminal.close()
    assert terminal.process.returncode == 130
    assert terminal.said.endswith(b"copydesk: Interrupted.\r\n")
    assert b"Traceback" not in terminal.said
    assert took < 1.5  # a second, and what a busy machine adds


def _ask(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COPYDESK, "sql", "--home", home, "--config", home, *words], capture_output=True, text=True, check=False, timeout=120
    )


def test_a_question_has_its_time(home: Path) -> None:
    done = _ask(home, HEAVY["cross joins"], "--timeout", "1")
    assert done.returncode == 2
    assert done.stderr.startswith("copydesk: the question took longer than 1 s and was stopped: ")
    assert "sql_timeout_s in desk.toml, --timeout for one" in done.stderr


def test_what_a_question_asks_for_is_found_out_within_its_time(home: Path) -> None:
    began = time.monotonic()
    done = subprocess.run(
        [COPYDESK, "sql", "-", "--timeout", "1", "--home", home, "--config", home],
        input=f"select {'title, ' * 60_000} 1 from articles",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "the question took " in done.stderr
    assert time.monotonic() - began < 10  # three times as long where the clock does not run yet


def test_a_question_that_does_not_heed_the_clock_ends_with_its_process(home: Path) -> None:
    began = time.monotonic()
    done = _ask(home, HEAVY["one call that goes on and on"], "--timeout", "1")
    assert (done.returncode, done.stderr) == (2, "copydesk: the query exceeded its time limit and was stopped: see --timeout\n")
    assert time.monotonic() - began < 20


def test_a_question_has_its_memory_and_writes_nothing_aside(home: Path, tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text("sql_memory_gb = 0.2\n")
    sql = "select range, md5(range::varchar) as sum from range(20000000) order by sum"
    done = _ask(home, sql, "--config", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith("copydesk: the question needs more than 0.2 GB of memory: ask for less")
    assert [file.name for file in (home / "snapshots").iterdir() if file.name.endswith(".tmp")] == []


def test_a_terminal_shows_some_rows_and_says_how_to_get_all(home: Path) -> None:
    shown = {}
    for rows in ((), ("--rows", "7"), ("--rows", "0")):
        terminal = Terminal(COPYDESK, "sql", "from range(1500)", *rows, "--home", home, "--config", home)
        try:
            terminal.hear(60)
            assert terminal.process.wait(60) == 0
        finally:
            terminal.close()
        shown[rows] = terminal.said.decode().splitlines()
    assert shown[()][-1] == "(1,000 of 1,500 rows; all of them: --rows 0, or --format csv > FILE)"
    assert shown["--rows", "7"][-1] == "(7 of 1,500 rows; all of them: --rows 0, or --format csv > FILE)"
    assert [len(lines) for lines in shown.values()] == [1003, 10, 1503]
    assert len(_ask(home, "from range(1500)").stdout.splitlines()) == 1503  # a file or a pipe gets all


def test_rows_come_while_the_question_goes_on(home: Path) -> None:
    asked = [COPYDESK, "sql", HEAVY["rows without an end"], "--format", "jsonl", "--home", home, "--config", home]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert [json.loads(process.stdout.readline())["range"] for _ in range(3)] == [0, 1, 2]
        process.stdout.close()  # as `| head` does
        assert process.wait(60) == 128 + signal.SIGPIPE
        assert process.stderr.read() == b""


def test_shorthands_are_typed_as_in_a_shell_of_duckdb(home: Path) -> None:
    assert _ask(home, ".schema", "articles").stdout == _ask(home, ".schema articles").stdout != ""
    assert "articles" in _ask(home, ".tables").stdout


def test_a_question_that_the_shell_has_taken_apart_is_not_guessed(home: Path) -> None:
    done = _ask(home, "select", "title", "from", "articles")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'copydesk: put the question in quotes; example: copydesk sql "select title from articles limit 5"\n'


@pytest.mark.parametrize(
    "query",
    [
        "-- how many?\nselect count(*) as n from articles",
        "--\nselect count(*) as n from articles",
        "--how many --format=json\nselect count(*) as n from articles",
        "\n--how many\n-- and why\nselect count(*) as n from articles -- all of them",
        "/* how many */ select count(*) as n from articles",
    ],
)
@pytest.mark.parametrize("words", [("{}", "--format", "csv"), ("--format=csv", "{}"), ("--format=csv", "--", "{}")])
def test_a_question_may_begin_with_a_comment(home: Path, query: str, words: tuple[str, ...]) -> None:
    done = _ask(home, *(word.format(query) for word in words))
    assert (done.returncode, done.stdout.split()) == (0, ["n", "2"]), done.stderr


@pytest.mark.parametrize("option", ["--fromat", "--fromat=json", "--fromat=a\nb"])
def test_what_looks_like_an_option_still_is_one(home: Path, option: str) -> None:
    done = _ask(home, "select 1", option)
    assert (done.returncode, done.stdout) == (2, "")
