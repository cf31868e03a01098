import os
import subprocess
import sys
import time
from pathlib import Path


def test_a_leashed_process_dies_when_its_parent_is_killed(tmp_path: Path):
    note = tmp_path / "child"
    program = f"""
import subprocess, time
from pathlib import Path
from flows.server.leash import leashed
child = subprocess.Popen(leashed("sleep", "60"))
Path({str(note)!r}).write_text(str(child.pid))
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


def _name(pid: int) -> str | None:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if "State:\tZ" in status else status.split()[1]


def _until(true) -> None:
    for _ in range(200):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError(f"waited ten seconds in {os.getpid()}")
