"""The warehouse on the newest DuckDB, and its file in other tools: python -m tests.warehouse.newest [VERSION], or `make newest`.

In environments of their own, made for the occasion: the warehouse's tests run on that DuckDB; what either DuckDB wrote the other
one reads; and the published file is opened in the DuckDB command line, marimo and harlequin. Status 1, and why, where one fails.
"""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from tests.warehouse.pages import STORY, Newsroom, read, rejected
from warehouse.check import failed_checks
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import run_query
from warehouse.statements import names, statement

CHECKOUT = Path(__file__).parents[2]
PINNED_ALONE = ("allowed",)
"""What a question may call was decided for the functions of the DuckDB that we pin: another one's are decided on when it is taken."""
SAID_ALREADY = ("closing", "dictionary", "form", "health", "passing_texts", "questions", "reuse", "versions")
"""Tests that give more data to statements which the others run, too, or that ask Python alone."""

NOTEBOOK = """
import marimo
app = marimo.App()

@app.cell
def _():
    import duckdb
    import marimo as mo
    warehouse = duckdb.connect({snapshot!r}, read_only=True)
    return mo, warehouse

@app.cell
def _(mo, warehouse):
    found = mo.sql("select url from search('BRIDGE') order by url", engine=warehouse)
    return (found,)
"""


def a_home(root: Path) -> Newsroom:
    """A few articles, loaded and published by the DuckDB that runs this."""
    root.mkdir()
    newsroom = Newsroom(Home(root))
    newsroom.load(read(), read(f"{STORY}/2", "Two."), rejected(f"{STORY}/3", "x"))
    newsroom.load(read(day=1, text="The bridge is shut."))
    with newsroom.store() as store:
        publish(store, newsroom.home)
    return newsroom


def ask(home: Home) -> None:
    """Every view, every query that needs no parameter and a search have an answer; so has its store, whose checks find nothing."""
    views = [view for (view,) in run_query(home, "select view_name from duckdb_views() where not internal").rows]
    queries = [name for name in names("queries") if "$" not in statement("queries", name)]
    for question in (*(f"from {view}" for view in views), *queries):
        run_query(home, question)
    ((found,),) = run_query(home, "select count(*) from search('BRIDGE')").rows
    with Newsroom(home).store() as store:
        assert (found, failed_checks(store)) == (2, {})
    print(f"DuckDB {duckdb.__version__} reads {len(views)} views, answers {len(queries)} queries and finds {found} articles")


def environment(folder: Path, *packages: str) -> Path:
    """The `bin` of a new environment with these packages, the newest that there are."""
    venv.create(folder)
    python = folder / "bin" / "python"
    quiet = ("--quiet", "--disable-pip-version-check", "--no-warn-script-location")
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", *quiet, *packages], check=True)
    return python.parent


def borrow_ours(bin_: Path) -> None:
    """What an environment does not have itself it takes from this one, and from this checkout; and it has our command."""
    (site,) = (bin_.parent / "lib").glob("python*/site-packages")
    (site / "zz_ours.pth").write_text(f"{sysconfig.get_path('purelib')}\n{CHECKOUT}\n")
    command = bin_ / "copydesk"
    command.write_text(f"#!{bin_ / 'python'}\nfrom flows.cli.app import main\n\nmain()\n")
    command.chmod(0o755)


def on_another_duckdb(folder: Path, version: str) -> None:
    """The tests of the warehouse; and each DuckDB reads what the other one wrote."""
    bin_ = environment(folder / "newest", f"duckdb{version and '=='}{version}")
    borrow_ours(bin_)
    ours, theirs = a_home(folder / "ours"), Home(folder / "theirs")
    left_out = (f"--ignore=tests/warehouse/test_{name}.py" for name in (*PINNED_ALONE, *SAID_ALREADY))
    for told in (
        ("-m", "pytest", "--quiet", "-p", "no:cacheprovider", "--numprocesses", "3", "tests/warehouse", *left_out),
        ("-m", "tests.warehouse.newest", "--write", str(theirs.root)),
        ("-m", "tests.warehouse.newest", "--ask", str(ours.home.root)),
    ):
        subprocess.run([bin_ / "python", *told], check=True, cwd=CHECKOUT)
    ask(theirs)


def in_other_tools(folder: Path) -> None:
    """The command line, a notebook and a terminal, each on the file as it is, give the same answer."""
    snapshot = str(a_home(folder / "home").home.published)
    bin_ = environment(folder / "tools", "duckdb-cli", "harlequin", "marimo[sql]")
    notebook = folder / "notebook.py"
    notebook.write_text(NOTEBOOK.format(snapshot=snapshot))
    question = "select url from search('BRIDGE') order by url"
    env = {"HOME": str(folder), "PATH": os.environ["PATH"], "NO_COLOR": "1"}
    for tool, *told in (
        ("duckdb", "-readonly", snapshot, question),
        ("hsql", "--read-only", snapshot, "-c", question),  # harlequin without its screen
        ("marimo", "export", "html", str(notebook), "--no-include-code", "-o", str(folder / "notebook.html")),
    ):
        done = subprocess.run([bin_ / tool, *told], capture_output=True, text=True, check=False, env=env, timeout=300)
        said = done.stdout + (Path(told[-1]).read_text("utf-8") if tool == "marimo" else "")
        assert done.returncode == 0, (tool, done.stderr)
        assert STORY in said, (tool, said[:2000], done.stderr)
        assert f"{STORY}/2" in said, tool
        print(f"{tool} opens {Path(snapshot).name}")
    listed = json.loads(
        subprocess.run([bin_ / "duckdb", "-readonly", "-json", snapshot, "show tables"], capture_output=True, check=True).stdout
    )
    assert {"articles", "runs"} <= {row["name"] for row in listed}


def main() -> None:
    """All of it, or a part for the other environment."""
    if sys.argv[1:2] == ["--write"]:
        a_home(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["--ask"]:
        ask(Home(Path(sys.argv[2])))
    else:
        with TemporaryDirectory() as folder:
            on_another_duckdb(Path(folder), sys.argv[1] if len(sys.argv) > 1 else "")
            in_other_tools(Path(folder))


if __name__ == "__main__":
    main()
