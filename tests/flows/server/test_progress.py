"""Nobody writes to the operator's terminal, log or report: hostile words come in at each door, and act at no exit."""

import http.server
import os
import re
import subprocess
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.page import AskedListing
from flows.server import messages
from flows.summary import Concern, Ended, concerns
from tests.command import copydesk
from tests.flows.cli.test_asking import COPYDESK, Terminal
from tests.warehouse.pages import START
from warehouse.home import Home
from warehouse.known import Fault
from warehouse.query import run_query
from warehouse.run import Run, RunCounts
from warehouse.statements import names

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\x7f\u202e\u2066\u2028\ncopydesk: all is well\n"
NAME = EVIL.replace("\n", "\r\n")
FORGED = re.compile(r"^\s*copydesk: all is well", re.MULTILINE)
ACTS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
CHECKOUT = Path(__file__).parents[3]
PLAIN = os.environ | {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "200"}

FEED = """<?xml version="1.1"?><rss version="2.0"><channel><title>&#27;]0;owned&#7;</title><link>{site}/</link>
<item><title>&#27;[2J&#x202e;x</title><link>{site}/2026/moved</link></item>
<item><title>&#27;[2J</title><link>{site}/2026/gone&#xA;copydesk: all is well</link></item></channel></rss>"""
ARTICLE = "<html><head><title>&#x9b;31m&#x202e;Harbour&#x2028; {evil}</title></head><body><article><h1>Harbour &#x202e;{evil}</h1><p>{text}</p></article></body></html>"


class _Hostile(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = f"http://127.0.0.1:{self.server.server_address[1]}"
        if self.path == "/2026/moved":
            self.wfile.write(
                "HTTP/1.1 302 \x1b[2J\r\nLocation: http://elsewhere\x1b]0;owned\x07\x9b.example/x\r\nContent-Length: 0\r\n\r\n".encode(
                    "latin-1"
                )
            )
        elif self.path == "/rss.xml":
            body = FEED.format(site=site).encode()
            self.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
            )
        else:
            self.wfile.write("HTTP/1.1 404 \x1b[2J\x07gone\r\nContent-Length: 0\r\n\r\n".encode("latin-1"))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, Path]]:
    """A home, its config and a folder of pages, with hostile names and words in them, and a hostile server."""
    folder = tmp_path_factory.mktemp("shown")
    pages, config = folder / "pages", folder / "config"
    pages.mkdir()
    (config / "publishers").mkdir(parents=True)
    text = "The harbour of the town will be shut for a month, the port authority said on Monday. " * 5
    (pages / "good.html").write_text(ARTICLE.format(evil=EVIL, text=text + EVIL))
    (pages / f"file {NAME}.html").write_bytes(b"")
    (pages / f"data {NAME}.bin").write_bytes(b"\x7fELF\x00\x00")
    with zipfile.ZipFile(pages / f"zip {NAME}.zip", "w") as archive:
        archive.writestr(f"member {NAME}.html", "")
        archive.writestr(f"../out {NAME}.html", ARTICLE)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Hostile) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = f"127.0.0.1:{server.server_address[1]}"
        (config / "publishers" / "evil.toml").write_text(
            f'name = "\\u001b[2J\\u202eevil"\ndomain = "{host}"\nfeeds = ["http://{host}/rss.xml"]\nprivate_network = true\ndelay_s = 0\n'
        )
        yield folder / "home", config, pages
        server.shutdown()


def _said(*command: str | Path) -> str:
    done = copydesk(*command, env=PLAIN)
    return f"{done.stdout}\n{done.stderr}"


def _on_a_terminal(*command: str | Path) -> str:
    terminal = Terminal(COPYDESK, *command, env=PLAIN)
    try:
        terminal.hear(60)
    finally:
        terminal.close()
    return terminal.said.decode().replace("\r\n", "\n")


def _inert(said: str) -> str:
    assert ACTS.findall(said) == []
    assert FORGED.findall(said) == []
    return said


def test_the_exits_that_are_watched_can_fail():
    for evil in (EVIL, "x\ncopydesk: all is well", "\x9b", "\u2069"):
        with pytest.raises(AssertionError):
            _inert(evil)


def test_no_command_lets_hostile_words_act(desk: tuple[Path, Path, Path]) -> None:
    home, config, pages = desk
    where = ("--home", home, "--config", config)
    loaded = _inert(_said("load", pages, *where))
    assert r"\x1b]0;owned\x07" in loaded or "%1B" in loaded
    crawled = _inert(_said("nightly", "evil", *where))
    assert "evil" in crawled
    for told in (
        _said("publisher", "check", "evil", *where),
        _said("explain", "good", *where),
        _said("explain", run_query(Home(home), "select article_id from articles").rows[0][0], *where),
        _on_a_terminal("load", pages, "--retry-rejects", *where),
        _said("nightly", EVIL, *where),
        _said("sql", f"select '{EVIL}'::integer", *where),
        _said("load", f"--{EVIL}", *where),
        _said("takedown", EVIL, "--reason", "x", "--yes", *where),
    ):
        _inert(told)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_an_answer_acts_on_no_terminal(desk: tuple[Path, Path, Path], form: str) -> None:
    home, config, _ = desk
    sql = f"select title as \"a{EVIL}\", body, {{'b': title}} as nested, [title] as list, '{EVIL}' as text from articles"
    shown = _inert(_on_a_terminal("sql", sql, "--format", form, "--home", home, "--config", config))
    assert r"\u202e" in shown


def test_csv_in_a_file_keeps_what_was_found(desk: tuple[Path, Path, Path]) -> None:
    home, config, _ = desk
    done = subprocess.run(
        [COPYDESK, "sql", f"select 'a{EVIL}' as text", "--format", "csv", "--home", home, "--config", config],
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == f'text\n"a{EVIL}"\n'


def test_neither_report_nor_log_holds_what_acts(desk: tuple[Path, Path, Path]) -> None:
    home, config, _ = desk
    for run in [run for (run,) in run_query(Home(home), "select run_id from runs").rows]:
        _said("report", "--run", run, "--home", home, "--config", config)
    reports = list((home / "reports").glob("*.html"))
    assert len(reports) >= 2
    for report in reports:
        assert ACTS.findall(report.read_text()) == []
    for log in home.rglob("*.log"):
        _inert(log.read_text())


def test_what_prefect_shows_does_not_act() -> None:
    run = Run("r", "load-files", "prefect", None, {})
    ended = Ended(
        run, RunCounts(1, failed=1, by_publisher={EVIL: Counter(failed=1)}), {}, Path("x"),
        warnings=(Concern(EVIL, EVIL, EVIL),), notes=(EVIL,), alarms={EVIL: EVIL}, seconds={EVIL: 1.0},
        listings=(AskedListing(EVIL, EVIL, "feed", START, "failed", EVIL),),
        faults=(Fault(f"file:{EVIL}", "failed", "failed", EVIL, EVIL), Fault(EVIL, "failed", None, EVIL, EVIL, is_listing=True)),
        left_out={EVIL: EVIL},
    )  # fmt: skip
    _inert(messages.for_a_person(ended, concerns(ended), None, {EVIL: None}))
    _inert(" ".join(str(cell) for row in messages.table(ended) for cell in row.values()))
    _inert(messages.run_name("nightly", "2026-11-22", {"publishers": [EVIL]}, 1))


def test_everything_that_is_said_goes_through_one_place() -> None:
    """Whoever writes to the terminal on their own writes past `visible`."""
    direct = re.compile(r"\bprint\(|typer\.(?:secho|echo)\(|sys\.std(?:out|err)\.write\(|\bConsole\(")
    found = {
        str(file.relative_to(CHECKOUT))
        for room in ("articles", "flows", "loaders", "spiders", "warehouse")
        for file in (CHECKOUT / room).rglob("*.py")
        if direct.search(file.read_text())
    }
    assert found == {
        "flows/output.py",
        "flows/cli/ended.py",  # a table of numbers; its names are made visible
        "flows/interrupted.py",  # one sentence of ours, and the cursor back
        "flows/bars.py",  # their words are made visible
        "flows/cli/parse.py",  # JSON in ASCII
        "spiders/run.py",  # the system's words for an error
        "articles/data/compile_gazetteer.py",  # a tool of ours
        "warehouse/dictionary.py",  # an example in a text
    }


def test_a_query_that_a_message_names_is_there() -> None:
    named = set()
    for room in ("flows", "warehouse", "spiders", "loaders"):
        for file in (CHECKOUT / room).rglob("*"):
            if file.suffix in (".py", ".jinja", ".html", ".sql"):
                named |= set(re.findall(r"copydesk sql ([a-z_-]+)\b", file.read_text()))
    assert {"run_history", "reject_reasons"} <= named
    assert named - set(names("queries")) == set()
