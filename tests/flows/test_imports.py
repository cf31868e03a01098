"""What a command imports: what reads pages belongs to the processes that read them, and is waited for by nobody else."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.test_files import HARBOUR

READS_PAGES = {
    "trafilatura",
    "lxml",
    "charset_normalizer",
    "articles.byline",
    "articles.names",
    "articles.labels",
    "articles.extract.body",
}
TABLES = {"pyarrow", "numpy"}
CRAWLS = {"scrapy", "twisted"}
SERVES = {"prefect", "fastapi", "starlette"}
ELSE = {"fsspec", "asyncio", "docx", "yaml", "rich.progress"}
COMMANDS = (
    (("--help",), READS_PAGES | TABLES | CRAWLS | SERVES | ELSE | {"duckdb", "pydantic"}),
    (("sql", "select title from articles"), READS_PAGES | TABLES | CRAWLS | SERVES | ELSE),
    (("check",), READS_PAGES | TABLES | CRAWLS | SERVES | ELSE),
    (("parse", "datelines"), {"trafilatura", "duckdb", "flows.desk", "articles.names"} | TABLES | CRAWLS | SERVES | ELSE),
    (("load", "harbour.txt"), READS_PAGES | TABLES | CRAWLS | SERVES | ELSE),
    (("load", "other.txt", "harbour.txt"), READS_PAGES | TABLES | CRAWLS | SERVES | ELSE),
    (("reread",), READS_PAGES | TABLES | CRAWLS | SERVES | ELSE),
)
RUN = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=open("modules", "w")))
from flows.cli.app import main
main()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files, and a home that holds one of them."""
    folder = tmp_path_factory.mktemp("imports")
    (folder / "harbour.txt").write_text(HARBOUR, "utf-8")
    (folder / "other.txt").write_text(HARBOUR.replace("harbour", "bridge"), "utf-8")
    modules_of(folder, "load", "harbour.txt")
    return folder


def modules_of(folder: Path, *words: str) -> set[str]:
    """What a command has imported at its end."""
    home = ("--home", "home") if words[0] not in ("--help", "parse") else ()
    ended = subprocess.run(
        (sys.executable, "-c", RUN, *words, *home), cwd=folder, input=b"", capture_output=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()
    return set((folder / "modules").read_text("utf-8").split())


@pytest.mark.parametrize(("words", "without"), COMMANDS, ids=lambda words: " ".join(words) if isinstance(words, tuple) else "")
def test_a_command_imports_what_it_needs(folder: Path, words: tuple[str, ...], without: set[str]) -> None:
    assert modules_of(folder, *words) & without == set()
