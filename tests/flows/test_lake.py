"""A warehouse in DuckLake: three loaders at once, one of them killed, a reader meanwhile, and the rows of a local warehouse."""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as parquet
import pytest

from flows.desk import open_desk
from flows.files import load_files
from tests.command import COPYDESK, copydesk
from tests.flows.test_files import HARBOUR, ORCHARD
from tests.postgres import new_database, postgres
from warehouse import lake
from warehouse.check import failed_checks
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.query import NothingPublished, QueryError, connect, run_query
from warehouse.store import locked, open_store
from warehouse.takedown import take_down

pytestmark = pytest.mark.needs("postgres")

CHECKOUT = Path(__file__).parent.parent.parent
NOW = datetime(2027, 5, 5, tzinfo=UTC)
PAPERS = ("post", "gazette", "echo")

# The command line, but it dies in the middle of its load, while it holds the lock and has rows in the lake's files.
LOAD_AND_DIE = """
import os, signal, sys
from warehouse import load
found = load.statement

def statement(folder, name):
    if name == "10_contributors":
        os.kill(os.getpid(), signal.SIGKILL)
    return found(folder, name)

load.statement = statement
from flows.cli.app import main
main()
"""
AGREE = """
select (select coalesce(sum(counts.asked), 0) from runs), (select count(*) from pages), (select count(*) from articles),
    (select count(distinct article_id) from blocks)
"""


@dataclass
class Evening:
    """What came of it."""

    config: Path
    pages: Path
    far: Home
    seen: list[tuple[int, ...]] = field(default_factory=list)
    broken: list[Exception] = field(default_factory=list)
    killed: int = 0
    statuses: list[int] = field(default_factory=list)


@pytest.fixture(scope="module")
def evening(tmp_path_factory) -> Iterator[Evening]:
    """Three publishers' pages are loaded at once; the one that is killed is started again."""
    folder = tmp_path_factory.mktemp("evening")
    for paper in PAPERS:
        (folder / "pages" / paper).mkdir(parents=True)
        for number in range(3):
            text = HARBOUR.replace("a month", f"{number + 2} months").replace("Harbour", paper.title())
            (folder / "pages" / paper / f"{number}.txt").write_text(text)
        (folder / "pages" / paper / "orchard.html").write_text(ORCHARD.replace("Two nights", f"Two {paper} nights"))
        (folder / "config" / "publishers").mkdir(parents=True, exist_ok=True)
        (folder / "config" / "publishers" / f"{paper}.toml").write_text(f'name = "{paper}"\ndomain = "{paper}.example"\n')
    with postgres() as server:
        lake = f"ducklake:postgres:{new_database(server, 'news')}"
        (folder / "config" / "desk.toml").write_text(f'warehouse = "{lake}"\nworkers = 1\n')
        evening = Evening(folder / "config", folder / "pages", open_desk(folder / "far", folder / "config").home)
        ended = threading.Event()
        reader = threading.Thread(target=_read, args=(evening, ended))
        reader.start()
        command = (sys.executable, "-c", LOAD_AND_DIE)
        victim = subprocess.Popen((*command, *_load(evening, "echo")), stderr=subprocess.DEVNULL, cwd=CHECKOUT)
        others = [subprocess.Popen((COPYDESK, *_load(evening, paper)), stdout=subprocess.DEVNULL) for paper in PAPERS[:2]]
        evening.killed = victim.wait(240)
        again = subprocess.Popen((COPYDESK, *_load(evening, "echo")), stdout=subprocess.DEVNULL)
        evening.statuses = [process.wait(240) for process in (*others, again)]
        ended.set()
        reader.join()
        yield evening


def _load(evening: Evening, paper: str) -> tuple[str, ...]:
    return (
        "load",
        str(evening.pages / paper),
        "--publisher",
        paper,
        "--home",
        str(evening.far.root),
        "--config",
        str(evening.config),
    )


def _read(evening: Evening, ended: threading.Event) -> None:
    while not ended.wait(1):
        try:
            with connect(evening.far) as reader:
                while not ended.wait(1):
                    evening.seen += reader.execute(AGREE).fetchall()
        except NothingPublished:
            continue
        except Exception as error:
            evening.broken.append(error)
            return


def test_one_was_killed_and_all_ended(evening: Evening):
    assert evening.killed == -signal.SIGKILL
    assert evening.statuses == [0, 0, 0]


def test_the_rows_are_those_of_a_local_warehouse(evening: Evening, tmp_path: Path):
    with connect(evening.far) as far:
        order = [paper for (paper,) in far.execute("select parameters ->> 'publisher' from runs order by number").fetchall()]
        there = canonical_dump(far)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "publishers").symlink_to(evening.config / "publishers")
    desk = open_desk(tmp_path / "near", tmp_path / "config")
    for paper in order:
        load_files(desk, [evening.pages / paper], paper)
    with connect(desk.home) as near:
        here = canonical_dump(near)
    assert sorted(order) == sorted(PAPERS)
    assert len(here["article"]) == 12
    assert there == here


def test_its_reader_was_never_disturbed_and_saw_whole_runs(evening: Evening):
    assert evening.broken == []
    assert evening.seen
    for asked, pages, articles, with_text in evening.seen:
        assert (asked, articles) == (pages, with_text)


def test_its_checks_find_nothing(evening: Evening):
    with connect(evening.far) as far:
        assert failed_checks(far) == {}


def test_the_commands_that_read_take_it_from_the_config(evening: Evening):
    asked = ("sql", "busiest_bylines", "--format", "jsonl", "--home", evening.far.root, "--config", evening.config)
    assert "Ines Okafor" in copydesk(*asked, check=True).stdout


@pytest.mark.parametrize(
    "query",
    [
        "copy (select 1) to '{lake}/out.csv'",
        "copy (select 1) to '/tmp/out.csv'",
        "select * from read_text('/etc/hostname')",
        "insert into base.story values ('a', 'b')",
        "drop view articles",
        "delete from __ducklake_metadata_lake.public.ducklake_snapshot",
        "call postgres_execute('__ducklake_metadata_lake', 'create table evil (i int)')",
        "attach 'dbname=news' as other (type postgres)",
        "from postgres_query('__ducklake_metadata_lake', 'select pg_read_file(''/etc/hostname'')')",
        "from postgres_execute('__ducklake_metadata_lake', 'create table evil (i int)')",
        "from postgres_scan('host=/tmp dbname=news', 'public', 'ducklake_snapshot')",
        "explain select * from postgres_query('__ducklake_metadata_lake', 'create table evil (i int)')",
        "from __ducklake_metadata_lake.public.ducklake_snapshot",
        "from __ducklake_metadata_lake.ducklake_snapshot",
        "pivot __ducklake_metadata_lake.public.ducklake_snapshot on snapshot_id using count(*)",
        "from ducklake_list_files('lake', 'version', schema => 'base')",
        "select * from '{lake}/base/version/*.parquet'",
        "pivot $${lake}/base/block/*.parquet$$ on label using count(*)",
        "pivot E'{lake}/base/block/*.parquet' on label using count(*)",
        "from (pivot articles on publisher using count(*)) p, x: '{lake}/base/block/*.parquet'",
        "create table memory.main.mine (a integer)",
        "set enable_external_access = true",
    ],
)
def test_a_reader_can_write_nothing(evening: Evening, query: str):
    with pytest.raises(QueryError):
        run_query(evening.far, query.format(lake=evening.far.lake_data))


def test_a_question_may_use_macros_and_pivots_and_writes_nothing_aside(evening: Evening):
    assert run_query(evening.far, "select count(*) > 0 from search('harbour')").rows == [(True,)]
    assert len(run_query(evening.far, "pivot articles on publisher using count(*)").columns) >= len(PAPERS)
    assert run_query(evening.far, "select current_setting('temp_directory')").rows == [("",)]


def test_a_role_that_may_only_read_asks_and_cannot_write(evening: Evening):
    """The SQL of docs/scale.md, as it stands there."""
    (sql,) = re.findall(r"```sql\n(create role .*?)```", (CHECKOUT / "docs" / "scale.md").read_text("utf-8"), re.DOTALL)
    owner = evening.far.lake.removeprefix("ducklake:postgres:")
    subprocess.run(["psql", "--quiet", "--set", "ON_ERROR_STOP=1", owner], input=sql, text=True, check=True)
    as_reader = replace(evening.far, lake=evening.far.lake.replace("user=copydesk", "user=reader"))
    assert run_query(as_reader, "select count(*) from articles").rows == [(12,)]
    with lake.attach(as_reader) as anything_goes, pytest.raises(duckdb.Error, match="read-only transaction"):
        anything_goes.execute("insert into base.story values ('a', 'b')")
    insisting = ("--command", "set default_transaction_read_only = off", "--command", "delete from ducklake_snapshot")
    reader = owner.replace("user=copydesk", "user=reader")
    done = subprocess.run(["psql", *insisting, reader], capture_output=True, text=True, check=False)
    assert "permission denied for table ducklake_snapshot" in done.stderr


def test_what_is_taken_down_is_in_no_file_and_no_snapshot(tmp_path: Path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "harbour.txt").write_text(HARBOUR)
    (tmp_path / "pages" / "orchard.html").write_text(ORCHARD.replace("Two nights", "Two unrepeatable nights"))
    (tmp_path / "config" / "publishers").mkdir(parents=True)
    (tmp_path / "config" / "publishers" / "post.toml").write_text('name = "Post"\ndomain = "post.example"\n')
    with postgres() as server:
        (tmp_path / "config" / "desk.toml").write_text(
            f'warehouse = "ducklake:postgres:{new_database(server, "down")}"\nworkers = 1\n'
        )
        desk = open_desk(tmp_path / "home", tmp_path / "config")
        load_files(desk, [tmp_path / "pages"], "post")
        assert _holding(desk.home, "unrepeatable")
        with connect(desk.home) as reader:
            ((article_id,),) = reader.execute("select article_id from articles where title like '%cherry%'").fetchall()
        down = take_down(desk.home, article_id, "asked for by its author", NOW)
        assert (len(down.urls), down.records, down.missing) == (1, 1, ())
        assert _holding(desk.home, "unrepeatable") == []
        with lake.attach(desk.home) as catalog:
            assert len(catalog.execute("from ducklake_snapshots('lake')").fetchall()) == 1
        with connect(desk.home) as reader:
            left = reader.execute("select count(*) filter (article_id = $1), count(*) from articles", [article_id]).fetchall()
            assert left == [(0, 1)]
            assert failed_checks(reader) == {}
        # It does not come again.
        load_files(desk, [tmp_path / "pages"], "post")
        with connect(desk.home) as reader:
            assert reader.execute("select count(*) from articles").fetchall() == [(1,)]


def _holding(home: Home, word: str) -> list[Path]:
    """The files of a lake in whose rows a word stands."""
    return [file for file in Path(home.lake_data).rglob("*.parquet") if word in str(parquet.read_table(file).to_pylist())]


def test_what_does_not_fit_into_memory_lies_in_a_home_that_has_nothing_yet(tmp_path: Path):
    with postgres() as server:
        home = Home(tmp_path / "home", f"ducklake:postgres:{new_database(server, 'aside')}", str(tmp_path / "lake"))
        with locked(home), open_store(home) as store:
            store.execute("set threads = 1; set memory_limit = '100MB'")
            store.execute(
                "create temp table much as select range::varchar || repeat('x', 100) from range(1_000_000) order by hash(range)"
            )


def test_a_catalog_that_is_not_there_is_said_in_words(tmp_path: Path):
    (tmp_path / "config" / "publishers").mkdir(parents=True)
    (tmp_path / "config" / "desk.toml").write_text(f'warehouse = "ducklake:postgres:host={tmp_path} dbname=none"\n')
    (tmp_path / "a.txt").write_text(HARBOUR)
    home, config = str(tmp_path / "home"), str(tmp_path / "config")
    done = copydesk("load", tmp_path / "a.txt", "--home", home, "--config", config)
    assert done.returncode == 2
    assert "copydesk: ducklake:postgres:" in done.stderr
    assert "Traceback" not in done.stderr
