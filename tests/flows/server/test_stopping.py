"""Stop means stop: a cancelled or killed run, or one whose time is up, leaves no process and no lock, says so, and a server may die meanwhile."""

import os
import signal
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.run import is_running
from flows.server.serving import AGAIN_AT_MOST
from tests.flows.served import COPYDESK, Served, kept_serving
from tests.spiders.wire import Wire, feed
from warehouse.home import Home
from warehouse.query import connect


def soon() -> float:
    """Five seconds, on a machine that has the time."""
    return 5 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class _SlowPaper(BaseHTTPRequestHandler):
    """A paper whose articles come when `may_answer` is set; `pages` are listed."""

    may_answer = threading.Event()
    pages = 3

    def do_GET(self):
        host = f"http://{self.headers['Host']}"
        if self.path == "/rss.xml":
            items = "".join(f"<item><link>{host}/{n}</link><title>Piece {n}</title></item>" for n in range(self.pages))
            self._answer(f"<rss version='2.0'><channel>{items}</channel></rss>", "application/rss+xml")
        elif self.path[1:].isdigit():
            self.may_answer.wait(300)
            text = "The ferry between the two banks will sail every twenty minutes until the bridge is open again. " * 6
            self._answer(f"<html><body><article><h1>Piece {self.path}</h1><p>{text}</p></article></body></html>", "text/html")
        else:
            self.send_error(404)

    def _answer(self, text: str, kind: str):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def quick() -> Iterator[Wire]:
    """A paper that answers at once, and has nothing new."""
    with Wire({"/rss": feed()}) as wire:
        yield wire


@pytest.fixture(scope="module")
def desks(tmp_path_factory, quick: Wire) -> Iterator[Callable[[], Served]]:
    folder = tmp_path_factory.mktemp("slow")
    paper = ThreadingHTTPServer(("127.0.0.1", 0), _SlowPaper)
    paper.daemon_threads = True
    threading.Thread(target=paper.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{paper.server_port}"
    (folder / "config" / "publishers").mkdir(parents=True)
    (folder / "config" / "publishers" / "slow.toml").write_text(
        f'name = "Slow"\ndomain = "{host}"\nfeeds = ["http://{host}/rss.xml"]\nprivate_network = true\n'
    )
    (folder / "config" / "publishers" / "quick.toml").write_text(
        f'name = "Quick"\ndomain = "{quick.host}"\nfeeds = ["http://{quick.host}/rss"]\nprivate_network = true\n'
    )
    with kept_serving(folder) as running:
        yield running
    _SlowPaper.may_answer.set()
    paper.shutdown()
    paper.server_close()


@pytest.fixture
def slow(desks: Callable[[], Served]) -> Served:
    """A desk, and a paper that lists one article more than before, which does not come yet."""
    _SlowPaper.may_answer.clear()
    _SlowPaper.pages += 1
    return desks()


def crawling(served: Served) -> str:
    """Start a night and wait until its crawl goes on: the flow run's id."""
    flow_run = served.start("nightly", {})
    served.wait_until(lambda: bool(crawls(served, flow_run)), 120)
    return flow_run


def crawls(served: Served, flow_run: str) -> list[int]:
    """The crawls that go on: forks of a process which stays as long as the run may ask it for another."""
    found = served.processes("spiders.run", flow_run)
    return [pid for pid in found if parent(pid) in found]


def parent(pid: int) -> int | None:
    """None where the process has ended meanwhile."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return None


def crawls_of_quick(served: Served) -> int:
    return served.logs()["runner.log"].count("Task run 'crawl quick' - Finished in state Completed")


def nothing_is_left(served: Served, flow_run: str) -> None:
    """Neither a process of the run nor a lock that it held."""
    served.wait_until(lambda: not served.processes(flow_run), soon())
    work = Home(served.home).work
    assert [folder for folder in work.glob("*/") if is_running(folder)] == []


def flow_process(served: Served, flow_run: str) -> int:
    (found,) = [pid for pid, command in served.processes(flow_run).items() if "prefect.engine" in command]
    return found


def test_a_cancelled_run_ends_with_all_its_processes(slow: Served):
    flow_run = crawling(slow)
    slow.api(f"/flow_runs/{flow_run}/set_state", {"state": {"type": "CANCELLING"}})
    nothing_is_left(slow, flow_run)
    assert slow.ended(flow_run)["state"]["type"] == "CANCELLED"


def test_a_killed_run_takes_its_processes_along_and_is_said_to_have_crashed(slow: Served):
    flow_run = crawling(slow)
    os.kill(flow_process(slow, flow_run), signal.SIGKILL)
    nothing_is_left(slow, flow_run)
    slow.wait_until(lambda: slow.state(flow_run) == "CRASHED", 60)


def test_a_crashed_run_is_retried_and_asks_nobody_for_what_it_has(slow: Served, quick: Wire):
    through = crawls_of_quick(slow)
    flow_run = crawling(slow)
    slow.wait_until(lambda: crawls_of_quick(slow) == through + 1)
    os.kill(flow_process(slow, flow_run), signal.SIGKILL)
    slow.wait_until(lambda: slow.state(flow_run) == "CRASHED", 60)
    before = quick.paths()
    assert "/rss" in before
    slow.api(f"/flow_runs/{flow_run}/set_state", {"state": {"type": "SCHEDULED", "name": "AwaitingRetry"}})  # Retry in the UI
    slow.wait_until(lambda: crawls_of_quick(slow) == through + 2, 120)
    assert quick.paths() == before
    slow.api(f"/flow_runs/{flow_run}/set_state", {"state": {"type": "CANCELLING"}})
    nothing_is_left(slow, flow_run)
    assert slow.ended(flow_run)["state"]["type"] == "CANCELLED"


def test_a_run_in_time_out_ends_with_all_its_processes(slow: Served):
    rules = slow.home.with_name("config") / "desk.toml"
    rules.write_text(f"run_timeout_h = {12 / 3600}\n")
    try:
        run = slow.run("nightly", {})
    finally:
        rules.unlink()
    assert (run["state"]["type"], run["state"]["name"]) == ("FAILED", "TimedOut")
    nothing_is_left(slow, run["id"])


def test_runs_of_a_killed_runner_end_and_are_said_to_have_crashed(slow: Served):
    flow_run = crawling(slow)
    (runner,) = [pid for pid, command in slow.processes("flows.server.runner").items() if "-m flows.server.runner" in command]
    os.kill(runner, signal.SIGKILL)
    nothing_is_left(slow, flow_run)
    slow.wait_until(lambda: slow.state(flow_run) == "CRASHED", 12 * soon())
    assert "the runner ended (status -9) and is started again" in slow.said.read_text()


def articles(served: Served) -> list[tuple[int, int]]:
    with connect(Home(served.home)) as warehouse:
        return warehouse.execute("select count(*), count(distinct url) from articles").fetchall()


def server_process(served: Served) -> int:
    (found,) = [pid for pid, command in served.processes("uvicorn").items() if "flows.server.site" in command]
    return found


def test_the_server_may_die_and_come_back_in_the_middle_of_a_run(slow: Served):
    flow_run = crawling(slow)
    os.kill(server_process(slow), signal.SIGKILL)
    slow.wait_until(lambda: "the server ended (status -9) and is started again" in slow.said.read_text())
    _SlowPaper.may_answer.set()
    slow.wait_until(slow.is_up, 120)
    run = slow.ended(flow_run)
    assert run["state"]["type"] == "COMPLETED", (run["state"], slow.logs())
    # It took up the night that other tests interrupted, and what was listed then. What was listed since is the next night's.
    assert slow.ended(slow.start("nightly", {}))["state"]["type"] == "COMPLETED"
    assert articles(slow) == [(_SlowPaper.pages, _SlowPaper.pages)]
    assert list(Home(slow.home).work.glob("*/run.json")) == []


def test_the_servers_database_may_be_locked_in_the_middle_of_a_run(slow: Served):
    flow_run = crawling(slow)
    (database,) = (slow.home / "private" / "prefect").glob("*.db")
    with closing(sqlite3.connect(database, isolation_level=None, timeout=60)) as other:
        other.execute("begin exclusive")
        _SlowPaper.may_answer.set()
        slow.wait_until(lambda: not crawls(slow, flow_run), 120)
        other.execute("rollback")
    run = slow.ended(flow_run)
    assert run["state"]["type"] == "COMPLETED", (run["state"], slow.logs())
    assert articles(slow) == [(_SlowPaper.pages, _SlowPaper.pages)]


def test_a_server_that_dies_for_good_ends_the_desk_and_the_next_run_goes_on_without_it(slow: Served):
    crawling(slow)
    for _ in range(AGAIN_AT_MOST + 1):
        slow.wait_until(lambda: bool(slow.processes("uvicorn")) or slow.process.poll() is not None, 60)
        for pid, command in slow.processes("uvicorn").items():
            if "flows.server.site" in command:
                os.kill(pid, signal.SIGKILL)
        slow.wait_until(lambda: not slow.processes("uvicorn") or slow.process.poll() is None, 60)
    assert slow.process.wait(120) == 2
    assert "the server ends again and again (status -9): see" in slow.said.read_text()
    slow.wait_until(lambda: not slow.processes())
    _SlowPaper.may_answer.set()
    command = [COPYDESK, "nightly", "--home", slow.home, "--config", slow.home.with_name("config")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1, done.stderr  # the other paper's feed names nothing
    assert "copydesk: quick: has never given an article" in done.stderr
    assert list(Home(slow.home).work.glob("*/run.json")) == []
    assert articles(slow) == [(_SlowPaper.pages, _SlowPaper.pages)]
