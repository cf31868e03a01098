"""Exit status and state mean one thing everywhere: each command with each of its outcomes, and what a run may bring."""

import io
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import articles.read  # noqa: F401 - what it imports warns, and in a test a warning is an error
from flows import summary
from flows.cli.app import STATUSES, main
from flows.cli.ended import NAMED_AT_MOST, say_what_came
from flows.desk import open_desk
from flows.server.messages import for_a_person
from flows.summary import Concern, Ended, concerns, run_state, status
from tests.command import COPYDESK, copydesk
from tests.docs import CHECKOUT
from tests.newspaper.demo import NOW
from tests.newspaper.site import Newspaper
from tests.spiders.wire import Wire, answer, feed
from warehouse.known import Fault
from warehouse.run import Run, RunCounts

STORY = "HARBOUR BRIDGE TO CLOSE\n\n" + "The old harbour bridge will close to all traffic for a month, the city said. " * 4


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the home of a desk that has had a night, its config, and what commands are pointed at."""
    folder = tmp_path_factory.mktemp("night")
    (folder / "config" / "publishers").mkdir(parents=True)
    for name, toml in {
        "bare": None,
        "outside": 'name = "Gull"\ndomain = "gull.example"\n',
        "broken": "name = ",
        "wrong": None,
    }.items():
        (folder / name / "publishers").mkdir(parents=True)
        if toml:
            (folder / name / "publishers" / "gull.toml").write_text(toml)
    (folder / "wrong" / "desk.toml").write_text("workers = 0")
    (folder / "good").mkdir()
    (folder / "good" / "story.txt").write_text(STORY)
    (folder / "bad").mkdir()
    (folder / "bad" / "story.txt").write_text("")
    with socket.socket() as taken, Newspaper(day=1) as newspaper:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        (folder / "port").write_text(str(taken.getsockname()[1]))
        newspaper.write_config(folder / "config" / "publishers")
        (folder / "url").write_text(newspaper.paper("gazette").base)
        for command in ("nightly", "load {f}/good"):
            assert typed(folder, f"{command} --now {NOW}")[0] == 0
        (folder / "there.csv").touch()
        yield folder


def typed(folder: Path, line: str, home: str = "home", stdin: str = "") -> tuple[int, str]:
    """What the command line does: its exit status, and what it says on stderr."""
    words = [word.format(f=folder, port=_kept(folder, "port"), url=_kept(folder, "url")) for word in line.split(" ")]
    words = [word.replace("_", " ") if word.startswith("select") else word for word in words]
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["copydesk", *words])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        patch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
        patch.setattr(sys, "stderr", said)
        patch.setenv("COPYDESK_HOME", str(folder / home))
        patch.setenv("COPYDESK_CONFIG", str(folder / "config"))
        try:
            main()
        except SystemExit as ended:
            return int(ended.code or 0), said.getvalue()
    return 0, said.getvalue()


def _kept(folder: Path, name: str) -> str:
    return (folder / name).read_text() if (folder / name).exists() else ""


COMMANDS: dict[str, dict[int, tuple[str, ...]]] = {
    # command: {status: what is typed behind it}
    "nightly": {
        0: ("gazette --now " + NOW,),
        2: ("nobody", "--config {f}/bare", "--config {f}/outside", "--config {f}/broken", "--config {f}/none", "--config {f}/wrong",
            "--now yesterday", "--since 2026-11-09 --until 2026-11-01", "--until", "--runner moon"),
    },
    "load": {
        0: ("{f}/good", "{f}/good --publisher newcomer"),
        1: ("{f}/bad", "{f}/good {f}/not-there.txt", "{f}/good --config {f}/broken"),
        2: ("", "{f}/not-there.txt", "{f}/not-there.txt {f}/*.nothing", "{f}/good --config {f}/wrong"),
    },
    "reread": {
        0: ("--publisher gazette",),
        1: ("--config {f}/broken",),
        2: ("--publisher nobody", "--since yesterday", "--home {f}/nowhere", "--publisher gull --config {f}/broken"),
    },
    "sql": {0: ("select_1", "latest_articles"), 2: ("selec", "select_x", "no_such_query", "select_1 --format xml", "select_1 --home {f}/nowhere", "select_1 -p x", "")},
    "explain": {0: ("{url}/2026/11/18/kirkuk-bakers-flour",), 2: ("https://gull.example/1", "x --home {f}/nowhere", "")},
    "export": {0: ("{f}/out.csv --format csv",), 2: ("{f}/there.csv --format csv", "{f}/x --format xml", "{f}/y --home {f}/nowhere")},
    "report": {0: ("",), 2: ("--run no-such-run", "--home {f}/nowhere")},
    "check": {0: ("",), 2: ("--home {f}/nowhere",)},
    "takedown": {2: ("https://gull.example/1 --reason x --yes", "{url}/2026/11/18/kirkuk-bakers-flour --reason x", "x --yes")},
    "publisher list": {0: ("",), 1: ("--config {f}/broken",), 2: ("--config {f}/none",)},
    "publisher add": {
        0: ("guardian bbc",),
        2: ("guardian", "guardain", "https://gull.example", "gull.example", "ftp://gull.example --private-network", ""),
    },
    "publisher learned": {0: ("gazette", "nobody", "gazette --format csv"), 2: ("", "gazette --format pictures", "gazette --home {f}/none")},
    "publisher check": {
        0: ("gazette --now " + NOW,),
        1: ("gazette --url {url}/no-such-page --now " + NOW,),
        2: ("nobody", "gull --config {f}/outside", "gull --config {f}/broken"),
    },
    "parse bylines": {0: ("",), 2: ("--no-such-option",)},
    "parse datelines": {0: ("",), 2: ("--no-such-option",)},
    "serve": {0: ("--show-auth",), 2: ("--port {port}", "--port 0", "--host 0.0.0.0", "--host 192.0.2.1 --no-auth")},
    "mcp": {2: ("--config {f}/wrong", "--port 1")},  # status 0: tests/flows/test_assistant.py
    "browse": {2: ("--port {port}", "--port 0", "--config {f}/wrong")},  # status 0: tests/flows/browse/test_command.py
}  # fmt: skip
TYPED = [
    (command, behind, expected)
    for command, by_status in COMMANDS.items()
    for expected, all_ in by_status.items()
    for behind in all_
]


@pytest.mark.parametrize(("command", "behind", "expected"), TYPED, ids=[f"{c} {b}".strip() for c, b, _ in TYPED])
def test_each_command_ends_with_the_status_of_its_outcome(night: Path, command: str, behind: str, expected: int) -> None:
    got, said = typed(night, f"{command} {behind}".strip(), stdin="")
    assert got == expected, said
    assert "Traceback" not in said
    if expected:
        told = [
            line for line in said.splitlines() if line.startswith(("copydesk: ", "Error", "Usage")) and "note: " not in line
        ]
        assert told, f"status {expected}, and nothing says why: {said}"


def test_each_command_stands_in_the_table_above() -> None:
    from typer.main import get_command

    from flows.cli.app import app
    from tests.test_docs import _commands

    assert {" ".join(words) for words in _commands(get_command(app))} == COMMANDS.keys()


@pytest.mark.parametrize(("line", "expected"), [('{"id": 1, "raw": "By Ann Lee"}', 0), ("{", 2), ("[]", 2), ('{"id": 1}', 2)])
@pytest.mark.parametrize("what", ["bylines", "datelines"])
def test_a_line_that_is_no_question_is_wrong_use(night: Path, what: str, line: str, expected: int) -> None:
    assert typed(night, f"parse {what}", stdin=line + "\n")[0] == expected


def test_a_reader_who_has_enough_is_a_signal_and_no_word_of_the_table(night: Path) -> None:
    command = f"{COPYDESK} sql 'from range(200000)' --format csv --home {night / 'home'} | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (141, "")


def test_the_same_table_stands_where_people_look() -> None:
    words = ("0 all is well", "1 done, but something needs a person's attention", "2 wrong use, or nothing done")
    table = [cell.strip() for row in re.findall(r"(?m)^\| (\d \|.*)\|$", summary.__doc__ or "") for cell in row.split("|")]
    assert [int(cell) for cell in table[::4]] == [0, 1, 2]
    assert all(meaning in f"{number} {words[int(number)][2:]}" for number, meaning in zip(table[::4], table[3::4], strict=True))
    shown = copydesk("--help", check=True).stdout
    for where in (STATUSES, shown, (CHECKOUT / "README.md").read_text("utf-8")):
        assert all(word in " ".join(where.split()) for word in words), where
    assert (summary.__doc__ or "").partition("\n\n")[2].strip() in (CHECKOUT / "docs" / "operating.md").read_text("utf-8")


# What a run may bring, beside an ordinary night: whether a person should see it, in a crawl and in a load.
def fault(outcome: str, code: str | None) -> dict[str, Any]:
    return {
        "faults": (
            Fault(f"https://gull.example/{outcome}-{code}".replace("/failed-None", "/f"), outcome, code, "what, why", "gull"),
        )
    }


BRINGS: dict[str, tuple[dict[str, Any], bool, bool]] = {
    "entries without a date": ({"notes": ("gull: 6 entries have no date",)}, False, False),
    "an alarm": ({"alarms": {"gull": "has never given an article"}}, True, True),
    "robots.txt 503": ({"warnings": (Concern("gull", "nothing is asked of https://gull.example: robots.txt 503", "again"),)}, True, True),
    "a failed check": ({"failed_checks": {"keys": 3}}, True, True),
    "a broken file": ({"left_out": {"tern": "tern.toml: domain is missing"}}, True, True),
    "a failed page": (fault("failed", None), True, True),
    "a page whose reader died": (fault("rejected", "failed/memory"), True, True),
    "a page that took too long": (fault("rejected", "timeout"), True, True),
    "a challenge": (fault("rejected", "challenge"), True, True),
    "a page that is no article": (fault("rejected", "no_text"), False, True),
    "an article that was taken down": (fault("rejected", "not_an_article/taken_down"), False, False),
    "a page that is gone": (fault("rejected", "not_found"), False, True),
}  # fmt: skip


def run(flow: str, brings: tuple[str, ...]) -> Ended:
    ended = Ended(Run("run-1", flow, "shell", datetime(2026, 11, 22, 3, tzinfo=UTC)), RunCounts(), {}, Path("000001.duckdb"))
    for name in brings:
        for field, value in BRINGS[name][0].items():
            was = getattr(ended, field)
            ended = replace(ended, **{field: was + value if isinstance(was, tuple) else {**was, **value}})
    return ended


@pytest.mark.parametrize("flow", ["nightly", "crawl-publisher", "reread", "load-files"])
def test_what_a_run_brings_decides_status_state_and_words_alike(flow: str, capsys: pytest.CaptureFixture[str]) -> None:
    for brings in (brings for size in range(4) for brings in combinations(BRINGS, size)):
        ended = run(flow, brings)
        found = concerns(ended)
        named = [name for name in brings if BRINGS[name][2 if flow == "load-files" else 1]]
        assert len(found) == len(named), brings
        assert (status(found), run_state(found)) == ((1, "degraded") if named else (0, "completed")), brings
        assert all(concern.about and concern.what and concern.to_do for concern in found)
        say_what_came(ended, found)
        told, artifact = capsys.readouterr().err.splitlines(), for_a_person(ended, found, None, {})
        assert ("Nothing needs a person." in artifact) == (not named), brings
        assert ("## What needs a person" in artifact) == bool(named), brings
        assert len([line for line in told if "note: " not in line]) == len(named) + len({c.to_do for c in found}), brings
        assert ("copydesk: note: gull: 6 entries have no date" in told) == ("entries without a date" in brings)


def test_an_artifact_links_to_the_articles_where_they_can_be_browsed() -> None:
    ended = run("nightly", ())
    assert "(http://127.0.0.1:4280/?run=x)" in for_a_person(ended, [], None, {}, "http://127.0.0.1:4280/?run=x")
    assert "](http" not in for_a_person(ended, [], None, {})


def test_what_an_interrupted_run_brought_that_was_ended_first_is_seen_too() -> None:
    before, tonight = run("nightly", ("a failed check",)), run("nightly", ("an alarm",))
    assert [one.about for one in concerns(replace(tonight, earlier=before))] == ["check keys", "gull"]
    assert status(concerns(replace(run("nightly", ()), earlier=before))) == 1


def test_of_many_that_ask_for_the_same_some_are_named_and_all_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    faults = tuple(Fault(f"file:{n:03}.txt", "rejected", "empty", "no content", "unknown") for n in range(NAMED_AT_MOST + 7))
    ended = replace(run("load-files", ()), faults=faults)
    say_what_came(ended, concerns(ended))
    assert "... and 7 more" in capsys.readouterr().err


def test_a_night_with_something_to_see_is_degraded_in_the_warehouse_and_status_1(tmp_path: Path) -> None:
    """robots.txt 503, a feed that is gone, a challenge: each at a paper of its own, beside one that is well."""
    no_robots = {"/robots.txt": answer(status="404 Not Found")}
    page = answer(f"<html><body><article><h1>Bridge</h1><p>{STORY}</p><p>{STORY}</p></article></body></html>".encode())
    challenge = answer(b"<title>Just a moment...</title>", "cf-mitigated: challenge", status="403 Forbidden")
    papers = {
        "well": {**no_robots, "/rss": feed("/2026/11/bridge-closes"), "/2026/11/bridge-closes": page},
        "shut": {"/robots.txt": answer(status="503 Busy"), "/rss": feed("/a")},
        "moved": {**no_robots},
        "wary": {**no_robots, "/rss": feed("/2026/11/bridge-closes"), "/2026/11/bridge-closes": challenge},
    }
    said = {
        "shut": "robots.txt 503",
        "moved": "/rss: failed: 404",
        "wary": "1 page asked for proof that a person is reading",
    }
    (tmp_path / "config" / "publishers").mkdir(parents=True)
    (tmp_path / "config" / "publishers" / "torn.toml").write_text("name = Torn\n")
    wires = {name: Wire(answers) for name, answers in papers.items()}
    try:
        for name, wire in wires.items():
            wire.__enter__()
            here = {
                path: given.replace(b"<link>/", f"<link>http://{wire.host}/".encode()) for path, given in wire.answers.items()
            }
            wire.answers = {path: _with_length(given) for path, given in here.items()}
            (tmp_path / "config" / "publishers" / f"{name}.toml").write_text(
                f'name = "{name}"\ndomain = "http://{wire.host}/"\nfeeds = "http://{wire.host}/rss"\nprivate_network = true\ndelay_s = 0\n'
            )
        got, told = typed(tmp_path, "nightly")
        assert got == 1, told
        for name, words in said.items():
            assert [line for line in told.splitlines() if line.startswith(f"copydesk: {name}: ") and words in line], told
        assert f"torn: {tmp_path}/config/publishers/torn.toml: not valid TOML" in told
        assert "correct its file, then: copydesk nightly torn" in told
        assert "correct the addresses in the publisher's file" in told
        assert "copydesk: well: " not in told
        question = "select state, counts.article from runs"
        asked = copydesk("sql", question, "--format", "csv", "--home", tmp_path / "home", check=True)
        assert asked.stdout.splitlines()[1:] == ["degraded,1"]
        assert typed(tmp_path, "nightly well")[0] == 0, "what is wrong with others is no matter of its own night"
        assert typed(tmp_path, "nightly torn")[0] == 2
    finally:
        for wire in wires.values():
            wire.__exit__(None, None, None)


def _with_length(given: bytes) -> bytes:
    head, _, body = given.partition(b"\r\n\r\n")
    return re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % len(body), head) + b"\r\n\r\n" + body


def test_without_a_contact_nobody_outside_is_asked(tmp_path: Path) -> None:
    """The host is one that a request would reach, were one made: what it heard is counted."""
    (tmp_path / "config" / "publishers").mkdir(parents=True)
    file, rules = tmp_path / "config" / "publishers" / "gull.toml", tmp_path / "config" / "desk.toml"
    with Wire({"/robots.txt": answer(status="404 Not Found"), "/rss": feed()}) as wire:
        outside = f'name = "Gull"\ndomain = "{wire.host}"\nfeeds = "http://{wire.host}/rss"\n'
        own = 'contact = "desk@gull.example"\n'
        for paper, settings, expected in (
            (outside, "", 2),
            (outside, 'contact = ""\n', 2),
            (outside + 'contact = ""\n', "", 2),
            (outside + "private_network = true\n", "", 1),  # it has never given an article
            (outside + own, "", 1),  # it would be asked, but for the resolver: this is a private address
        ):
            file.write_text(paper)
            rules.write_text(settings)
            wire.asked.clear()
            for command in ("nightly", "nightly gull", "publisher check gull") if expected == 2 else ("nightly",):
                got, said = typed(tmp_path, command)
                assert got == expected, (paper, settings, command, said)
                assert (f"""contact = "desk@example.org" in {rules};""" in said) == (expected == 2)
            assert bool(wire.asked) == ("private_network" in paper)
    rules.write_text(own)
    assert list(open_desk(tmp_path / "home", tmp_path / "config").to_crawl()) == ["gull"]
    file.write_text(outside + "private_network = true\n")
    rules.write_text("")
    (tmp_path / "config" / "publishers" / "tern.toml").write_text('name = "Tern"\ndomain = "tern.example"\n')
    got, said = typed(tmp_path, "nightly")
    assert (got, "no contact for tern, so" in said) == (2, True)


def test_a_checkout_crawls_nobody_until_somebody_is_chosen(tmp_path: Path) -> None:
    assert [file.name for file in (CHECKOUT / "config" / "publishers").iterdir()] == ["README.md"]
    home = ("--home", tmp_path / "home")
    done = copydesk("nightly", *home, cwd=CHECKOUT)
    assert done.returncode == 2
    assert "copydesk publisher list" in done.stderr


@pytest.mark.parametrize(
    ("outcome", "detail", "word"),
    [
        ("disallowed", "robots.txt", "the site's robots.txt forbids"), ("failed", "404", "correct the addresses"), ("failed", "403", "correct the addresses"),
        ("failed", "500", "the site may be down"), ("failed", "503", "the site may be down"), ("failed", "timeout", "the site may be down"),
    ],
)  # fmt: skip
def test_what_to_do_of_a_listing_is_what_can_be_done(outcome: str, detail: str, word: str) -> None:
    ended = Ended(
        Run("run-1", "nightly", "shell", datetime(2026, 11, 22, 3, tzinfo=UTC)), RunCounts(), {}, Path("000001.duckdb")
    )
    listing = Fault("https://gull.example/rss", outcome, None, detail, "gull", is_listing=True)
    assert [concern.to_do.startswith(word) for concern in concerns(replace(ended, faults=(listing,)))] == [True]
