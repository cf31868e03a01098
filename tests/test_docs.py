import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from flows.cli.app import app
from tests.docs import CHECKOUT, COPYDESK, PAGES, answered, crawled


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    crawled(folder / "home", folder / "config")
    return folder / "home"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_its_commands_print(page, home):
    text = page.read_text("utf-8")
    assert answered(text, home) == text, "run `make docs` and read what changed"


def _commands(command, words=()):
    for name, sub in sorted(command.commands.items()):
        if hasattr(sub, "commands"):
            yield from _commands(sub, (*words, name))
        else:
            yield (*words, name)


@pytest.mark.parametrize("words", list(_commands(get_command(app))), ids=" ".join)
def test_each_command_has_help_with_an_example_and_stands_in_readme(words):
    shown = subprocess.run([COPYDESK, *words, "--help"], capture_output=True, text=True, check=True).stdout
    assert "Example: " in shown
    assert f"copydesk {' '.join(words)}" in (CHECKOUT / "README.md").read_text("utf-8")
