"""The demo keeps to a home of its own: what somebody collected in `data/` is never among the sample newspaper's articles."""

from pathlib import Path

import pytest

from tests.newspaper import demo


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that the demo would run, each with the status of one that did nothing."""
    commands: list[list[str]] = []

    class Done:
        returncode = 2

    def run(command: list[object], **_: object) -> Done:
        commands.append([str(word) for word in command])
        return Done()

    monkeypatch.setattr(demo.subprocess, "run", run)
    return commands


def test_its_home_is_not_the_one_of_own_data() -> None:
    from flows.cli.options import HOME

    assert demo.CHECKOUT / "demo" != HOME
    assert (demo.CHECKOUT / ".gitignore").read_text().splitlines().count("/demo/") == 1


def test_each_command_names_it(typed: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "HOME", tmp_path)
    monkeypatch.setattr(demo, "PORTS", None)
    assert demo.demo() == 2
    assert [words[words.index("--home") + 1] for words in typed] == [str(tmp_path)]
    assert (tmp_path / "config" / "publishers" / "gazette.toml").exists()


@pytest.mark.parametrize(
    ("home", "shown"),
    [(demo.CHECKOUT / "demo", "demo"), (Path("/srv/press"), "/srv/press"), (Path("/srv/the press"), "'/srv/the press'")],
)
def test_a_home_as_one_types_it(home: Path, shown: str) -> None:
    assert demo._as_typed(home) == shown
