import csv
import html
import io
import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from unicodedata import east_asian_width

import duckdb
import pytest
from markdown_it import MarkdownIt

from warehouse.form import FORMATS, Answer, format_rows

ANSWER = Answer(
    ("title", "authors", "at", "lat", "words", "counts"),
    ("VARCHAR", "VARCHAR[]", "TIMESTAMP WITH TIME ZONE", "DOUBLE", "INTEGER", "STRUCT(asked BIGINT)"),
    [
        ('The "bridge",\nopen', ["Ada", "Bén"], datetime(2026, 3, 1, 8, tzinfo=UTC), -1.5, -3, {"asked": 1}),
        (None, [], None, None, None, None),
    ],
)


def test_json():
    assert json.loads("\n".join(format_rows(ANSWER, "json"))) == [
        {
            "title": 'The "bridge",\nopen', "authors": ["Ada", "Bén"], "at": "2026-03-01T08:00:00Z", "lat": -1.5, "words": -3,
            "counts": {"asked": 1},
        },
        {"title": None, "authors": [], "at": None, "lat": None, "words": None, "counts": None},
    ]  # fmt: skip
    assert json.loads("\n".join(format_rows(Answer(("a",), ("INTEGER",), []), "json"))) == []


def test_json_lines_are_the_same_line_by_line():
    lines = list(format_rows(ANSWER, "jsonl"))
    assert list(map(json.loads, lines)) == json.loads("\n".join(format_rows(ANSWER, "json")))
    assert "Bén" in lines[0]


def test_csv():
    rows = list(csv.reader(io.StringIO("\n".join(format_rows(ANSWER, "csv")))))
    assert rows == [
        ["title", "authors", "at", "lat", "words", "counts"],
        ['The "bridge",\nopen', '["Ada", "Bén"]', "2026-03-01T08:00:00Z", "-1.5", "-3", '{"asked": 1}'],
        ["", "[]", "", "", "", ""],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "\t=1",
        "\r=1",
        "＝1",
        "=cmd|' /C calc'!A0",
        "\x00=1",
        "\x1b+1",
        "\u200b=1",
        "\ufeff-1",
        "\u202e\x07@A1",
    ],
)
def test_csv_holds_no_formula(text: str):
    line = list(format_rows(Answer(("a",), ("VARCHAR",), [(text,)]), "csv"))[1]
    assert next(csv.reader(io.StringIO(line, newline="")))[0] == f"'{text}"


CELLS = [
    ("true", True),
    ("1::utinyint", 1),
    ("170141183460469231731687303715884105727::hugeint", 170141183460469231731687303715884105727),
    ("1.50::decimal(5, 2)", 1.5),
    ("2::decimal(5, 2)", 2),
    ("'nan'::double", None),
    ("'-infinity'::double", None),
    ("date '2026-03-01'", "2026-03-01"),
    ("time '08:00:01'", "08:00:01"),
    ("timestamp '2026-03-01 08:00:00'", "2026-03-01T08:00:00"),
    ("timestamptz '2026-03-01 08:00:00.5+02'", "2026-03-01T06:00:00.500000Z"),
    ("interval 90 second", 90.0),
    ("""'{"a": [1, null]}'::json""", {"a": [1, None]}),
    ("'{1}'::varchar", "{1}"),
    ("map {'a': date '2026-03-01'}", {"a": "2026-03-01"}),
    ("[[timestamptz '2026-03-01 08:00:00+00']]", [["2026-03-01T08:00:00Z"]]),
    ("'ab'::blob", "6162"),
    ("'6f0c9e0a-0000-4000-8000-000000000000'::uuid", "6f0c9e0a-0000-4000-8000-000000000000"),
]


@pytest.mark.parametrize(("sql", "cell"), CELLS)
def test_every_type_of_duckdb_has_a_form(sql: str, cell: object):
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        found = connection.execute(f"select {sql} as cell")
        answer = Answer(("cell",), (str(found.description[0][1]),), found.fetchall())
    assert json.loads(next(format_rows(answer, "jsonl"))) == {"cell": cell}
    for form in FORMATS:
        assert list(format_rows(answer, form))


def test_other_zones_are_told_in_utc():
    there = datetime(2026, 3, 1, 8, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert (
        next(format_rows(Answer(("a",), ("TIMESTAMP WITH TIME ZONE",), [(there,)]), "jsonl")) == '{"a": "2026-03-01T02:30:00Z"}'
    )


BRIDGES = Answer(
    ("title", "words", "day"),
    ("VARCHAR", "INTEGER", "DATE"),
    [
        ("The bridge that was built twice and fell down twice", 12, date(2026, 3, 1)),
        ("橋が開く", 4, None),
        ("جسر", Decimal(3), None),
    ],
)


def test_a_table_is_as_wide_as_the_terminal():
    assert list(format_rows(BRIDGES, "table", room=60)) == [
        "title                                      words  day",
        "─────────────────────────────────────────  ─────  ──────────",
        "The bridge that was built twice and fell…     12  2026-03-01",
        "橋が開く                                       4",
        "جسر                                            3",
        "(3 rows)",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc", "a b c"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\u202eb", r"a\u202eb"),
        ("e\u0301", "e\u0301"),
        ("a\x00b", r"a\x00b"),
        ("a\xadb", "ab"),
    ],
)
def test_a_cell_cannot_break_the_table_or_the_terminal(text: str, shown: str):
    assert list(format_rows(Answer(("a",), ("VARCHAR",), [(text,)]), "table"))[2] == shown


def test_nothing_is_cut_where_there_is_no_terminal():
    assert list(format_rows(BRIDGES, "table"))[2].startswith("The bridge that was built twice and fell down twice  ")


def test_short_columns_are_cut_last():
    answer = Answer(("title", "place", "kind"), ("VARCHAR",) * 3, [("x" * 90, "Sankt Peter-Ording", "dateline")])
    assert list(format_rows(answer, "table", room=50))[2] == f"{'x' * 19}…  Sankt Peter-Ording  dateline"


def test_more_columns_than_a_terminal_has_room_for_have_a_line_each():
    answer = Answer(tuple("column" + c for c in "abcdefgh"), ("VARCHAR",) * 8, [("x" * 30,) * 8])
    lines = list(format_rows(answer, "table", room=40))
    assert lines == [
        "── 1 ──",
        *(f"column{c}  {'x' * 30}" for c in "abcdefgh"),
        "(8 columns are too many for a table here, so each has a line)",
        "(1 row)",
    ]


@pytest.mark.parametrize("room", [None, 20, 24, 30, 79])
def test_a_field_a_line_keeps_every_word_and_the_paragraphs(room: int | None):
    body = "Eine Brücke, zweimal gebaut.\n\n橋が開く橋が開く橋が開く ends here"
    lines = list(format_rows(Answer(("title", "body"), ("VARCHAR",) * 2, [("A bridge", body)]), "vertical", room=room))
    assert lines[:2] == ["── 1 ──", "title  A bridge"]
    assert "" in lines  # between the paragraphs
    assert "".join("".join(line[7:] for line in lines[2:-1]).split()) == "".join(body.split())
    wide = {"W": 2, "F": 2}
    assert room is None or max(sum(wide.get(east_asian_width(c), 1) for c in line) for line in lines) <= room


def test_markdown_is_a_table_whatever_is_in_a_cell():
    answer = Answer(("a|b", "n"), ("VARCHAR", "INTEGER"), [("one | two\nthree", 1), (None, -2)])
    assert list(format_rows(answer, "markdown")) == [
        r"| a\|b | n |",
        "| --- | ---: |",
        r"| one \| two three | 1 |",
        "|  | -2 |",
    ]


@pytest.mark.parametrize(
    "cell", ["<img src=x onerror=alert(1)>", "[click](javascript:alert(1))", "![x](http://a.example/seen.png)"]
)
def test_markdown_shows_a_cell_and_does_nothing_else(cell: str):
    lines = list(format_rows(Answer(("title",), ("VARCHAR",), [(cell,)]), "markdown"))
    shown = MarkdownIt("commonmark").enable("table").render("\n".join(lines))
    assert re.findall(r"<(?!/?(?:table|thead|tbody|tr|th|td)\b)", shown) == []
    assert cell in html.unescape(shown)


def test_an_answer_without_columns_is_no_rows():
    shown = {form: list(format_rows(Answer((), (), []), form)) for form in FORMATS}
    nothing = {"table": ["(0 rows)"], "vertical": ["(0 rows)"], "markdown": [], "json": ["[", "]"], "jsonl": [], "csv": [""]}
    assert shown == nothing
