"""A real Prefect server, its runner and a triggered flow, as `copydesk serve` starts them."""

import gzip
import json
import os
import re
import socket
import stat
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.command import copydesk
from tests.flows.browse.served import browsed
from tests.flows.served import COPYDESK, FLOWS, Served, kept_serving
from tests.flows.server.test_planted import planted, ran
from warehouse.home import Home
from warehouse.store import locked


@pytest.fixture(scope="module")
def desks(tmp_path_factory) -> Iterator[Callable[[], Served]]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "config" / "publishers").mkdir(parents=True)
    (folder / "config" / "publishers" / "gazette.toml").write_text(GAZETTE)
    (folder / "config" / "schedules.toml").write_text(SCHEDULES)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS", "2")  # a run that waits asks every 30 s
        environment.delenv("PYTHONSAFEPATH", raising=False)
        environment.chdir(planted(folder / "pages"))
        with kept_serving(folder) as running:
            yield running


@pytest.fixture
def served(desks: Callable[[], Served]) -> Served:
    return desks()


class Loaded(NamedTuple):
    """A load that somebody has started in the UI, what it told, and by which address the desk was reached."""

    run: dict[str, Any]
    told: dict[str, dict[str, Any]]
    site: str
    trouble: list[str]


@pytest.fixture(scope="module")
def loaded(desks: Callable[[], Served], tmp_path_factory) -> Loaded:
    folder, desk = tmp_path_factory.mktemp("wire"), desks()
    (folder / "harbour.txt").write_text(HARBOUR)
    before = desk.logs()
    run = desk.run("load-files", {"paths": [str(folder)]})
    return Loaded(run, desk.artifacts(run["id"]), desk.site, desk.trouble(before))


def test_every_flow_is_there_to_be_triggered(served):
    deployments = served.deployments()
    assert set(deployments) == FLOWS
    assert all(deployment["description"] and "Args" not in deployment["description"] for deployment in deployments.values())
    assert all(deployment["tags"] == ["copydesk"] for deployment in deployments.values())


def test_the_schedules_are_those_of_the_config(served):
    deployments = served.deployments()
    due = {one["slug"]: one for one in deployments["nightly"]["schedules"]}
    assert {name: (one["schedule"]["cron"], one["schedule"]["timezone"]) for name, one in due.items()} == {
        "nightly": ("0 3 * * *", "Europe/Berlin"),
        "young-articles": ("0 9 * * *", "UTC"),
    }
    assert due["young-articles"]["parameters"] == {"mode": "young articles"}
    assert [deployments[name]["concurrency_options"]["collision_strategy"] for name in ("nightly", "upkeep", "publish")] == [
        "ENQUEUE", "CANCEL_NEW", "ENQUEUE",
    ]  # fmt: skip
    assert all(deployment["global_concurrency_limit"]["limit"] == 1 for deployment in deployments.values())


def test_a_triggered_load_runs_and_explains_itself(served, loaded):
    run, told = loaded.run, loaded.told
    assert (run["state"]["type"], run["state"]["name"]) == ("COMPLETED", "Completed"), served.logs()
    assert run["name"] == f"load-files {run['expected_start_time'][:10]}: 1 path"
    (row,) = json.loads(told["publishers"]["data"])
    assert (row["publisher"], row["asked"], row["new"], row["rejected"], row["alarm"]) == ("unknown", 1, 1, 0, "")
    assert "Nothing needs a person." in told["for-a-person"]["data"]
    assert float(told["progress"]["data"]) == 100.0
    (run_id,) = re.findall(r"Run `(.+?)`", told["for-a-person"]["data"])
    titles = (
        f"select title, (select trigger from runs where run_id = '{run_id}') as trigger from articles where run_id = '{run_id}'"
    )
    assert _sql(served.home, titles) == [{"title": "Harbour bridge to close for a month", "trigger": "prefect"}]
    assert loaded.trouble == []


def test_a_load_of_a_new_papers_files_by_a_name_of_its_own_is_one_click_from_its_articles(served, tmp_path):
    """Files may be a paper's that nobody crawls, and a run keeps the name that somebody typed."""
    (tmp_path / "ferry.txt").write_text(HARBOUR.replace("bridge", "ferry"))
    form, rules = served.deployments()["load-files"], served.home.parent / "config" / "desk.toml"
    asked = {"parameters": {"paths": [str(tmp_path)], "publisher": "harbour-post"}, "name": "The Harbour Post, for a start"}
    with browsed(Home(served.home)) as site:
        rules.write_text(f'browse = "{site.base}"\n')
        try:
            run = served.ended(served.api(f"/deployments/{form['id']}/create_flow_run", asked)["id"])
        finally:
            rules.unlink()
        assert (run["state"]["name"], run["name"]) == ("Completed", "The Harbour Post, for a start"), run["state"]
        told = served.artifacts(run["id"])["for-a-person"]
        (link,) = re.findall(rf"\[Its articles with their evidence\]\({re.escape(site.base)}(\S+)\)", told["data"])
        assert site.get(link).titles() == ["Harbour ferry to close for a month"], "those of this run, and of no other"
    assert _sql(served.home, "select publisher from articles where body ilike '%ferry%'") == [{"publisher": "harbour-post"}]
    assert told["description"] == "Nothing needs a person, and the report"
    assert re.search(r"harbour.?-post .?\(1.?\)", told["data"]), "one page, counted once"
    with pytest.raises(urllib.error.HTTPError, match="409"):
        served.start("load-files", {"paths": [str(tmp_path)], "publisher": "../harbour post"})


def test_nothing_that_lies_in_its_working_folder_is_run(served):
    """Server, runner and the runs before this: none has imported a flows.py, or taken settings, from there."""
    assert (served.home.parent / "pages" / "flows.py").exists()
    assert ran(served.home.parent / "pages") == []


def test_the_report_is_read_by_its_link_alone(served, loaded):
    said = loaded.told["for-a-person"]["data"]
    link = said.partition("[The report of this run](")[2].partition(")")[0]
    assert link.startswith(f"{loaded.site}/reports/")
    link = link.replace(loaded.site, served.site)
    with urllib.request.urlopen(link) as answer:
        assert "Harbour bridge to close" in answer.read().decode()
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    key = link.rsplit("/", 2)[1]
    for wrong in (
        link.replace(key, "0" * 32),
        link.replace(".html", "x.html"),
        f"{served.site}/reports/{key}/..%2f..%2fauth.html",
    ):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(wrong)


def test_a_triggered_load_reads_below_its_roots_alone(served, tmp_path):
    wire, secret, rules = tmp_path / "wire", tmp_path / "secret.txt", served.home.parent / "config" / "desk.toml"
    wire.mkdir()
    secret.write_text(HARBOUR.replace("bridge", "vault"))
    (wire / "tunnel.txt").write_text(HARBOUR.replace("bridge", "tunnel"))
    (wire / "link.txt").symlink_to(secret)
    rules.write_text(f'load_roots = ["{wire}"]\n')
    try:
        run = served.run("load-files", {"paths": [str(wire), str(secret), f"{wire}/../secret.txt", f"{wire}/../*.txt"]})
    finally:
        rules.unlink()
    assert (run["state"]["type"], run["state"]["name"]) == ("FAILED", "Degraded"), served.logs()  # Completed would be green
    assert "outside_roots" in run["state"]["message"]
    needs = served.artifacts(run["id"])["for-a-person"]["data"]
    assert "## What needs a person" in needs
    assert "What to do: when it is repaired" in needs
    assert _sql(served.home, "select state from runs order by number desc limit 1") == [{"state": "degraded"}]
    of_the_run = "run_id = (select max_by(run_id, number) from runs)"
    told = _sql(served.home, f"select url, outcome, reason from pages where {of_the_run} order by url, reason")
    assert {(row["outcome"], row["reason"]) for row in told if row["url"] != "file:tunnel.txt"} == {
        ("rejected", "outside_roots")
    }
    assert [row["outcome"] for row in told if row["url"] == "file:tunnel.txt"] == ["article"]
    assert len(told) >= 3
    assert _sql(served.home, "select count(*) as n from articles where body ilike '%vault%'") == [{"n": 0}]
    assert not [file for file in (served.home / "archive").rglob("*.gz") if b"vault" in gzip.decompress(file.read_bytes())]


def test_who_has_no_auth_string_does_nothing(served):
    ask = f"{served.site}/api/flow_runs/filter"
    header = {"Content-Type": "application/json"}
    csrf = served.api("/csrf-token?client=stranger")["token"]
    signed = {"Prefect-Csrf-Client": "stranger", "Prefect-Csrf-Token": csrf}
    for headers, status in ((header, 403), (header | signed, 401), (header | signed | {"Authorization": "Basic eDp5"}, 401)):
        with pytest.raises(urllib.error.HTTPError, match=str(status)):
            urllib.request.urlopen(urllib.request.Request(ask, b"{}", headers))
    for origin, allowed in ((served.site, served.site), ("https://evil.example", None)):
        asked = urllib.request.Request(f"{served.site}/api/health", headers={"Origin": origin})
        with urllib.request.urlopen(asked) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == allowed


def test_the_auth_string_is_kept_by_its_owner_and_told_to_nobody(served, loaded):
    kept = served.home / "private" / "prefect" / "auth-string"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    shown = subprocess.run(
        [COPYDESK, "serve", "--show-auth", "--home", served.home], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == served.auth
    secret = served.auth.partition(":")[2].encode()
    assert len(secret) >= 20
    assert "--show-auth" in served.said.read_text()
    written = [
        file for file in (*served.home.rglob("*"), served.said) if file.is_file() and not file.is_symlink() and file != kept
    ]
    assert len(written) > 8
    assert [file for file in written if secret in file.read_bytes()] == []


def test_a_form_is_found_by_its_flows_name_alone(served):
    with urllib.request.urlopen(f"{served.site}/form/nightly") as answer:
        assert served.auth not in answer.read().decode()
    for wrong in ("x%22y", "..%2fnightly", "Nightly"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{served.site}/form/{wrong}")


def test_a_run_that_is_still_going_makes_the_next_one_skip_or_wait(served, loaded):
    with locked(Home(served.home)):  # what goes on has to wait for whoever writes
        upkeep = served.start("upkeep", {})
        served.wait_until(lambda: served.state(upkeep) == "RUNNING", 120)
        skipped = served.run("upkeep", {})
        said = skipped["state"]["name"], skipped["state"]["message"]
        assert said == ("Cancelled", "Deployment concurrency limit reached.")
        publish = served.start("publish", {})
        served.wait_until(lambda: served.state(publish) == "RUNNING", 120)
        waits = served.start("publish", {})
        name = "AwaitingConcurrencySlot"
        served.wait_until(lambda: served.api(f"/flow_runs/{waits}")["state"]["name"] == name, 120)
        assert served.state(publish) == "RUNNING"
    kept = served.ended(upkeep)
    assert (kept["state"]["name"], kept["name"][:7]) == ("Completed", "upkeep ")
    assert "old snapshots and 0 old reports dropped; logs shortened: none" in kept["state"]["message"]
    assert served.ended(publish)["state"]["name"] == served.ended(waits)["state"]["name"] == "Completed"


def test_the_form_offers_the_publishers_and_refuses_others(served):
    properties = served.deployments()["nightly"]["parameter_openapi_schema"]["properties"]
    assert properties["publishers"]["items"]["enum"] == ["gazette"]
    assert properties["mode"]["enum"] == ["everything", "young articles"]
    assert properties["since"]["anyOf"][0]["format"] == "date"
    for deployment in served.deployments().values():
        assert all(form["description"] for form in deployment["parameter_openapi_schema"]["properties"].values())
    for wrong in ({"publishers": ["gazettte"]}, {"mode": "all"}, {"since": "yesterday"}, {"publishers": "gazette"}):
        with pytest.raises(urllib.error.HTTPError, match="409"):
            served.start("nightly", wrong)


def test_a_run_that_cannot_begin_fails_with_the_reason_and_no_traceback(served, loaded):
    before, at_rest = served.logs(), served.processes()
    runs = "select count(*) as n from runs"
    loaded = _sql(served.home, runs)
    run = served.run("load-files", {"paths": ["/srv/no-such-wire", "/srv/*.no-such"]})
    assert run["state"]["type"] == "FAILED"
    assert "nothing to load: /srv/no-such-wire: no such file or folder: check the name" in run["state"]["message"]
    assert "/srv/*.no-such: no file or folder matches: check the pattern" in run["state"]["message"]
    assert _sql(served.home, runs) == loaded
    served.wait_until(lambda: "Finished in state Failed" in served.logs()["runner.log"])
    served.wait_until(lambda: served.processes().keys() <= at_rest.keys())  # its process has said all it had to say
    assert served.trouble(before) == []


def test_stopped_it_leaves_nothing_running_and_no_error_in_its_logs(served):
    assert len(served.processes()) >= 3
    before = served.logs()
    assert served.stop() == 0
    assert served.said.read_text().startswith(f"Prefect UI: {served.site}")
    served.wait_until(lambda: not served.processes())
    assert served.trouble(before) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "192.0.2.1", "--no-auth"], "whoever reaches the port could run flows"),
        (["--host", "0.0.0.0"], "name the one that browsers use, like --url https://desk.example"),
        (["--host", "192.0.2.1"], "--host 192.0.2.1 is no address of this machine"),
        (["--url", "desk.example"], "write it like https://desk.example"),
        (["--port", "TAKEN"], "is taken"),
    ],
)
def test_what_cannot_be_served_is_refused(tmp_path, options, said):
    (tmp_path / "config").mkdir()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        options = [str(taken.getsockname()[1]) if option == "TAKEN" else option for option in options]
        command = [COPYDESK, "serve", *options, "--home", str(tmp_path), "--config", str(tmp_path / "config")]
        refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert refused.returncode == 2
    assert said in refused.stderr


def test_an_auth_string_of_the_operators_own_is_not_written_down(tmp_path):
    own = os.environ | {"PREFECT_SERVER_API_AUTH_STRING": "desk:correct horse"}
    shown = subprocess.run(
        [COPYDESK, "serve", "--show-auth", "--home", tmp_path], capture_output=True, text=True, env=own, check=True
    )
    assert shown.stdout == "desk:correct horse\n"
    assert list(tmp_path.iterdir()) == []


def _sql(home: Path, query: str) -> list[dict]:
    return json.loads(copydesk("sql", query, "--format", "json", "--home", home, check=True).stdout)


SCHEDULES = """
[nightly]
cron = "0 3 * * *"
timezone = "Europe/Berlin"

[young-articles]
flow = "nightly"
parameters = { mode = "young articles" }
cron = "0 9 * * *"

[upkeep]
cron = "30 5 * * SUN"
overlap = "skip"
"""
GAZETTE = 'name = "The Gazette"\ndomain = "gazette.example"\nfeeds = ["https://gazette.example/rss.xml"]\n'
HARBOUR = """Harbour bridge to close for a month

PORTLAND, Maine – The old harbour bridge will close to all traffic for a month from Monday while its bearings are replaced, the city said.

Engineers found cracks in two of the forty bearings during an inspection in the spring, and had put a limit of twelve tonnes on lorries since then.

"We would rather close it once than worry about it every night," said the city's chief engineer, who expects the work to cost four million dollars.

Ferries will run every twenty minutes between the two landings until the bridge is open again, and cyclists travel free of charge.
"""
