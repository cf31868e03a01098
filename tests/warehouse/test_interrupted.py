"""A load that is stopped anywhere and started again ends like one that was never stopped."""

import signal

import pytest

from tests.warehouse.pages import START, STORY, Newsroom, load_and_die, read, rejected
from warehouse import load as loading
from warehouse.check import failed_checks
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.run import Run

OLD = [read(f"{STORY}/{n}", f"Bridge {n}.", day=n) for n in range(3)]
NEW = [*(read(f"{STORY}/{n}", f"Bridge {n} is shut.", day=10 + n) for n in range(5)), rejected(f"{STORY}/x", "x")]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("undisturbed")))
    newsroom.load(*OLD)
    newsroom.load(*NEW)
    with newsroom.store() as store:
        return canonical_dump(store)


@pytest.mark.parametrize("point", ["02_reread_versions", "07_parts_of_versions", "14_run", "unaccounted", "committed"])
def test_kill_9(newsroom: Newsroom, undisturbed: dict[str, list[tuple[object, ...]]], point: str):
    newsroom.load(*OLD)
    staged = newsroom.stage(*NEW)
    assert load_and_die(newsroom.home, point, "new", staged) == -signal.SIGKILL
    assert newsroom.rows("select count(*) from base.run where run_id = 'new'") == [(1 if point == "committed" else 0,)]
    newsroom.load_staged(staged, "new")
    with newsroom.store() as store:
        assert canonical_dump(store) == undisturbed
        assert failed_checks(store) == {}


@pytest.mark.parametrize("step", ["03_captures", "07_parts_of_versions", "14_run"])
def test_an_error_in_the_middle(
    newsroom: Newsroom, undisturbed: dict[str, list[tuple[object, ...]]], step: str, monkeypatch: pytest.MonkeyPatch
):
    newsroom.load(*OLD)
    staged = newsroom.stage(*NEW)
    found = loading.statement
    with newsroom.store() as store, monkeypatch.context() as patch:
        before = canonical_dump(store)
        patch.setattr(loading, "statement", lambda kind, name: "select error('no')" if name == step else found(kind, name))
        with pytest.raises(loading.LoadError, match="run new could not be loaded"):
            loading.load(store, staged, Run("new", "f", "t", START), ended_at=START, code_version="1", rule_set="rules-1")
        assert canonical_dump(store) == before
    newsroom.load_staged(staged, "new")
    with newsroom.store() as store:
        assert canonical_dump(store) == undisturbed


def test_a_staged_file_that_is_damaged_loads_nothing(newsroom: Newsroom):
    good, bad = newsroom.stage(*NEW[:2]), newsroom.stage(*NEW[2:4])
    bad[0].write_bytes(bad[0].read_bytes()[:-40])
    with pytest.raises(loading.LoadError, match="2-0.parquet"):
        newsroom.load_staged([*good, *bad], "new")
    assert newsroom.rows("select count(*) from base.page") == [(0,)]
