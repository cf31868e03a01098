"""`copydesk serve`: a Prefect server with its UI, the schedule and the runner, started together and stopped together."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

from flows.desk import Desk
from flows.refusal import WrongUse
from flows.server.entry import AUTH, GIVEN, RUNNER_KEY, SITE, auth_string, entry_link, prefect_folder, runner_key
from flows.server.leash import leashed
from warehouse.closing import closed
from warehouse.home import Home

LOOPBACK = "127.0.0.1"
UP_WITHIN_S = 120.0
STOP_WITHIN_S = 20.0
AGAIN_AT_MOST = 3
"""Times that a part may end on its own within AGAIN_WITHIN_S and is started again."""
AGAIN_WITHIN_S = 300.0


class ServingFailed(RuntimeError):
    """The server or the runner did not start, or ended on its own again and again; names its log."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens, and the address by which browsers reach it. `auth` is off on loopback only."""

    host: str = LOOPBACK
    port: int = 4200
    url: str | None = None
    auth: bool = True

    @property
    def here(self) -> str:
        """Where this machine reaches it."""
        host = {"0.0.0.0": LOOPBACK, "::": "[::1]"}.get(self.host, f"[{self.host}]" if ":" in self.host else self.host)  # noqa: S104
        return f"http://{host}:{self.port}"

    @property
    def site(self) -> str:
        """Where browsers reach it: the one origin that may use the API."""
        return (self.url or self.here).rstrip("/")

    def refuse_open_door(self) -> None:
        """Raise WrongUse where anybody on the network could start runs, or browsers could not reach the API."""
        if not self.auth and not _is_loopback(self.host):
            raise WrongUse(
                f"--no-auth with --host {self.host}: whoever reaches the port could run flows; leave one of them out"
            )
        if self.host in ("0.0.0.0", "::") and not self.url:  # noqa: S104
            raise WrongUse(
                f"--host {self.host} is every address: name the one that browsers use, like --url https://desk.example"
            )
        if self.url and not self.url.startswith(("http://", "https://")):
            raise WrongUse(f"--url {self.url}: write it like https://desk.example")


def serve(desk: Desk, place: Place, say: Callable[[str], None], *, to_a_person: bool = False) -> None:
    """Serve until SIGINT or SIGTERM. Everything it starts has ended when it returns, and is killed by the kernel if it cannot.

    Server and runner write to `server.log` and `runner.log` in the home's private folder; the server's database is there too.
    A server or runner that ends on its own is started again. The auth string is told `to_a_person` and never to a log.
    """
    place.refuse_open_door()
    _refuse_taken(place)
    folder = prefect_folder(desk.home)
    secret = auth_string(desk.home) if place.auth else None
    environment = {name: value for name, value in os.environ.items() if name not in (GIVEN, AUTH, RUNNER_KEY)}
    environment |= _environment(desk, folder, place, secret)
    with closed(desk.home), _until_told() as is_stopped, ExitStack() as running:
        server = _Part("server", _server_command(place), folder, environment, running)
        _wait_for(server, place, is_stopped)
        runner = _Part("runner", (sys.executable, "-m", "flows.server.runner"), folder, environment, running)
        if not is_stopped():
            say(f"Prefect UI: {place.site}    (Ctrl-C stops server, schedule and runner)")
            for line in _how_to_sign_in(place, secret, desk.home, to_a_person=to_a_person):
                say(line)
        while not is_stopped():
            server.keep_alive(say)
            runner.keep_alive(say)
            time.sleep(0.2)


def _how_to_sign_in(place: Place, secret: str | None, home: Home, *, to_a_person: bool) -> Iterator[str]:
    if to_a_person and secret:
        yield f"Start a run, signed in (works once, within an hour): {entry_link(home, place.site)}"
    elif to_a_person:
        yield f"Start a run: {place.site}/form/nightly"
    asks = "The UI asks each browser once for the auth string"
    if secret is None:
        yield "Anybody on this machine may use the UI: --no-auth"
    else:
        yield f"{asks}: {secret}" if to_a_person else f"{asks}: copydesk serve --show-auth --home {home.root}"


def _server_command(place: Place) -> tuple[str, ...]:
    # Without an access log: the address of a report lets its reader in.
    options = ("--host", place.host, "--port", str(place.port), "--log-level", "warning", "--no-access-log")
    return (sys.executable, "-m", "uvicorn", "--factory", "flows.server.site:create_app", *options)


def _environment(desk: Desk, folder: Path, place: Place, secret: str | None) -> dict[str, str]:
    key = runner_key(desk.home)
    return ({AUTH: secret} if secret else {}) | {
        # The server lets in the runner; people come through `flows.server.gate`.
        GIVEN: key,
        RUNNER_KEY: key,
        "COPYDESK_HOME": str(desk.home.root),
        "COPYDESK_CONFIG": str(desk.config),
        SITE: place.site,
        "PREFECT_HOME": str(folder),
        "PREFECT_PROFILES_PATH": str(folder / "profiles.toml"),
        "PREFECT_API_URL": f"{place.here}/api",
        "PREFECT_UI_URL": place.site,
        "PREFECT_SERVER_UI_API_URL": f"{place.site}/api",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": place.site,
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        # Slots of runs that are going on outlive a server that dies.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_V2_ENABLED": "false",  # it asks an analytics host
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_RUNNER_POLL_FREQUENCY": "2",
        "PREFECT_CLI_COLORS": "false",
        "DO_NOT_TRACK": "1",
    }


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_taken(place: Place) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except UnicodeError as error:  # as the codec for names of hosts says it
        raise WrongUse(f"--host {place.host[:80]!r} is no name of a host") from error
    except socket.gaierror as error:
        raise WrongUse(f"--host {place.host} is no address of this machine ({error.strerror})") from error
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise WrongUse(f"--host {place.host} is no address of this machine") from error
        raise WrongUse(f"port {place.port} is taken ({error.strerror}): name another one with --port") from error


class _Part:
    """The server or the runner: a process that is started again when it ends though nobody told it to."""

    def __init__(
        self, name: str, command: tuple[str, ...], folder: Path, environment: dict[str, str], running: ExitStack
    ) -> None:
        self.name, self.log = name, folder / f"{name}.log"
        self._command, self._environment = command, environment
        self._ends: list[float] = []
        self.process = self._start()
        running.callback(lambda: _stop(self.process))

    def _start(self) -> "subprocess.Popen[bytes]":
        # A session of its own: Ctrl-C reaches this process alone, which then stops the runner before the server.
        with self.log.open("ab") as log:
            return subprocess.Popen(
                leashed(*self._command),
                env=self._environment,
                cwd=self.log.parent,  # uvicorn imports from the working folder, and Prefect reads its settings there
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def keep_alive(self, say: Callable[[str], None]) -> None:
        status = self.process.poll()
        if status is None:
            return
        _kill_rest(self.process)
        now = time.monotonic()
        self._ends = [*(end for end in self._ends if now - end < AGAIN_WITHIN_S), now]
        if len(self._ends) > AGAIN_AT_MOST:
            raise ServingFailed(f"the {self.name} ends again and again (status {status}): see {self.log}")
        say(f"the {self.name} ended (status {status}) and is started again: see {self.log}")
        self.process = self._start()


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _kill_rest(process)


def _kill_rest(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):  # whatever of its session is left: flow runs that did not want to end
        os.killpg(process.pid, signal.SIGKILL)


def _wait_for(server: _Part, place: Place, is_stopped: Callable[[], bool]) -> None:
    give_up = time.monotonic() + UP_WITHIN_S
    while not is_stopped():
        try:
            with urllib.request.urlopen(f"{place.here}/api/health", timeout=5):  # noqa: S310 - ours, and http
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if server.process.poll() is not None or time.monotonic() > give_up:
                raise ServingFailed(f"the Prefect server did not come up: see {server.log}") from None
            time.sleep(0.2)


@contextmanager
def _until_told() -> Iterator[Callable[[], bool]]:
    """Yield a function that says whether SIGINT or SIGTERM has come."""
    stops: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        stops.append(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(stops)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
