"""A home that an earlier Copydesk has published: what this one's commands look for and do not find there is said in words."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.command import copydesk
from tests.flows.test_files import HARBOUR


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its snapshot is of a time without alarms."""
    folder = tmp_path_factory.mktemp("older")
    (folder / "config" / "publishers").mkdir(parents=True)
    (folder / "harbour.txt").write_text(HARBOUR)
    home = folder / "home"
    copydesk("load", folder / "harbour.txt", "--home", home, "--config", folder / "config", check=True)
    snapshot = (home / "warehouse.duckdb").resolve()
    older = Path(shutil.copy(snapshot, folder / "older.duckdb"))
    older.chmod(0o600)
    with duckdb.connect(str(older)) as before:
        before.execute("drop view main.source_health")
    older.replace(snapshot)
    return home


@pytest.mark.parametrize("command", [("sql", "source_health"), ("sql", "--format", "json", "source_health")])
def test_a_query_of_ours_says_how_to_bring_it_up_to_date(home: Path, command: tuple[str, ...]) -> None:
    refused = copydesk(*command, "--home", home, "--config", home.parent / "config")
    assert refused.returncode == 2
    assert "lacks what the query source_health reads" in refused.stderr
    assert "such as: copydesk reread" in refused.stderr


def test_a_query_of_somebodys_own_is_answered_in_duckdbs_words(home: Path) -> None:
    refused = copydesk("sql", "from source_health", "--home", home, "--config", home.parent / "config")
    assert "Catalog Error" in refused.stderr


def test_a_command_says_how_to_bring_it_up_to_date_and_that_helps(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.cli.app._traceback_file", lambda error: "the file")
    at = ("--home", home, "--config", home.parent / "config")
    refused = copydesk("report", *at)
    assert refused.returncode == 2
    assert "any run brings it up to date, such as: copydesk reread" in refused.stderr
    copydesk("reread", *at, check=True)
    assert copydesk("report", *at).returncode == 0
