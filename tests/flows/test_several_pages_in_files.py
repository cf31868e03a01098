"""Articles over several pages among loaded files: one where each page says so, in whatever order they come."""

from dataclasses import replace
from pathlib import Path

import pytest

from articles.archive.warc import pages
from articles.extract.later_pages import MOST_PAGES
from flows.desk import open_desk
from flows.files import load_files
from flows.rereading import reread
from tests.loaders.archives.test_warc import http, record
from tests.several_pages import LAYOUTS, TRAPS, Layout
from warehouse.home import Home
from warehouse.query import connect

SITE = "https://quay.example"
SAYS_BACK = [layout for layout in LAYOUTS if not layout.whole and layout.name not in ("bare", "amp")]
"""Those whose later pages name, by their addresses, the first."""


def load(home: Path, *paths: Path) -> None:
    desk = open_desk(home, Path("config"))
    load_files(replace(desk, settings=desk.settings.model_copy(update={"workers": 1})), paths)


def asked(home: Path, query: str) -> list[tuple]:
    with connect(Home(home)) as warehouse:
        return warehouse.execute(query).fetchall()


def warc(file: Path, captures: list[tuple[str, str]], day: int = 1) -> Path:
    dated = f"2026-03-{day:02}T00:00:00Z"
    file.write_bytes(b"".join(record(http(html.encode()), SITE + path, date=dated) for path, html in captures))
    return file


def of(layout: Layout) -> list[tuple[str, str]]:
    return [(layout.path(number), layout.page(number, 3)) for number in (1, 2, 3)]


def long_paragraphs(body: str) -> list[str]:
    return [text for text in body.split("\n\n") if len(text) > 80]


def whole(layout: Layout) -> list[str]:
    return [text for number in (1, 2, 3) for text in layout.paragraphs(number)]


def test_pages_of_an_archive_are_joined_and_traps_are_not(tmp_path: Path) -> None:
    numbered = [replace(one, first=f"/{n}{one.first}", later=f"/{n}{one.later}") for n, one in enumerate(SAYS_BACK)]
    captures = [capture for layout in numbered for capture in of(layout)]
    chosen = [trap for kind in TRAPS.values() for trap in kind[:2] if trap.first != trap.second]
    for n, trap in enumerate(chosen):
        captures += [(f"/t{n}{trap.first}", trap.page.replace('href="/', f'href="/t{n}/')), (f"/t{n}{trap.second}", trap.there)]
    load(tmp_path / "home", warc(tmp_path / "a.warc", captures[::-1]))
    bodies = dict(asked(tmp_path / "home", "select url, body from articles"))
    for layout in numbered:
        assert long_paragraphs(bodies[SITE + layout.first]) == whole(layout), layout.name
    parts = asked(
        tmp_path / "home", "select count(*), bool_or(regexp_matches(url, '/t[0-9]+/')) from pages where part_of is not null"
    )
    assert parts == [(2 * len(numbered), False)]
    before = asked(tmp_path / "home", "from article_versions order by article_id")
    load(tmp_path / "home", tmp_path / "a.warc")
    assert asked(tmp_path / "home", "from article_versions order by article_id") == before
    outcomes = (
        "select outcome, count(*) from pages where run_id = (select max(run_id) from runs) group by outcome order by outcome"
    )
    assert dict(asked(tmp_path / "home", outcomes)).keys() <= {"unchanged", "duplicate", "rejected"}
    desk = open_desk(tmp_path / "home", Path("config"))
    reread(replace(desk, settings=desk.settings.model_copy(update={"workers": 1})))
    assert dict(asked(tmp_path / "home", "select url, body from articles")) == bodies


def test_no_article_has_more_than_thirty_pages(tmp_path: Path) -> None:
    layout = LAYOUTS[0]
    load(tmp_path / "home", warc(tmp_path / "a.warc", [(layout.path(n), layout.page(n, 33)) for n in range(1, 34)]))
    parts = "select count(*) from pages where part_of is not null"
    assert asked(tmp_path / "home", parts) == [(MOST_PAGES - 1,)]


@pytest.mark.parametrize("name", ["based"])
def test_saved_pages_in_a_folder(tmp_path: Path, name: str) -> None:
    (layout,) = (replace(one, canonical=SITE + "{own}") for one in LAYOUTS if one.name == name)
    for number, (_, html) in enumerate(of(layout)):
        (tmp_path / f"{'bca'[number]}.html").write_text(html.replace('href="/', f'href="{SITE}/').replace(SITE * 2, SITE))
    load(tmp_path / "home", tmp_path)
    ((url, body),) = asked(tmp_path / "home", "select url, body from articles")
    assert (url, long_paragraphs(body)) == (SITE + layout.first, whole(layout))


def test_a_changed_page_makes_a_version_and_one_alone_stays_what_it_is(tmp_path: Path) -> None:
    layout = LAYOUTS[0]
    home, first, *later = tmp_path / "home", *of(layout)
    load(home, warc(tmp_path / "a.warc", [first, *later]))
    changed = (later[0][0], later[0][1].replace("boats", "ships"))
    load(home, warc(tmp_path / "b.warc", [changed, first, later[1]], day=2))
    assert asked(home, "select count(*), count(distinct article_id) from article_versions") == [(2, 1)]
    load(home, warc(tmp_path / "c.warc", [later[1]], day=3))
    assert asked(home, "select count(*) from articles") == [(1,)]
    ((file,),) = asked(home, "select max(warc_file) from pages")
    assert not [page for page in pages(Home(home).archive, file) if page.later == () and page.part_of == ""]
