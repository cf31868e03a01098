import re
from pathlib import Path

import pytest
from typer.main import get_command

from articles.aliases import Join
from flows.cli.app import app
from flows.desk import Settings
from flows.server.schedules import Schedule
from loaders.mapping import MappingFile
from tests import config_page
from tests.command import copydesk
from tests.docs import CHECKOUT, PAGES, answered, crawled, with_keys
from tests.loaders import carried
from tests.loaders.ten import ALL


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    crawled(folder / "home", folder / "config")
    return folder / "home"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_its_commands_print(page, home):
    text = page.read_text("utf-8")
    assert answered(text, home) == text, "run `make docs` and read what changed"


def test_each_key_of_each_file_of_config_is_in_the_table_that_the_code_makes():
    text = (CHECKOUT / "docs" / "configuration.md").read_text("utf-8")
    assert text == config_page.page(), "run `make docs`"
    for model, keys in (
        (Settings, config_page.DESK),
        (Schedule, config_page.SCHEDULE),
        (Join, config_page.JOIN),
        (MappingFile, config_page.COLUMNS),
    ):
        assert set(model.model_fields) == set(keys), model


def test_what_each_format_carries_is_what_its_tests_hold():
    text = (CHECKOUT / "docs" / "loading.md").read_text("utf-8")
    assert with_keys(text) == text, "run `make docs`"
    assert "| plain text | yes | – |" in text
    assert {one for formats in carried.NAMES.values() for one in formats} == {write.__name__ for write in ALL}


MADE_OR_KEPT = {"README.md", "dependencies.md", "languages.md", "rules.md", "security-review.md", "warehouse.md"}
"""Pages that say in their first line what they list, most of them made of the code."""


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in MADE_OR_KEPT], ids=lambda page: page.name)
def test_a_page_begins_with_what_its_reader_wants_to_do(page):
    first = next(line for line in page.read_text("utf-8").splitlines()[1:] if line)
    assert first.startswith("You want ")


def _commands(command, words=()):
    for name, sub in sorted(command.commands.items()):
        if hasattr(sub, "commands"):
            yield from _commands(sub, (*words, name))
        else:
            yield (*words, name)


def _help(*words):
    """What --help prints on a terminal of 80 columns."""
    return copydesk(*words, "--help", env={"COLUMNS": "80"}, check=True).stdout


@pytest.mark.parametrize("words", [(), ("parse",), ("publisher",)], ids=lambda words: " ".join(words) or "copydesk")
def test_summaries_of_commands_fit_into_80_columns(words):
    _, _, summaries = _help(*words).partition("\nCommands:\n")
    lines = summaries.split("\n\n")[0].splitlines()
    command = get_command(app)
    for word in words:
        command = command.commands[word]
    assert len(lines) == len(command.commands)
    assert [line for line in lines if len(line) > 80 or not line.endswith(".") or line.endswith("...")] == []


@pytest.mark.parametrize("words", list(_commands(get_command(app))), ids=" ".join)
def test_help_names_values_and_no_types_of_python(words):
    shown = _help(*words)
    assert re.findall(r"<[^<>\n]*>", shown) == []
    assert [line for line in shown.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("words", list(_commands(get_command(app))), ids=" ".join)
def test_each_command_has_help_with_an_example_and_stands_in_readme(words):
    assert "Example: " in _help(*words)
    assert f"copydesk {' '.join(words)}" in (CHECKOUT / "README.md").read_text("utf-8")


PROSE = (*PAGES, *(CHECKOUT / name for name in ("CONTRIBUTING.md", "SECURITY.md")))


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.name)
def test_links_lead_to_files_and_headings_that_are_there(page):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    wrong = []
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)", text):
        file = page.parent / target if target else page
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            wrong.append(f"{target}#{anchor}")
    assert wrong == []


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.name)
def test_a_table_is_whole(page):
    """A blank line within a table makes a paragraph of bars of what stands below it."""
    lines = page.read_text("utf-8").splitlines()
    heads = [at for at, line in enumerate(lines) if line.startswith("|") and not lines[at - 1].startswith("|")]
    assert [lines[at] for at in heads if not re.fullmatch(r"[|\-: ]+", lines[at + 1])] == []


def _anchors(page):
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
