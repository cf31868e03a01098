"""A publisher that gives nothing: the run says so in the UI, and who asked to be told is told."""

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
from socketserver import StreamRequestHandler, ThreadingTCPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.flows.served import serving
from tests.spiders.wire import Wire, feed
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.query import connect

CANARY = "canary-5b1d0c77e2"
DOCS = Path(__file__).parents[3] / "docs" / "operating.md"


class _Ear(BaseHTTPRequestHandler):
    """Keeps what it is told."""

    heard: list[tuple[str, dict]]

    def do_POST(self):
        self.heard.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def listening() -> Iterator[tuple[str, list[tuple[str, dict]]]]:
    """A webhook on loopback: its address, and what it was told."""
    heard: list[tuple[str, dict]] = []
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


def recipe(address: str, token: str) -> str:
    """The block of docs/operating.md, with a webhook instead of Slack."""
    (block,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    (webhook,) = re.findall(r"# Any webhook: (.*)", block)
    block = block.replace("import SlackWebhook", "import CustomWebhookNotificationBlock")
    assert webhook.count("https://hooks.example.org/") == webhook.count('"..."') == 1
    webhook = webhook.replace("https://hooks.example.org/", address).replace('"..."', repr(token))
    return re.sub(r"(?m)^block = .*", lambda _: f"block = {webhook}", block)


def test_an_alarm_is_a_state_a_row_and_a_message_and_tells_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    # Secrets as operators give them: the service's environment, and a block whose address lets in whoever knows it.
    monkeypatch.setenv("PREFECT_SERVER_API_AUTH_STRING", f"desk:{CANARY}")
    monkeypatch.setenv("PGPASSWORD", CANARY)
    with Wire({"/rss": feed()}) as wire, listening() as (address, heard):
        write_paper(tmp_path / "config", wire)
        with serving(tmp_path) as desk:
            environment = {**os.environ, "PREFECT_API_URL": f"{desk.site}/api", "PREFECT_API_AUTH_STRING": desk.runner_key,
                           "PREFECT_HOME": str(tmp_path / "client")}  # fmt: skip
            made = subprocess.run(
                [sys.executable, "-c", recipe(address, CANARY)], env=environment, capture_output=True, text=True, check=False
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
            assert heard == [(f"/{CANARY}", {"text": f"quiet: {alarm}"})]
            artifacts = desk.artifacts(run["id"])
            told = artifacts["for-a-person"]["data"]
            (link,) = re.findall(r"crawl it again, and none of the others: \[quiet\]\((.+)\)", told)
            form = urlsplit(link)
            assert form.path == "/form/crawl-publisher"
            assert json.loads(parse_qs(form.query)["parameters"][0]) == {"publisher": "quiet"}
            told = [artifact["data"] for key, artifact in artifacts.items() if artifact["type"] == "table"]
            assert "has never given an article" in str(told)
            assert CANARY not in str(artifacts) + str(run)
            assert desk.stop() == 0
            with connect(Home(desk.home)) as warehouse:  # its blocks on disk are compressed
                assert CANARY not in str(canonical_dump(warehouse)) + str(warehouse.table("runs").fetchall())
            written = [file for file in (desk.said, *desk.home.rglob("*")) if file.is_file()]
            assert {"server.log", "runner.log", "prefect.db", "serve.txt"} <= {file.name for file in written}
            assert "auth-string" not in {file.name for file in written}
            assert [file.name for file in written if CANARY.encode() in file.read_bytes()] == []


class _Mailbox(StreamRequestHandler):
    """Takes a mail as a mail server does, and keeps it."""

    taken: list[str]

    def handle(self) -> None:
        self.wfile.write(b"220 gull.example\r\n")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.strip() else b""
            self.wfile.write(b"354 go on\r\n" if word == b"DATA" else b"250 gull.example\r\n")
            if word == b"DATA":
                self.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                self.wfile.write(b"250 taken\r\n")


def test_an_alarm_is_mailed_by_a_server_of_ones_own() -> None:
    (line,) = re.findall(r"# Mail by your own server: (SlackWebhook\(.*\))", DOCS.read_text("utf-8"))
    taken: list[str] = []
    with ThreadingTCPServer(("127.0.0.1", 0), type("Mailbox", (_Mailbox,), {"taken": taken})) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert line.count("mailtos://user:password@smtp.example.org?") == 1
        plain = line.replace(
            "mailtos://user:password@smtp.example.org?", f"mailto://127.0.0.1:{server.server_address[1]}?mode=insecure&"
        )
        program = f"from prefect.blocks.notifications import SlackWebhook\n{plain}.notify('no feed', 'quiet')"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        server.shutdown()
    assert done.returncode == 0, done.stderr
    (mail,) = taken
    assert [header in mail for header in ("Subject: quiet", "From: desk@example.org", "To: you@example.org")] == [True] * 3
    assert "no feed" in mail
