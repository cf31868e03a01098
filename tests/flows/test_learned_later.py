"""Versions of a paper's first nights that no edit made are withdrawn by the run that learned enough to see it, or by upkeep."""

import shutil
from pathlib import Path

import pytest

from flows.catching_up import with_what_was_learned
from flows.summary import Ended, concerns
from flows.upkeep import upkeep
from tests.papers.nights import desk_of, loaded
from tests.papers.paper import Paper
from tests.papers.stories import FIRST_DAY
from warehouse.home import Home
from warehouse.query import run_query

DAILY = 12
"""Below the least of which anything is believed: what the first night's pages have in common the second night shows."""
STANDING = "select url, valid_from::date from article_versions where withdrawn_run_id is null and version > 1"
LOGGED = "select url, version from reread_changes where field = 'withdrawn' and new_value = 'true' and run_id = $run"


PAPER = Paper("gazette", 5, "en", ("div soup",), DAILY)


@pytest.fixture(scope="module")
def second_night(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """A home after two nights, killed before what the second one taught was used for the pages of the first."""
    folder = tmp_path_factory.mktemp("killed")
    first = loaded(folder, [PAPER], 0)
    assert with_what_was_learned(desk_of(folder, [PAPER], 0), first) is first
    return folder, loaded(folder, [PAPER], 1)


@pytest.fixture
def folder(second_night: tuple[Path, Ended], tmp_path: Path) -> Path:
    return shutil.copytree(second_night[0], tmp_path / "copy", symlinks=True)


def _without_an_edit(folder: Path) -> list[str]:
    edits = {(PAPER.url(number), day) for number in range(2 * DAILY) for day in PAPER.edits(number)}
    found = run_query(Home(folder / "home"), STANDING).rows
    return [str(url) for url, day in found if (url, (day - FIRST_DAY).days) not in edits]  # type: ignore[operator]


def test_the_night_that_learned_withdraws_them_with_a_log(folder: Path, second_night: tuple[Path, Ended]):
    assert len(_without_an_edit(folder)) >= DAILY - 3  # but for those that were edited
    ended = with_what_was_learned(desk_of(folder, [PAPER], 1), second_night[1])
    assert _without_an_edit(folder) == []
    assert ended.later is not None
    assert ended.later.counts.asked >= DAILY
    assert (ended.published, ended.later.run.run_id in ended.notes[-1]) == (ended.later.published, True)
    withdrawn = run_query(Home(folder / "home"), "select url, version from article_versions where repeats is not null").rows
    logged = run_query(Home(folder / "home"), LOGGED, {"run": ended.later.run.run_id}).rows
    assert len(withdrawn) >= DAILY - 3
    assert set(withdrawn) <= set(logged)


def test_after_a_night_that_was_killed_upkeep_withdraws_them(folder: Path):
    desk = desk_of(folder, [PAPER], 1)
    assert "pages read again with what was learned" in upkeep(desk).done[-1]
    assert _without_an_edit(folder) == []
    assert "read again" not in upkeep(desk).done[-1]


class SignedOff(Paper):
    """A paper each of whose articles ends with the same line, as one of its paragraphs, and is asked for once."""

    def numbers(self, day: int) -> range:
        """The day's new articles."""
        return range(day * self.daily, (day + 1) * self.daily)

    def payload(self, number: int, day: int) -> bytes:
        """An article's page of a day."""
        told = self.story(number, day)
        text = "".join(f"<p>{paragraph}</p>" for paragraph in (*told.paragraphs, COLOPHON))
        head = f"<title>{told.title}</title><meta property=article:published_time content={told.published.isoformat()}>"
        return f"<html lang=en>{head}<body><article><h1>{told.title}</h1>{text}</article></body></html>".encode()


COLOPHON = "The Herald Post is set by hand in the old mill and printed there before the first tram."


def test_what_its_own_lessons_mended_asks_nobody_to_do_anything(tmp_path: Path):
    paper = SignedOff("herald", 7, "en", ("paragraphs",), DAILY)
    first = loaded(tmp_path, [paper], 0)
    second = loaded(tmp_path, [paper], 1)
    assert (first.failed_checks, second.failed_checks) == ({}, {"boilerplate": 1})
    ended = with_what_was_learned(desk_of(tmp_path, [paper], 1), second)
    assert ended.later is not None
    assert (ended.failed_checks, ended.earlier, ended.later.earlier) == ({}, None, None)
    assert concerns(ended) == []
    states = run_query(Home(tmp_path / "home"), "select distinct state from runs").rows
    kept = run_query(Home(tmp_path / "home"), "select count(*) from check_failures").rows
    assert (states, kept) == ([("completed",)], [(0,)])
