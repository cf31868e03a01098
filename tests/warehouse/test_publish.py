import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.pages import STORY, Newsroom, load_and_die, read
from warehouse import publish as publishing
from warehouse.home import Home
from warehouse.publish import mend, prune, publish
from warehouse.query import QueryError, connect, run_query, wal_of
from warehouse.store import StoreError


def test_people_open_a_copy_that_nobody_changes(newsroom: Newsroom):
    newsroom.load(read())
    with newsroom.store() as store:
        snapshot = publish(store, newsroom.home)
        store.execute("delete from base.version")
        assert run_query(newsroom.home, "select count(*) from articles").rows == [(1,)]
    published = newsroom.home.published
    assert published.is_symlink()
    assert not published.readlink().is_absolute()
    assert published.resolve() == snapshot
    assert snapshot.stat().st_mode & 0o777 == 0o444


def test_a_home_can_be_moved(newsroom: Newsroom, tmp_path: Path):
    newsroom.load(read())
    with newsroom.store() as store:
        publish(store, newsroom.home)
    moved = tmp_path.with_name(f"{tmp_path.name}-moved")
    tmp_path.rename(moved)
    assert run_query(type(newsroom.home)(moved), "select url from articles").rows == [(STORY,)]


def test_who_has_a_snapshot_open_keeps_it(newsroom: Newsroom):
    newsroom.load(read())
    with newsroom.store() as store:
        publish(store, newsroom.home)
    with connect(newsroom.home) as reader:
        newsroom.load(read(STORY + "2"))
        with newsroom.store() as store:
            publish(store, newsroom.home)
        assert reader.execute("select count(*) from articles").fetchall() == [(1,)]
    assert run_query(newsroom.home, "select count(*) from articles").rows == [(2,)]


@pytest.mark.parametrize("kept", [1, 3, 5])
def test_the_last_snapshots_are_kept(newsroom: Newsroom, kept: int):
    with newsroom.store() as store:
        published = [publish(store, newsroom.home, kept) for _ in range(8)]
    assert sorted(newsroom.home.snapshots.glob("*.duckdb")) == published[-kept:]


def test_who_reads_a_snapshot_that_is_dropped_reads_on(newsroom: Newsroom):
    newsroom.load(read())
    with newsroom.store() as store:
        first = publish(store, newsroom.home)
        with connect(newsroom.home) as reader:
            for _ in range(4):
                publish(store, newsroom.home)
            assert not first.exists()
            assert reader.execute("select url from articles").fetchall() == [(STORY,)]


def _a_folder(path: Path) -> None:
    path.unlink()
    (path / "a=1").mkdir(parents=True)
    (path / "a=1" / "data.parquet").write_bytes(b"PAR1")


def _a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def _half_a_file(path: Path) -> None:
    whole = path.read_bytes()
    path.unlink()
    path.write_bytes(whole[: len(whole) // 2])


def _nothing(path: Path) -> None:
    path.unlink()


def _a_link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGE = [_a_folder, _a_link_to_nothing, _half_a_file, _nothing, _a_link_to_itself, _a_pipe]


@pytest.fixture(scope="module")
def published_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("twice") / "home"))
    newsroom.home.root.mkdir()
    newsroom.load(read())
    with newsroom.store() as store:
        publish(store, newsroom.home)
        publish(store, newsroom.home)
    return newsroom.home.root


@pytest.mark.parametrize("harm", DAMAGE)
@pytest.mark.parametrize("what", ["snapshot", "link", "both", "snapshots"])
def test_what_is_damaged_heals(published_twice: Path, tmp_path: Path, what: str, harm: Callable[[Path], None]):
    newsroom = Newsroom(Home(shutil.copytree(published_twice, tmp_path / "home", symlinks=True)))
    snapshot = newsroom.home.published.resolve()
    if what in ("link", "both"):
        harm(newsroom.home.published)
    if what in ("snapshot", "both"):
        harm(snapshot)
    if what == "snapshots":
        newsroom.home.snapshots.rename(newsroom.home.root / "away")
        newsroom.home.snapshots.write_text("") if harm is _half_a_file else newsroom.home.snapshots.symlink_to("nowhere")
    is_harmed = not (what == "link" and harm is _half_a_file and newsroom.home.published.is_symlink())
    assert (mend(newsroom.home) is not None) == is_harmed
    assert newsroom.home.published.is_symlink()
    assert run_query(newsroom.home, "select url from articles").rows == [(STORY,)]
    assert mend(newsroom.home) is None


@pytest.mark.parametrize(
    "earlier", ["delete from base.schema_files where number = 8", "update base.schema_files set sha256 = ''"]
)
def test_what_an_earlier_copydesk_published_is_published_anew_before_it_is_asked(newsroom: Newsroom, earlier: str):
    newsroom.load(read())
    with newsroom.store() as store:
        snapshot = publish(store, newsroom.home)
    older = Path(shutil.copy(snapshot, newsroom.home.root / "older.duckdb"))
    older.chmod(0o600)
    with duckdb.connect(str(older)) as before:
        before.execute(f"{earlier}; drop view main.source_health")
    older.replace(snapshot)
    assert mend(newsroom.home) is not None
    assert len(run_query(newsroom.home, "from source_health").rows) == 1
    assert mend(newsroom.home) is None


def test_nothing_but_snapshots_lies_beside_snapshots(newsroom: Newsroom):
    newsroom.load(read())
    with newsroom.store() as store:
        first = publish(store, newsroom.home)
        beside = newsroom.home.snapshots
        (beside / "000001.duckdb.tmp").mkdir()
        (beside / "000001.duckdb.tmp" / "load.sql").write_text("the whole text")
        (beside / "copy.duckdb").write_bytes(first.read_bytes())
        (beside / "000009.duckdb").symlink_to(first.name)
        (beside / ".hidden").write_text("x")
        second = publish(store, newsroom.home)
    assert set(beside.iterdir()) == {first, second, wal_of(first), wal_of(second)}
    (beside / "left.parquet").write_text("x")
    assert prune(newsroom.home) == 0
    assert set(beside.iterdir()) == {first, second, wal_of(first), wal_of(second)}
    assert run_query(newsroom.home, "select url from articles").rows == [(STORY,)]


def test_what_a_kill_left_behind_gets_nowhere(newsroom: Newsroom):
    newsroom.load(read())
    with newsroom.store() as store:
        first = publish(store, newsroom.home)
        stale = [
            first.with_name("000002.duckdb.wal"),
            first.with_name("000002.duckdb.part"),
            Path(f"{newsroom.home.published}.wal"),
        ]
        for file in stale:
            file.write_bytes(b"of another time")
        newsroom.home.published.with_name("warehouse.duckdb.part").symlink_to("nowhere")
        second = publish(store, newsroom.home)
    assert second.name == "000002.duckdb"
    assert not any(file.exists() for file in stale)
    assert sorted(file.name for file in newsroom.home.snapshots.iterdir()) == [
        "000001.duckdb", "000001.duckdb.wal", "000002.duckdb", "000002.duckdb.wal",
    ]  # fmt: skip
    assert run_query(newsroom.home, "select count(*) from articles").rows == [(1,)]


WRITE_AND_DIE = """
import os, signal, sys
from duckdb import connect
other = connect(sys.argv[1])
other.execute("set checkpoint_threshold = '1TB'")
other.execute("delete from base.version")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_snapshot_cannot_be_written(newsroom: Newsroom):
    newsroom.load(read())
    with newsroom.store() as store:
        publish(store, newsroom.home)
    done = subprocess.run(
        [sys.executable, "-c", WRITE_AND_DIE, str(newsroom.home.published)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Error" in done.stderr
    assert run_query(newsroom.home, "select count(*) from articles").rows == [(1,)]


def test_a_wal_beside_a_snapshot_gets_in_nowhere(newsroom: Newsroom, tmp_path: Path):
    """One that a kill left of a copy of the same snapshot: DuckDB would replay it."""
    newsroom.load(read())
    with newsroom.store() as store:
        snapshot = publish(store, newsroom.home)
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(snapshot.read_bytes())
    killed = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, str(copy)], check=False)
    assert killed.returncode == -signal.SIGKILL
    wal = tmp_path / "copy.duckdb.wal"
    for beside in (newsroom.home.published, snapshot):
        wal_of(beside).unlink(missing_ok=True)
        wal_of(beside).write_bytes(wal.read_bytes())
        if beside == snapshot:
            with pytest.raises(QueryError, match=r"000001\.duckdb\.wal was written by another program"):
                connect(newsroom.home)
        else:
            assert run_query(newsroom.home, "select count(*) from articles").rows == [(1,)]
    newsroom.load(read(f"{STORY}/2"))
    with newsroom.store() as store:
        publish(store, newsroom.home)
    assert run_query(newsroom.home, "select count(*) from articles").rows == [(2,)]
    assert not wal_of(snapshot).exists()


def test_a_copy_that_does_not_answer_is_not_published(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    newsroom.load(read())
    with newsroom.store() as store:
        first = publish(store, newsroom.home)
        monkeypatch.setattr(publishing, "_copy", lambda _source, target: target.write_bytes(b"half a file"))
        with pytest.raises(StoreError, match="cannot be published"):
            publish(store, newsroom.home)
    assert newsroom.home.published.resolve() == first


READ_ON = """
import sys
from pathlib import Path
from warehouse.home import Home
from warehouse.query import run_query

home, stop = Home(Path(sys.argv[1])), Path(sys.argv[2])
reads, seen = 0, set()
print("reading", flush=True)
while not stop.exists():
    ((pages, counted, articles, told),) = run_query(home, "select (select count(*) from pages), (select sum(counts.asked) from runs),"
        " (select count(*) from articles), (select count(distinct article_id) from blocks)").rows
    assert pages == counted == articles == told, (pages, counted, articles, told)
    reads += 1
    seen.add(articles)
print(reads, *sorted(seen))
"""


def test_readers_and_writers_never_meet(newsroom: Newsroom, tmp_path: Path):
    """One of the loads is killed in the middle of its transaction, and again before its commit is known; then it is done again."""
    stop = tmp_path / "stop"
    newsroom.load(read(f"{STORY}/0", "Bridge 0."))
    with newsroom.store() as store:
        publish(store, newsroom.home)
    command = [sys.executable, "-c", READ_ON, str(newsroom.home.root), str(stop)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "reading\n"
        for number in range(1, 5):
            staged = newsroom.stage(*(read(f"{STORY}/{number}/{n}", f"Bridge {number} {n}.") for n in range(10)))
            for point in ("07_parts_of_versions", "committed") if number == 2 else ():
                assert load_and_die(newsroom.home, point, f"run-{number}", staged) == -signal.SIGKILL
            newsroom.load_staged(staged, f"run-{number}")
            with newsroom.store() as store:
                publish(store, newsroom.home)
        stop.touch()
        told, faults = reader.communicate(timeout=60)
    assert (reader.returncode, faults) == (0, "")
    reads, *seen = map(int, told.split())
    assert reads >= len(seen) > 1
    assert set(seen) <= {1, 11, 21, 31, 41}, "a part of a run was seen"


def test_nothing_published_says_what_to_type(newsroom: Newsroom):
    with pytest.raises(QueryError, match=r"nothing was published; type `copydesk load PATH` first .*--home demo"):
        connect(newsroom.home)
