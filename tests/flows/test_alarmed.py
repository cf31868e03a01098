"""A publisher that gives nothing: the run says so in the UI, and who asked to be told is told. A run whose time is up ends."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from flows.run import is_running
from tests.flows.served import serving
from tests.spiders.wire import Wire, answer, feed
from warehouse.home import Home
from warehouse.query import connect

DOCS = Path(__file__).parents[2] / "docs" / "operating.md"


class _Ear(BaseHTTPRequestHandler):
    """Keeps what it is told."""

    heard: list[dict]

    def do_POST(self):
        self.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def listening() -> Iterator[tuple[str, list[dict]]]:
    """A webhook on loopback: its address, and what it was told."""
    heard: list[dict] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Ear", (_Ear,), {"heard": heard}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", heard
    server.shutdown()
    server.server_close()


def write_paper(config: Path, wire: Wire) -> None:
    (config / "publishers").mkdir(parents=True)
    (config / "publishers" / "quiet.toml").write_text(
        f'name = "Quiet"\ndomain = "{wire.host}"\nfeeds = ["http://{wire.host}/rss"]\nprivate_network = true\ndelay_s = 0\n'
    )


def recipe(url: str) -> str:
    """The block of docs/operating.md, with a webhook instead of Slack."""
    (block,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    (webhook,) = re.findall(r"# Any webhook: (.*)", block)
    block = block.replace("import SlackWebhook", "import CustomWebhookNotificationBlock")
    return re.sub(r"(?m)^block = .*", f"block = {webhook}".replace("https://...", url).replace("\\", r"\\"), block)


def test_an_alarm_is_a_state_a_row_and_a_message(tmp_path: Path):
    with Wire({"/rss": feed()}) as wire, listening() as (url, heard):
        write_paper(tmp_path / "config", wire)
        with serving(tmp_path) as desk:
            environment = {**os.environ, "PREFECT_API_URL": f"{desk.site}/api", "PREFECT_API_AUTH_STRING": desk.auth,
                           "PREFECT_HOME": str(tmp_path / "client")}  # fmt: skip
            made = subprocess.run(
                [sys.executable, "-c", recipe(url)], env=environment, capture_output=True, text=True, check=False
            )
            assert made.returncode == 0, made.stderr
            run = desk.run("nightly", {})
            assert (run["state"]["type"], run["state"]["name"]) == ("COMPLETED", "Degraded")
            assert "quiet: " in run["state"]["message"]
            with connect(Home(desk.home)) as warehouse:
                ((publisher, alarm),) = warehouse.execute("select publisher, alarm from source_health").fetchall()
            assert publisher == "quiet"
            assert alarm in run["state"]["message"]
            desk.wait_until(lambda: bool(heard), 60)
            assert heard == [{"text": f"quiet: {alarm}"}]
            artifacts = desk.artifacts(run["id"])
            told = artifacts["for-a-person"]["data"]
            (link,) = re.findall(r"crawl it again, and none of the others: \[quiet\]\((.+)\)", told)
            form = urlsplit(link)
            assert form.path == "/form/crawl-publisher"
            assert json.loads(parse_qs(form.query)["parameters"][0]) == {"publisher": "quiet"}
            told = [artifact["data"] for key, artifact in artifacts.items() if artifact["type"] == "table"]
            assert "has never given an article" in str(told)


def test_a_run_in_time_out_ends_with_all_its_processes(tmp_path: Path):
    held = threading.Event()

    def never(_: str) -> bytes:
        held.wait(300)
        return answer(b"late")

    with Wire({"/rss": never}) as wire:
        write_paper(tmp_path / "config", wire)
        (tmp_path / "config" / "desk.toml").write_text(f"run_timeout_h = {12 / 3600}\n")
        with serving(tmp_path) as desk:
            run = desk.run("nightly", {})
            assert (run["state"]["type"], run["state"]["name"]) == ("FAILED", "TimedOut")
            desk.wait_until(lambda: not desk.processes(run["id"]), 30)
            assert [folder for folder in Home(desk.home).work.glob("*/") if is_running(folder)] == []
        held.set()
