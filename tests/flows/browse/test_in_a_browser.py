"""The pages of `copydesk browse` in a real Chromium: at a desk, on a phone, in the dark, by keyboard."""

import shutil
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.contrast import CONTRASTS
from tests.flows.browse.served import Site, browsed
from tests.flows.report.test_report import HOSTILE, hostile
from tests.warehouse.pages import Newsroom, read, rejected
from warehouse.home import Home
from warehouse.publish import publish

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("browsed")))
    newsroom.load(*(read(f"https://gazette.example/{n}", f"Was {n}.", day=-1, title=text) for n, text in enumerate(HOSTILE)))
    newsroom.load(
        *(hostile(n, text) for n, text in enumerate(HOSTILE)),
        read("https://gazette.example/tide", "The tide came at dawn.", title="Tide table"),
        rejected("https://gazette.example/" + "long" * 60, code="no_text"),
    )
    with newsroom.store() as store:
        store.execute("delete from base.story_member; delete from base.story")
        store.execute("insert into base.story values ('s1', $title)", {"title": HOSTILE[0]})
        store.execute("insert into base.story_member select distinct 's1', article_id from base.version")
        publish(store, newsroom.home)
    with browsed(newsroom.home) as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
        )
        yield browser
        browser.close()


def pages(site: Site) -> list[str]:
    """One of each kind, of the article whose text is the most hostile."""
    (longest,) = site.get("/").tree.xpath("//p[@class='title']/a[starts-with(., 'WWWW')]/@href")
    (person,) = site.get("/people").tree.xpath("(//tbody/tr/th/a)[1]/@href")
    lists = ["/", "/?words=tide&since=2026-01-01", "/stories", "/places", "/people", "/rejects", "/harbour"]
    return [*lists, longest, f"{longest}/compare", "/story/s1", person]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "light"), (390, "dark"), (1280, "dark")])
def test_it_fits_can_be_read_and_fetches_nothing(
    site: Site, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    said: list[str] = []
    asked: set[str] = set()
    tab = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("request", lambda request: asked.add(request.url))
    for path in pages(site):
        tab.goto(site.base + path)
        assert tab.evaluate("document.documentElement.scrollWidth") == width, path
        told = tab.evaluate(CONTRASTS)
        assert len(told) > 6, path
        assert [text for text in told if text["ratio"] < text["least"]] == [], path
        assert "owned" not in tab.title().replace("document.title='owned'", "")
    (ground,) = tab.evaluate("[getComputedStyle(document.body).backgroundColor]")
    assert (ground == "rgb(21, 23, 26)") == (scheme == "dark")
    assert [line for line in said if "404" not in line] == []
    assert {url for url in asked if not url.startswith(f"{site.base}/")} == set()
    tab.close()


FOCUSED = "document.activeElement.outerHTML"


def test_by_keyboard_alone(site: Site, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 800})
    tab.goto(site.base)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "To the content"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().left") >= 0, "it comes into sight"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.type("tide")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/?words=tide*")
    tab.locator("p.title").wait_for()
    assert tab.locator("p.title").all_text_contents() == ["Tide table"]
    while tab.evaluate("document.activeElement.textContent") != "Tide table":
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.tagName") != "BODY", "the end of the page, and no article was reached"
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", tab.evaluate(FOCUSED)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/article/*")
    assert tab.inner_text("h1") == "Tide table"
    tab.close()


def test_each_control_has_a_name(site: Site, browser: Browser) -> None:
    tab = browser.new_page()
    for path in pages(site):
        tab.goto(site.base + path)
        assert tab.locator("h1").count() == 1, path
        unnamed = "Array.from(document.querySelectorAll('input:not([type=hidden]), select'), (e) => e.labels.length).filter((n) => !n)"
        assert tab.evaluate(unnamed) == [], path
    tab.close()
