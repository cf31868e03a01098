"""What a Dask run brings by the number of its workers, and what it loses to the scheduler: the same pages, read by 1, 2 and 4.

    .venv/bin/python -m tests.bench.dask_workers [PAGES]

Each worker is a process with one thread, held on one core (`taskset`), and all of them on this machine: with more workers than
cores they share these. Beside it the same load by `workers = 1` and `2` of the machine itself. CPU is of all processes: the
command's, the scheduler's and the workers' with those that read for them.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from tests.bench._corpus import real_pages, write_warc
from tests.bench._history import record
from tests.bench._process import cost

COPYDESK = Path(sys.executable).with_name("copydesk")
WORKERS = (1, 2, 4)


def main(pages: int) -> None:
    """Measure and print the table."""
    print(f"{'':12}{'pages a second':>16}{'CPU s, all':>12}{'s':>8}")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        warc = write_warc(real_pages(pages), folder, "pages.warc.gz")
        local = [
            told(f"{number} local", pages, *_load(folder, warc, f"local-{number}", f"workers = {number}\n"))
            for number in (1, 2)
        ]
        far = []
        for number in WORKERS:
            with cluster(folder, number) as (address, processes):
                before = _cpu_s(processes)
                cpu, wall = _load(folder, warc, f"dask-{number}", f'runner = "dask"\ndask = "{address}"\n')
                far.append(told(f"{number} of Dask", pages, cpu + _cpu_s(processes) - before, wall))
    ratios = {"CPU, one of Dask / one local": far[0] / local[0], "CPU, two of Dask / two local": far[1] / local[1]}
    print(record("dask_workers", pages, ratios, dict.fromkeys(ratios, "lower")))


def told(name: str, pages: int, cpu_s: float, wall_s: float) -> float:
    """Print a line; its CPU."""
    print(f"{name:12}{pages / wall_s:16.1f}{cpu_s:12.1f}{wall_s:8.1f}", flush=True)
    return cpu_s


def _load(folder: Path, warc: Path, name: str, settings: str) -> tuple[float, float]:
    config = folder / f"{name}-config"
    (config / "publishers").mkdir(parents=True)
    (config / "desk.toml").write_text(settings)
    took = cost((COPYDESK, "load", warc, "--home", folder / name, "--config", config))
    return took.cpu_s, took.wall_s


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[psutil.Process]]]:
    """A scheduler and so many workers: its address and all of these processes."""
    own = folder / f"cluster-{workers}"
    own.mkdir()
    with ExitStack() as running:
        file = own / "scheduler.json"
        processes = [_start(running, own, "distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", str(file))]
        _until(lambda: file.exists() and file.read_text().strip().endswith("}"))
        address = json.loads(file.read_text())["address"]
        for number in range(workers):
            core = number % (os.cpu_count() or 1)
            given = (
                address,
                "--name",
                str(number),
                "--nthreads",
                "1",
                "--no-nanny",
                "--local-directory",
                str(own / str(number)),
            )
            processes.append(_start(running, own, "distributed.cli.dask_worker", *given, core=core))
        log = own / "distributed.cli.dask_scheduler.log"
        _until(lambda: log.read_text().count("Register worker") >= workers)
        yield address, [psutil.Process(process.pid) for process in processes]


def _start(running: ExitStack, folder: Path, module: str, *given: str, core: int | None = None) -> "subprocess.Popen[bytes]":
    log = running.enter_context((folder / f"{module}.log").open("ab"))
    held = () if core is None else ("taskset", "-c", str(core))
    command = (*held, sys.executable, "-W", "ignore", "-m", module, "--host", "127.0.0.1", "--no-dashboard", *given)
    process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    running.callback(_end, process)
    return process


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _until(come) -> None:
    give_up = time.monotonic() + 60
    while not come():
        if time.monotonic() > give_up:
            raise SystemExit("the Dask cluster did not come up within a minute")
        time.sleep(0.05)


def _cpu_s(processes: list[psutil.Process]) -> float:
    """Of processes and all that they have started, ended ones included."""
    family = [one for process in processes for one in (process, *process.children(recursive=True))]
    return sum(sum(one.cpu_times()[:4]) for one in family)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
