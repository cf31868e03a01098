"""`kill -9` at seeded moments of a nightly run: the flow, a spider, a worker or the loader, each while it works.

A moment is a place in the run's own progress (so many pages fetched, so many batches staged) and a short time after it, so
that a seed comes near the same place on any machine.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from articles.warc import pages
from tests.torture.press import NOW
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.query import connect

COPYDESK = Path(sys.executable).with_name("copydesk")
Target = Literal["flow", "spider", "worker", "loader"]
Phase = Literal["begin", "crawl", "read", "load"]
PHASES: tuple[Phase, ...] = ("begin", "crawl", "read", "load")
RUN_WITHIN_S = 600.0


@dataclass(frozen=True, slots=True)
class Moment:
    """Kill `target` when `share` (0 to 1) of `phase` is done, and `wait_s` later."""

    target: Target
    phase: Phase
    share: float
    wait_s: float

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


@dataclass(frozen=True, slots=True)
class Night:
    """A nightly run of `config` into `home`, which asks for `asked_for` articles. `load_s` is how long loading takes alone."""

    home: Path
    config: Path
    asked_for: int
    batch_pages: int
    load_s: float

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it, in a session of its own."""
        command = [COPYDESK, "nightly", "--home", self.home, "--config", self.config, "--now", NOW]
        with self._said.open("ab") as said:
            return subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)

    def whole(self) -> None:
        """Run it to its end. Status 1 is right: some addresses of the press fail."""
        process = self.start()
        try:
            status = process.wait(RUN_WITHIN_S)
        finally:
            end(process)
        assert status == 1, self.said()

    def said(self) -> str:
        """What its runs have printed."""
        return self._said.read_text("utf-8", "replace")

    @property
    def _said(self) -> Path:
        return self.config.with_name(f"{self.home.parent.name}-{self.home.name}.said")  # not on the home's disk

    def hit(self, chosen: list[Moment]) -> list[Moment]:
        """Run it, killing at these moments, as often as it takes to its end; the moments that did hit."""
        hits, waiting = [], list(chosen)
        while True:
            process = self.start()
            try:
                while waiting and self._reached(process, waiting[0]):
                    moment = waiting.pop(0)
                    victim = self._victim(process, moment)
                    if victim is None:
                        continue
                    os.kill(victim, signal.SIGKILL)
                    hits.append(moment)
                    if victim == process.pid:
                        break
                status = process.wait(RUN_WITHIN_S)
            finally:
                end(process)
            if status != -signal.SIGKILL:
                assert status == 1, (chosen, self.said())
                assert not self._journals(), (chosen, self.said())
                return hits
            if not self._journals():  # it was killed when all was done and its own folder was on its way out
                return hits

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
                return len(staged) > moment.share * (self.asked_for / self.batch_pages)
            case "load":
                return "unread.parquet" in staged

    def _victim(self, process: "subprocess.Popen[bytes]", moment: Moment) -> int | None:
        """The process to kill; None where there is none of that kind just now."""
        if moment.target in ("flow", "loader"):
            return process.pid
        started = below(process.pid)
        if moment.target == "spider":
            found = [pid for pid, (_, command) in started.items() if "spiders.run" in command]
        else:
            servers = {pid for pid, (_, command) in started.items() if "forkserver" in command}
            found = [pid for pid, (parent, _) in started.items() if parent in servers]
        return random.Random(moment.share).choice(sorted(found)) if found else None


def end(process: "subprocess.Popen[bytes]") -> None:
    """End it and whatever it has left behind."""
    if process.poll() is None:
        process.kill()
        process.wait()


def held(home: Path) -> dict[str, object]:
    """What a home holds, without the accidents of a run: each base table, the addresses of its archive, the handovers' names.

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
        "handovers": sorted(file.name for file in Home(home).handovers.iterdir()),
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
