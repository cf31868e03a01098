"""One run a night, also in the two nights when clocks change; the same rows wherever the desk stands.

The system's clock is set by libfaketime for all processes of a run.
"""

import asyncio
import os
import random
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from prefect.server.schemas.schedules import CronSchedule

from flows.server.deployed import FLOWS
from flows.server.schedules import load_schedules
from tests.torture.killing import COPYDESK, differences, held
from tests.torture.press import NOW, Press, Size
from warehouse.home import Home
from warehouse.query import connect

CHANGES = {
    "Europe/Berlin": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04"),  # by half an hour
    "Asia/Kolkata": ("2026-03-29",),
}


def nights(cron: str, zone: str, first: datetime, days: int) -> list[datetime]:
    """When Prefect runs it, in local time."""
    due = asyncio.run(CronSchedule(cron=cron, timezone=zone).get_dates(start=first, end=first + timedelta(days=days)))
    return [datetime.fromtimestamp(moment.timestamp(), ZoneInfo(zone)) for moment in due]


@pytest.mark.parametrize("cron", ["0 3 * * *", "30 2 * * *", "0 2 * * *"])
@pytest.mark.parametrize(("zone", "day"), [(zone, day) for zone, days in CHANGES.items() for day in days])
def test_one_run_a_night_when_clocks_change(cron: str, zone: str, day: str) -> None:
    noon_before = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo(zone)) - timedelta(days=2)
    due = nights(cron, zone, noon_before.astimezone(UTC), 4)
    days = [moment.date() for moment in due]
    assert len(days) == len(set(days)) >= 3, due
    assert all(
        timedelta(hours=22) <= later.astimezone(UTC) - earlier.astimezone(UTC) <= timedelta(hours=26)
        for earlier, later in pairwise(due)
    )


def test_the_schedule_of_the_desk_is_one_a_night() -> None:
    due = load_schedules(Path(__file__).parents[2] / "config", {one.name for one in FLOWS})["nightly"]
    year = nights(due.cron, due.timezone, datetime(2026, 1, 1, tzinfo=UTC), 90)
    assert len({moment.date() for moment in year}) == len(year) == 90


def test_the_same_rows_in_every_time_zone(tmp_path: Path) -> None:
    with Press(Size(papers=1, articles=15)) as press:
        config = press.write_config(tmp_path / "config")
        here: dict[str, dict[str, object]] = {}
        for number, zone in enumerate(
            ("UTC", random.Random(4).choice(["Pacific/Kiritimati", "Asia/Kathmandu", "America/St_Johns"]))
        ):
            home = tmp_path / str(number)
            command = [COPYDESK, "nightly", "--home", home, "--config", config, "--now", NOW]
            done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "TZ": zone})
            assert "Traceback" not in done.stderr
            here[zone] = held(home)
    one, other = here.values()
    assert differences(one, other) == []


def run_at(moment: datetime, zone: str, home: Path, config: Path) -> dict[str, object]:
    """A night that the system's clock says to begin at a moment: what its home holds."""
    (library,) = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    clock = {"LD_PRELOAD": str(library), "FAKETIME_FMT": "%s", "FAKETIME": f"@{moment.timestamp():.0f}", "TZ": zone}
    command = [COPYDESK, "nightly", "--home", home, "--config", config]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=os.environ | clock)
    assert "Traceback" not in done.stderr, done.stderr
    with connect(Home(home)) as warehouse:
        ((run_id, started_at),) = warehouse.execute("select run_id, started_at from runs").fetchall()
    assert timedelta() <= started_at - moment < timedelta(minutes=1)
    assert run_id.startswith(f"{started_at:%Y%m%dT%H%M%SZ}-nightly-")
    return held(home)


def changes(zone: str) -> list[datetime]:
    """Two seconds before the clocks of a zone change, twice a year; in UTC."""
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(365 * 24)]
    return [
        later - timedelta(seconds=2)
        for earlier, later in pairwise(hours)
        if earlier.astimezone(ZoneInfo(zone)).utcoffset() != later.astimezone(ZoneInfo(zone)).utcoffset()
    ]


def elsewhere(zone: str, moment: datetime, folder: Path) -> list[str]:
    """What a night in a zone holds otherwise than one in UTC at the same moment."""
    with Press(Size(papers=1, articles=5)) as press:
        config = press.write_config(folder / "config")
        return differences(run_at(moment, "UTC", folder / "utc", config), run_at(moment, zone, folder / "zone", config))


def long(_: int, tell: Callable[[str], None]) -> list[str]:
    """Both nights of each zone; where there are none, those of Berlin. There is no chance in it."""
    wrong: list[str] = []
    for zone in CHANGES:
        for moment in changes(zone) or changes("Europe/Berlin"):
            with TemporaryDirectory() as folder:
                found = elsewhere(zone, moment, Path(folder))
            tell(f"{zone} at {moment:%Y-%m-%d %H:%M:%S} UTC: {found or 'the same'}")
            wrong += [f"{zone} at {moment}: {found}"] if found else []
    return wrong


@pytest.mark.needs("faketime")
def test_the_same_rows_while_clocks_are_set_back(tmp_path: Path) -> None:
    assert elsewhere("Europe/Berlin", changes("Europe/Berlin")[1], tmp_path) == []
