import csv
import json
from pathlib import Path

import duckdb
import pytest
from pyarrow import dataset, parquet

from tests.warehouse.pages import STORY, Newsroom, article, page, read
from warehouse.export import export, form_of
from warehouse.publish import publish
from warehouse.query import QueryError
from warehouse.staging import Read


@pytest.fixture
def newsroom_of_two(newsroom: Newsroom) -> Newsroom:
    other = "https://tribune.example/a"
    newsroom.load(
        read(title="=cmd()"),
        Read(page(other, publisher="tribune"), article(other, publisher="tribune", published_at=None)),
    )
    with newsroom.store() as store:
        publish(store, newsroom.home)
    return newsroom


@pytest.mark.parametrize("text", [True, False])
def test_parquet_lies_by_publisher_and_day(newsroom_of_two: Newsroom, tmp_path: Path, text: bool):
    out = tmp_path / "out's"
    assert export(newsroom_of_two.home, out, "parquet", text=text) == 2
    assert sorted(path.relative_to(out).parent.as_posix() for path in out.rglob("*.parquet")) == [
        "paper=gazette/date=2026-03-01",
        "paper=tribune/date=2026-03-01",
    ]
    found = duckdb.read_parquet(str(out / "**" / "*.parquet"))
    assert ("body" in found.columns, "standfirst" in found.columns) == (text, text)
    assert found.select("url, authors").order("url").fetchall() == [
        (STORY, ["Ada Archer", "Wire"]),
        ("https://tribune.example/a", ["Ada Archer", "Wire"]),
    ]


def test_a_folder_of_parquet_opens_in_other_tools_with_its_publishers_and_days(newsroom_of_two: Newsroom, tmp_path: Path):
    out = tmp_path / "articles"
    export(newsroom_of_two.home, out, "parquet")
    whole = [("gazette", "2026-03-01", STORY), ("tribune", "2026-03-01", "https://tribune.example/a")]
    asked = ["publisher", "day", "url"]
    in_pandas = parquet.read_table(out).select(asked)  # what pandas.read_parquet does
    in_arrow = dataset.dataset(out, partitioning="hive").to_table(columns=asked)
    in_duckdb = duckdb.read_parquet(str(out / "**" / "*.parquet")).select(*asked).to_arrow_table()
    (file,) = (out / "paper=gazette").rglob("*.parquet")
    assert parquet.ParquetFile(file).read().select(["publisher", "url"]).to_pylist() == [{"publisher": "gazette", "url": STORY}]
    for found in (in_pandas, in_arrow, in_duckdb):
        assert sorted((row["publisher"], str(row["day"]), row["url"]) for row in found.to_pylist()) == whole


def test_csv_is_safe_to_open_and_jsonl_is_json(newsroom_of_two: Newsroom, tmp_path: Path):
    export(newsroom_of_two.home, tmp_path / "a.csv", "csv")
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        assert next(csv.DictReader(file))["title"] == "'=cmd()"
    assert export(newsroom_of_two.home, tmp_path / "a.jsonl", "jsonl", text=False) == 2
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert (rows[0]["title"], rows[0]["authors"], rows[0]["published_at"]) == (
        "=cmd()", ["Ada Archer", "Wire"], "2026-03-01T08:00:00Z",
    )  # fmt: skip
    assert "The bridge is open" not in (tmp_path / "a.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "form"), [("a.csv", "csv"), ("A.CSV", "csv"), ("a.b.jsonl", "jsonl"), ("a.parquet", "parquet"), ("a", "parquet")]
)
def test_the_name_says_the_form(name: str, form: str):
    assert form_of(Path(name)) == form


def test_what_cannot_be_exported_says_why(newsroom_of_two: Newsroom, tmp_path: Path):
    with pytest.raises(ValueError, match="no form 'xls': one of parquet, csv, jsonl"):
        export(newsroom_of_two.home, tmp_path / "a.xls", "xls")
    with pytest.raises(FileExistsError, match="already exists"):
        export(newsroom_of_two.home, tmp_path, "parquet")
    with pytest.raises(ValueError, match="to a pipe: copydesk sql"):
        export(newsroom_of_two.home, Path("-"), "csv")
    with pytest.raises(QueryError, match="not there yet"):
        export(Newsroom(newsroom_of_two.home.__class__(tmp_path / "none")).home, tmp_path / "x", "csv")


@pytest.mark.parametrize("name", ["a.xlsx", "a.XLS", "a.json", "a.tsv", "a.csv.gz", "a.sqlite"])
def test_a_file_of_another_kind_is_not_made_a_folder(name: str):
    with pytest.raises(ValueError, match="name it .csv"):
        form_of(Path(name))
