"""The data dictionary, written by the warehouse about itself: `python -m warehouse.dictionary` writes docs/warehouse.md."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from articles.stems import STEMMERS
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

You want to query what was collected, and to know what each column means. Everything is in one DuckDB file, `warehouse.duckdb`
in the home. Open it with `copydesk sql`, the DuckDB command line, Python, or any tool that reads DuckDB files, even while a
run is in progress. Use the views of schema `main`; they are built on the tables of schema `base`. Times are in UTC. The
warehouse writes this page about itself: `python -m warehouse.dictionary`.

The file is a snapshot: everything the store held when a run ended, read-only; a link leads to the newest one. `articles` has
the current version of each article. Join views that have a `version` on `(article_id, version)`, and those that have none,
like `story_members`, on `article_id`: `from story_members join articles using (article_id)`.

    copydesk sql "select title, authors, place from articles limit 5"
    copydesk sql "from search('harbour bridge') limit 10"
    copydesk sql latest_articles

`copydesk sql` answers one SELECT at a time (also WITH, FROM, PIVOT, SUMMARIZE, DESCRIBE, SHOW and EXPLAIN) from the published
tables and nothing else: it reads no file, writes none and changes no setting. A query may use 2 GB of memory and take five
minutes (`sql_memory_gb` and `sql_timeout_s` in `config/desk.toml`, or `--timeout` for a single query); Ctrl-C stops it. A
terminal shows the first 1,000 rows (`--rows`); a file or a pipe gets all. A table shortens its cells to fit the terminal (80
columns in a file or a pipe); json, jsonl and csv give them in full. Control characters, line breaks and marks that change the
writing direction are spelled out in a table (`\\x1b`), and in CSV on a terminal; JSON escapes them; CSV in a file or a pipe
keeps what was found.

`search` finds articles that contain any of the words, best first. It understands:

| search for | finds articles with |
|---|---|
| `bridge` | this word or a form of it, such as bridges |
| `"bridge"` | the word exactly as it is typed |
| `harbour OR bridge`, `harbour bridge` | any of the words; those with more of them, and with rarer ones, come first |
| `harbour AND bridge`, `+harbour +bridge` | both |
| `"harbour bridge"` | the words next to each other, in this order |
| `bridge -harbour`, `bridge -"harbour bridge"` | the first, but not the second |
| `harb*` | words that begin like this; this searches the texts themselves, and takes longer |

Case, accents and the forms of Arabic letters make no difference, and forms of one word count as one word: `bridge` also finds
bridges and bridged, `-bridge` excludes them too, `bridge AND harbour` takes a form of each. Of two articles that are alike, the
one with the word as it was typed comes first: its other forms weigh three quarters. In quotation marks, and before a `*`, words
stay as they are typed: `"bridge"`, `-"bridges"`.

Forms are found by simple stemming: Snowball, which knows endings and no words. Therefore:

- Words with the same stem are taken for forms of one, although a few are none: general and generally, or Wahl (choice) and
  Wähler (voter). What changes within a word is another stem: went is no form of go, nor جسور of جسر.
- A form counts in texts of its own language: `die` finds died in English and not in German.
- A word has forms once some article in that language holds it: Snowball reads the articles and not the question, as a snapshot
  must answer in any DuckDB, without Python and without an extension. `bridges` finds nothing where all articles have bridge;
  `bridg*` does.
- There are stems in {stemmed}. Texts in other languages, or in none that is known, are found by the word as it is typed.
- What was loaded by a Copydesk without stems has its forms after `copydesk reread`.

## In other tools

The file opens as it is in DuckDB 1.5 and 2; `make newest` tries it with the newest DuckDB and with each of these tools:

    duckdb -readonly data/warehouse.duckdb "from search('harbour bridge') limit 10"       # pip install duckdb-cli
    python -c "import duckdb; print(duckdb.connect('data/warehouse.duckdb', read_only=True).sql('from articles limit 5'))"
    harlequin --read-only data/warehouse.duckdb                                           # pip install harlequin
    marimo edit                                                                           # pip install 'marimo[sql]'

In marimo, open the file in one cell, and name it as the engine of SQL cells:

    warehouse = duckdb.connect("data/warehouse.duckdb", read_only=True)
    found = mo.sql("select title, authors, place from articles limit 5", engine=warehouse)

Three notebooks are included, for a researcher's first questions. `make setup` installs what they need (`copydesk[notebooks]`):

    .venv/bin/marimo edit docs/notebooks/coverage.py    # a subject: how much, by whom, from where, who is quoted, copies
    .venv/bin/marimo edit docs/notebooks/bylines.py     # who writes, for whom, from where, about what
    .venv/bin/marimo edit docs/notebooks/changes.py     # what was changed after publication, openly or not, and which words

They open the warehouse of `COPYDESK_HOME`, or of `data/`; `marimo run` shows them without their code.

In Python, DuckDB returns times with a zone (`published_at`) as `datetime` only if `pytz` is installed: `pip install pytz`.
Arrow tables (`.to_arrow_table()`) and the files of `copydesk export` do not need it.

If you keep the file open, you keep seeing what it held when you opened it; open it again to see newer snapshots. Nobody can
write to a snapshot, not even root: copy it (`cp -L data/warehouse.duckdb mine.duckdb`) to add tables of your own.
"""


def dictionary() -> str:
    """docs/warehouse.md, as today's schema and queries have it."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        with locked(home), open_store(home) as store:
            held = store.execute(statement("lookups", "held")).fetchall()
            columns = store.execute(statement("lookups", "columns")).fetchall()
    lines = [
        _OPENING.replace("{stemmed}", _stemmed()),
        "## How the views are related\n",
        *_diagram(),
        "\n## Queries to start with\n",
        *_questions(),
    ]
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


def _stemmed() -> str:
    """The languages that have stems, in words."""
    *others, last = (name.title() for name in sorted(STEMMERS.values()))
    return f"{', '.join(others)} and {last}"


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
