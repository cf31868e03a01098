"""The first hour with a paper of one's own: README's lines, typed on a generated site, and what a line says that cannot do its work."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from flows.catalogue import take
from flows.desk import open_desk
from flows.publishers import add, next_step
from flows.refusal import WrongUse
from tests.newspaper.demo import NOW
from tests.newspaper.site import Newspaper

CHECKOUT = Path(__file__).parent.parent
COPYDESK = Path(sys.executable).with_name("copydesk")
LINES = re.findall(r"```sh\n(git clone .*?)```", (CHECKOUT / "README.md").read_text("utf-8"), re.DOTALL)[0].splitlines()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "config" / "publishers").mkdir(parents=True)
    (tmp_path / "config" / "desk.toml").write_text((CHECKOUT / "config" / "desk.toml").read_text("utf-8"))
    return tmp_path / "config"


def test_at_most_six_lines() -> None:
    assert 1 < len(LINES) <= 6
    done = subprocess.run(
        ["make", "--dry-run", *shlex.split(LINES[1])[1:]], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_they_bring_the_articles_of_a_site_into_sql(tmp_path: Path, config: Path) -> None:
    environment = os.environ | {"COPYDESK_HOME": str(tmp_path / "home"), "COPYDESK_CONFIG": str(config), "COLUMNS": ""}
    with Newspaper() as newspaper:
        site = newspaper.paper("register").base
        for line in LINES[2:]:
            words = shlex.split(line.replace("https://gazette.example", site))
            assert words[0] == ".venv/bin/copydesk"
            # A site of this machine is asked only where one says so, and the papers have a date of their own.
            words += ["--private-network"] if words[1:3] == ["publisher", "add"] else []
            words += ["--now", NOW] if "check" in words or "nightly" in words else []
            done = subprocess.run(
                [COPYDESK, *words[1:]], env=environment, capture_output=True, text=True, check=False, timeout=120
            )
            assert done.returncode == 0, (line, done.stdout, done.stderr)
    assert "Beirut gets its streetcar back, all half a mile of it" in done.stdout
    assert "Layla Haddad" in done.stdout
    assert 'contact = "desk@example.org"' in (config / "publishers" / "gazette.toml").read_text("utf-8")


def test_without_somebody_who_answers_it_says_what_to_type(tmp_path: Path, config: Path) -> None:
    with pytest.raises(
        WrongUse, match=r"no contact for https://gazette.example, so nothing was requested: .*publisher add --contact"
    ):
        add(open_desk(tmp_path, config), "https://gazette.example")


@pytest.mark.parametrize("contact", ["me", "desk at example", "desk@example.org (night)", "desk@example.org\n[expect]"])
def test_a_contact_by_which_nobody_is_reached(tmp_path: Path, config: Path, contact: str) -> None:
    desk = open_desk(tmp_path, config)
    for write in (lambda: add(desk, "https://gazette.example", contact=contact), lambda: take(desk, "guardian", contact)):
        with pytest.raises(WrongUse, match="example: --contact desk@example.org"):
            write()


@pytest.mark.parametrize("contact", ["desk@example.org", "https://example.org/bots", 'the "desk" desk@example.org'])
def test_one_of_the_catalogue_keeps_who_answers_for_it(tmp_path: Path, config: Path, contact: str) -> None:
    desk = open_desk(tmp_path, config)
    take(desk, "guardian", contact)
    taken = desk.publishers()["guardian"]
    assert taken.contact == contact
    desk.refuse_nobody([taken])


def test_once_a_file_is_written_it_says_what_comes_next(tmp_path: Path, config: Path) -> None:
    desk = open_desk(tmp_path, config)
    with Newspaper() as newspaper:
        site = newspaper.paper("register").base
        file = add(desk, site, contact="desk@example.org", private_network=True, publisher_id="register")
    assert next_step(file) == "next: copydesk publisher check register"
    file.write_text(re.sub(r"(?m)^(feeds|sitemaps) = .*\n", "", file.read_text("utf-8")) + f'sections = ["{site}/"]\n')
    assert next_step(file).startswith(f"no feed and no sitemap was found: name one in {file}")
    assert next_step(file).endswith("copydesk publisher check register")
