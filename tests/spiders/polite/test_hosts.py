"""One limit a host, whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from spiders.polite.hosts import LONGEST_HOLD_S, Hosts
from tests.spiders.test_crawl import HTML, NO_ROBOTS, NOW, crawled, outcomes, publisher
from tests.spiders.wire import Wire, answer, feed

HOST = "gull.example:80"


class Clock:
    """The system's, which somebody may set."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("spiders.polite.hosts.time", clock)
    return clock


def two(folder: Path) -> tuple[Hosts, Hosts]:
    return Hosts(folder, NOW.date()), Hosts(folder, NOW.date())


def test_a_turn_is_had_by_one(tmp_path: Path, clock: Clock) -> None:
    ours, theirs = two(tmp_path)
    assert (ours.turn(HOST, 2.0), theirs.turn(HOST, 2.0), theirs.turn("other.example", 2.0)) == (0.0, 2.0, 0.0)
    clock.now += 1.5
    assert (ours.turn(HOST, 2.0), theirs.turn(HOST, 1.0), ours.turn(HOST, 1.0)) == (0.5, 0.0, 1.0)
    clock.now -= 3600  # a clock that was set back keeps nobody waiting
    assert ours.turn(HOST, 2.0) == 0.0


def test_a_host_is_held_for_all(tmp_path: Path, clock: Clock) -> None:
    ours, theirs = two(tmp_path)
    ours.hold(HOST, 30)
    ours.hold(HOST, 10)
    assert theirs.turn(HOST, 0.0) == 30.0
    clock.now += 30
    assert theirs.turn(HOST, 0.0) == 0.0
    ours.hold(HOST, 10 * LONGEST_HOLD_S)
    assert theirs.turn(HOST, 0.0) == LONGEST_HOLD_S
    clock.now -= 3600
    assert theirs.turn(HOST, 0.0) == 0.0


def test_a_night_has_one_budget_and_one_quiet(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path)
    assert [crawl.count(HOST, 3) for crawl in (ours, theirs, ours, theirs)] == [True, True, True, False]
    assert Hosts(tmp_path, NOW.date() + timedelta(days=1)).count(HOST, 3)
    assert ours.quiet_until(HOST) is None
    ours.leave_alone(HOST, NOW)
    assert theirs.quiet_until(HOST) == NOW


@pytest.mark.parametrize("damage", [b"", b"{", b'{"asked": "many"}\n', b'{"asked": 3}\nrest of a longer line"}'])
def test_a_damaged_file_keeps_nobody(tmp_path: Path, damage: bytes) -> None:
    hosts, _ = two(tmp_path)
    hosts.count(HOST, 1)
    [file] = tmp_path.iterdir()
    file.write_bytes(damage)
    assert hosts.count(HOST, 10)
    assert not hosts.count(HOST, 1)


def test_two_publishers_on_one_host_ask_it_as_one(tmp_path: Path) -> None:
    pause, papers = 0.25, ("town", "harbour")
    both_are_at_it = Barrier(2)

    def listed(path: str) -> bytes:
        both_are_at_it.wait(60)
        return feed(*(f"/{path[1:-4]}/{n}" for n in range(4)))

    pages = {f"/{paper}/{n}": answer(HTML) for paper in papers for n in range(4)}
    lists = dict.fromkeys((f"/{paper}.xml" for paper in papers), listed)
    with Wire({**NO_ROBOTS, **pages, **lists}) as wire, ThreadPoolExecutor(2) as threads:
        several = [publisher(wire, id=path[1:-4], feeds=[f"http://{wire.host}{path}"], delay_s=pause) for path in lists]
        found = list(threads.map(lambda paper: outcomes(crawled(tmp_path, paper), wire.host), several))
        assert found[0] | found[1] == dict.fromkeys(pages, "archived")
        times = [request.time for request in wire.asked if request.path in pages]
        # Were each paced for itself, it would be half of that.
        assert times[-1] - times[0] > 0.75 * (len(pages) - 1) * pause


def test_two_publishers_on_one_host_share_its_budget_and_its_quiet(tmp_path: Path) -> None:
    with Wire({**NO_ROBOTS, "/a.xml": feed("/1", "/2", "/3"), "/b.xml": feed("/4")}) as wire:
        wire.answers |= {f"/{n}": answer(HTML) for n in range(5)}
        a, b = (publisher(wire, id=name, feeds=[f"http://{wire.host}/{name}.xml"], requests_a_night=6) for name in ("a", "b"))
        assert len(crawled(tmp_path, a).archived) == 3
        assert outcomes(crawled(tmp_path, b), wire.host) == {"/b.xml": "deferred: the night's budget of 6 requests is spent"}
        wire.answers["/1"] = answer(b"", "Retry-After: 7200", status="503 Busy")
        tomorrow = NOW + timedelta(days=1)
        assert outcomes(
            crawled(tmp_path / "next", a, now=tomorrow, hosts=tmp_path / "hosts", only=[f"http://{wire.host}/1"]), wire.host
        ) == {"/1": "deferred: Retry-After 7200"}
        before = len(wire.asked)
        left = outcomes(crawled(tmp_path / "next", b, now=tomorrow, hosts=tmp_path / "hosts"), wire.host)
        assert left["/b.xml"].startswith("deferred: Retry-After until 2026-04-06T08:00")
        assert len(wire.asked) == before
