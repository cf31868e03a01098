from pathlib import Path

from tests.warehouse.pages import STORY, Newsroom, read
from warehouse.dump import canonical_dump
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import connect


def dump(folder: Path, *rows, run: str = "run") -> dict[str, list[tuple[object, ...]]]:
    folder.mkdir()
    newsroom = Newsroom(Home(folder))
    newsroom.load_staged(newsroom.stage(*rows), run)
    with newsroom.store() as store:
        publish(store, newsroom.home)
        told = canonical_dump(store)
    with connect(newsroom.home) as snapshot:
        assert canonical_dump(snapshot) == told
    return told


def test_a_dump_holds_what_was_read_and_not_when_or_by_which_run(tmp_path: Path):
    one = dump(tmp_path / "1", read(STORY + "/1", "One."), read(STORY + "/2", "Two."), run="a")
    assert one == dump(tmp_path / "2", read(STORY + "/2", "Two.", day=3), read(STORY + "/1", "One.", day=2), run="b")
    assert {name for name, rows in one.items() if rows} >= {"article", "version", "block", "byline", "page", "run", "evidence"}
    other = dump(tmp_path / "3", read(STORY + "/1", "One."), read(STORY + "/2", "Too."))
    assert {name for name in one if one[name] != other[name]} == {"block", "concordance", "page", "version"}
