"""The Prefect UI in a real browser, as somebody who did not write any of this uses it; the browser reaches loopback only.

With COPYDESK_SCREENSHOTS=FOLDER the pictures of docs/ are taken anew.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import Route, expect, sync_playwright

from tests.flows.served import Served, serving
from tests.newspaper.site import Newspaper

PATIENCE_MS = 120_000
NO_MESSAGES = "#prefect-design-toast-app { display: none }"


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("ui")
    (folder / "config" / "publishers").mkdir(parents=True)
    with Newspaper(day=1) as newspaper:
        newspaper.write_config(folder / "config" / "publishers")
        with serving(folder) as desk:
            yield desk


@pytest.fixture
def elsewhere() -> list[str]:
    """What the browser asked for that is not on this machine."""
    return []


@pytest.fixture
def tab(elsewhere: list[str]) -> Iterator[Tab]:
    def on_loopback(route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
        )
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.route("**/*", on_loopback)
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()
        browser.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return Path(os.environ.get("COPYDESK_SCREENSHOTS", tmp_path))


def runs(served: Served) -> list[dict]:
    return served.api("/flow_runs/filter", {"flow_runs": {"name": {"like_": ": gazette"}}})


@pytest.mark.needs("chromium")
def test_from_the_first_page_to_the_report(served: Served, tab: Tab, elsewhere: list[str], pictures: Path):
    tab.goto(served.site)
    tab.locator("input[type=password]").fill(served.auth)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/dashboard*")
    # Its messages about what it asked before it was let in would lie over what is clicked.
    tab.add_style_tag(content=NO_MESSAGES)

    tab.get_by_text("Deployments", exact=True).first.click()
    tab.locator("a", has_text="nightly").first.click()
    tab.locator("button", has_text="Run").first.click()
    tab.get_by_text("Custom run").first.click()

    tab.get_by_text("Whom to crawl. None of them chosen: all.").wait_for()
    publishers = tab.locator(".p-label", has_text="Whom to crawl").last
    publishers.locator("button.p-select-button__control").focus()
    tab.keyboard.press("ArrowDown")
    expect(tab.locator(".p-select-option")).to_have_count(6)
    tab.locator(".p-select-option", has_text="gazette").click()
    tab.keyboard.press("Escape")
    tab.screenshot(path=pictures / "form.png")
    tab.locator("button", has_text="Submit").click()

    tab.wait_for_url("**/deployment/*?tab=Runs")
    served.wait_until(lambda: bool(runs(served)), 120)
    assert served.ended(runs(served)[0]["id"])["state"]["type"] == "COMPLETED"
    tab.goto(f"{served.site}/runs")  # a list that is open is asked for anew now and then only
    tab.add_style_tag(content=NO_MESSAGES)
    tab.locator("a", has_text=": gazette").first.click()
    tab.locator(".state-badge, .p-tag", has_text="Completed").first.wait_for()
    tab.get_by_text("Artifacts", exact=True).first.click()
    tab.get_by_text("for-a-person").first.wait_for()
    tab.screenshot(path=pictures / "run.png")
    tab.get_by_text("for-a-person").first.click()
    link = tab.locator("a", has_text="The report of this run").first
    link.wait_for()
    tab.screenshot(path=pictures / "artifact.png")

    tab.goto(link.get_attribute("href") or "")
    expect(tab.locator("#publishers")).to_contain_text("gazette")
    tab.locator("#find").fill("Kirkuk")
    expect(tab.locator("#articles > li:visible")).to_have_count(1)
    tab.locator("#find").fill("")
    tab.evaluate("scrollTo(0, 0)")
    tab.screenshot(path=pictures / "report.png")
    assert tab.evaluate("try { localStorage.length } catch (error) { 'no' }") == "no"  # it shares nothing with the UI
    assert elsewhere == []
