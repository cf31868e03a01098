"""A folder of a paper's pages, loaded: they are read again with what they taught, before anything is published."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.desk import open_desk
from flows.files import load_files
from flows.progress import Step
from tests.command import COPYDESK, copydesk
from tests.terminal import Terminal
from tests.warehouse.test_profiles import PAGES, text_of, title_of
from warehouse.home import Home
from warehouse.query import run_query
from warehouse.statements import statement

FOOT = "The Gazette is printed on the old quay by people who also deliver it."


@dataclass(frozen=True)
class Layout:
    """How a page is set: what an element of the text is called, and what surrounds it."""

    line: str
    page: str


LAYOUTS = {
    "div soup": Layout("<div>{}</div>", "<div><div>{}</div></div>"),
    "table": Layout("<tr><td>{}</td></tr>", "<table>{}</table>"),
    "paragraphs": Layout("<p>{}</p>", "<main>{}</main>"),
}


def page_of(number: int, layout: Layout) -> str:
    """No meta, no class; an h1 that is the paper's name, a title, four paragraphs, two teasers, a count and a footer."""
    teasers = [other % PAGES for other in (number + 7, number + 11)]
    lines = [
        title_of(number),
        "By Miriam Ashdown",
        f"{number % 10 + 1} March 2026",
        *(text_of(number, at) for at in range(4)),
        *(line for other in teasers for line in (title_of(other), f"What it was about: {text_of(other, 8)}")),
        f"{number + 3} readers liked this story and sent it to a friend",
        FOOT,
    ]
    body = "".join(layout.line.format(line) for line in lines)
    return f"<html lang=en><head><title>The Gazette</title></head><body><h1>The Gazette</h1>{layout.page.format(body)}</body></html>"


def _load(folder: Path, config: Path, home: Path, *more: str) -> None:
    done = copydesk("load", folder, "--publisher", "gazette", "--home", home, "--config", config, *more)
    assert done.returncode in (0, 1), done.stderr


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_paper_without_a_class_or_meta_is_read_clean_at_its_first_load(tmp_path: Path, layout: Layout):
    pages, config = tmp_path / "pages", tmp_path / "config"
    pages.mkdir()
    (config / "publishers").mkdir(parents=True)
    (config / "publishers" / "gazette.toml").write_text('name = "Gazette"\ndomain = "gazette.example"\n')
    for number in range(PAGES):
        (pages / f"{number}.html").write_text(page_of(number, layout), "utf-8")
    _load(pages, config, tmp_path / "home")

    home = Home(tmp_path / "home")
    articles = dict(run_query(home, "select title, body from articles").rows)
    whole = {title_of(number): "\n\n".join(text_of(number, at) for at in range(4)) for number in range(PAGES)}
    assert {title: body for title, body in articles.items() if whole.get(title) != body} == {}
    assert articles.keys() == whole.keys()
    labels = run_query(home, f"select distinct label from blocks where text = '{FOOT}'").rows
    assert labels in ([("standing",)], [])  # where the page gives a text no bounds, it is none of its blocks


def test_a_person_overrules_what_was_learned(tmp_path: Path):
    pages, config = tmp_path / "pages", tmp_path / "config"
    pages.mkdir()
    (config / "publishers").mkdir(parents=True)
    file = config / "publishers" / "gazette.toml"
    file.write_text('name = "Gazette"\ndomain = "gazette.example"\n')
    for number in range(PAGES):
        (pages / f"{number}.html").write_text(page_of(number, LAYOUTS["paragraphs"]), "utf-8")
    _load(pages, config, tmp_path / "home")
    with_foot = f"select count(*) from articles where body like '%{FOOT}'"
    assert run_query(Home(tmp_path / "home"), with_foot).rows == [(0,)]

    file.write_text(f'name = "Gazette"\ndomain = "gazette.example"\nkeep = ["{FOOT}"]\n')
    copydesk("reread", "--home", tmp_path / "home", "--config", config)
    assert run_query(Home(tmp_path / "home"), with_foot).rows == [(PAGES,)]

    learned = ("publisher", "learned", "gazette", "--format", "csv", "--home", tmp_path / "home", "--config", config)
    shown = copydesk(*learned, check=True)
    assert f"standing text,{FOOT},{PAGES} of {PAGES},2026-03-01,in use,file:" in shown.stdout


def test_pages_are_read_once_with_each_profile_that_they_taught(tmp_path: Path):
    pages, said = tmp_path / "pages", list[Step]()
    pages.mkdir()
    for number in range(PAGES):
        page = page_of(number, LAYOUTS["paragraphs"]).replace(
            "<head>", "<head><meta property='article:section' content='Quays'>"
        )
        (pages / f"{number}.html").write_text(page, "utf-8")
    (tmp_path / "config").mkdir()
    load_files(open_desk(tmp_path / "home", tmp_path / "config"), [pages], "gazette", tell=said.append)
    lines = run_query(Home(tmp_path / "home"), "select kind, value from publisher_profiles").rows
    assert ("section", "Quays") in lines  # it stays in their evidence, however often they are read
    # First, then with the line, and then with the headlines that the second reading found.
    assert [step.total for step in said if step.stage == "read" and not step.done] == [PAGES] * 3


HOUSE = ("https://gazette.example/house.jpg", "https://gazette.example/quay.jpg")


def _pictured(number: int) -> str:
    """A page with nothing in common with the others but two pictures."""
    figures = "".join(f"<figure><img src='{picture}' width=800></figure>" for picture in (*HOUSE, f"/own-{number}.jpg"))
    text = "".join(f"<p>{text_of(number, at)}</p>" for at in range(4))
    title = title_of(number)
    return f"<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{figures}{text}</article></body></html>"


def test_pictures_of_the_house_are_left_out_and_stay_known(tmp_path: Path):
    """By the pages that were read without them, and by those of the next load."""
    said, home, config = list[Step](), Home(tmp_path / "home"), tmp_path / "config"
    config.mkdir()
    for numbers in (range(PAGES - 6), range(PAGES - 6, PAGES)):
        pages = tmp_path / f"{numbers.start}"
        pages.mkdir()
        for number in numbers:
            (pages / f"{number}.html").write_text(_pictured(number), "utf-8")
        load_files(open_desk(home.root, config), [pages], "gazette", tell=said.append)
        known = run_query(home, "select kind, value, state, pages from publisher_profiles order by value").rows
        assert known == [("picture", picture, "in use", numbers.stop) for picture in HOUSE]
        shown = run_query(home, "select count(*), count(*) filter (where url not like '%/own-%') from images").rows
        assert shown == [(numbers.stop, 0)]
        left_out = "select field, value, source, chosen, count(*) from evidence where ends_with(value, '.jpg') group by all order by value"
        assert run_query(home, left_out).rows == [("picture", picture, "profile", False, numbers.stop) for picture in HOUSE]
        assert "picture" not in {row[1] for row in run_query(home, statement("queries", "evidence_disagreements")).rows}
    assert [step.total for step in said if step.stage == "read" and not step.done] == [PAGES - 6, PAGES - 6, 6]


def test_what_was_learned_acts_on_no_terminal(tmp_path: Path):
    pages, config, home = tmp_path / "pages", tmp_path / "config", tmp_path / "home"
    pages.mkdir()
    (config / "publishers").mkdir(parents=True)
    (config / "publishers" / "gazette.toml").write_text('name = "Gazette"\ndomain = "gazette.example"\n')
    for number in range(PAGES):
        page = page_of(number, LAYOUTS["paragraphs"]).replace(FOOT, f"{FOOT} \u202e\x9b31m")
        (pages / f"{number}.html").write_text(page, "utf-8")
    _load(pages, config, home)
    with Terminal(
        [COPYDESK, "publisher", "learned", "gazette", "--format", "csv", "--home", home, "--config", config]
    ) as terminal:
        assert terminal.wait(60) == 0
    assert r"\u202e" in terminal.said
    assert not set(terminal.said) & {"\u202e", "\x9b"}


def test_of_a_new_paper_it_is_said_what_is_missing_and_what_its_file_says(tmp_path: Path):
    pages, config, home = tmp_path / "pages", tmp_path / "config", tmp_path / "home"
    pages.mkdir()
    (config / "publishers").mkdir(parents=True)
    file = config / "publishers" / "gazette.toml"
    file.write_text(
        'name = "Gazette"\ndomain = "gazette.example"\npin = { "day order" = "month first" }\nforbid = ["section element"]\n'
    )
    for number in range(7):
        (pages / f"{number}.html").write_text(page_of(number, LAYOUTS["paragraphs"]), "utf-8")
    _load(pages, config, home)
    said = {
        name: copydesk("publisher", "learned", name, "--home", home, "--config", config, check=True).stderr
        for name in ("gazette", "nobody")
    }
    assert said == {
        "gazette": "copydesk: nothing is learned of gazette yet: nothing is believed of fewer than 20 articles, and there are 7\n"
        "copydesk: its file pins the day order: month first\n"
        "copydesk: its file forbids the section element: nothing that is learned of it counts\n",
        "nobody": "copydesk: the warehouse has no article of nobody: nothing can be learned of its pages\n",
    }
