"""Nothing that lies in a working folder is run: modules of every name we import, and the settings files of what we stand on.

The same for `copydesk serve`: tests/flows/server/test_serving.py.
"""

import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.flows.served import COPYDESK
from tests.newspaper.demo import NOW
from tests.newspaper.site import Newspaper

CHECKOUT = Path(__file__).parents[3]
BYLINES = '{"id": 1, "raw": "By JANE DOE"}\n'

# Prefect reads these in the working folder, and its logging settings may name anything to call.
SETTINGS = {
    ".env": "PREFECT_LOGGING_SETTINGS_PATH=logging.yml\n",
    "prefect.toml": '[logging]\nsettings_path = "logging.yml"\n',
    "pyproject.toml": '[tool.prefect.logging]\nsettings_path = "logging.yml"\n',
    "scrapy.cfg": "[settings]\ndefault = planted_settings\n",
    "trafilatura.cfg": "[DEFAULT]\nMIN_EXTRACTED_SIZE = 0\n",
}
LOGGING = """version: 1
handlers:
  planted:
    (): subprocess.Popen
    args: [touch, {canaries}/logging.yml]
root:
  handlers: [planted]
"""


def names() -> list[str]:
    """Every module of Python's own, of the libraries and of ours, by its first name."""
    ours = {path.stem for path in CHECKOUT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    found = {*sys.stdlib_module_names, *packages_distributions(), *ours, "planted_settings", "sitecustomize", "usercustomize"}
    return sorted(name for name in found if name.isidentifier())


def planted(folder: Path) -> Path:
    """The folder, made, with what Python and the libraries would take from there. What is run touches a file beside it."""
    canaries = folder.with_name("canaries")
    for new in (folder, canaries):
        new.mkdir()
    for name in names():
        (folder / f"{name}.py").write_text(
            f"open({str(canaries / name)!r}, 'w').close()\nraise ImportError('planted {name}')\n"
        )
    for name, text in SETTINGS.items():
        (folder / name).write_text(text)
    (folder / "logging.yml").write_text(LOGGING.format(canaries=canaries))
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = planted(tmp_path_factory.mktemp("planted") / "pages")
    (folder / "page.txt").write_text("The harbour is shut\n\nThe harbour will be shut for a month, the port authority said.\n")
    return folder


def ran(folder: Path) -> list[str]:
    """What was run of all that, since this was last asked."""
    canaries = sorted(folder.with_name("canaries").iterdir())
    for canary in canaries:
        canary.unlink()
    return [canary.name for canary in canaries]


def test_they_are_all_there_and_would_be_run(folder: Path) -> None:
    assert len(names()) > 400
    assert {"selectors", "multiprocessing", "flows", "duckdb", "prefect", "scrapy"} <= set(names())
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    subprocess.run([sys.executable, "-c", "import selectors"], cwd=folder, env=environment, capture_output=True, check=False)
    assert ran(folder) == ["selectors"]


def test_no_command_runs_what_lies_in_the_working_folder(folder: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COPYDESK"))}
    config = tmp_path / "config"
    with Newspaper(day=1) as newspaper:
        newspaper.write_config(config / "publishers")
        paper = newspaper.papers[0]
        for words in (
            ("load", "page.txt"),
            ("nightly", paper.id, "--now", NOW),
            ("publisher", "check", paper.id, "--now", NOW),
            ("reread",),
            ("sql", "latest_articles"),
            ("explain", "none"),
            ("export", str(tmp_path / "out")),
            ("report",),
            ("check",),
            ("takedown", "none", "--reason", "x", "--yes"),
            ("parse", "bylines"),
            ("parse", "datelines"),
            ("serve", "--show-auth"),
            ("--help",),
        ):
            places = () if words[0] in ("parse", "--help") else ("--home", tmp_path / "home", "--config", config)
            done = subprocess.run(
                [COPYDESK, *words, *places],
                cwd=folder,
                env=environment,
                input=BYLINES,
                capture_output=True,
                text=True,
                check=False,
            )
            assert ran(folder) == [], words
            assert "planted" not in done.stderr + done.stdout, words
            assert "Traceback" not in done.stderr, words
