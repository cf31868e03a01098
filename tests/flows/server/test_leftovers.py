"""A runner may die anywhere, and a desk be away for hours: nothing waits for the dead, and what was missed is caught up once."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.flows.served import Served, serving

DAILY = '[upkeep]\ncron = "0 3 * * *"\n'
MISSED = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("leftovers")
    (folder / "config" / "publishers").mkdir(parents=True)
    (folder / "config" / "schedules.toml").write_text(DAILY)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS", "2")  # a run that waits asks every 30 s
        yield folder


def runner_of(desk: Served) -> int:
    (found,) = [pid for pid, command in desk.processes("flows.server.runner").items() if "-m flows.server.runner" in command]
    return found


def pending(desk: Served) -> str:
    """A run that has its deployment's slot and no process of its own yet."""
    run = desk.start("publish", {})
    desk.wait_until(lambda: desk.state(run) != "SCHEDULED")
    return run


def slots(desk: Served) -> int:
    return desk.deployments()["publish"]["global_concurrency_limit"]["active_slots"]


def test_a_runner_may_die_anywhere_and_a_desk_be_away(folder: Path) -> None:
    """Two desks in one test: each takes half a minute to start on a machine that is busy."""
    with serving(folder, from_nothing=True) as desk:
        run, first = pending(desk), runner_of(desk)
        os.kill(first, signal.SIGKILL)
        assert (desk.state(run), slots(desk)) == ("PENDING", 1)
        desk.api(f"/flow_runs/{run}", method="DELETE")  # somebody tidies up: now no run says whose the slot is
        assert desk.run("publish", {})["state"]["type"] == "COMPLETED"
        assert slots(desk) == 0
        desk.wait_until(lambda: len(scheduled(desk)) >= MISSED)  # the scheduler writes them down in its own time

        run = pending(desk)
        os.killpg(desk.process.pid, signal.SIGKILL)  # server and runner end with it
        desk.process.wait()
        desk.wait_until(lambda: not desk.processes())
    missed = made_due(folder, MISSED)
    with serving(folder) as desk:
        desk.wait_until(lambda: desk.state(run) == "CRASHED", 60)
        assert desk.run("publish", {})["state"]["type"] == "COMPLETED"
        *skipped, caught_up = [desk.ended(one) for one in missed]
    assert {(one["state"]["name"], one["run_count"]) for one in skipped} == {("Skipped", 0)}
    assert (caught_up["state"]["type"], caught_up["run_count"]) == ("COMPLETED", 1)
    assert f"{caught_up['expected_start_time'][:16]} UTC".replace("T", " ", 1) in skipped[0]["state"]["message"]


def scheduled(desk: Served) -> list[dict]:
    """The runs that the desk's schedules have brought about, and that wait for their time."""
    asked = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    return [run for run in desk.api("/flow_runs/filter", asked) if run["auto_scheduled"]]


def made_due(folder: Path, count: int) -> list[str]:
    """As if the desk had been away since the first of so many runs of its schedule was due; their ids, the first due first."""
    (database,) = (folder / "home" / "private" / "prefect").glob("*.db")
    with closing(sqlite3.connect(database)) as server, server:
        ids = server.execute(
            "select id from flow_run where state_type = 'SCHEDULED' and auto_scheduled order by expected_start_time limit ?",
            [count],
        ).fetchall()
        assert len(ids) == count
        for number, (id_,) in enumerate(ids):
            at = (datetime.now(UTC) - timedelta(minutes=count - number)).strftime("%Y-%m-%d %H:%M:%S.000000")
            server.execute(
                "update flow_run set expected_start_time = ?, next_scheduled_start_time = ? where id = ?", [at, at, id_]
            )
            server.execute(
                "update flow_run_state set state_details = json_set(state_details, '$.scheduled_time', ?) where flow_run_id = ?",
                [f"{at.replace(' ', 'T')}Z", id_],
            )
    return [id_ for (id_,) in ids]
