"""The data dictionary, written by the warehouse about itself: `python -m warehouse.dictionary` writes docs/warehouse.md."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from warehouse.home import Home
from warehouse.statements import names, statement
from warehouse.store import locked, open_store

_RELATIONS = (
    # (one, how many of the other, the other, by what)
    ("runs", "||--o{", "pages", "asked for"),
    ("runs", "||--o{", "listings", "looked into"),
    ("runs", "||--o{", "source_health", "by publisher"),
    ("runs", "||--o{", "publisher_profiles", "learned"),
    ("runs", "||--o{", "run_changes", "brought"),
    ("runs", "||--o{", "reread_changes", "read otherwise"),
    ("runs", "||--o{", "check_failures", "were failed by"),
    ("pages", "|o--o|", "rejects", "were rejected"),
    ("pages", "}o--o|", "article_versions", "show"),
    ("articles", "||--|{", "article_versions", "had been"),
    ("article_versions", "||--|{", "blocks", "consist of"),
    ("article_versions", "||--o{", "bylines", "are signed by"),
    ("contributors", "|o--o{", "bylines", "stand in"),
    ("article_versions", "||--o{", "datelines", "come from"),
    ("article_versions", "||--o{", "images", "show"),
    ("article_versions", "||--o{", "links", "lead to"),
    ("article_versions", "||--o{", "quotes", "quote"),
    ("article_versions", "||--o{", "mentions", "name"),
    ("article_versions", "||--o{", "dates_in_text", "speak of"),
    ("names", "||--|{", "mentions", "stand in"),
    ("article_versions", "||--o{", "evidence", "were read by"),
    ("article_versions", "||--o{", "article_changes", "changed by"),
    ("articles", "||--o{", "text_reuse", "share text in"),
    ("text_reuse", "||--|{", "shared_sentences", "because of"),
    ("articles", "|o--o{", "articles", "have their text from"),
    ("article_versions", "||--o{", "agency_credits", "come from"),
    ("tombstones", "|o--o{", "rejects", "keep away"),
    ("stories", "||--o{", "story_members", "tell of"),
    ("story_members", "||--o{", "story_evidence", "are there because of"),
    ("stories", "||--o{", "story_changes", "became by"),
    ("articles", "||--o{", "story_members", "belong to"),
)

_OPENING = """\
# The warehouse

One DuckDB file, `warehouse.duckdb` below the home: open it with `copydesk sql`, the DuckDB command line, Python, or what reads
DuckDB files, while runs go on. People use the views of schema `main`; the tables of schema `base` are what they are made of.
Times are in UTC. This page is written by the warehouse about itself: `python -m warehouse.dictionary`.

The file is a snapshot: all that the store held when a run ended, and read-only; a link leads to the newest. `articles` has the
current version of each article. Views with a `version` are joined with it by `(article_id, version)`, those without, like
`story_members`, by `article_id`: `from story_members join articles using (article_id)`.

    copydesk sql "select title, authors, place from articles limit 5"
    copydesk sql "from search('harbour bridge') limit 10"
    copydesk sql latest_articles

`copydesk sql` answers one SELECT at a time (WITH, FROM, PIVOT, SUMMARIZE, DESCRIBE, SHOW and EXPLAIN too) from the published
tables and nothing else: it reads no file, writes none and changes no setting. A question may take 2 GB of memory and five
minutes (`sql_memory_gb` and `sql_timeout_s` in `config/desk.toml`, `--timeout` for one); Ctrl-C ends it. A terminal shows the
first 1,000 rows (`--rows`), a file or a pipe gets all. A table cuts its cells to the terminal's width (80 columns in a file
or a pipe); json, jsonl and csv give them whole. Control characters, line breaks and marks that turn the direction are spelled
out in a table (`\\x1b`), and in CSV on a terminal; JSON escapes them; CSV to a file or a pipe keeps what was found.

`search` finds articles that hold any of the words, the best first. What a question may say beside words:

| in a question | finds |
|---|---|
| `harbour OR bridge`, `harbour bridge` | any of them; who has more, and rarer ones, stands above |
| `harbour AND bridge`, `+harbour +bridge` | both |
| `"harbour bridge"` | next to each other, in this order |
| `bridge -harbour`, `bridge -"harbour bridge"` | without it |
| `harb*` | what begins so: the texts themselves are looked through, which takes longer |

Case, accents and the forms of Arabic letters make no difference; words are not reduced to their stems: `bridge*` finds bridges.
The reason: a snapshot answers `search` in any DuckDB, without Python and without an extension, and DuckDB has no stemmer;
one at load time alone would not know the stem of a word that is asked for and that no article has.

## In other tools

The file opens as it is, in DuckDB 1.5 and 2; `make newest` tries it on the newest DuckDB and in each of these:

    duckdb -readonly data/warehouse.duckdb "from search('harbour bridge') limit 10"       # pip install duckdb-cli
    python -c "import duckdb; print(duckdb.connect('data/warehouse.duckdb', read_only=True).sql('from articles limit 5'))"
    harlequin --read-only data/warehouse.duckdb                                           # pip install harlequin
    marimo edit                                                                           # pip install 'marimo[sql]'

In marimo, one cell opens the file, and SQL cells then name it as their engine:

    warehouse = duckdb.connect("data/warehouse.duckdb", read_only=True)
    found = mo.sql("select title, authors, place from articles limit 5", engine=warehouse)

Three notebooks come along, for a researcher's first questions. `make setup` installs what they need (`copydesk[notebooks]`):

    .venv/bin/marimo edit docs/notebooks/coverage.py    # a subject: how much, by whom, from where, who is quoted, copies
    .venv/bin/marimo edit docs/notebooks/bylines.py     # who writes, for whom, from where, about what
    .venv/bin/marimo edit docs/notebooks/changes.py     # what was changed after publication, said or unsaid, and which words

They open the warehouse of `COPYDESK_HOME`, or of `data/`; `marimo run` shows them without their code.

In Python, DuckDB gives times with a zone (`published_at`) as `datetime` only where `pytz` is installed: `pip install pytz`.
Arrow tables (`.to_arrow_table()`) and the files of `copydesk export` need none.

Who has the file open stays on what it held then, while newer ones are published: open it again to see them. A snapshot cannot
be written, by root neither: copy it (`cp -L data/warehouse.duckdb mine.duckdb`) to add tables of your own.
"""


def dictionary() -> str:
    """docs/warehouse.md, as today's schema and queries have it."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        with locked(home), open_store(home) as store:
            held = store.execute(statement("lookups", "held")).fetchall()
            columns = store.execute(statement("lookups", "columns")).fetchall()
    lines = [_OPENING, "## What hangs on what\n", *_diagram(), "\n## Questions to start with\n", *_questions()]
    for schema, heading in (("main", "## Views"), ("base", "## Tables behind the views")):
        lines.append(f"\n{heading}")
        for _, name, grain in (row for row in held if row[0] == schema):
            lines += [f"\n### {name if schema == 'main' else f'base.{name}'}\n", f"{grain}\n"]
            lines += ["| column | type | what it is |", "|---|---|---|"]
            lines += [
                f"| {column} | {_type(kind)} | {_cell(comment)} |"
                for of, table, column, kind, comment in columns
                if (of, table) == (schema, name)
            ]
    return "\n".join(lines) + "\n"


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "erDiagram"
    yield from (f'    {one} {many} {other} : "{verb}"' for one, many, other, verb in _RELATIONS)
    yield "```"


def _questions() -> Iterator[str]:
    yield "| `copydesk sql ...` | answers |"
    yield "|---|---|"
    for name in names("queries"):
        yield f"| `{name}` | {_cell(statement('queries', name).splitlines()[0].removeprefix('-- '))} |"


def _type(kind: str) -> str:
    return kind.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ") if len(kind) < 60 else kind.partition("(")[0] + "(...)"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "docs" / "warehouse.md"
    out.write_text(dictionary(), "utf-8")
