"""What is shut stays shut: SQL, the network, secrets. That the report is inert: tests/flows/report/test_report.py."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.hostile import linked_data, titled
from tests.torture.killing import COPYDESK
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.query import QueryError, connect, run_query

CANARY = "canary-7f3e91c2"
SECRETS = ("PREFECT_API_KEY", "AWS_SECRET_ACCESS_KEY", "COPYDESK_DB_PASSWORD", "HTTP_PROXY", "http_proxy", "GITHUB_TOKEN")
SCRIPT = "<script>alert('x')</script>"

FORBIDDEN_SQL = [
    "select * from read_text('/etc/passwd')", "select * from read_csv('/etc/passwd')", "select * from read_blob('/proc/self/environ')", "select * from '/etc/passwd'",
    "select * from glob('/*')", "select * from read_parquet('http://127.0.0.1:9/x.parquet')", "copy (select 1) to '/tmp/copydesk-door.csv'", "export database '/tmp/copydesk-door'",
    "attach '/tmp/copydesk-door.duckdb' as other", "attach ':memory:' as other; create table other.t as select 1; copy other.t to '/tmp/copydesk-door.csv'", "install httpfs", "load httpfs",
    "set enable_external_access = true", "reset enable_external_access", "pragma enable_external_access", "set temp_directory = '/tmp'", "set global TimeZone = 'Asia/Tokyo'",
    "set extension_directory = '/tmp'", "create table base.t as select 1", "insert into base.run (run_id) values ('x')", "delete from base.run", "drop view articles", "update base.version set title = 'x'",
    "import database '/tmp'", "create secret (type s3, key_id 'x', secret 'y')", "select * from sniff_csv('/etc/passwd')", "select * from parquet_metadata('/etc/passwd')",
    "call pragma_database_size(); copy (select 1) to '/tmp/copydesk-door.csv'", "select getenv('HOME')",
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with hostile words in it, loaded with secrets in the environment."""
    folder = tmp_path_factory.mktemp("doors")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "title.html").write_bytes(titled(SCRIPT.replace("<", "&lt;").replace(">", "&gt;")))
    (pages / "data.html").write_bytes(
        linked_data(json.dumps({"@type": "NewsArticle", "author": {"@type": "Person", "name": SCRIPT}}))
    )
    environment = os.environ | dict.fromkeys(SECRETS, CANARY)
    for command in (["load", pages], ["report"]):
        done = subprocess.run(
            [COPYDESK, *command, "--home", folder / "home"], env=environment, capture_output=True, text=True, check=True
        )
        assert CANARY not in done.stdout + done.stderr
    return folder / "home"


@pytest.mark.parametrize("query", FORBIDDEN_SQL)
def test_sql_reads_no_file_writes_none_and_reaches_no_network(home: Path, query: str) -> None:
    with pytest.raises(QueryError):
        run_query(Home(home), query)
    assert not list(Path("/tmp").glob("copydesk-door*"))


def test_secrets_of_the_environment_are_written_nowhere(home: Path) -> None:
    files = [file for file in home.rglob("*") if file.is_file()]
    assert len(files) > 5
    assert [file.name for file in files if CANARY.encode() in file.read_bytes()] == []
    with connect(Home(home)) as warehouse:  # its blocks on disk are compressed
        assert [table for table, rows in canonical_dump(warehouse).items() if CANARY in str(rows)] == []
        assert CANARY not in str(warehouse.table("runs").fetchall())


IN_A_NAMESPACE = """
import socket, subprocess, sys
from pathlib import Path
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

def routeless():
    rows = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")]
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines()[:40])
    return int(rows[1][rows[0].index("OutNoRoutes")]) + int(six["Ip6OutNoRoutes"])

from tests.newspaper.demo import NOW
from tests.newspaper.site import Newspaper
folder = Path(sys.argv[1])
copydesk = Path(sys.executable).with_name("copydesk")
before = routeless()
with Newspaper(day=1) as newspaper:
    newspaper.write_config(folder / "config" / "publishers")
    for command in (["nightly", "--now", NOW], ["reread"]):
        done = subprocess.run([copydesk, *command, "--home", folder / "home", "--config", folder / "config"], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    subprocess.run([copydesk, "report", "--home", folder / "home"], check=True, capture_output=True)
print("asked for elsewhere:", routeless() - before)
with socket.socket() as other:
    try:
        other.connect(("192.0.2.1", 80))
    except OSError:
        pass
print("and this proof can fail:", routeless() - before)
"""


def test_nothing_is_asked_for_elsewhere(tmp_path: Path) -> None:
    """A night, a reread and a report where there is no route to anywhere; the kernel counts what found none."""
    there = subprocess.run(["unshare", "--net", "ip", "link"], capture_output=True, text=True, check=False)
    if there.returncode:
        pytest.skip(f"no network namespace can be made here: {there.stderr.strip()}")
    command = ["unshare", "--net", sys.executable, "-c", IN_A_NAMESPACE, str(tmp_path)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-2:] == ["asked for elsewhere: 0", "and this proof can fail: 1"]
