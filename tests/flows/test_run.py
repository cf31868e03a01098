import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.desk import open_desk
from flows.run import AlreadyRunning, open_run

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path):
    (tmp_path / "config").mkdir()
    return open_desk(tmp_path / "home", tmp_path / "config", NOW)


def test_a_run_that_ends_leaves_no_folder(desk):
    with open_run(desk, "load-files", "shell", {"paths": ["a"]}) as run:
        assert run.staged.is_dir()
    assert not run.folder.exists()


def test_an_interrupted_run_is_taken_up_under_its_own_id(desk):
    with pytest.raises(OSError, match="disk full"), open_run(desk, "load-files", "shell", {"paths": ["a"]}) as first:
        (first.staged / "whole.parquet").touch()
        raise OSError("disk full")
    with open_run(desk, "load-files", "schedule", {"paths": ["a"]}) as second:
        assert second.resumed
        assert second.run == first.run
        assert [file.name for file in second.staged.iterdir()] == ["whole.parquet"]


@pytest.mark.parametrize(("flow", "parameters"), [("nightly", {"paths": ["a"]}), ("load-files", {"paths": ["b"]})])
def test_another_run_begins_its_own(desk, flow, parameters):
    with pytest.raises(OSError, match="disk full"), open_run(desk, "load-files", "shell", {"paths": ["a"]}) as first:
        raise OSError("disk full")
    with open_run(desk, flow, "shell", parameters) as second:
        assert not second.resumed
        assert second.run.run_id != first.run.run_id


def test_the_same_run_twice_at_once_is_refused_by_name(desk):
    with (
        open_run(desk, "nightly", "shell", {}),
        pytest.raises(AlreadyRunning, match=r"nightly .* is running \(process \d+\)"),
        open_run(desk, "nightly", "shell", {}),
    ):
        pass


def test_a_killed_process_leaves_its_run_to_the_next(desk, tmp_path):
    program = f"""
import os, signal
from pathlib import Path
from flows.desk import open_desk
from flows.run import open_run
desk = open_desk(Path({str(desk.home.root)!r}), Path({str(desk.config)!r}))
with open_run(desk, "nightly", "schedule", {{}}) as run:
    print(run.run.run_id, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert killed.returncode == -9
    with open_run(desk, "nightly", "shell", {}) as run:
        assert run.resumed
        assert run.run.run_id == killed.stdout.strip()
        assert run.run.trigger == "schedule"


def test_a_folder_that_was_half_deleted_is_no_interrupted_run(desk, monkeypatch):
    with monkeypatch.context() as killed:
        killed.setattr("flows.run.shutil.rmtree", lambda *_, **__: None)  # as if the kill came just before it
        with open_run(desk, "nightly", "shell", {}) as first:
            (first.folder / "gazette.ledger.jsonl").touch()
    with open_run(desk, "nightly", "shell", {}) as second:
        assert second.run.run_id != first.run.run_id
        assert not second.resumed
        assert not first.folder.exists()


def test_a_run_that_has_just_begun_is_not_swept_away(desk):
    with open_run(desk, "nightly", "shell", {}) as first, open_run(desk, "load-files", "shell", {}):
        (first.folder / "run.json").rename(first.folder / "run.json.new")
        with open_run(desk, "reread", "shell", {}):
            assert first.folder.exists()
        (first.folder / "run.json.new").rename(first.folder / "run.json")
