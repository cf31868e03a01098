import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.flows.test_files import HARBOUR, load, sql

COPYDESK = Path(sys.executable).with_name("copydesk")


def explain(home: Path, what: str) -> subprocess.CompletedProcess:
    return subprocess.run([COPYDESK, "explain", what, "--home", home], capture_output=True, text=True, check=False)


def test_an_article_is_explained_by_address_and_by_id(tmp_path):
    (tmp_path / "harbour.txt").write_text(HARBOUR)
    load(tmp_path / "home", tmp_path / "harbour.txt")
    by_address = explain(tmp_path / "home", "file:harbour.txt").stdout
    (row,) = sql(tmp_path / "home", "select article_id from articles")
    assert explain(tmp_path / "home", row["article_id"]).stdout == by_address
    lines = by_address.splitlines()
    assert any(line.split()[:1] == ["dateline"] and "PORTLAND, Maine –" in line for line in lines)
    assert any(line.split()[:2] == ["title", "*"] and "Harbour bridge" in line for line in lines)
    assert sum(line.startswith("  body ") for line in lines) == 4
    body = [line.split(maxsplit=2)[2] for line in lines if line.startswith("  body ")]
    assert body == HARBOUR.partition(" – ")[2].strip().split("\n\n")  # whole where it is no terminal
    on_a_terminal = os.read(_terminal(tmp_path / "home", "file:harbour.txt"), 65536).decode()
    assert all(len(line) <= 80 for line in on_a_terminal.splitlines() if line.startswith("  "))
    assert "…" in on_a_terminal


def _terminal(home: Path, what: str) -> int:
    """What `explain` prints on a terminal of 80 columns: the side of it that can be read."""
    ours, theirs = pty.openpty()
    subprocess.run([COPYDESK, "explain", what, "--home", home], stdout=theirs, check=True, env=os.environ | {"COLUMNS": "80"})
    return ours


def test_what_is_not_there_is_said_with_what_to_ask(tmp_path):
    (tmp_path / "harbour.txt").write_text(HARBOUR)
    load(tmp_path / "home", tmp_path / "harbour.txt")
    done = explain(tmp_path / "home", "https://nowhere.example/")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no article 'https://nowhere.example/'" in done.stderr
