"""Servers that ask to be left alone. In a file of its own: most of its time is waiting."""

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from spiders.polite.hosts import Hosts
from spiders.polite.retries import STRIKES
from tests.spiders.test_crawl import HTML, NO_ROBOTS, NOW, crawled, several
from tests.spiders.wire import Wire, answer, feed


def test_a_server_that_asks_for_quiet_gets_it(tmp_path: Path) -> None:
    ways = {
        "Retry-After 86400": answer(b"", "Retry-After: 86400", status="503 Busy"),
        "Retry-After 1": answer(b"", "Retry-After: 1", status="429 Slow"),
        "429": answer(status="429 Slow"),
    }
    pages = [f"/{n}" for n in range(20)]
    with ExitStack() as stack:
        wires = [
            stack.enter_context(Wire({**NO_ROBOTS, "/rss": feed(*pages), **dict.fromkeys(pages, way)}, f"127.0.0.{n}"))
            for n, way in enumerate(ways.values(), 1)
        ]
        result = crawled(tmp_path, several(wires))
        assert {unread.outcome for unread in result.unread} == {"deferred"}
        assert set(result.handover.deferred) == {f"http://{wire.host}{page}" for wire in wires for page in pages}
        hosts = Hosts(tmp_path / "hosts", NOW.date())
        until = hosts.quiet_until(wires[0].host)
        assert until is not None
        assert [hosts.quiet_until(wire.host) for wire in wires[1:]] == [None, None]
        assert timedelta(hours=24) <= until - NOW < timedelta(hours=24, minutes=5)
        assert len(wires[0].asked) <= 2 + 4
        # The others are asked until it is clear that they mean it; four may be on their way then.
        assert all(len(wire.asked) <= 2 + STRIKES + 4 for wire in wires)

        for wire in wires:
            wire.answers |= dict.fromkeys(pages, answer(HTML))
        before = len(wires[0].asked)
        early = crawled(
            tmp_path / "early",
            several(wires),
            handover=result.handover,
            now=until - timedelta(hours=1),
            hosts=tmp_path / "hosts",
        )
        assert len(early.archived) == 40
        assert (len(wires[0].asked), set(early.handover.deferred)) == (
            before,
            {f"http://{wires[0].host}{page}" for page in pages},
        )
        late = crawled(tmp_path / "late", several(wires), handover=early.handover, now=until, hosts=tmp_path / "hosts")
        assert (len(late.archived), late.handover.deferred) == (60, {})
