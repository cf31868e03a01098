"""A newspaper whose pages are redesigned: the night that finds its fields gone says so, in its state and to whoever runs it."""

from dataclasses import replace
from pathlib import Path

from flows.summary import concerns, run_state, status
from tests.papers.layouts import REDESIGNED
from tests.papers.nights import loaded
from tests.papers.paper import Paper
from warehouse.home import Home
from warehouse.query import run_query


def test_a_redesign_is_told_on_its_first_night(tmp_path: Path):
    paper = Paper("gazette", 7, "en", ("json-ld",), 20)
    assert loaded(tmp_path, [paper], 0).alarms == {}
    ended = loaded(tmp_path, [replace(paper, layouts=(REDESIGNED,))], 1)
    assert "author on 0 of 40 articles, on 20 of 20 before; article > div.byline is gone" in ended.alarms["gazette"]
    assert "title in JSON-LD or meta tags on 0 of 40 articles" in ended.alarms["gazette"]
    assert (status(concerns(ended)), run_state(concerns(ended))) == (1, "degraded")
    kept = run_query(Home(tmp_path / "home"), "select alarm from source_health order by run_id, publisher").rows
    assert kept == [(None,), (ended.alarms["gazette"],)]
