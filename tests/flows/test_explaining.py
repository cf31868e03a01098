import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from flows.explaining import explain_rule as rule_lines
from tests.command import COPYDESK, copydesk
from tests.flows.test_files import HARBOUR, load, sql


def explain(home: Path, what: str) -> subprocess.CompletedProcess:
    return copydesk("explain", what, "--home", home)


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


def test_what_became_of_a_page_without_an_article_is_said(tmp_path):
    (tmp_path / "harbour.txt").write_text(HARBOUR)
    (tmp_path / "pier.txt").write_text("https://tide.example/pier\n")
    load(tmp_path / "home", tmp_path / "harbour.txt", tmp_path / "pier.txt")
    (row,) = sql(tmp_path / "home", "select article_id from articles")
    copydesk("takedown", "file:harbour.txt", "--reason", "court order 12/26", "--yes", "--home", tmp_path / "home", check=True)
    for name in ("file:harbour.txt", row["article_id"]):
        assert re.search(r"taken down on 20\d\d-\d\d-\d\d: court order 12/26\n", explain(tmp_path / "home", name).stderr)
    assert "its page was rejected, no_text: " in explain(tmp_path / "home", "file:pier.txt").stderr


def explain_rule(*words: str) -> subprocess.CompletedProcess:
    return copydesk("explain", *words)


def test_a_rule_is_explained_with_its_examples():
    done = explain_rule("--rule", "time_of_day")
    assert done.returncode == 0
    assert done.stdout.startswith("time_of_day: time\n")
    assert "\nTaken, between the paragraphs:\n  <p>10:15 am</p>\n" in done.stdout
    assert "\nLeft, between the paragraphs:\n  <ul>" in done.stdout
    assert "\nKnown problems:\n  " in done.stdout


@pytest.mark.parametrize(
    ("name", "first", "taken"),
    [
        ("works_in", "works_in: bylines, words that are cut", "Jane Doe in Nairobi -> Jane Doe #Nairobi"),
        ("agency", "agency: datelines, takes rows of the kind agency", "LONDON (Reuters) - The council (en)"),
        ("label", "label: datelines, refuses any row", ""),
    ],
)
def test_a_rule_of_bylines_or_datelines_is_explained_too(name, first, taken):
    lines = list(rule_lines(name))
    assert lines[0] == first
    assert [line for line in lines if line and not line.startswith(" ")][2:] == ["Taken:", "Left:", "Known problems:"]
    assert f"  {taken}" in lines or not taken


def test_a_rule_that_is_not_there_is_answered_with_close_names():
    done = explain_rule("--rule", "dateline")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no rule 'dateline': did you mean datelines" in done.stderr


def test_a_rule_without_a_close_name_is_answered_with_where_they_stand():
    assert "no rule 'zzz'; docs/rules.md has them all" in explain_rule("--rule", "zzz").stderr


def test_an_article_or_a_rule_is_explained_and_not_both():
    for words in ((), ("x", "--rule", "time_of_day")):
        done = explain_rule(*words)
        assert (done.returncode, "name an article, or a rule with --rule" in done.stderr) == (2, True)
