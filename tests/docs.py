"""The commands printed in README and docs, run for real, and the pages of rules and languages.

A block of shell lines that starts with `$ copydesk` is run on the sample newspaper's warehouse, and what it prints must be what stands
below it. `python -m tests.docs` (`make docs`) writes today's answers in.
"""

import re
import shlex
import tempfile
from pathlib import Path

from articles.labels.rule_pages import as_markdown as label_rules
from articles.languages.page import as_markdown as languages
from articles.publisher_keys import as_table
from articles.reading_rules import as_markdown as reading_rules
from loaders import format_pages
from tests import config_page
from tests.command import copydesk
from tests.loaders import carried
from tests.newspaper.demo import NOW
from tests.newspaper.site import Newspaper

CHECKOUT = Path(__file__).parent.parent
PAGES = (CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md")))
KEYS = re.compile(r"<!-- keys -->\n.*?<!-- /keys -->", re.DOTALL)
FORMATS = re.compile(r"<!-- formats -->\n.*?<!-- /formats -->", re.DOTALL)
CARRIED = re.compile(r"<!-- carried -->\n.*?<!-- /carried -->", re.DOTALL)
BLOCK = re.compile(r"```console\n(?P<lines>.*?)```", re.DOTALL)


def crawled(home: Path, config: Path, day: int = 1) -> None:
    """Bring a day of the sample newspaper into the warehouse of `home`, as `make demo` does."""
    (config / "publishers").mkdir(parents=True, exist_ok=True)
    with Newspaper(day=day) as newspaper:
        newspaper.write_config(config / "publishers")
        copydesk("nightly", "--home", home, "--config", config, "--now", NOW, check=True)


def answered(text: str, home: Path) -> str:
    """The page with each of its commands answered anew."""
    return BLOCK.sub(lambda block: f"```console\n{_answers(block['lines'], home)}```", text)


def _answers(lines: str, home: Path) -> str:
    answers = []
    for command in re.findall(r"^\$ ((?:.*\\\n)*.*)", lines, re.MULTILINE):
        words = shlex.split(command.replace("\\\n", ""))  # as a shell joins lines
        if words[0] != "copydesk":
            return lines  # not ours to run
        done = copydesk(*words[1:], env={"COPYDESK_HOME": str(home), "COLUMNS": "80"}, check=True)
        answers.append(f"$ {command}\n{done.stdout}")
    return "\n".join(answers)


def rules() -> str:
    """The page of all rules: of labels, bylines and datelines."""
    return f"{label_rules()}\n{reading_rules()}"


def with_keys(text: str) -> str:
    """The page with the tables of a publisher's keys, of the formats, and of what they carry, where it has a place for one."""
    text = KEYS.sub(lambda _: f"<!-- keys -->\n{as_table()}<!-- /keys -->", text)
    text = FORMATS.sub(lambda _: f"<!-- formats -->\n{format_pages.as_table()}<!-- /formats -->", text)
    return CARRIED.sub(lambda _: f"<!-- carried -->\n{carried.as_table()}<!-- /carried -->", text)


def main() -> None:
    """Write the pages of rules and languages, and today's answers into every page."""
    (CHECKOUT / "docs" / "rules.md").write_text(rules(), "utf-8")
    (CHECKOUT / "docs" / "languages.md").write_text(languages(), "utf-8")
    (CHECKOUT / "docs" / "configuration.md").write_text(config_page.page(), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        crawled(home, Path(folder) / "config")
        for page in PAGES:
            page.write_text(with_keys(answered(page.read_text("utf-8"), home)), "utf-8")


if __name__ == "__main__":
    main()
