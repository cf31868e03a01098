import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import lxml.html
import pytest
from lxml.html import HtmlElement
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from articles.article import Contributor, Image, Place
from articles.printable import visible_lines
from flows.desk import Settings, browse_link
from flows.report import charts, write_report
from flows.report import page as report_page
from flows.report.page import agencies, new_words
from flows.templates import is_address, moment
from tests.contrast import CONTRASTS
from tests.warehouse.pages import START, Newsroom, article, at, page, read, rejected, unread
from tests.warehouse.test_listings import FRONT, LISTINGS, MAP, RSS, crawled
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import QueryError
from warehouse.staging import Read

HOSTILE = (
    "</script><script>document.title='owned'</script>",
    "</style></title><img src=x onerror=\"document.title='owned'\">",
    "\"><svg onload=document.title='owned'>",
    "'-alert(1)-'{{ 7 * 7 }}{% raw %}",
    "\u202egnp.egassem\u202c \u2066\u2067",
    '=HYPERLINK("http://evil.example";"click")',
    "&lt;b&gt; & <b>bold</b> <!-- ]]>",
    "W" * 400,
)


def written(newsroom: Newsroom, run_id: str | None = None) -> Path:
    with newsroom.store() as store:
        publish(store, newsroom.home)
    return write_report(newsroom.home, run_id)


def tree(report: Path) -> HtmlElement:
    return lxml.html.document_fromstring(report.read_text("utf-8"))


def words(report: Path, where: str) -> str:
    """The words of an element, each run of white space as one blank."""
    (found,) = tree(report).xpath(where)
    return " ".join(found.text_content().split())


def cells(report: Path, where: str) -> list[list[str]]:
    """The words of a section's first table, row by row, without its head and its bars."""
    rows = tree(report).xpath(f"({section(where)}//table)[1]/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("th | td[not(meter)]")] for row in rows]


def section(name: str) -> str:
    return f"//section[@id='{name}']"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(Home(tmp_path))


def hostile(n: int, text: str) -> Read:
    """An article with `text` wherever a page can put text."""
    told: dict[str, Any] = {
        "title": text, "standfirst": text, "byline": text, "section": text, "dateline": text, "dateline_agency": text,
        "contributors": (Contributor("person", text, affiliation=(text,)), Contributor("organisation", text)),
        "places": (Place(text, text, text, "GB", 51.5 - 9 * n, 30.0 * n - 90, n),),
        "images": (Image("https://gazette.example/b.jpg", text, text, text, text),),
    }  # fmt: skip
    return Read(
        page(f"https://gazette.example/{n}", f"{n} {text}"), article(f"https://gazette.example/{n}", f"{text} " * 20, **told)
    )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in which everything that a page can say is hostile: articles, changed ones, stories, rejects, alarms."""
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("attacked")))
    newsroom.load(*(read(f"https://gazette.example/{n}", day=-1, title=f"was {text}") for n, text in enumerate(HOSTILE)))
    newsroom.load(
        *(hostile(n, text) for n, text in enumerate(HOSTILE)),
        *(rejected(f"javascript:alert({n})//{text}", text, code=text) for n, text in enumerate(HOSTILE)),
        *(unread(f"data:text/html,{text}{n}", "deferred", text) for n, text in enumerate(HOSTILE)),
    )
    with newsroom.store() as store:
        store.execute("update base.source_health set alarm = $text", {"text": HOSTILE[0]})
        store.execute("update base.run set state = $state, trigger = $trigger", {"state": HOSTILE[1], "trigger": HOSTILE[2]})
        store.execute("delete from base.story_member; delete from base.story")
        store.execute("insert into base.story values ('s', $title)", {"title": HOSTILE[0]})
        store.execute("insert into base.story_member select distinct 's', article_id from base.version")
    return written(newsroom)


def test_hostile_text_stays_text(attacked: Path):
    html = tree(attacked)
    (script,), (style,) = html.xpath("//script/text()"), html.xpath("//style/text()")
    folder = Path(report_page.__file__).parent
    assert (script, style) == ((folder / "search.js").read_text(), (folder / "style.css").read_text())
    assert not html.xpath("//img | //iframe | //object | //embed | //form | //link | //base | //b[text()='bold'] | //*[@src]")
    assert not [name for element in html.iter("*") for name in element.attrib if name.startswith("on") or name == "style"]
    assert {href.partition(":")[0] for href in html.xpath("//a/@href") if href[0] != "#"} == {"https"}
    for name in ("map", "who", "stories", "changes", "losses", "list"):
        text = html.xpath(section(name))[0].text_content()
        assert [each for each in HOSTILE if visible_lines(each)[:300] not in text] == [], name


def test_bidirectional_text_is_kept_apart(attacked: Path):
    for element in tree(attacked).body.iter("*"):
        if "\u202e" in (element.text or ""):
            near = {element.tag, *(outer.tag for outer in element.iterancestors())}
            assert near & {"bdi", "svg"}, element.tag


def test_nothing_may_be_fetched_or_run(attacked: Path):
    html = tree(attacked)
    (policy,) = html.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    told = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert told.pop("style-src") == report_page.csp_hash(html.xpath("//style/text()")[0])
    assert told.pop("script-src") == report_page.csp_hash(html.xpath("//script/text()")[0])
    assert told == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }
    assert "url(" not in html.xpath("//style/text()")[0]


def test_each_chart_has_words_and_a_table(attacked: Path):
    shown = tree(attacked).xpath("//figure[.//*[@role='img']]")
    assert len(shown) == 2
    for figure in shown:
        assert len(figure.xpath(".//*[@role='img']/@aria-label")[0]) > 40
        assert len(figure.xpath(".//table//tr")) > 2
    assert not tree(attacked).xpath("//svg[not(ancestor::*[@role='img' or @aria-hidden='true'])]")


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
        )
        yield browser.new_page(viewport={"width": 390, "height": 800})
        browser.close()


@pytest.mark.needs("chromium")
def test_a_browser_runs_and_fetches_nothing_of_it(attacked: Path, tab: Tab):
    said, asked = [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(attacked.as_uri())
    for text in HOSTILE:
        tab.fill("#find", text)
    assert tab.title() == "1 March 2026 · Copydesk"
    assert (said, asked) == ([], [attacked.as_uri()])


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [320, 390, 1200])
def test_it_fits_the_screen(attacked: Path, tab: Tab, width: int):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(attacked.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    charts = tab.evaluate("Array.from(document.querySelectorAll('svg'), (chart) => chart.getBoundingClientRect().toJSON())")
    assert len(charts) > 2
    assert [chart for chart in charts if chart["left"] < 0 or chart["right"] > width or chart["height"] < 10] == []


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_readable_by_day_and_in_the_dark(attacked: Path, tab: Tab, scheme: Literal["light", "dark"]):
    tab.emulate_media(color_scheme=scheme)
    tab.goto(attacked.as_uri())
    told = tab.evaluate(CONTRASTS)
    assert len(told) > 60
    assert [text for text in told if text["ratio"] < text["least"]] == []
    (ground,) = tab.evaluate("[getComputedStyle(document.body).backgroundColor]")
    assert (ground == "rgb(21, 23, 26)") == (scheme == "dark")
    tab.emulate_media(color_scheme=None)


TITLES = ("Résumé of the bridge", "Straße nach Köln", "ـسَلام على الجسر", "</script>")


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", TITLES),
        ("resume", TITLES[:1]),
        ("BRIDGE of", TITLES[:1]),
        ("koln", TITLES[1:2]),
        ("سلام", TITLES[2:3]),
        ("</SCRIPT>", TITLES[3:]),
        (".*", ()),
        ("ada archer", TITLES),
    ],
)
def test_search(tab: Tab, searched: Path, typed: str, found: tuple[str, ...]):
    tab.goto(searched.as_uri())
    tab.keyboard.press("/")
    tab.keyboard.type(typed)
    shown = tab.locator("#articles > li:visible .title").all_text_contents()
    assert sorted(shown) == sorted(found)
    assert tab.inner_text("#found") == (f"{len(found)} of 4" if typed else "4 articles, the newest first")


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("searched")))
    newsroom.load(*(read(f"https://gazette.example/{n}", f"Story {n}.", title=title) for n, title in enumerate(TITLES)))
    return written(newsroom)


def test_latest_points_to_the_newest_report(newsroom: Newsroom):
    newsroom.load(read("https://gazette.example/1", title="First"))
    first = written(newsroom)
    newsroom.load(read("https://gazette.example/2", title="Second"))
    second = written(newsroom)
    latest = newsroom.home.reports / "latest.html"
    assert (first.name, second.name, latest.resolve()) == ("run-001.html", "run-002.html", second)
    assert "First" in words(first, section("list"))
    assert words(second, section("list")).count("Second") == 1
    assert written(newsroom, "run-001") == first
    assert sorted(file.name for file in newsroom.home.reports.iterdir()) == ["latest.html", "run-001.html", "run-002.html"]


def test_no_run_of_that_name(newsroom: Newsroom):
    with pytest.raises(QueryError, match="nothing was published"):
        write_report(newsroom.home)
    with pytest.raises(QueryError, match="no run has reached the warehouse"):
        written(newsroom)
    newsroom.load(read())
    with pytest.raises(QueryError, match="no run '../x'"):
        written(newsroom, "../x")


def test_it_links_to_the_articles_where_they_can_be_browsed(newsroom: Newsroom):
    newsroom.load(read())
    written(newsroom)
    settings = Settings(browse="http://127.0.0.1:4280/")
    report = write_report(newsroom.home, None, lambda run_id: browse_link(settings, run_id))
    assert tree(report).xpath("//header/p/a/@href") == ["http://127.0.0.1:4280/?run=run-001"]
    report = write_report(newsroom.home, None, lambda run_id: browse_link(Settings(), run_id))
    assert tree(report).xpath("//header/p/a/@href") == []


BARE = {"contributors": (), "places": (), "dateline_agency": None, "images": ()}


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("publishers", "The first run of its kind"),
        ("map", "No article of this run or of the month before has a dateline"),
        ("who", "names a person as its author"),
        ("agencies", "credits its text or pictures to an agency"),
        ("stories", "No article of this run belongs to a story"),
        ("changes", "No known article has changed"),
        ("losses", "Every page that was asked for is an article or unchanged"),
    ],
)
def test_a_first_run_with_little_to_say(bare: Path, where: str, said: str):
    assert said in words(bare, section(where))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("bare")))
    newsroom.load(read(**BARE))
    return written(newsroom)


@pytest.mark.needs("chromium")
def test_a_run_that_asked_for_nothing(newsroom: Newsroom, tab: Tab):
    newsroom.load()
    report = written(newsroom)
    said: list[str] = []
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(report.as_uri())
    assert said == []
    assert "Nothing was asked for in this run." in words(report, "//header")
    assert "This run brought no article" in words(report, section("list"))


def test_a_run_beside_those_before_it(newsroom: Newsroom):
    for night in range(3):
        newsroom.load(*(read(f"https://gazette.example/{night}/{n}", day=night - 5) for n in range(9)))
    newsroom.load(
        read("https://gazette.example/5/1", title="A bridge", byline=None),
        read("https://gazette.example/0/1", "The bridge is shut again.", title="Bridge opens and shuts"),
        rejected("https://gazette.example/5/2", "x"),
        rejected("https://gazette.example/5/3", "y"),
        unread("https://gazette.example/5/4", "disallowed", "robots.txt"),
    )
    report = written(newsroom)
    assert "5 pages were read, of 1 publisher. 1 new article and 1 changed one came of it." in words(report, "//header")
    assert cells(report, "publishers") == [["gazette", "1 usually 9", "1", "2", "0", "0", "5"]]
    assert "Before: Bridge opens Now: Bridge opens and shuts gazette, version 2; text changed, +1 words" in words(
        report, section("changes") + "/ul"
    )
    (losses,) = tree(report).xpath(section("losses") + "/div")
    assert [" ".join(each.text_content().split()) for each in losses.xpath("details/summary")] == [
        "2 rejected no_text",
        "1 disallowed robots.txt",
    ]
    assert cells(report, "who") == [["Ada Archer gazette", "2", "26"]]
    assert cells(report, "agencies") == []
    assert cells(report, "map") == [["Oldmill", "GB", "2", "26"]]
    assert [mark.text for mark in tree(report).xpath(section("map") + "//*[name()='svg']//*[name()='text']")] == ["Oldmill"]


def test_stories_name_their_articles(newsroom: Newsroom):
    text = "The bridge at Oldmill is open."
    newsroom.load(read("https://gazette.example/1", text, title="Early", day=-1, published_at=at(-1)))
    newsroom.load(read("https://gazette.example/2", text, title="Late"))
    report = written(newsroom)
    assert "Early 2 articles of 1 publisher, 1 of this run" in words(report, section("stories"))
    told = tree(report).xpath(section("stories") + "//ul/li")
    assert [(one.xpath("string(a)"), one.get("class")) for one in told] == [("Early", None), ("Late", "tonight")]


def test_a_long_list_says_what_it_leaves_out(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(report_page, "LISTED", 2)
    newsroom.load(*(read(f"https://gazette.example/{n}") for n in range(5)))
    report = written(newsroom)
    assert "2 articles, the newest first; 3 more are in the warehouse" in words(report, section("list"))


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("Bridge opens", "Bridge opens", [("Bridge opens", False)]),
        ("Bridge opens", "Old bridge opens late", [("Old bridge", True), ("opens", False), ("late", True)]),
        ("", "Bridge opens", [("Bridge opens", True)]),
        ("Bridge opens", "", []),
    ],
)
def test_new_words(old: str, new: str, runs: list[tuple[str, bool]]):
    assert new_words(old, new) == runs


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        ("second", "1 Mar, 08:00"),
        ("minute", "1 Mar, 08:00"),
        (None, "1 Mar, 08:00"),
        ("day", "1 Mar"),
        ("month", "March 2026"),
        ("year", "2026"),
    ],
)
def test_moment(precision: str | None, text: str):
    assert moment(START, precision, this_year=2026) == text


def test_moment_of_another_year():
    assert moment(datetime(1999, 12, 31, 23, 5, tzinfo=UTC), this_year=2026) == "31 Dec 1999, 23:05"


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://gazette.example/", True),
        ("HTTP://gazette.example/", True),
        ("javascript:alert(1)", False),
        (" https://gazette.example/", False),
        ("data:text/html,x", False),
        ("file:a.html", False),
        ("//gazette.example/", False),
    ],
)
def test_is_address(url: str, leads: bool):
    assert is_address(url) is leads


def test_agencies_go_by_their_usual_names():
    given = [
        ("1", "text", "Reuters"),
        ("1", "text", "REUTERS"),
        ("2", "text", "路透社"),
        ("2", "pictures", "AFP"),
        ("3", "text", "The Gazette"),
    ]
    rows = [{"article_id": article, "use": use, "name": name} for article, use, name in given]
    assert agencies(rows) == [{"name": "Reuters", "text": 2, "pictures": 0}, {"name": "AFP", "text": 0, "pictures": 1}]


def test_dates_below_the_history_have_room():
    runs = [{"number": n, "started_at": START + timedelta(days=n), "new": n, "changed": 1} for n in range(30)]
    svg = lxml.html.fromstring(charts.history(runs))
    dates = [text for text in svg.xpath("//*[name()='text']/text()") if "Mar" in text]
    assert dates == ["3 Mar", "8 Mar", "13 Mar", "18 Mar", "23 Mar", "28 Mar"]


def test_listings_have_a_table_of_their_own_that_is_open_where_one_could_not_be_read(newsroom: Newsroom) -> None:
    crawled(newsroom, read(), listings=LISTINGS)
    report = written(newsroom)
    assert cells(report, "listings") == [
        ["gazette", FRONT, "section", "failed: 404", "0", "0"],
        ["gazette", RSS, "feed", "unchanged", "0", "0"],
        ["gazette", MAP, "sitemap", "read", "12", "3"],
    ]
    assert "3 feeds, sitemaps and pages, 1 of which could not be read" in words(report, section("listings"))
    assert len(tree(report).xpath(f"{section('listings')}//details[@open]")) == 1
    crawled(newsroom, unread("https://gazette.example/bridge", "unchanged", "304", 1), listings=LISTINGS[:2], day=1)
    assert tree(written(newsroom)).xpath(f"{section('listings')}//details[@open]") == []
    newsroom.load(read("https://gazette.example/b"))
    assert tree(written(newsroom)).xpath(section("listings")) == []
