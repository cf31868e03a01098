"""What a run from the shell does first."""

import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
import sys
from multiprocessing import forkserver
from flows.cli.start import main

class SeesFlows:
    def find_spec(self, name, path, target=None):
        if name in ("flows.files", "flows.rereading", "duckdb", "prefect"):
            print(name, forkserver._forkserver._forkserver_pid is not None)

sys.meta_path.insert(0, SeesFlows())
sys.argv = ["copydesk", *sys.argv[1:]]
main()
"""


def first_seen(*arguments: str | Path) -> list[tuple[str, bool]]:
    """The modules that a command imports, and whether the fork server had begun by then."""
    done = subprocess.run([sys.executable, "-c", ASKED, *arguments], capture_output=True, text=True, timeout=120, check=False)
    lines = (line.split() for line in done.stdout.splitlines())
    return [(one[0], one[1] == "True") for one in lines if len(one) == 2 and one[1] in ("True", "False")]


@pytest.mark.parametrize(("command", "flow"), [("load", "flows.files"), ("reread", "flows.rereading")])
def test_readers_get_ready_while_the_flow_is_imported(command: str, flow: str, tmp_path: Path) -> None:
    words = ["load", tmp_path / "none.html"] if command == "load" else ["reread"]
    seen = first_seen(*words, "--home", tmp_path / "home")
    assert (flow, True) in seen
    assert ("duckdb", True) in seen
    assert "prefect" not in dict(seen)


@pytest.mark.parametrize("words", [("sql", "select 1"), ("parse", "bylines"), ("nightly", "nobody")])
def test_what_may_read_no_page_begins_no_reader(words: tuple[str, ...], tmp_path: Path) -> None:
    assert not any(has_begun for _, has_begun in first_seen(*words))
