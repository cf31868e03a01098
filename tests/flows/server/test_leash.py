import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.server.leash import leashed

LINUX = "leashed('sh', '-c', script)"
ELSEWHERE = f"""[sys.executable, '-c', 'import sys; from flows.server.leash import hold; sys.exit(hold(int(sys.argv[1]), sys.argv[2:]))',
                 str(os.getpid()), *{LINUX}[5:]]"""
HOW = pytest.mark.parametrize("how", [LINUX, ELSEWHERE], ids=["by the kernel", "by a parent that looks"])


@HOW
def test_a_leashed_process_dies_when_its_parent_is_killed(tmp_path: Path, how: str):
    note = tmp_path / "child"
    program = f"""
import os, subprocess, sys, time
from flows.server.leash import leashed
script = 'echo $$ > {note}; exec sleep 60'
subprocess.Popen({how})
time.sleep(60)
"""
    parent = subprocess.Popen([sys.executable, "-c", program])
    try:
        _until(lambda: note.exists() and note.read_text() and _name(int(note.read_text())) == "sleep")
    finally:
        parent.kill()
        parent.wait()
    child = int(note.read_text())
    _until(lambda: _name(child) != "sleep")


@HOW
def test_it_hears_what_the_leash_is_told_and_its_status_is_handed_on(tmp_path: Path, how: str):
    note = tmp_path / "child"
    script = f"trap 'exit 7' INT; echo $$ > {note}; while :; do sleep 0.1; done"
    held = subprocess.Popen(eval(how, {"leashed": leashed, "script": script, "os": os, "sys": sys}))
    _until(lambda: note.exists() and note.read_text())
    held.send_signal(signal.SIGINT)
    assert held.wait(60) == 7


@pytest.mark.parametrize("by_the_kernel", [True, False])
def test_a_process_that_looks_after_its_parent_dies_with_it(tmp_path: Path, by_the_kernel: bool):
    note = tmp_path / "child"
    child = f"""
import os, time
from pathlib import Path
from spiders import kill_with_parent
kill_with_parent.KERNEL_DOES_IT = {by_the_kernel}
kill_with_parent.die_with_parent(os.getppid())
Path({str(note)!r}).write_text(str(os.getpid()))
time.sleep(60)
"""
    program = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}]).wait()"
    parent = subprocess.Popen([sys.executable, "-c", program])
    try:
        _until(lambda: note.exists() and note.read_text())
        time.sleep(0.5)
        assert _name(int(note.read_text())) is not None, "it lives while its parent does"
    finally:
        parent.kill()
        parent.wait()
    _until(lambda: _name(int(note.read_text())) is None)


def _name(pid: int) -> str | None:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if "State:\tZ" in status else status.split()[1]


def _until(true) -> None:
    for _ in range(1200):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError(f"waited a minute in {os.getpid()}")
