"""An article that is asked for again keeps what only its feed said of it, whether the feed still names it or not."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.command import copydesk
from tests.spiders.wire import Wire, answer, unchanged_from_now_on

FIRST = datetime(2026, 5, 10, 6, tzinfo=UTC)
ITEM = (
    "<item><title>The weir is mended</title><link>http://{host}/weir</link><pubDate>Sun, 10 May 2026 05:00:00 GMT</pubDate>"
    "<dc:creator>Ida Gull</dc:creator><category>River</category></item>"
)
PARAGRAPHS = (
    "The weir above the old mill holds again, after three weeks in which the river went where it liked and took two gardens along.",
    "Those who live below it had carried sandbags on most evenings, and say that they will keep a few beside the door all the same.",
    "Its gates were cast in the town itself, by a foundry that had not made one for sixty years and kept the moulds in a loft.",
    "The council pays half of what it cost; the rest comes from the mill, which wants to turn its wheel again before the winter.",
)


def feed(*items: str) -> bytes:
    head = "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The Weir</title>"
    return answer(f"{head}{''.join(items)}</channel></rss>".encode(), "Content-Type: application/rss+xml")


def page(title: str) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return answer(f"<html lang=en><title>{title}</title><article><h1>{title}</h1>{text}</article></html>".encode())


@pytest.mark.parametrize("later", ["unchanged", "dropped it"])
def test_an_edit_keeps_the_day_and_the_writer_that_the_feed_gave(tmp_path: Path, later: str) -> None:
    with Wire() as wire:
        host, answers = wire.host, wire.answers
        answers |= {"/rss": feed(ITEM.format(host=host)), "/weir": page("The weir is mended")}
        if later == "unchanged":
            answers["/rss"] = unchanged_from_now_on(wire, "/rss", feed(ITEM.format(host=host)))
        publishers = tmp_path / "config" / "publishers"
        publishers.mkdir(parents=True)
        (publishers / "weir.toml").write_text(
            f'name = "The Weir"\ndomain = "{host}"\nfeeds = ["http://{host}/rss"]\nprivate_network = true\ndelay_s = 0\n'
        )
        where = ("--home", tmp_path / "home", "--config", tmp_path / "config")
        done = copydesk("nightly", *where, "--now", FIRST.isoformat())
        assert done.returncode == 0, done.stderr
        answers["/weir"] = page("The weir is mended at last")
        if later == "dropped it":
            answers["/rss"] = feed()
        copydesk("nightly", *where, "--now", (FIRST + timedelta(days=1)).isoformat())
    query = "select version, title, authors, published_at::date::varchar as day, tags from articles"
    said = copydesk("sql", query, "--format", "json", "--home", tmp_path / "home", check=True).stdout
    assert json.loads(said) == [
        {"version": 2, "title": "The weir is mended at last", "authors": ["Ida Gull"], "day": "2026-05-10", "tags": ["River"]}
    ]
