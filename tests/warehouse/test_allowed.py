"""Whatever a question is made of, it reads the published tables: every statement and function of DuckDB is tried."""

from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from duckdb import StatementType

from tests.warehouse.pages import STORY, Newsroom, read
from warehouse import lake
from warehouse.allowed import Refused, decisions, refuse_what_is_no_question
from warehouse.home import Home
from warehouse.limits import Limits
from warehouse.publish import publish
from warehouse.query import QueryError, connect, run_query

ATTACKS = {
    "the snapshot becomes a folder": "copy (select 1 as a, 2 as b) to '{snapshot}' (format parquet, partition_by (a), overwrite)",
    "all the text lies beside the snapshot": "export database '{snapshot}.tmp'",
    "a copy, analysed": "explain analyze copy (select 1 as a) to '{snapshot}.tmp'",
    "a copy, prepared": "prepare p as copy (select 1 as a) to '{snapshot}.tmp'",
    "a copy, executed": "prepare p as copy (select 1 as a) to '{snapshot}.tmp'; execute p",
    "the snapshot, to write": "attach '{snapshot}' as again (read_write)",
    "what others ask is written down": "call enable_logging()",
    "a copy behind an answer": "select 1; copy (select 1 as a) to '{snapshot}.tmp'",
    "a copy behind a pivot": "pivot (select 1 as a, 2 as b) on a using sum(b); copy (select 1 as a) to '{snapshot}.tmp'",
    "a table of one's own": "create temp table mine as select * from articles",
    "a table of one's own, from a pivot": "create temp table mine as pivot (select 1 as a, 2 as b) on a using sum(b)",
    "the snapshot's own bytes": "select * from read_blob('{snapshot}')",
    "the snapshot as another database": "select * from '{snapshot}'",
    "SQL in a string": "select * from query('select * from read_blob(''{snapshot}'')')",
    "SQL as JSON": "select * from json_execute_serialized_sql(json_serialize_sql('select * from read_blob(''{snapshot}'')'))",
    "a file, in a pivot without values": "pivot (from read_blob('{snapshot}')) on filename using count(*)",
    "a file, in a pivot, quoted": "pivot (from \"read_blob\" /* x */ ('{snapshot}')) on filename using count(*)",
    "files, as a method": "select url.read_blob() from articles",
    "a file, summarised": "summarize from read_blob('{snapshot}')",
    "a file, described": "describe select * from read_blob('{snapshot}')",
    "a file in a plan": "explain select * from read_blob('{snapshot}')",
    "a file of the name of a table, in a pivot": "pivot '{snapshot}' on a using count(*)",
    "a file beside a table, in a pivot": "pivot (from articles, '{snapshot}') on a using count(*)",
    "an import": "import database '{snapshot}.d'",
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("allowed")))
    newsroom.load(read(), read(f"{STORY}/2", "The bridge is shut."))
    with newsroom.store() as store:
        publish(store, newsroom.home)
    return newsroom.home


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_a_question_neither_writes_nor_reads_anything_else(home: Home, attack: str) -> None:
    before = _all_below(home.root)
    with pytest.raises(QueryError) as said:
        run_query(home, attack.format(snapshot=home.published.resolve()))
    assert _all_below(home.root) == before
    assert run_query(home, "select count(*) from articles").rows == [(2,)]
    assert "LINE 1" not in str(said.value)


KINDS = {
    "ALTER": "comment on view articles is 'x'",
    "ANALYZE": "",  # DuckDB has it as VACUUM
    "ATTACH": "attach ':memory:' as other",
    "CALL": "call pragma_version()",
    "COPY": "copy articles to '{folder}/out.csv'",
    "COPY_DATABASE": "copy from database memory to other",
    "CREATE": "create temp table mine (a integer)",
    "CREATE_FUNC": "",  # DuckDB has it as CREATE
    "DELETE": "delete from base.run",
    "DETACH": "detach other",
    "DROP": "drop view articles",
    "EXECUTE": "execute p",
    "EXPLAIN": "explain analyze select count(*) from articles",
    "EXPORT": "export database '{folder}/out'",
    "EXTENSION": "",  # what extensions bring by their own words; none of ours do
    "INSERT": "insert into base.story values ('a', 'b')",
    "INVALID": "",
    "LOAD": "load httpfs",
    "LOGICAL_PLAN": "",
    "MERGE_INTO": "merge into base.story using base.run on (true) when matched then delete",
    "MULTI": "",
    "PRAGMA": "pragma enable_verification",
    "PREPARE": "prepare p as select 1",
    "RELATION": "",
    "SELECT": "select count(*) from articles",
    "SET": "set memory_limit = '1TB'",
    "TRANSACTION": "begin transaction",
    "UPDATE": "update base.run set state = 'x'",
    "VACUUM": "vacuum articles",
    "VARIABLE_SET": "",  # DuckDB has it as SET
}
"""One statement of each kind that DuckDB knows; none where no SQL makes one."""


def test_each_kind_of_statement_is_an_answer_or_refused_in_words(home: Home, tmp_path: Path) -> None:
    assert set(KINDS) == {kind for kind in dir(StatementType) if kind.isupper()}, "decide about what is new"
    for kind, sql in KINDS.items():
        if kind in ("SELECT", "EXPLAIN"):
            assert run_query(home, sql).rows
        elif sql:
            assert kind in {one.type.name for one in duckdb.extract_statements(sql)}
            with pytest.raises(
                QueryError, match=f"^{kind.replace('_', ' ')} is not for questions: a question is one SELECT|^these are"
            ):
                run_query(home, sql.format(folder=tmp_path))
    assert list(tmp_path.iterdir()) == []


QUESTIONS = [
    "with shut as (from articles) select title from shut where 'x' ^@ 'x'", "from articles", "values (1, 2)", "table articles", "(select 1) union all (select 2) order by 1",
    "pivot articles on publisher using count(*)", "pivot articles on publisher in ('gazette') using count(*)", "from (pivot articles on publisher using max(word_count) group by language)",
    "unpivot (select 1 as a, 2 as b) on a, b into name n value v", "summarize articles", "describe articles", "describe select 1", "show tables", "show all tables", "show articles", "show databases",
    "pragma table_info('articles')", "pragma version", "pragma show_tables", "explain select 1", "explain analyze select count(*) from articles", "explain (format json) select 1", "explain (select 1)",
    "explain (analyze, format json) select 1", "explain pivot articles on publisher using count(*)", "EXPLAIN /* why */ ANALYZE -- so\n select 'é', \"title\" from articles;", "select 1;", "  -- only this\n select 1",
    "select * from search('bridge')", "with recursive t(n) as (select 1 union all select n + 1 from t where n < 9) select * from t", "select a.title from articles a asof join articles b on a.published_at >= b.published_at",
    "select row_number() over (order by url), sum(word_count) over (), list_transform(authors, lambda a: upper(a)), [a for a in authors if a <> ''] from articles", "select columns('ti.*') from articles",
    "select * exclude (body) replace (upper(title) as title) from articles using sample 50%", "from duckdb_columns() select distinct table_name", "from information_schema.tables", "from base.version", "from main.articles",
    "select extract(year from now()), interval 3 days, date '2026-01-01' + 1, 'a' || 'b', 'a' similar to 'a', 'a' ~ 'a', 'a' ilike 'A', {'a': 1}.a, map {'a': 1}, x'00', 7 // 2, 2 ** 3, 1::varchar, try_cast('x' as int)",
    "select unnest(authors) from articles", "select " + " or ".join(["title = 'x'"] * 900) + " from articles", "select count(distinct url) filter (publisher = 'gazette'), mode() within group (order by publisher), percentile_cont(0.5) within group (order by word_count) from articles",
    "select json_extract(to_json(articles), '$.title') from articles", "select current_setting('TimeZone'), current_date", "select title from articles where url in (select url from pages) qualify row_number() over () = 1",
]  # fmt: skip


REFUSED = {
    "from duckdb_databases()": "tells of the machine", "from duckdb_databases": "tells of the machine", "pragma database_list": "tells of the machine",
    "select (select max(file) from PRAGMA_DATABASE_LIST) from articles": "tells of the machine", 'from "Duckdb_Databases"': "tells of the machine",
    "from (pivot articles on publisher using count(*)) p, duckdb_databases": "tells of the machine",
    "select * from base.version at (version => 1)": "was published before", "from articles a join base.page at (timestamp => now()) using (run_id)": "was published before",
    "select 1 " + "/*" * 50_000: "50,000 comments",
}  # fmt: skip


@pytest.mark.parametrize("sql", REFUSED, ids=lambda sql: sql[:40])
def test_how_the_database_is_reached_and_what_it_was_is_nobodys(home: Home, sql: str) -> None:
    """A lake's catalog is reached with a password, and keeps its older snapshots for a while."""
    with connect(home) as connection, pytest.raises(Refused, match=REFUSED[sql]):
        refuse_what_is_no_question(connection, sql)


FILES_IN_A_PIVOT = [
    "pivot $$/lake/a.parquet$$ on a using count(*)", "pivot $x$/lake/a.parquet$x$ on a using count(*)", "pivot E'/lake/a.parquet' on a using count(*)",
    "from (pivot articles on publisher using count(*)) p, x: '/lake/a.parquet'", "from (pivot articles on publisher using count(*)) p, only '/lake/a.parquet'",
    "from (pivot articles on publisher using count(*)) p, (table $$/lake/a.parquet$$)", 'from (pivot articles on publisher using count(*)) p, x: "/lake/a.parquet"',
]  # fmt: skip


@pytest.mark.parametrize("sql", FILES_IN_A_PIVOT)
def test_no_file_stands_for_a_table_in_a_pivot(home: Home, sql: str) -> None:
    """DuckDB itself would let a lake's reader have the files of the lake."""
    with connect(home) as connection, pytest.raises(Refused, match="no published table but a file"):
        refuse_what_is_no_question(connection, sql)


@pytest.mark.parametrize(
    "where", ["url = $$https://a.example/b.html$$", "url like '%.html'", "url in ('a.b', 'c.d')", "starts_with(url, 'a.b')"]
)
def test_a_value_may_look_like_a_file_in_a_pivot(home: Home, where: str) -> None:
    with connect(home) as connection:
        refuse_what_is_no_question(connection, f"pivot (from articles where {where}) on publisher using count(*)")


@pytest.mark.parametrize("sql", QUESTIONS)
def test_what_only_asks_is_answered(home: Home, sql: str) -> None:
    answer = run_query(home, sql)
    assert answer.columns


def test_a_question_may_be_deep(home: Home) -> None:
    """DuckDB itself would take fifteen seconds to answer: the time it takes grows with the cube of the depth."""
    with connect(home) as connection:
        refuse_what_is_no_question(connection, "select " + "+".join("1" * 900))


def test_values_may_have_any_name(home: Home) -> None:
    assert run_query(home, "select $function_name, $table_name", {"function_name": "a", "table_name": "/"}).rows == [("a", "/")]


def _listed(*, with_extensions: bool) -> list[tuple[str, str, list[str]]]:
    """Each function of DuckDB and of the two extensions that a lake needs: name, kind, types of its parameters."""
    with lake._with_extensions("ducklake", "postgres") if with_extensions else duckdb.connect() as connection:
        return connection.execute(
            "select distinct lower(function_name), function_type, parameter_types from duckdb_functions() where internal order by all"
        ).fetchall()


@pytest.mark.parametrize("with_extensions", [False, pytest.param(True)])
def test_each_function_that_duckdb_lists_has_been_decided_about(with_extensions: bool) -> None:
    decided = decisions()
    sides = {
        name: (decided.is_allowed(name), decided.refusal(name) is not None)
        for name, kind, _ in _listed(with_extensions=with_extensions)
        if kind != "pragma"  # a statement of its own: the next test
    }
    assert len(sides) > 800
    assert {name: sides[name] for name in sides if sum(sides[name]) != 1} == {}, "decide about them in warehouse/functions.toml"


def test_each_pragma_is_refused_or_a_question(home: Home, tmp_path: Path) -> None:
    answered = set()
    for name in sorted({name for name, kind, _ in _listed(with_extensions=False) if kind == "pragma"}):
        # A connection each: json_execute_serialized_sql of a text that is no JSON leaves its transaction aborted.
        for sql in (f"pragma {name}", f"pragma {name}('{tmp_path}/x')"):
            with (
                connect(home, Limits()) as connection,
                suppress(Refused, duckdb.Error),
            ):
                refuse_what_is_no_question(connection, sql)
                connection.execute(sql)
                answered.add(name)
    assert answered == {"collations", "database_size", "functions", "platform", "show_tables", "show_tables_expanded", "user_agent", "version"}  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_a_function_that_is_refused_says_why_and_what_to_do(home: Home) -> None:
    refused = {name for name, kind, _ in _listed(with_extensions=False) if kind != "pragma" and decisions().refusal(name)}
    assert len(refused) > 40
    with connect(home, Limits()) as connection:
        for name in refused:
            with pytest.raises((Refused, duckdb.ParserException), match=rf"^{name}\(\) .*: .|^Parser Error"):
                refuse_what_is_no_question(connection, f"explain select (select {name.upper()}('x')) from {name}()")


def test_a_function_that_is_allowed_leaves_files_alone(home: Home, tmp_path: Path) -> None:
    """Each is called with the name of a file for each text that it takes: nothing of the file is seen, and nothing is written."""
    canary = tmp_path / "canary.csv"
    canary.write_text("secret\ncanary-5d1f\n")
    file = f"'{canary}'"
    given = dict.fromkeys(("INTEGER", "BIGINT", "DOUBLE", "TIMESTAMP"), "1") | {"VARCHAR[]": f"['{canary}']"}
    calls = {
        (name, kind.startswith("table")): f"{name}({', '.join(given.get(one, file) for one in types)})"
        for name, kind, types in _listed(with_extensions=False)
        if kind != "pragma" and decisions().is_allowed(name) and name.isidentifier()
    }
    before, answered = _all_below(tmp_path) | _all_below(home.root), 0
    with connect(home, Limits()) as connection:
        for (_, is_table), call in calls.items():
            with suppress(duckdb.Error):
                connection.execute(f"from {call}" if is_table else f"select {call}")
                assert "canary-5d1f" not in str(connection.fetchmany(100))
                answered += 1
    assert answered > 200
    assert _all_below(tmp_path) | _all_below(home.root) == before


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "select lenght(title) from articles",
            r"^lenght\(\) is no function that a question may call; did you mean length\(\)\?$",
        ),
        ("select * from '/etc/passwd'", r"^'/etc/passwd' is no published table but a file, .*`copydesk load FILE`"),
        ("copy articles to 'x.csv'", "type `copydesk export OUT`"),
        ("select 1; select 2", "^these are 2 statements: a question is one SELECT"),
        ("select getenv('HOME')", r"^getenv\(\) tells of the machine"),
        ("from x.articles", "^x is no schema of what was published: "),
        ("select " + "+".join("1" * 3000), "Max expression depth"),
        ("pivot articles on publisher using lenght(title)", r"did you mean length\(\)"),
    ],
)
def test_what_is_refused_is_said_in_words(home: Home, sql: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        run_query(home, sql)


def test_nothing_is_written_aside(home: Home) -> None:
    """What does not fit into memory would lie beside the snapshot, and outlive what is taken down."""
    assert run_query(home, "select current_setting('temp_directory'), current_setting('allowed_directories')").rows == [
        ("", [])
    ]


def _all_below(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() if file.is_file() else b"" for file in folder.rglob("*")}
