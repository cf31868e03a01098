"""`copydesk serve` in a process of its own, asked over HTTP."""

import base64
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
from contextlib import contextmanager
from pathlib import Path

COPYDESK = str(Path(sys.executable).with_name("copydesk"))
FLOWS = {"nightly", "load-files", "reread", "crawl-publisher", "publish", "upkeep"}
TROUBLE = re.compile(r"\bERROR\b|\bCRITICAL\b|Traceback|Exception ignored")
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


class Served:
    """A desk that is served, its API, its processes and its logs."""

    def __init__(self, home: Path, config: Path, *options: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.home, self.site = home, f"http://127.0.0.1:{self.port}"
        command = [COPYDESK, "serve", "--port", str(self.port), "--home", str(home), "--config", str(config), *options]
        self.said = home.with_name("serve.txt")
        with self.said.open("w") as said:
            self.process = subprocess.Popen(command, stdout=said, stderr=said)
        self._csrf = ""
        self._wait_for_deployments()

    @property
    def auth(self) -> str:
        return (self.home / "private" / "prefect" / "auth-string").read_text().strip()

    def api(self, path: str, body: dict | None = None, method: str | None = None):
        for _ in range(20):
            try:
                return self._ask(path, body, method)
            except urllib.error.HTTPError as error:
                if error.code != 503:  # its database is busy: Prefect's own clients ask again, too
                    raise
                time.sleep(0.5)
        raise AssertionError(f"{path}: the server was busy for ten seconds")

    def _ask(self, path: str, body: dict | None, method: str | None = None):
        if body is not None and not self._csrf:
            self._csrf = self._ask("/csrf-token?client=test", None)["token"]
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self.site}/api{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        request.add_header("Authorization", f"Basic {base64.b64encode(self.auth.encode()).decode()}")
        request.add_header("Prefect-Csrf-Client", "test")
        request.add_header("Prefect-Csrf-Token", self._csrf)
        with urllib.request.urlopen(request, timeout=30) as answer:
            said = answer.read()
            return json.loads(said) if said else None

    def deployments(self) -> dict[str, dict]:
        return {deployment["name"]: deployment for deployment in self.api("/deployments/filter", {})}

    def start(self, name: str, parameters: dict) -> str:
        """Trigger a flow as the UI does: the flow run's id."""
        return self.api(f"/deployments/{self.deployments()[name]['id']}/create_flow_run", {"parameters": parameters})["id"]

    def run(self, name: str, parameters: dict) -> dict:
        """Trigger a flow and wait for its end."""
        return self.ended(self.start(name, parameters))

    def state(self, flow_run: str) -> str:
        return self.api(f"/flow_runs/{flow_run}")["state"]["type"]

    def ended(self, flow_run: str) -> dict:
        for _ in range(900):
            run = self.api(f"/flow_runs/{flow_run}")
            if run["state"]["type"] in ENDED:
                return run
            time.sleep(0.2)
        raise AssertionError(f"{run['name']} did not end: {run['state']} {self.logs()}")

    def artifacts(self, flow_run: str) -> dict[str, dict]:
        found = self.api("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [flow_run]}}})
        return {artifact["key"]: artifact for artifact in found}

    def processes(self, *words: str) -> dict[int, str]:
        """Processes whose environment or command line names this home, and all words: the server, the runner, their children."""
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    command = (entry / "cmdline").read_bytes().decode("utf-8", "replace").replace("\0", " ")
                    said = (entry / "environ").read_bytes().decode("utf-8", "replace") + command
                except OSError:
                    continue
                if str(self.home) in said and all(word in said for word in words):
                    found[int(entry.name)] = command
        return found

    def logs(self) -> dict[str, str]:
        return {log.name: log.read_text() for log in (self.home / "private" / "prefect").glob("*.log")}

    def trouble(self, before: dict[str, str]) -> list[str]:
        """Lines that look like an error, in what the logs say since `before`."""
        new = "".join(text.removeprefix(before.get(name, "")) for name, text in self.logs().items())
        return [line for line in new.splitlines() if TROUBLE.search(line)]

    def wait_until(self, condition: Callable[[], bool], seconds: float = 30) -> None:
        for _ in range(round(seconds * 10)):
            if condition():
                return
            time.sleep(0.1)
        raise AssertionError(f"not so after {seconds} seconds; processes {self.processes()}, logs {self.logs()}")

    def is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.site}/api/health", timeout=5):
                return True
        except OSError:
            return False

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

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
        raise AssertionError(f"no deployments after three minutes: {self.logs()}")


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Served]:
    """Serve `folder`/config with `folder`/home; whatever is left of it is killed in the end."""
    desk = Served(folder / "home", folder / "config", *options)
    try:
        yield desk
    finally:
        if desk.process.poll() is None:
            desk.process.kill()
            desk.process.wait()
