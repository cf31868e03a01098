"""The examples for operators are what they say: files that can be read, and that agree with the code and the configuration."""

import configparser
import subprocess
from pathlib import Path

import pytest
import yaml
from prefect.utilities.names import generate_slug

from articles.publisher import ConfigError
from flows.progress import Step
from flows.server.messages import inert, is_typed, percent, run_name
from flows.server.schedules import load_schedules
from tests.flows.served import COPYDESK

CHECKOUT = Path(__file__).parents[3]
EXAMPLES = CHECKOUT / "docs" / "operating"
FLOWS = {"nightly", "load-files", "reread", "crawl-publisher", "publish", "upkeep"}


def test_prefect_yaml_deploys_every_flow_as_serve_does():
    told = yaml.safe_load((EXAMPLES / "prefect.yaml").read_text())
    deployments = {one["name"]: one for one in told["deployments"]}
    assert set(deployments) == FLOWS
    assert all(one["entrypoint"] == f"flows.server.deployed.{name.replace('-', '_')}" for name, one in deployments.items())
    scheduled = {
        due["slug"]: (name, due["cron"], due["timezone"], due.get("parameters", {}))
        for name, one in deployments.items()
        for due in one.get("schedules", [])
    }
    own = load_schedules(CHECKOUT / "config", FLOWS)
    assert scheduled == {name: (one.flow, one.cron, one.timezone, one.parameters) for name, one in own.items()}


def test_the_service_and_the_container_stop_as_serve_wants_to_be_stopped():
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(EXAMPLES / "copydesk.service")
    assert "copydesk serve" in unit["Service"]["ExecStart"]
    assert unit["Service"]["KillSignal"] == "SIGINT"
    (service,) = yaml.safe_load((EXAMPLES / "compose.yaml").read_text())["services"].values()
    assert service["stop_signal"] == "SIGINT"
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


@pytest.mark.needs("systemd")
def test_systemd_understands_the_service(tmp_path: Path):
    here = tmp_path / "copydesk.service"
    here.write_text((EXAMPLES / "copydesk.service").read_text().replace("/srv/copydesk/.venv/bin/copydesk", COPYDESK))
    verified = subprocess.run(["systemd-analyze", "verify", "--man=no", here], capture_output=True, text=True, check=False)
    assert [line for line in verified.stderr.splitlines() if "copydesk" in line] == []
    assert verified.returncode == 0


@pytest.mark.needs("compose")
def test_compose_understands_the_container():
    subprocess.run(
        ["docker-compose", "--file", EXAMPLES / "compose.yaml", "config", "--quiet"], capture_output=True, check=True
    )


def test_the_container_makes_the_environment_that_it_starts():
    (service,) = yaml.safe_load((EXAMPLES / "compose.yaml").read_text())["services"].values()
    (make,) = [part.split() for part in service["command"][-1].split("&&") if part.split()[0] == "make"]
    told = subprocess.run([*make, "--dry-run"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    started = service["command"][-1].split("exec ")[1].split()[0]
    assert f"-m venv {started.removesuffix('/bin/copydesk')}" in told.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[nightly]\ncron = 'at night'", "nightly.cron = 'at night': no times"),
        ("[nightly]\ncron = '0 3 * * *'\ntimezone = 'Berlin'", "nightly.timezone = 'Berlin': not a time zone"),
        ("[nightly]\ncron = '0 3 * * *'\noverlap = 'queue'", "nightly.overlap = 'queue': input should be 'wait' or 'skip'"),
        ("[nights]\ncron = '0 3 * * *'", "no flow nights"),
        (
            "[a]\nflow='nightly'\ncron='0 3 * * *'\n[b]\nflow='nightly'\ncron='0 4 * * *'\noverlap='skip'",
            "its entries must agree",
        ),
        ("nightly = 3", "nightly"),
    ],
)
def test_a_wrong_schedule_is_named(tmp_path: Path, text: str, said: str):
    (tmp_path / "schedules.toml").write_text(text)
    with pytest.raises(ConfigError) as refused:
        load_schedules(tmp_path, FLOWS)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("flow", "parameters", "name"),
    [
        ("nightly", {"publishers": []}, "nightly 2026-11-22: 25 publishers"),
        ("nightly", {"publishers": ["bbc"], "mode": "everything"}, "nightly 2026-11-22: bbc"),
        ("nightly", {"publishers": ["bbc", "cbc"], "mode": "young articles"}, "young articles 2026-11-22: 2 publishers"),
        ("nightly", {"since": "2026-11-01"}, "nightly 2026-11-22: 25 publishers, from 2026-11-01"),
        ("crawl-publisher", {"publisher": "bbc"}, "crawl-publisher 2026-11-22: bbc"),
        ("load-files", {"paths": ["a", "b"], "publisher": "bbc"}, "load-files 2026-11-22: 2 paths of bbc"),
        ("reread", {"publisher": None}, "reread 2026-11-22: all publishers"),
        ("upkeep", {}, "upkeep 2026-11-22"),
    ],
)
def test_a_run_is_called_by_what_it_does(flow: str, parameters: dict, name: str):
    assert run_name(flow, "2026-11-22", parameters, 25) == name


def test_progress_never_goes_back_where_a_later_stage_begins():
    steps = {"crawl a": Step("crawl a", 5, 10), "crawl b": Step("crawl b", 0, 10)}
    assert percent(steps) == 15.0
    assert percent(steps | {"read": Step("read", 0, 20)}) == 60.0
    assert percent(steps | {"load": Step("load", 3, 3)}) == 100.0


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/i.png)",
        "https://evil.example",
        "# a\n- b",
        "`c` **d** |e|",
    ],
)
def test_what_a_page_says_of_itself_is_no_markup(text: str):
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": True, "linkify": False}).render(f"- {inert(text)}")
    assert html.count("<") == html.count("<ul>") + html.count("</ul>") + html.count("<li>") + html.count("</li>")


@pytest.mark.parametrize(
    "name", ["election night", "Bote once more", "recount", "2026-11-22", "load-files 2026-11-22: 1 path", "alpha", "gazette-2"]
)
def test_a_name_that_somebody_typed_is_told_from_one_that_prefect_made_up(name):
    assert is_typed(name)


@pytest.mark.parametrize(
    "name", ["chi2-orionis", "mu-canis-majoris-void", "upsilon97-andromedae", "psi-ursae-minoris-a", "", None]
)
def test_a_name_that_the_form_made_up(name):
    assert not is_typed(name)


def test_a_name_that_the_server_made_up():
    assert [name for name in (generate_slug(2) for _ in range(500)) if is_typed(name)] == []
