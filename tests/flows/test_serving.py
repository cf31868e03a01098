"""A real Prefect server, its runner and a triggered flow, as `copydesk serve` starts them."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

COPYDESK = str(Path(sys.executable).with_name("copydesk"))
FLOWS = {"nightly", "load-files", "reread", "crawl-publisher", "publish"}
TROUBLE = re.compile(r"\bERROR\b|\bCRITICAL\b|Traceback|Exception ignored")


class Served:
    """`copydesk serve` in a process of its own, asked over HTTP."""

    def __init__(self, home: Path, config: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.home = home
        command = [COPYDESK, "serve", "--port", str(self.port), "--home", str(home), "--config", str(config)]
        self.said = home.with_name("serve.txt")
        with self.said.open("w") as said:
            self.process = subprocess.Popen(command, stdout=said, stderr=said)
        self._wait_for_deployments()

    def api(self, path: str, body: dict | None = None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api{path}", json.dumps(body).encode() if body is not None else None
        )
        request.add_header("Content-Type", "application/json")
        for _ in range(20):
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                if error.code != 503:  # its database is busy: Prefect's own clients ask again, too
                    raise
                time.sleep(0.5)
        raise AssertionError(f"{path}: the server was busy for ten seconds")

    def deployments(self) -> dict[str, dict]:
        return {deployment["name"]: deployment for deployment in self.api("/deployments/filter", {})}

    def run(self, name: str, parameters: dict) -> dict:
        """Trigger a flow as the UI does and wait for its end."""
        asked = self.api(f"/deployments/{self.deployments()[name]['id']}/create_flow_run", {"parameters": parameters})
        for _ in range(600):
            run = self.api(f"/flow_runs/{asked['id']}")
            if run["state"]["type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED"):
                return run
            time.sleep(0.2)
        raise AssertionError(f"{name} did not end: {run['state']}")

    def processes(self) -> set[int]:
        """Every process whose environment or command line names this home: the server, the runner and their children."""
        found = set()
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    said = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
                except OSError:
                    continue
                if str(self.home).encode() in said:
                    found.add(int(entry.name))
        return found

    def logs(self) -> dict[str, str]:
        return {log.name: log.read_text() for log in (self.home / "private" / "prefect").glob("*.log")}

    def trouble(self, before: dict[str, str]) -> list[str]:
        """Lines that look like an error, in what the logs say since `before`."""
        new = "".join(text.removeprefix(before.get(name, "")) for name, text in self.logs().items())
        return [line for line in new.splitlines() if TROUBLE.search(line)]

    def wait_until(self, condition: Callable[[], bool]) -> None:
        for _ in range(300):
            if condition():
                return
            time.sleep(0.1)
        raise AssertionError(f"not so after thirty seconds; processes {self.processes()}, logs {self.logs()}")

    def _wait_for_deployments(self) -> None:
        for _ in range(900):
            if self.process.poll() is not None:
                raise AssertionError(f"serve ended: {self.said.read_text()}")
            try:
                if set(self.deployments()) >= FLOWS:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise AssertionError("no deployments after three minutes")


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "config" / "publishers").mkdir(parents=True)
    (folder / "config" / "publishers" / "gazette.toml").write_text(GAZETTE)
    (folder / "config" / "schedules.toml").write_text('[nightly]\ncron = "0 3 * * *"\ntimezone = "Europe/Berlin"\n')
    desk = Served(folder / "home", folder / "config")
    try:
        yield desk
    finally:
        if desk.process.poll() is None:
            desk.process.kill()
            desk.process.wait()


def test_every_flow_is_there_to_be_triggered(served):
    deployments = served.deployments()
    assert set(deployments) == FLOWS
    assert all(deployment["description"] and "Args" not in deployment["description"] for deployment in deployments.values())
    (schedule,) = deployments["nightly"]["schedules"]
    assert (schedule["schedule"]["cron"], schedule["schedule"]["timezone"]) == ("0 3 * * *", "Europe/Berlin")


def test_a_triggered_load_runs_and_leaves_its_counts(served, tmp_path):
    (tmp_path / "harbour.txt").write_text(HARBOUR)
    run = served.run("load-files", {"paths": [str(tmp_path)]})
    assert run["state"]["type"] == "COMPLETED", served.logs()
    (artifact,) = served.api(
        "/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}, "type": {"any_": ["table"]}}}
    )
    (row,) = json.loads(artifact["data"])
    assert (row["publisher"], row["asked"], row["article"]) == ("unknown", 1, 1)
    (got,) = _sql(served.home, "select title, (select any_value(trigger) from runs) as trigger from articles")
    assert got == {"title": "Harbour bridge to close for a month", "trigger": "prefect"}
    assert served.trouble(before={}) == []


def test_the_form_offers_the_publishers_and_refuses_others(served):
    properties = served.deployments()["nightly"]["parameter_openapi_schema"]["properties"]
    assert properties["publishers"]["anyOf"][0]["items"]["enum"] == ["gazette"]
    assert all(form["description"] for form in properties.values())
    with pytest.raises(urllib.error.HTTPError, match="409"):
        served.run("nightly", {"publishers": ["gazettte"]})


def test_a_run_that_cannot_begin_fails_with_the_reason_and_no_traceback(served):
    before, at_rest = served.logs(), served.processes()
    run = served.run("load-files", {"paths": []})
    assert (run["state"]["type"], run["state"]["message"][:15]) == ("FAILED", "nothing to load")
    served.wait_until(lambda: "Finished in state Failed" in served.logs()["runner.log"])
    served.wait_until(lambda: served.processes() <= at_rest)  # its process has said all it had to say
    assert served.trouble(before) == []


def test_stopped_it_leaves_nothing_running_and_no_error_in_its_logs(served):
    assert len(served.processes()) >= 3
    before = served.logs()
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(60) == 0
    assert served.said.read_text().startswith(f"Prefect UI: http://127.0.0.1:{served.port}")
    served.wait_until(lambda: not served.processes())
    assert served.trouble(before) == []


def test_a_port_that_is_taken_is_refused(tmp_path):
    (tmp_path / "config").mkdir()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [COPYDESK, "serve", "--port", port, "--home", str(tmp_path), "--config", str(tmp_path / "config")]
        refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert refused.returncode == 2
    assert f"port {port} is taken" in refused.stderr


def _sql(home: Path, query: str) -> list[dict]:
    asked = [COPYDESK, "sql", query, "--format", "json", "--home", str(home)]
    return json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


GAZETTE = 'name = "The Gazette"\ndomain = "gazette.example"\nfeeds = ["https://gazette.example/rss.xml"]\n'
HARBOUR = """Harbour bridge to close for a month

PORTLAND, Maine – The old harbour bridge will close to all traffic for a month from Monday while its bearings are replaced, the city said.

Engineers found cracks in two of the forty bearings during an inspection in the spring, and had put a limit of twelve tonnes on lorries since then.

"We would rather close it once than worry about it every night," said the city's chief engineer, who expects the work to cost four million dollars.

Ferries will run every twenty minutes between the two landings until the bridge is open again, and cyclists travel free of charge.
"""
