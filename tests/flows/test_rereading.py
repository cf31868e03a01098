"""The archive is read again with another config than the one it was loaded by: every article keeps its publisher."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from flows.desk import open_desk
from flows.files import load_files
from flows.refusal import WrongUse
from flows.rereading import reread
from flows.summary import Ended, concerns, status
from warehouse.home import Home
from warehouse.query import connect

ARTICLES = "select publisher, article_id, version, title, body, authors, url from articles order by article_id"
TEXT = "OBAN, Nov 20: The ferry was late again on Friday, and the islanders waited {n} hours in the rain on the pier."
PAPERS = ["gazette", "post"]
OUTLET = "nobody.example"
"""A host without a file: its pages are its own."""


def write_config(folder: Path, files: dict[str, str]) -> Path:
    (folder / "publishers").mkdir(parents=True)
    for name, domain in files.items():
        text = f'name = "The {name.title()}"\ndomain = "{domain}"\n' if domain else "name = Torn"
        (folder / "publishers" / f"{name}.toml").write_text(text)
    return folder


def asked(home: Path, query: str = ARTICLES) -> list[tuple]:
    with connect(Home(home)) as warehouse:
        return warehouse.execute(query).fetchall()


def read_again(home: Path, config: Path, publisher: str | None = None) -> Ended:
    desk = open_desk(home, config)
    return reread(replace(desk, settings=desk.settings.model_copy(update={"workers": 1})), publisher)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two articles of each paper, and one of an outlet that has no file."""
    folder = tmp_path_factory.mktemp("loaded")
    config = write_config(folder / "config", {paper: f"{paper}.example" for paper in PAPERS})
    hosts = [*(f"{paper}.example" for paper in PAPERS for _ in (1, 2)), OUTLET]
    rows = ({"url": f"https://{host}/{n}", "title": f"Ferry {n}", "text": TEXT.format(n=n)} for n, host in enumerate(hosts))
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    load_files(open_desk(folder / "home", config), [folder / "rows.jsonl"])
    return folder / "home"


CONFIGS = {
    # what is in its publishers/: {id: domain, or "" for a file that is broken}, who has no file there, status
    "one without publishers": ({}, PAPERS, 0),
    "one with one of them": ({"gazette": "gazette.example"}, ["post"], 0),
    "one that calls them otherwise": ({"the-gazette": "gazette.example", "the-post": "post.example"}, PAPERS, 0),
    "one where a host is another's": ({"post": "gazette.example"}, ["gazette"], 0),
    "one that knows who nobody was": (
        {"gazette": "gazette.example", "post": "post.example", "nobody": "nobody.example"},
        [],
        0,
    ),
    "one with a broken file": ({"gazette": "", "post": "post.example"}, [], 1),
}


@pytest.mark.parametrize("config", CONFIGS)
def test_every_article_keeps_its_publisher_and_the_run_says_who_has_no_file(loaded: Path, tmp_path: Path, config: str) -> None:
    files, strangers, expected = CONFIGS[config]
    shutil.copytree(loaded, tmp_path / "home", symlinks=True)
    before = asked(tmp_path / "home")
    assert sorted(publisher for publisher, *_ in before) == ["gazette", "gazette", OUTLET, "post", "post"]
    ended = read_again(tmp_path / "home", write_config(tmp_path / "config", files))
    assert asked(tmp_path / "home") == before
    assert [note.partition(" ha")[0] for note in ended.notes] == [", ".join(sorted([*strangers, OUTLET]))]
    assert [one.about for one in concerns(ended)] == [name for name, domain in files.items() if not domain]
    assert status(concerns(ended)) == expected


def test_a_publisher_without_a_file_is_reread_by_its_id_and_one_without_a_page_is_wrong_use(loaded: Path, tmp_path: Path):
    shutil.copytree(loaded, tmp_path / "home", symlinks=True)
    config = write_config(tmp_path / "config", {})
    ended = read_again(tmp_path / "home", config, "post")
    assert (ended.counts.asked, list(ended.counts.by_publisher)) == (2, ["post"])
    with pytest.raises(WrongUse, match="no publisher 'pots'"):
        read_again(tmp_path / "home", config, "pots")
