from pathlib import Path

import duckdb
import pytest

from articles.article import Contributor, Quote
from tests.warehouse.pages import START, STORY, Newsroom, read, rejected
from warehouse.form import format_rows
from warehouse.home import Home
from warehouse.profiles import Line
from warehouse.publish import publish
from warehouse.query import QueryError, connect, run_query
from warehouse.statements import names, statement

ADA, ADAH = Contributor("person", "Ada Archer", "Ada", "Archer"), Contributor("person", "Ada B. Archér", "Ada B.", "Archér")

QUOTES = tuple(Quote("It is shut.", 4, 15, "direct", "said", name, "tag after", name) for name in ("Ann Lee", "Bob Hale"))
FOR_GOOD = "Nobody will cross the water on foot again before the piers have been built anew, the harbour master said on Sunday."


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("published")))
    newsroom.load(read(), rejected("https://gazette.example/x", "x"))
    newsroom.load(
        read(day=1, text="The bridge is shut."), read(STORY + "/2", f"The bridge is shut.\n\n{FOR_GOOD}", quotes=QUOTES)
    )
    elsewhere = read(
        "https://herald.example/ferry", f"A ferry sails.\n\n{FOR_GOOD}", day=2, publisher="herald", contributors=(ADA, ADAH)
    )
    staged = newsroom.stage(
        read(day=2, text="The bridge is shut.\n\nCorrection: it was."),
        read(day=0, title="A bridge"),
        elsewhere,
        rejected("https://gazette.example/x", "x"),
    )
    line = Line("gazette", "standing text", "Printed in Oldmill.", 20, 30, START.date(), START.date())
    newsroom.load_staged(staged, "run-003", learned=[line])
    with newsroom.store() as store:
        publish(store, newsroom.home)
    return newsroom.home


def test_two_connections_of_one_process_are_both_in_utc_and_locked(published: Home):
    with connect(published) as first, connect(published) as second:
        for connection in (first, second):
            assert connection.execute("select current_setting('TimeZone')").fetchone() == ("UTC",)
            with pytest.raises(duckdb.Error, match="locked"):
                connection.execute("set TimeZone = 'Asia/Tokyo'")


PARAMETERS = {
    "publisher_learned": {"publisher": "gazette"},
    "as_of": {"time": "2026-03-01 12:00:00Z"},
    "between_rereads": {"since": "run-001", "until": "run-003"},
    "between_runs": {"since": "run-001", "until": "run-003"},
    "left_out": {"publisher": "herald"},
    "named_together": {"name": "Ann Lee"},
    "quoted_on": {"words": "shut"},
    "search": {"words": "shut"},
    "story_by_day": {},
    "term_over_time": {"words": "shut"},
}


@pytest.mark.parametrize("name", names("queries"))
def test_each_query_starts_with_its_question_and_has_an_answer(published: Home, name: str):
    question = statement("queries", name).splitlines()[0]
    assert question.startswith("-- ")
    assert question.endswith("?")
    values = PARAMETERS.get(name)
    if "$story" in statement("queries", name):
        values = {**PARAMETERS[name], "story": run_query(published, "select any_value(story_id) from stories").rows[0][0]}
    answer = run_query(published, name, values)
    assert answer.rows
    assert len(list(format_rows(answer, "jsonl"))) == len(answer.rows)


def test_there_are_queries():
    assert len(names("queries")) >= 15


@pytest.mark.parametrize("name", ["run_history", "run_history.sql", "warehouse/queries/run_history.sql", " run_history\n"])
def test_a_query_has_a_name(published: Home, name: str):
    assert len(run_query(published, name).rows) == 3


def test_a_name_that_is_none_tells_which_there_are(published: Home):
    with pytest.raises(QueryError, match=r"no query 'latest' in warehouse/queries/.*; the queries are: .*latest_articles"):
        run_query(published, "latest")


def test_parameters(published: Home):
    assert run_query(published, "select title from articles where url = $url", {"url": STORY}).rows == [("Bridge opens",)]


def test_a_parameter_without_a_value_is_named_with_what_to_type(published: Home):
    with pytest.raises(QueryError, match=r"as_of needs a value for time, given like -p NAME=VALUE\. .*: -p time=2026-11-17"):
        run_query(published, "as_of")


def test_a_parameter_of_a_question_without_a_name_is_named_too(published: Home):
    with pytest.raises(QueryError, match=r"without a value \(day\): give each like -p NAME=VALUE"):
        run_query(published, "select $day")


def test_the_shorthands_list_views_and_columns(published: Home):
    views = dict(run_query(published, ".tables").rows)
    assert {"articles", "bylines", "evidence"} < views.keys()
    for view in views:
        columns = run_query(published, f".schema {view.upper()};").rows
        assert columns
        assert [row for row in columns if not all(row)] == []  # each with its type and what it is


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (".schema artikles", r"no table artikles: \.tables lists what there is"),
        (".schema", r"the shorthands are \.tables .* and \.schema NAME"),
        (".quit", r"the shorthands are"),
        ("run_histry", r"did you mean run_history\?"),
        ("article_versions", r'for a table, type: copydesk sql "from article_versions limit 5" \(\.tables lists them\)'),
    ],
)
def test_a_shorthand_or_name_that_is_none_says_what_to_type(published: Home, asked: str, said: str):
    with pytest.raises(QueryError, match=said):
        run_query(published, asked)


def test_shared_paragraphs_are_found(published: Home):
    answer = run_query(published, "shared_paragraphs")
    assert [row[answer.columns.index("shared_paragraphs")] for row in answer.rows] == [1]


FORBIDDEN = [
    "copy (select 1) to '{folder}/out.csv'",
    "select * from read_text('/etc/hostname')",
    "select * from read_csv('/etc/passwd')",
    "select * from '/etc/passwd'",
    "select * from glob('/*')",
    "attach '{folder}/other.duckdb'",
    "export database '{folder}/dump'",
    "install httpfs",
    "load '{folder}/x.duckdb_extension'",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set TimeZone = 'Asia/Tokyo'",
    "delete from base.version",
    "create table main.mine (a integer)",
    "update base.run set state = 'x'",
    "select * from published",
    "select 1; copy (select 1) to '{folder}/out.csv'",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_sql_reaches_nothing_but_the_warehouse(published: Home, tmp_path: Path, sql: str):
    with pytest.raises(QueryError):
        run_query(published, sql.format(folder=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_times_are_in_utc(published: Home):
    assert run_query(published, "select current_setting('TimeZone'), published_at::varchar from articles").rows[0] == (
        "UTC",
        "2026-03-01 08:00:00+00",
    )


@pytest.mark.parametrize("sql", ["selct 1", "select x from articles", "select 1/0::decimal(3, 1)::integer + 'x'::integer"])
def test_what_is_no_query_is_an_error_in_words(published: Home, sql: str):
    with pytest.raises(QueryError):
        run_query(published, sql)


@pytest.mark.parametrize("sql", ["", " \n\t", ";", " ; ;", "-- later", "/* select 1 */"])
def test_an_empty_question_is_told_what_to_type(published: Home, sql: str):
    with pytest.raises(QueryError, match=r'^the question is empty: type SQL, like "select title .*, or \.tables'):
        run_query(published, sql)
