"""A night that learns, killed anywhere and run again, ends like one that never was; twice is once; so is a reread, and a takedown.

Many places and papers: `make torture`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from tests.papers.layouts import LAYOUTS
from tests.papers.nights import desk_of, night, read_once_more
from tests.papers.paper import Paper
from tests.papers.stories import LANGUAGES
from warehouse.home import Home
from warehouse.query import run_query
from warehouse.takedown import take_down

DAILY = 12
"""Articles of a night: the second one brings those that are needed before anything is believed."""

NIGHT_AND_DIE = """
import os, signal, sys
from pathlib import Path
from tests.papers.nights import night
from tests.papers.paper import Paper
from warehouse import load, profiles

folder, step, times, *of = sys.argv[1:]
left, found = int(times), profiles.statement

def statement(kind, name):
    global left
    left -= name == step
    if name == step and not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return found(kind, name)

load.statement = profiles.statement = statement
name, seed, language, layout, daily = of
night(Path(folder), [Paper(name, int(seed), language, (layout,), int(daily))], 1)
"""
STEPS = (
    ("sampled", 1), ("sampled", 2), ("18_profiles", 1), ("unaccounted", 1), ("before_learning", 1), ("sampled", 4),
    ("18_profiles", 2), ("unaccounted", 2),
)  # fmt: skip
"""Where a night is killed: a step, and for the how manyeth time it is begun: the second load is that of the pages of before."""

HELD = {
    "profile": 'select publisher, kind, value, pages, "of", first_seen, last_seen, state from publisher_profiles',
    "articles": "select url, version, title, standfirst, authors, dateline, published_at, body from articles",
    "versions": "select url, valid_from, valid_to, body from article_versions where withdrawn_run_id is null",
    "labels": "select article_id, version, position, label, text from blocks join articles using (article_id, version)",
    "changes": "select url, class, change, old_text, new_text from article_changes",
}


def held(folder: Path) -> dict[str, list[str]]:
    """What the warehouse says, but for its runs and the numbers of its versions."""
    home = Home(folder / "home")
    return {name: sorted(str(row) for row in run_query(home, query).rows) for name, query in HELD.items()}


def differences(wanted: dict[str, list[str]], found: dict[str, list[str]]) -> list[str]:
    """The names of what is not the same, with a row of it."""
    return [
        f"{name}: {next(iter(set(rows) ^ set(found[name])), 'a row twice')[:200]}"
        for name, rows in wanted.items()
        if rows != found[name]
    ]


@dataclass(frozen=True)
class Trial:
    """A paper after its first night, and after its second one, which nobody disturbed."""

    paper: Paper
    first: Path
    calm: Path

    def killed_and_run_again(self, folder: Path, step: str, times: int) -> tuple[bool, list[str]]:
        """Whether the kill hit, and what came out otherwise."""
        shutil.copytree(self.first, folder, symlinks=True)
        one = self.paper
        told = map(str, (folder, step, times, one.name, one.seed, one.language, one.layouts[0], one.daily))
        env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        status = subprocess.run([sys.executable, "-c", NIGHT_AND_DIE, *told], check=False, env=env, cwd=folder).returncode
        night(folder, [one], 1)
        return status != 0, differences(held(self.calm), held(folder))


def trial(folder: Path, paper: Paper) -> Trial:
    first, calm = folder / "first", folder / "calm"
    night(first, [paper], 0)
    shutil.copytree(first, calm, symlinks=True)
    night(calm, [paper], 1)
    return Trial(paper, first, calm)


def again(one: Trial, folder: Path) -> list[str]:
    """What a second run of the same night, and a reread, change."""
    shutil.copytree(one.calm, folder, symlinks=True)
    night(folder, [one.paper], 1)
    wrong = [f"twice: {said}" for said in differences(held(one.calm), held(folder)) if not said.startswith("profile")]
    read_once_more(folder, [one.paper], 1)
    before = held(folder)
    read_once_more(folder, [one.paper], 1)
    return wrong + [f"reread: {said}" for said in differences(before, held(folder))]


def taken_down(one: Trial, folder: Path) -> list[str]:
    """Words of an article that is taken down which are left in what was learned; each of those that are in it is taken down."""
    shutil.copytree(one.calm, folder, symlinks=True)
    home = desk_of(folder, [one.paper], 1).home
    learned = {value for (value,) in run_query(home, "select value from publisher_profiles").rows}
    its = [number for number in one.paper.numbers(1) if learned & set(_in_its_head(one.paper, number))]
    for number in its[:2]:
        take_down(home, one.paper.url(number), "an order", desk_of(folder, [one.paper], 1).now)
    left = {value for (value,) in run_query(home, "select value from publisher_profiles").rows}
    return [text for number in its[:2] for text in _in_its_head(one.paper, number) if text in left]


def _in_its_head(paper: Paper, number: int) -> list[str]:
    """What an article's own page says of it, and teasers on other pages."""
    told = paper.story(number, 1)
    return [told.title, told.standfirst] if "standfirst" in LAYOUTS[paper.layouts[0]].head else [told.title]


@pytest.fixture(scope="module")
def soup(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return trial(tmp_path_factory.mktemp("soup"), Paper("gazette", 5, "en", ("div soup",), DAILY))


@pytest.mark.parametrize(("step", "times"), [STEPS[3], STEPS[6]])
def test_a_killed_night_ends_like_one_that_never_was(soup: Trial, tmp_path: Path, step: str, times: int):
    assert soup.killed_and_run_again(tmp_path / "killed", step, times) == (True, [])


def test_twice_is_once_and_a_takedown_is_one(soup: Trial, tmp_path: Path):
    assert again(soup, tmp_path / "again") == []
    assert taken_down(soup, tmp_path / "down") == []


def long(seed: int, tell: Callable[[str], None]) -> list[str]:
    """Each step of a night of six papers."""
    chance, wrong = Random(seed), []
    for number, layout in enumerate(LAYOUTS):
        with TemporaryDirectory() as made:
            paper = Paper(f"paper{number}", chance.randrange(1000), chance.choice(LANGUAGES), (layout,), DAILY)
            one = trial(Path(made), paper)
            for at, (step, times) in enumerate(STEPS):
                hit, differ = one.killed_and_run_again(Path(made, str(at)), step, times)
                tell(f"{paper}: {step} {times}: {'killed' if hit else 'not reached'}, {differ or 'the same'}")
                wrong += [f"{paper}: {step} {times}: {said}" for said in differ]
            wrong += [f"{paper}: {said}" for said in again(one, Path(made, "again"))]
            wrong += [f"{paper}: {said} is left" for said in taken_down(one, Path(made, "down"))]
    return wrong
