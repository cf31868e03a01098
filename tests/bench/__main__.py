"""`make bench`: every benchmark, one after the other, each in a process of its own. Within an hour.

First those that keep ratios: the last line says what of these became faster or slower.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench._history import in_one_line, lines

HERE = Path(__file__).parent
WITHIN_S = 3300.0
"""All of them, with five minutes of the hour to spare."""
AT_MOST_S = 900.0
"""One of them."""
ELSEWHERE = ("extract",)
"""Runs in other environments, for `extractors`."""
GIVEN = {
    "copies": ("20000",), "extractors": ("30",), "growth": ("1000", "5000"), "loaders": ("5000",), "nights": ("4000", "40000"),
    "stories": ("4000", "40000"), "versions": ("15", "five"), "whole_way": ("500", "3"),
}  # fmt: skip
"""What a benchmark is given here: less than it takes by itself, so that all of them fit into the hour."""


def in_order() -> list[str]:
    """The names of all benchmarks, those that keep ratios first."""
    files = [file for file in sorted(HERE.glob("*.py")) if not file.stem.startswith("_") and file.stem not in ELSEWHERE]
    return [file.stem for file in sorted(files, key=lambda file: "import record" not in file.read_text("utf-8"))]


def ended(command: Sequence[str], within_s: float) -> str | None:
    """Run a command, and say what was wrong with its end: None for a good one. What takes too long is stopped with all it started."""
    process = subprocess.Popen(command, start_new_session=True)
    try:
        return "broke down" if process.wait(max(0.0, within_s)) else None
    except subprocess.TimeoutExpired:
        return f"was stopped after {within_s:.0f} seconds"
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def main() -> int:
    """Run them; 1 when one of them broke down, was stopped or had to be left out."""
    until, kept = time.monotonic() + WITHIN_S, lines()
    failed = {}
    for name in in_order():
        print(f"\n== {name}", flush=True)
        left = until - time.monotonic()
        command = (sys.executable, "-m", f"tests.bench.{name}", *GIVEN.get(name, ()))
        if wrong := ended(command, min(AT_MOST_S, left)) if left > 0 else "was left out: the hour is over":
            failed[name] = wrong
    for name, wrong in failed.items():
        print(f"benchmark {name} {wrong}", file=sys.stderr)
    print(f"\n{in_one_line(kept)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
