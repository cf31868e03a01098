"""The notebooks of docs/notebooks, run on three days of the sample newspaper, and what a reader sees of them."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.command import copydesk
from tests.docs import CHECKOUT
from tests.newspaper.site import CLOCK, Newspaper

NOTEBOOKS = sorted((CHECKOUT / "docs" / "notebooks").glob("*.py"))


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("notebooks")
    config = folder / "config"
    (config / "publishers").mkdir(parents=True)
    with Newspaper() as newspaper:
        newspaper.write_config(config / "publishers")
        for day in (1, 2, 3):
            newspaper.set_day(day)
            done = copydesk("nightly", "--home", folder / "home", "--config", config, "--now", CLOCK[day].isoformat())
            assert done.returncode != 2, done.stderr
    return folder / "home"


@pytest.fixture
def run(home, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(home))

    def run_one(name, **defined):
        spec = importlib.util.spec_from_file_location(name, CHECKOUT / "docs" / "notebooks" / f"{name}.py")
        notebook = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(notebook)
        outputs, defined = notebook.app.run(defs=defined)
        return "\n".join(output.text for output in outputs if output is not None), defined

    return run_one


def test_coverage_of_a_subject(run):
    shown, defined = run("coverage")
    titles = defined["found"].column("title").to_pylist()
    assert {
        "Tram bell rings again in Beirut after six decades",
        "Beirut gets its streetcar back, all half a mile of it",
    } <= set(titles)
    assert f"{len(titles)} articles" in shown
    assert sum(defined["by_day"].column("articles").to_pylist()) == len(titles)
    assert sum(defined["originals"].column("articles").to_pylist()) == len(titles)
    assert defined["places"].column("place").to_pylist() == ["Beirut"]
    assert defined["quoted"].num_rows


def test_coverage_of_a_subject_that_nobody_covers(run):
    shown, _ = run("coverage", words=SimpleNamespace(value="quinquereme"))
    assert "No article has these words: type others." in shown
    assert not any(table in shown for table in ("When, and by whom", "Who is quoted"))


def test_bylines_and_beats(run):
    _, defined = run("bylines")
    first = defined["writers"].to_pylist()[0]
    assert first["publishers"] == ["gazette"]
    assert first["articles"] == defined["theirs"].num_rows, "the first person is the one whose articles are listed"
    assert {"name": "Alice Nkemelu", "beside": "Edmund Vale", "articles": 1} in defined["joined"].to_pylist()
    assert all(row["without_byline"] + row["with_agency"] <= row["articles"] for row in defined["bylined"].to_pylist())


def test_what_changed_after_publication(run):
    shown, defined = run("changes")
    changes = defined["changes"].to_pylist()
    assert f"{len(changes)} changes" in shown
    assert "Nothing has changed yet" not in shown
    assert {"headline only", "silent", "update"} == {change["class"] for change in changes}
    assert all(change["hours_after"] > 0 for change in changes)
    assert defined["words"].num_rows == changes[0]["blocks"], "the latest change is the one that is shown word by word"
    assert all(row["latest"] for row in defined["silent"].to_pylist())


@pytest.mark.parametrize("name", [notebook.stem for notebook in NOTEBOOKS])
def test_where_nothing_was_published_it_says_what_to_do(run, name, tmp_path, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path))
    shown, defined = run(name)
    assert f"There is no {tmp_path}/warehouse.duckdb yet: crawl or load first" in shown
    assert "warehouse" not in defined


def test_each_is_a_notebook_and_is_named_in_docs(home, tmp_path, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(home))
    assert [notebook.stem for notebook in NOTEBOOKS] == ["bylines", "changes", "coverage"]
    page = (CHECKOUT / "docs" / "warehouse.md").read_text("utf-8")
    for notebook in NOTEBOOKS:
        assert f"docs/notebooks/{notebook.name}" in page
    marimo = [sys.executable, "-m", "marimo", "check", "--strict", *NOTEBOOKS]
    checked = subprocess.run(marimo, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
