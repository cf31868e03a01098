"""A store that was made before 1.0 is refused, and what the refusal says to do makes the warehouse again."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.desk import Desk, open_desk
from flows.files import load_files
from flows.rereading import reread
from tests.warehouse.pages import Newsroom
from warehouse.check import failed_checks
from warehouse.home import Home
from warehouse.query import connect
from warehouse.store import StoreError, _to_be_made_again, open_store

TEXT = (
    "OBAN, Nov 20: The ferry was {late} on Friday, and the islanders waited {n} hours in the rain on the pier, as on most days."
)
HELD = (
    "select url, version, body, authors, dateline from article_versions order by all",
    "select url, payload_sha256 from pages where warc_file is not null order by all",
)


def desk_of(folder: Path, day: int = 24) -> Desk:
    (folder / "config" / "publishers").mkdir(parents=True, exist_ok=True)
    (folder / "config" / "desk.toml").write_text("workers = 1\n")
    return open_desk(folder / "home", folder / "config", datetime(2026, 11, day, tzinfo=UTC))


def made_before(home: Home) -> None:
    """As the numbered files of that time left it: they began at 0."""
    with Newsroom(home).store() as store:
        store.execute("insert into base.schema_files values (0, 'schema_files', 'another', now())")


def held(home: Home) -> list[list[tuple]]:
    with connect(home) as published:
        return [published.execute(query).fetchall() for query in HELD]


def test_the_way_that_the_refusal_names_makes_the_warehouse_again(tmp_path: Path):
    desk = desk_of(tmp_path)
    for day, late in ((20, "late again"), (21, "never seen")):
        rows = (
            {"url": f"https://isle.example/{n}", "title": f"Ferry {n}", "text": TEXT.format(n=n, late=late)} for n in (2, 3)
        )
        (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        load_files(desk_of(tmp_path, day), [tmp_path / "rows.jsonl"])
    before = held(desk.home)
    assert [version for _, version, *_ in before[0]] == [1, 2, 1, 2]
    made_before(desk.home)
    with pytest.raises(StoreError, match=r"made by a Copydesk before 1\.0 and cannot be brought up to date") as refused:
        reread(desk)
    assert held(desk.home) == before

    ((home, archive),) = re.findall(r"--home (\S+)\), then type `copydesk load (\S+)`", str(refused.value))
    anew = replace(desk, home=Home(Path(home)))
    load_files(anew, [Path(archive)])
    assert held(anew.home) == before
    with open_store(anew.home) as store:
        assert failed_checks(store) == {}


def test_a_lake_needs_an_empty_catalog_and_its_archive(tmp_path: Path):
    home = Home(tmp_path, lake="ducklake:postgres:dbname=news", lake_data="s3://news/")
    assert "empty catalog" in _to_be_made_again(home)
    assert f"`copydesk load {home.archive}`" in _to_be_made_again(home)
