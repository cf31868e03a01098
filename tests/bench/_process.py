"""What a command costs with every process it starts: CPU, wall clock, and the most memory one of them held."""

import ctypes
import os
import re
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU (user and system, all processes) and of wall clock; MiB of the largest process that read pages, of any other."""

    cpu_s: float
    wall_s: float
    worker_mib: float
    main_mib: float


def cost(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end and count. Raises SystemExit with its last words where it fails."""
    # Children whose parent has ended (fork servers do not wait for each other) come to this process and are counted too.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    own = {child.pid for child in psutil.Process().children()}
    before = _cpu()
    began = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ | dict(environment or {})
    )
    peaks: dict[tuple[int, bool], int] = {}
    watched = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks, watched))
    watcher.start()
    said, _ = process.communicate()
    wall = time.monotonic() - began
    watched.set()
    watcher.join()
    _reap(own)
    if process.returncode not in (0, 1):  # 1: pages that are no articles were named
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}: {said[-2000:]}")
    workers = [kib for (_, works), kib in peaks.items() if works]
    others = [kib for (_, works), kib in peaks.items() if not works]
    return Cost(_cpu() - before, wall, max(workers, default=0) / 1024, max(others, default=0) / 1024)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _reap(before: set[int]) -> None:
    """Wait for what came to this process, and not for those that it has started itself, like a benchmark's server."""
    for child in psutil.Process().children():
        if child.pid not in before:
            with suppress(ChildProcessError):
                os.waitpid(child.pid, 0)


def _watch(root: int, peaks: dict[tuple[int, bool], int], ended: threading.Event) -> None:
    while not ended.wait(0.2):
        parents = _parents()
        for pid in _below(root, parents):
            try:
                status = Path(f"/proc/{pid}/status").read_text()
                line = Path(f"/proc/{pid}/cmdline").read_bytes()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if peak := re.search(r"VmHWM:\s*(\d+)", status):
                works = b"forkserver" in line and parents.get(pid) != root
                peaks[pid, works] = max(peaks.get((pid, works), 0), int(peak[1]))


def _parents() -> dict[int, int]:
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def _below(root: int, parents: dict[int, int]) -> list[int]:
    found, rest = [root], [root]
    while rest:
        of = rest.pop()
        children = [pid for pid, parent in parents.items() if parent == of]
        found += children
        rest += children
    return found
