"""Ctrl-C while a command is still being imported: it ends with its status, and shows nothing of Python."""

import subprocess
import sys
from pathlib import Path

import pytest

INTERRUPTED = """
import os, signal, sys
from flows.cli.start import main

module = sys.argv.pop(1)

class PressesCtrlC:
    def find_spec(self, name, path, target=None):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, PressesCtrlC())
main()
"""

COMMANDS = [("sql", "select 1"), ("load", "none.html"), ("--help",)]


@pytest.mark.parametrize("module", ["flows.cli.app", "typer", "typer.core", "flows.cli.asking"])
@pytest.mark.parametrize("words", COMMANDS, ids=[words[0] for words in COMMANDS])
def test_it_ends_in_good_order(module: str, words: tuple[str, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPTED, module, *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
