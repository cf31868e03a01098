"""Signals at seeded moments of a nightly run in a terminal: to the flow, a spider, a worker or all of them, while they work.

A moment is a place in the run's own progress (so many pages fetched, so many batches staged) and a short time after it, so
that a seed comes near the same place on any machine.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from signal import Signals
from typing import Literal

from articles.archive.warc import pages
from flows.interrupted import TO_RESUME
from tests.terminal import Terminal
from tests.torture.press import NOW
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.query import connect

COPYDESK = Path(sys.executable).with_name("copydesk")
Target = Literal["flow", "spider", "worker", "loader", "fork server", "resource tracker", "everything", "keyboard", "terminal"]
"""The loader is the flow while it loads. "everything" is each process of the night, as `systemctl stop` has it."""
Phase = Literal["begin", "crawl", "read", "load"]
PHASES: tuple[Phase, ...] = ("begin", "crawl", "read", "load")
STOPPED_BY: tuple[Target, ...] = ("flow", "loader", "everything", "keyboard", "terminal")
"""After it the run has ended."""
RUN_WITHIN_S = 600.0


@dataclass(frozen=True, slots=True)
class Moment:
    """Send a signal to `target` when `share` (0 to 1) of `phase` is done, and `wait_s` later; `times` of them at once.

    SIGINT to the "keyboard" is Ctrl-C there; SIGHUP to the "terminal" closes it.
    """

    target: Target
    phase: Phase
    share: float
    wait_s: float
    signal: Signals = Signals.SIGKILL
    times: int = 1

    @property
    def order(self) -> tuple[int, float]:
        """Where it stands in a night."""
        return PHASES.index(self.phase), self.share


def moments(seed: int) -> list[Moment]:
    """Four moments of one night, one for each target, in the order of the night."""
    chance = random.Random(seed)
    flow: Phase = chance.choice(["begin", "crawl", "crawl", "read", "load"])
    chosen = [
        Moment("flow", flow, chance.random(), chance.random() * 0.05),
        Moment("spider", "crawl", chance.random(), chance.random() * 0.05),
        Moment("worker", "read", chance.random(), chance.random() * 0.05),
        Moment("loader", "load", chance.random(), 0.0),
    ]
    return sorted(chosen, key=lambda moment: moment.order)


STOPS: tuple[tuple[Target, Signals, int], ...] = (
    ("keyboard", Signals.SIGINT, 1),
    ("keyboard", Signals.SIGINT, 2),
    ("terminal", Signals.SIGHUP, 1),
    ("flow", Signals.SIGINT, 1),
    ("flow", Signals.SIGTERM, 1),
    ("flow", Signals.SIGHUP, 1),
    ("everything", Signals.SIGTERM, 1),
    ("everything", Signals.SIGKILL, 1),
    ("flow", Signals.SIGKILL, 1),
)
"""What ends a night before its time, but a power cut."""
HURTS: tuple[tuple[Target, Phase, Signals], ...] = (
    ("spider", "crawl", Signals.SIGINT),
    ("spider", "crawl", Signals.SIGTERM),
    ("spider", "crawl", Signals.SIGHUP),
    ("spider", "crawl", Signals.SIGKILL),
    ("worker", "read", Signals.SIGTERM),
    ("worker", "read", Signals.SIGKILL),
    ("fork server", "read", Signals.SIGTERM),
    ("fork server", "read", Signals.SIGKILL),
    ("resource tracker", "read", Signals.SIGKILL),
)
"""What a night does not end of."""


def interruptions(seed: int) -> list[Moment]:
    """Five moments of one night: three times it is stopped, each time in another way, and twice a part of it is hurt."""
    chance = random.Random(seed)
    first = seed * 3 % len(STOPS)  # three nights have each of them once
    stops = [
        Moment(target, chance.choice(("begin", "crawl", "crawl", "read", "load")), chance.random(), chance.random() * 0.2, *how)
        for target, *how in (STOPS + STOPS)[first : first + 3]
    ]
    hurts = [Moment(target, phase, chance.random(), 0.0, how) for target, phase, how in chance.sample(HURTS, 2)]
    return sorted([*stops, *hurts], key=lambda moment: moment.order)


@dataclass(frozen=True, slots=True)
class Night:
    """A nightly run of `config` into `home`, which asks for `asked_for` articles. `load_s` is how long loading takes alone."""

    home: Path
    config: Path
    asked_for: int
    batch_pages: int
    load_s: float

    @property
    def command(self) -> list[str | Path]:
        """What runs it."""
        return [COPYDESK, "nightly", "--home", self.home, "--config", self.config, "--now", NOW]

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it, in a session of its own."""
        with self._said.open("ab") as said:
            return subprocess.Popen(self.command, stdout=said, stderr=said, start_new_session=True)

    def whole(self) -> None:
        """Run it to its end. Status 1 is right: some addresses of the press fail."""
        process = self.start()
        try:
            status = process.wait(RUN_WITHIN_S)
        finally:
            end(process)
        assert status == 1, self.said()

    def said(self) -> str:
        """What its runs have printed that were not in a terminal."""
        return self._said.read_text("utf-8", "replace")

    @property
    def _said(self) -> Path:
        return self.config.with_name(f"{self.home.parent.name}-{self.home.name}.said")  # not on the home's disk

    def hit(self, chosen: list[Moment]) -> list[Moment]:
        """Run it, and do this to it at these moments, as often as it takes to its end; the moments that did hit."""
        hits, waiting = [], list(chosen)
        while True:
            is_stopped = False
            with Terminal(self.command) as terminal:
                while waiting and not is_stopped and self._reached(terminal.process, waiting[0]):
                    moment = waiting.pop(0)
                    if self._strike(terminal, moment):
                        hits.append(moment)
                        is_stopped = moment.target in STOPPED_BY
                status = terminal.wait(RUN_WITHIN_S)
                said = terminal.said
            if status == 128 + Signals.SIGINT and "crawl paper" in said and "Run 2026" not in said:  # begun, and not ended
                assert TO_RESUME in said, (hits, said)
                assert "Traceback" not in said, (hits, said)
            if not self._journals():  # to its end; or stopped when all was done, and its own folder was on its way out
                return hits
            assert is_stopped, (chosen, status, said)

    def _reached(self, process: "subprocess.Popen[bytes]", moment: Moment) -> bool:
        """Wait for a moment; False where the run has ended before."""
        until = time.monotonic() + RUN_WITHIN_S
        while time.monotonic() < until:
            if self._is_at(moment):
                time.sleep(moment.wait_s + (moment.share * self.load_s if moment.phase == "load" else 0.0))
                return process.poll() is None
            if process.poll() is not None:
                return False
            time.sleep(0.003)
        raise AssertionError(f"{moment} has not come within {RUN_WITHIN_S} s")

    def _journals(self) -> list[Path]:
        return list(self.home.glob("private/work/*/run.json"))

    def _is_at(self, moment: Moment) -> bool:
        run = next(iter(self._journals()), None)
        if run is None:
            return False
        staged = [file.name for file in (run.parent / "staged").glob("*.parquet")]
        match moment.phase:
            case "begin":
                return True
            case "crawl":
                return _settled(run.parent) >= moment.share * self.asked_for
            case "read":
                # What is no article is not staged, and the last batches are larger ones.
                return len(staged) > moment.share * 0.6 * self.asked_for / self.batch_pages
            case "load":
                return "unread.parquet" in staged

    def _strike(self, terminal: Terminal, moment: Moment) -> bool:
        """False where there is no process of that kind just now."""
        if moment.target == "terminal":
            terminal.close()
            return True
        if moment.target == "keyboard":
            for press in range(moment.times):
                time.sleep(0.1 * press)
                terminal.ctrl_c()
            return True
        victims = self._victims(terminal.process.pid, moment.target)
        for victim in victims if moment.target == "everything" else random.Random(moment.share).sample(victims, bool(victims)):
            with suppress(ProcessLookupError):
                os.kill(victim, moment.signal)
        return bool(victims)

    def _victims(self, flow: int, target: Target) -> list[int]:
        started = below(flow)
        servers = {pid for pid, (_, command) in started.items() if "forkserver" in command}
        match target:
            case "spider":
                return sorted(pid for pid, (_, command) in started.items() if "spiders.run" in command)
            case "worker":
                return sorted(pid for pid, (parent, _) in started.items() if parent in servers)
            case "fork server":
                return sorted(servers)
            case "resource tracker":
                return sorted(pid for pid, (_, command) in started.items() if "resource_tracker" in command)
            case "everything":
                return [flow, *started]
            case _:
                return [flow]


def end(process: "subprocess.Popen[bytes]") -> None:
    """End it and whatever it has left behind."""
    if process.poll() is None:
        process.kill()
        process.wait()


def held(home: Path) -> dict[str, object]:
    """What a home holds, without the accidents of a run: each base table, the addresses of its archive, the handovers.

    Fails where a run is left open.
    """
    with connect(Home(home)) as warehouse:
        tables = canonical_dump(warehouse)
    archive = Home(home).archive
    files = sorted(file.relative_to(archive).as_posix() for file in archive.rglob("*.warc.gz"))
    left = list(Home(home).work.glob("*/run.json"))
    assert left == [], left
    return {
        **tables,
        "archive": sorted(page.url for file in files for page in pages(archive, file)),
        "handovers": {file.name: json.loads(file.read_bytes()) for file in sorted(Home(home).handovers.iterdir())},
    }


def differences(one: dict[str, object], other: dict[str, object]) -> list[str]:
    """Names of what is not the same."""
    return [name for name in sorted(one | other) if one.get(name) != other.get(name)]


def _settled(run: Path) -> int:
    lines = (line for ledger in run.glob("*.ledger.jsonl") for line in ledger.read_bytes().splitlines())
    return sum(line.startswith((b'{"archived"', b'{"unread"')) for line in lines)


def below(pid: int) -> dict[int, tuple[int, str]]:
    """{pid: (its parent, its command line)} of every process below one."""
    return dict(_below(pid))


def _below(pid: int) -> Iterator[tuple[int, tuple[int, str]]]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    for child in parents:
        above = child
        while above in parents and above != pid:
            above = parents[above]
        if above == pid and child != pid:
            try:
                command = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            yield child, (parents[child], command)
