"""The Prefect UI in a real browser, as somebody who did not write any of this uses it; the browser reaches loopback only.

The desk is the one that README's steps start. With COPYDESK_SCREENSHOTS=FOLDER the pictures of docs/ are taken anew.
"""

import base64
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Route, expect, sync_playwright
from playwright.sync_api import Page as Tab
from playwright.sync_api import TimeoutError as NotInTime

from flows.server.entry import entry_link
from tests.docs import CHECKOUT
from tests.flows.served import Served, free_ports, serving
from warehouse.home import Home
from warehouse.query import connect

PATIENCE_MS = 120_000
TRIES = 6
NO_MESSAGES = "#prefect-design-toast-app { display: none }"


README = (CHECKOUT / "README.md").read_text("utf-8")
STEPS = re.findall(r"(?m)^\d\. (.+)", README.partition("## Every night, from the UI")[2].partition("\n## ")[0])
COMMANDS = [command.split() for step in STEPS for command in re.findall(r"^`(.+?)`", step)]
CLICKS = [label for step in STEPS for label in re.findall(r"^Click .*?\*\*(.+?)\*\*", step)]


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    """What README's commands leave, in the order of README; the last one goes on."""
    folder = tmp_path_factory.mktemp("ui")
    with pytest.MonkeyPatch.context() as environment:
        environment.chdir(CHECKOUT)
        environment.setenv("COPYDESK_HOME", str(folder / "home"))
        environment.setenv("COPYDESK_DEMO_PORT", str(free_ports(6)))
        for command in COMMANDS[:-1]:
            subprocess.run(command, check=True, capture_output=True)
        with serving(folder, command=COMMANDS[-1], to_a_person=True) as desk:
            yield desk
            desk.stop()
            desk.wait_until(lambda: not desk.processes())


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


def link_after(words: str, said: str) -> str:
    (link,) = re.findall(rf"{words}.*?(http\S+)", said)
    return link


def click(tab: Tab, label: str, served: Served) -> None:
    """What a person clicks who reads README."""
    match label:
        case "Start a run":
            tab.goto(link_after(label, served.said.read_text()))
            tab.wait_for_url("**/deployments/deployment/*/run")  # the form, and not the page that leads to it
        case "the run":
            # The message that it is on its way, or its card, whichever is there: the list behind them is asked for now and then only,
            # and the first card may be that of tomorrow's run.
            card = tab.locator(f"a[href*='/runs/flow-run/{submitted(served)}']")
            tab.get_by_role("button", name="View run").or_(card).first.click()
            tab.wait_for_url("**/runs/flow-run/*")
        case button:
            tab.wait_for_load_state("networkidle")  # nobody is faster than the form
            before = len(by_hand(served))
            tab.locator("button", has_text=button).click()
            with suppress(NotInTime):
                tab.wait_for_url("**/deployment/*?tab=Runs", timeout=30_000)
                return
            if len(by_hand(served)) == before:  # on a very busy machine a form is there before it listens
                tab.locator("button", has_text=button).click()
            tab.wait_for_url("**/deployment/*?tab=Runs")


def by_hand(served: Served) -> list[dict]:
    """The runs that no schedule brought about."""
    return [run for run in served.api("/flow_runs/filter", {}) if not run["auto_scheduled"]]


def submitted(served: Served) -> str:
    """The id of the only one."""
    (run,) = by_hand(served)
    return run["id"]


def run_of(served: Served, name: str) -> dict:
    """The run that is called so, when it has ended."""
    asked = {"flow_runs": {"name": {"like_": name}}}
    served.wait_until(lambda: bool(served.api("/flow_runs/filter", asked)), 120)
    return served.ended(served.api("/flow_runs/filter", asked)[0]["id"])


def in_sight(tab: Tab, served: Served) -> None:
    """What is wrong with a publisher stands right beside it: however long it is, it begins in sight, before the figures."""
    (table,) = served.api("/artifacts/filter", {"artifacts": {"key": {"any_": ["publishers"]}}})
    there = tab.context.new_page()
    there.goto(f"{served.site}/artifacts/artifact/{table['id']}")
    there.locator("th", has_text="alarm").first.wait_for()
    alarm, figures = (there.locator("th", has_text=name).first.bounding_box() for name in ("alarm", "listings"))
    assert alarm
    assert figures
    assert alarm["x"] < figures["x"] < 1280
    there.close()


def answered(served: Served, query: str) -> list[tuple]:
    with connect(Home(served.home)) as warehouse:
        return warehouse.execute(query).fetchall()


@pytest.mark.needs("chromium")
def test_five_steps_from_nothing_to_a_nightly_schedule_and_a_run(
    served: Served, tab: Tab, elsewhere: list[str], pictures: Path
):
    assert len(COMMANDS) + len(CLICKS) == len(STEPS) <= 5
    assert CLICKS == ["Start a run", "Submit", "the run"]
    for label in CLICKS:
        if label == "the run":
            expect(tab.get_by_text("young-articles", exact=True).first).to_be_visible()
            tab.screenshot(path=pictures / "schedules.png")
        click(tab, label, served)
    assert run_of(served, "nightly %: 6 publishers")["state"]["name"] == "Completed"
    tab.reload()  # a page that is open is asked for anew now and then only
    tab.locator(".state-badge, .p-tag", has_text="Completed").first.wait_for()
    expect(tab.get_by_text(": 6 publishers").first).to_be_visible()
    (nightly,) = [due for due in served.deployments()["nightly"]["schedules"] if due["slug"] == "nightly"]
    assert (nightly["active"], nightly["schedule"]["cron"]) == (True, "0 3 * * *")

    # What it left: the newspaper's second day, an artifact, a report.
    tab.get_by_text("Artifacts", exact=True).first.click()
    tab.get_by_text("for-a-person").first.wait_for()
    tab.screenshot(path=pictures / "run.png")
    in_sight(tab, served)
    tab.get_by_text("for-a-person").first.click()
    link = tab.locator("a", has_text="The report of this run").first
    link.wait_for()
    tab.screenshot(path=pictures / "artifact.png")
    tab.goto(link.get_attribute("href") or "")
    expect(tab.locator("#publishers")).to_contain_text("gazette")
    tab.locator("#find").fill("island ferry")
    expect(tab.locator("#articles > li:visible")).to_have_count(1)
    tab.locator("#find").fill("")
    tab.evaluate("scrollTo(0, 0)")
    tab.screenshot(path=pictures / "report.png")
    assert tab.evaluate("try { localStorage.length } catch (error) { 'no' }") == "no"  # it shares nothing with the UI
    assert elsewhere == []


@pytest.mark.needs("chromium")
def test_a_form_is_filled_by_who_signs_in_with_the_auth_string(served: Served, tab: Tab, elsewhere: list[str], pictures: Path):
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

    tab.get_by_text("Which publishers to crawl. Choose none to crawl all.").wait_for()
    publishers = tab.locator(".p-label", has_text="Which publishers to crawl").last
    publishers.locator("button.p-select-button__control").focus()
    tab.keyboard.press("ArrowDown")
    expect(tab.locator(".p-select-option")).to_have_count(6)
    tab.locator(".p-select-option", has_text="gazette").click()
    tab.keyboard.press("Escape")
    tab.screenshot(path=pictures / "form.png")
    click(tab, "Submit", served)
    run = run_of(served, "nightly %: gazette")
    assert run["state"]["type"] == "COMPLETED"
    assert elsewhere == []


@pytest.mark.needs("chromium")
def test_one_publisher_is_crawled_again_by_a_link_to_a_filled_form(served: Served, tab: Tab, elsewhere: list[str]):
    link = link_after("Start a run", served.said.read_text())
    site, _, token = link.partition("#")
    tab.request.post(site, data=token)
    tab.goto(link)  # used by another browser, to this one it is of no use
    expect(tab.get_by_text("This link was used, or is over")).to_be_visible()
    tab.goto(entry_link(Home(served.home), served.site))
    tab.wait_for_url("**/deployments/deployment/*/run")
    assert base64.b64encode(served.auth.encode()).decode() not in tab.evaluate("JSON.stringify(localStorage)")
    tab.goto(f"{served.site}/form/crawl-publisher?{urlencode({'parameters': json.dumps({'publisher': 'bote'})})}")
    expect(tab.locator(".p-label", has_text="Which publisher to crawl").last).to_contain_text("bote")
    tab.locator(".flow-run-name-input input").fill("Bote once more")
    click(tab, "Submit", served)
    assert run_of(served, "Bote once more")["state"]["type"] == "COMPLETED"
    of_the_run = "run_id = (select max_by(run_id, number) from runs)"
    assert answered(served, f"select distinct publisher from listings where {of_the_run}") == [("bote",)]
    assert elsewhere == []


@pytest.mark.needs("chromium")
def test_a_schedule_is_paused_and_resumed_by_a_click(served: Served, tab: Tab, elsewhere: list[str]):
    refused: list[str] = []
    tab.on("response", lambda answer: refused.append(answer.url) if answer.status == 403 else None)
    tab.goto(entry_link(Home(served.home), served.site))
    tab.wait_for_url("**/deployments/deployment/*/run")
    tab.goto(tab.url.removesuffix("/run"))
    tab.wait_for_load_state("networkidle")  # a switch that is not filled yet takes no click
    switch = tab.locator("[role=switch]").first
    turn(switch, "false")
    served.wait_until(lambda: not are_active(served))
    turn(switch, "true")
    served.wait_until(lambda: are_active(served))
    assert elsewhere == refused == []


def turn(switch: Locator, checked: str) -> None:
    """Click until the page shows it: a click is lost while the page fills anew, and one too many would turn it back."""
    for _ in range(TRIES):
        if switch.get_attribute("aria-checked") != checked:
            switch.click()
        with suppress(AssertionError):
            expect(switch).to_have_attribute("aria-checked", checked, timeout=PATIENCE_MS / TRIES)
            return
    expect(switch).to_have_attribute("aria-checked", checked)


def are_active(served: Served) -> bool:
    return all(due["active"] for due in served.deployments()["nightly"]["schedules"])
