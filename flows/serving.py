"""`copydesk serve`: a Prefect server with its UI, the schedule and the runner, started together and stopped together."""

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
from pathlib import Path
from types import FrameType

from flows.desk import Desk, WrongUse
from flows.leash import leashed

HOST = "127.0.0.1"
SERVER_UP_WITHIN_S = 120.0
STOP_WITHIN_S = 20.0


class ServingFailed(RuntimeError):
    """The server or the runner did not start, or ended on its own; names its log."""


def serve(desk: Desk, port: int, say: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM. Everything it starts has ended when it returns, and is killed by the kernel if it cannot.

    Server and runner write to `server.log` and `runner.log` in the home's private folder; the server's database is there too.
    """
    _refuse_taken(port)
    folder = desk.home.root / "private" / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    environment = os.environ | _environment(desk, folder, port)
    with _until_told() as told, ExitStack() as running:
        server = _start(running, folder / "server.log", environment, *_server_command(port))
        _wait_for(server, port, told)
        runner = _start(running, folder / "runner.log", environment, sys.executable, "-m", "flows.runner")
        if not told():
            say(f"Prefect UI: http://{HOST}:{port}    (Ctrl-C stops server, schedule and runner)")
        while not told():
            for name, process in (("prefect server", server), ("runner", runner)):
                if process.poll() is not None:
                    raise ServingFailed(f"the {name} ended (status {process.returncode}): see {folder}")
            time.sleep(0.2)


def _server_command(port: int) -> tuple[str, ...]:
    return (sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port))


def _environment(desk: Desk, folder: Path, port: int) -> dict[str, str]:
    site = f"http://{HOST}:{port}"
    return {
        "COPYDESK_HOME": str(desk.home.root),
        "COPYDESK_CONFIG": str(desk.config),
        "PREFECT_HOME": str(folder),
        "PREFECT_PROFILES_PATH": str(folder / "profiles.toml"),
        "PREFECT_API_URL": f"{site}/api",
        "PREFECT_SERVER_UI_API_URL": f"{site}/api",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": site,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_RUNNER_POLL_FREQUENCY": "2",
        "PREFECT_CLI_COLORS": "false",
        "DO_NOT_TRACK": "1",
    }


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise WrongUse(f"port {port} is taken ({error.strerror}): name another one with --port") from error


def _start(running: ExitStack, log: Path, environment: dict[str, str], *command: str) -> "subprocess.Popen[bytes]":
    # A session of its own: Ctrl-C reaches this process alone, which then stops the runner before the server.
    output = running.enter_context(log.open("ab"))
    process = subprocess.Popen(leashed(*command), env=environment, stdout=output, stderr=output, start_new_session=True)
    running.callback(_stop, process)
    return process


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    with suppress(ProcessLookupError):  # whatever of its session is left: flow runs that did not want to end
        os.killpg(process.pid, signal.SIGKILL)


def _wait_for(server: "subprocess.Popen[bytes]", port: int, told: Callable[[], bool]) -> None:
    give_up = time.monotonic() + SERVER_UP_WITHIN_S
    while not told():
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/api/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if server.poll() is not None or time.monotonic() > give_up:
                raise ServingFailed(
                    "the Prefect server did not come up: see private/prefect/server.log below the home"
                ) from None
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
