"""`copydesk serve` in a process of its own, asked over HTTP."""

import base64
import json
import os
import pty
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flows.server.entry import prefect_folder
from tests.docs import CHECKOUT
from warehouse.home import Home

COPYDESK = str(Path(sys.executable).with_name("copydesk"))
FLOWS = {"nightly", "load-files", "reread", "crawl-publisher", "publish", "upkeep"}
TROUBLE = re.compile(r"\bERROR\b|\bCRITICAL\b|Traceback|Exception ignored")
_MAKE_TABLES = """import asyncio
from prefect.server.database import provide_database_interface
asyncio.run(provide_database_interface().create_db())"""
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


class Served:
    """A desk that is served, its API, its processes and its logs.

    `command` starts it, with its port in COPYDESK_PORT and its home in COPYDESK_HOME; what it says goes to `serve.txt` beside the
    home, as to a terminal if it says that to one (`to_a_person`).
    """

    def __init__(self, home: Path, command: list[str], *, to_a_person: bool = False) -> None:
        self.port = free_ports(1)
        self.home, self.site = home, f"http://127.0.0.1:{self.port}"
        self.said = home.with_name("serve.txt")
        environment = os.environ | {"COPYDESK_PORT": str(self.port), "COPYDESK_HOME": str(home)}
        with self.said.open("w") as said:
            out = terminal(self.said) if to_a_person else said.fileno()
            self.process = subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)
        if to_a_person:
            os.close(out)
        self._csrf = ""
        self._wait_for_deployments()

    @property
    def auth(self) -> str:
        return (
            os.environ.get("PREFECT_SERVER_API_AUTH_STRING")
            or (self.home / "private" / "prefect" / "auth-string").read_text().strip()
        )

    @property
    def runner_key(self) -> str:
        return (self.home / "private" / "prefect" / "runner-key").read_text().strip()

    def api(self, path: str, body: dict | list | None = None, method: str | None = None, auth: str | None = None):
        """Ask as who is signed in with the auth string, or with another one."""
        for _ in range(20):
            try:
                return self._ask(path, body, method, auth)
            except urllib.error.HTTPError as error:
                if error.code != 503:  # its database is busy: Prefect's own clients ask again, too
                    raise
                time.sleep(0.5)
        raise AssertionError(f"{path}: the server was busy for ten seconds")

    def _ask(self, path: str, body: dict | list | None, method: str | None = None, auth: str | None = None):
        if (body is not None or method) and not self._csrf:
            self._csrf = self._ask("/csrf-token?client=test", None)["token"]
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self.site}/api{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        request.add_header("Authorization", f"Basic {base64.b64encode((auth or self.auth).encode()).decode()}")
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

    def wait_until(self, condition: Callable[[], bool], seconds: float = 120) -> None:
        for _ in range(round(seconds * 10)):
            if condition():
                return
            time.sleep(0.1)
        raise AssertionError(f"not so after {seconds} seconds; processes {self.processes()}, logs {self.logs()}")

    def is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.site}/api/health", timeout=30):
                return True
        except OSError:
            return False

    def stop(self) -> int:
        os.killpg(self.process.pid, signal.SIGINT)  # as Ctrl-C does
        return self.process.wait(120)

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
def kept_serving(folder: Path) -> Iterator[Callable[[], Served]]:
    """The desk that is served there, each time it is asked for: another one, where a test has stopped or killed the one before."""
    with ExitStack() as served:
        desks: list[Served] = []

        def running() -> Served:
            if not desks or desks[-1].process.poll() is not None:
                desks.append(served.enter_context(serving(folder)))
                assert len(desks) > 1 or desks[0].trouble(before={}) == []
            return desks[-1]

        yield running


def free_ports(count: int) -> int:
    """The first of some ports in a row that nobody listens at."""
    while True:
        with ExitStack() as taken:
            try:
                first = _bound(taken, 0)
                for port in range(first + 1, first + count):
                    _bound(taken, port)
            except (OSError, OverflowError):
                continue
            return first


def _bound(taken: ExitStack, port: int) -> int:
    one = taken.enter_context(socket.socket())
    one.bind(("127.0.0.1", port))
    return int(one.getsockname()[1])


def terminal(file: Path) -> int:
    """A terminal to write to; what is written to it comes to stand in `file`."""
    ours, theirs = pty.openpty()

    def copy() -> None:
        with file.open("ab", buffering=0) as kept, suppress(OSError):  # EIO: nobody holds its other end any more
            while said := os.read(ours, 4096):
                kept.write(said)
        os.close(ours)

    threading.Thread(target=copy, daemon=True).start()
    return theirs


@cache
def _tables() -> Path:
    """A database of Prefect's with its tables and nothing in them, kept for the next time: they cost four seconds to make."""
    kept = CHECKOUT / ".pytest_cache" / f"prefect-{version('prefect')}.db"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
            made = Path(folder) / "prefect.db"
            environment = os.environ | {
                "PREFECT_HOME": folder,
                "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{made}",
            }
            subprocess.run([sys.executable, "-c", _MAKE_TABLES], cwd=folder, env=environment, check=True, capture_output=True)
            with closing(sqlite3.connect(made)) as database:
                database.execute("pragma wal_checkpoint(truncate)")
            made.replace(kept)
    return kept


@contextmanager
def serving(
    folder: Path, *options: str, command: list[str] | None = None, to_a_person: bool = False, from_nothing: bool = False
) -> Iterator[Served]:
    """Serve `folder`/config with `folder`/home, or start what does so; whatever is left of it is killed in the end.

    Its server finds its tables there, unless it is to begin `from_nothing`, as that of a `command` does.
    """
    if not (command or from_nothing):
        home = Home(folder / "home")
        if not (database := prefect_folder(home) / "prefect.db").exists():
            shutil.copyfile(_tables(), database)
            database.chmod(0o600)
    command = command or [COPYDESK, "serve", "--config", str(folder / "config"), *options]
    desk = Served(folder / "home", command, to_a_person=to_a_person)
    try:
        yield desk
    finally:
        if desk.process.poll() is None:
            os.killpg(desk.process.pid, signal.SIGKILL)
            desk.process.wait()
