"""What the shell and the UI say of a night's listings: how many could be read, by publisher, and by name which could not."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from articles.page import AskedListing
from flows.cli import ended as ending_in_the_shell
from flows.server import messages
from flows.summary import Ended, concerns
from tests.command import copydesk
from tests.spiders.test_crawl import NO_ROBOTS
from tests.spiders.wire import Wire, answer, feed
from tests.warehouse.pages import START
from warehouse.known import Fault
from warehouse.run import Run, RunCounts

FEED = AskedListing("https://gull.example/rss", "gull", "feed", START, "unchanged", "304", 304)
MAP = AskedListing("https://gull.example/map.xml", "gull", "sitemap", START, "failed", "404", 404)


@pytest.fixture
def ended() -> Ended:
    run = Run("run-1", "nightly", "shell", START)
    return Ended(run, RunCounts(), {}, Path("snapshot"), seconds={"gull": 1.0}, listings=[FEED, MAP])


def test_the_tables_count_them_beside_what_was_asked_for(ended: Ended) -> None:
    ((row,), shown) = messages.table(ended), Console(width=100)
    assert (row["publisher"], row["listings"], row["asked"]) == ("gull", "1 of 2", 0)
    with shown.capture() as said:
        shown.print(ending_in_the_shell._table(ended))
    assert [cell.strip() for cell in said.get().splitlines()[4].strip("│").split("│")][:3] == ["gull", "1 of 2", "0"]


def test_one_that_failed_needs_a_person(ended: Ended) -> None:
    assert messages.troubled(ended) == ["gull"]
    fault = Fault(MAP.url, "failed", None, "404", "gull", is_listing=True)
    told = concerns(replace(ended, faults=(fault,)))
    assert [(one.about, one.what) for one in told] == [("gull", f"{MAP.url}: failed: 404")]
    assert "map.xml" in messages.for_a_person(ended, told, None, {})


def test_a_feed_that_is_none_is_named_and_the_status_says_so(tmp_path: Path) -> None:
    with Wire({**NO_ROBOTS, "/rss": feed(), "/html": answer(b"<html><p>no feed</p></html>")}) as wire:
        (tmp_path / "config" / "publishers").mkdir(parents=True)
        feeds = f'["http://{wire.host}/rss", "http://{wire.host}/html"]'
        (tmp_path / "config" / "publishers" / "gull.toml").write_text(
            f'name = "Gull"\ndomain = "{wire.host}"\nfeeds = {feeds}\nprivate_network = true\ndelay_s = 0\n'
        )
        done = copydesk("nightly", "--home", tmp_path / "home", "--config", tmp_path / "config")
        assert done.returncode == 1
        assert f"copydesk: gull: http://{wire.host}/html: rejected: " in done.stderr
        assert "correct 'feeds' in the publisher's file" in done.stderr
