import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.warehouse.pages import STORY, Newsroom, read
from warehouse import columns as naming
from warehouse import store as storing
from warehouse.home import Home
from warehouse.store import LockedError, SchemaFile, StoreError, locked, open_store, schema_files


def test_one_writer_at_a_time_and_the_other_learns_who(tmp_path: Path):
    home = Home(tmp_path)
    with (
        locked(home, 0, run_id="20260301-nightly"),
        pytest.raises(LockedError, match=f"is being written by process {os.getpid()}, run 20260301-nightly"),
        locked(home, 0.1),
    ):
        pytest.fail("two writers")
    with locked(home, 0):
        pass


def test_a_writer_waits_its_turn(tmp_path: Path):
    home, order = Home(tmp_path), []

    def wait() -> None:
        with locked(home):
            order.append("second")

    with locked(home, 0):
        other = threading.Thread(target=wait)
        other.start()
        time.sleep(0.1)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


HOLD = """
import sys, time
from pathlib import Path
from warehouse.home import Home
from warehouse.store import locked
with locked(Home(Path(sys.argv[1])), 0, run_id="held"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_ends_with_its_holder(tmp_path: Path):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError, match=f"process {holder.pid}, run held"), locked(Home(tmp_path), 0):
            pytest.fail("two writers")
        holder.kill()
        holder.wait()
        with locked(Home(tmp_path), 0):
            pass


def test_a_store_is_made_of_the_numbered_files(newsroom: Newsroom):
    files = schema_files()
    assert [file.number for file in files] == list(range(1, len(files) + 1))
    assert newsroom.rows("select number, name, sha256 from base.schema_files order by number") == [
        (file.number, file.name, file.sha256) for file in files
    ]


def more(*sql: str) -> list[SchemaFile]:
    files = schema_files()
    return [*files, *(SchemaFile(len(files) + n, f"more_{n}", text) for n, text in enumerate(sql, 1))]


def test_a_new_file_is_applied_once_and_keeps_what_is_there(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        storing, "schema_files", lambda: more("create table base.added (a integer); insert into base.added values (1)")
    )
    for _ in range(2):
        assert newsroom.rows("select * from base.added") == [(1,)]


def test_a_column_that_a_new_file_adds_is_shown_by_the_views(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    newsroom.load(read())
    monkeypatch.setattr(storing, "schema_files", lambda: more("alter table base.version add column added_later varchar"))
    monkeypatch.setattr(
        naming, "meaning", lambda _, column: "words over the headline" if column == "added_later" else "another"
    )
    for _ in range(2):
        assert newsroom.rows("select title, added_later, is_original from articles") == [("Bridge opens", None, True)]
        assert newsroom.rows("select title, added_later from article_versions") == [("Bridge opens", None)]
        told = newsroom.rows("select table_name, comment from duckdb_columns() where column_name = 'added_later' order by 1")
        assert told == [(name, "words over the headline") for name in ("article_versions", "articles", "version")]


def test_a_file_that_fails_leaves_nothing_of_itself(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        storing, "schema_files", lambda: more("create table base.one (a integer)", "create table base.two (a integer); slect")
    )
    with pytest.raises(StoreError, match=f"schema file {len(schema_files()) + 2:04d}_more_2 does not apply"):
        newsroom.rows("select 1")
    monkeypatch.undo()
    monkeypatch.setattr(storing, "schema_files", lambda: more("create table base.one (a integer)"))
    assert newsroom.rows("select table_name from duckdb_tables() where table_name in ('one', 'two')") == [("one",)]


def test_a_changed_file_is_refused(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    files = schema_files()
    files[1] = SchemaFile(2, files[1].name, files[1].sql + "-- changed")
    monkeypatch.setattr(storing, "schema_files", lambda: files)
    with pytest.raises(StoreError, match="an applied file never changes"):
        newsroom.rows("select 1")


def test_a_store_of_a_newer_copydesk_is_refused(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(storing, "schema_files", lambda: schema_files()[:-1])
    newest = schema_files()[-1]
    said = f"made by a newer Copydesk: it has schema file {newest.number:04d}_{newest.name}, this one knows {newest.number - 1} files"
    with pytest.raises(StoreError, match=said):
        newsroom.rows("select 1")


def test_what_is_no_database_is_named(tmp_path: Path):
    home = Home(tmp_path)
    home.store.parent.mkdir()
    home.store.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="store.duckdb cannot be opened"), open_store(home):
        pytest.fail("opened")


MADE_OF = (
    "select schema_name, table_name, sql, comment from duckdb_tables()",
    # DuckDB writes what `exclude` names in any order.
    r"select schema_name, view_name, list_sort(string_split_regex(sql, '\W+')), comment from duckdb_views()",
    "select schema_name, function_name, macro_definition, parameters::varchar, comment from duckdb_functions()",
    "select schema_name, table_name, column_name, data_type, is_nullable, column_default, comment from duckdb_columns()",
    "select schema_name, table_name, constraint_text from duckdb_constraints()",
)


def made(home: Home) -> list[list[tuple[object, ...]]]:
    """All that a new store is made of, but when it was; opened again, since DuckDB then has its views in other words."""
    with locked(home, 0), open_store(home):
        pass
    with locked(home, 0), open_store(home) as store:
        told = [
            store.execute(f"{question} where database_name = current_database() order by all").fetchall()
            for question in MADE_OF
        ]
        return [*told, store.execute("select number, name, sha256 from base.schema_files order by all").fetchall()]


def test_a_store_that_is_copied_is_the_one_that_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    made(Home(tmp_path / "first"))
    (template,) = (tmp_path / "cache").rglob("schema.*")
    copied = made(Home(tmp_path / "copied"))
    monkeypatch.setattr(storing, "copy_template", lambda *_: None)
    assert copied == made(Home(tmp_path / "by hand"))
    monkeypatch.undo()
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    template.write_bytes(b"no database" * 1000)
    assert copied == made(Home(tmp_path / "damaged"))


def test_what_does_not_fit_into_little_memory_is_done_again_with_more(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    limits, asked = [], "select value from duckdb_settings() where name = 'memory_limit'"

    def work() -> int:
        limits.append(store.execute(asked).fetchone())
        return len(store.execute("select list(i) from range(4_000_000) as told(i)").fetchall())

    monkeypatch.setattr(storing, "LITTLE_MEMORY", "20MB")
    with newsroom.store() as store:
        assert storing.sparingly(store, work) == 1
        assert limits == [("19.0 MiB",), ("1.3 GiB",)]
        assert store.execute(asked).fetchone() == ("1.3 GiB",)


def test_a_load_that_does_not_fit_into_little_memory_is_whole(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(storing, "LITTLE_MEMORY", "1MB")
    assert newsroom.load(read()).new_articles == 1
    assert newsroom.outcomes() == [(STORY, "article", 1)]
