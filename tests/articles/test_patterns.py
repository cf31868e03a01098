"""Patterns that were compiled before: the same ones, of this Python, and no others."""

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles import compiled, patterns
from articles.patterns import kept_patterns

PATTERNS: tuple[tuple[str | bytes, int], ...] = (
    (r"(?P<day>\d{1,2})[. ]+(?P<month>\w+)(?:\s(\d{4}))?", 0),
    (r"^by\b|ß|[à-ÿ]+(?=\s)", re.IGNORECASE | re.MULTILINE),
    (rb"charset=[\"']?(?P<name>[\w-]+)", re.IGNORECASE),
    ("(?x) a  # and so on\n (?P<again>b) (?P=again)", 0),
    ("[\u0600-\u06ff\U00020000-\U0003ffff]{2,}+", 0),
)
TEXT = "By Ada, 3. März 2026; by à la ßabb ab abb\nBy \u0627\u0628\u0629 𠀀𠀁"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where they are kept in this test."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(patterns, "BY_CHANCE", 0)
    re.purge()
    yield Path(importlib.util.cache_from_source(compiled.__file__)).parent
    re.purge()


def told(pattern: "re.Pattern[str] | re.Pattern[bytes]") -> tuple[object, ...]:
    text = TEXT if isinstance(pattern.pattern, str) else b"<meta charset='utf-8'>"
    found = [(one.span(), one.groups(), one.groupdict(), one.lastgroup) for one in pattern.finditer(text)]  # type: ignore[arg-type]
    return pattern.pattern, pattern.flags, pattern.groups, dict(pattern.groupindex), found


def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Which of these patterns are compiled from here on."""
    parsed: list[object] = []
    ours = {"harbou?r", *(text for text, _ in PATTERNS)}
    parse = re._parser.parse  # type: ignore[attr-defined]

    def told_of(pattern: str | bytes, *rest: int) -> object:
        parsed.extend({pattern} & ours)
        return parse(pattern, *rest)

    monkeypatch.setattr(re._parser, "parse", told_of)  # type: ignore[attr-defined]
    return parsed


def test_one_that_was_kept_is_what_python_makes_and_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = [told(re.compile(*one)) for one in PATTERNS]
    assert all(found for *_, found in fresh)
    parsed = counted(monkeypatch)
    for expected in (list(PATTERNS), []):
        re.purge()
        del parsed[:]
        with kept_patterns(keep=True):
            patterns = [re.compile(text, flags) for text, flags in PATTERNS]
        assert [told(pattern) for pattern in patterns] == fresh
        assert parsed == [text for text, _ in expected]


def test_a_few_new_ones_are_compiled_and_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "BY_CHANCE", 2)
    kept = []
    for some in (PATTERNS[:3], PATTERNS):
        re.purge()
        with kept_patterns(keep=True):
            assert [told(re.compile(*one))[0] for one in some] == [text for text, _ in some]
        kept.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert kept[0] == kept[1] != {}


def test_those_of_the_last_block_stay_and_the_others_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for some in (PATTERNS[:3], PATTERNS[2:]):
        re.purge()
        with kept_patterns(keep=True):
            for text, flags in some:
                re.compile(text, flags)
    parsed = counted(monkeypatch)
    re.purge()
    with kept_patterns():
        for text, flags in PATTERNS:
            re.compile(text, flags)
    assert parsed == [text for text, _ in PATTERNS[:2]]
    assert len(list(folder.iterdir())) == 1


def test_outside_the_block_python_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    with kept_patterns(keep=True):
        re.compile("harbou?r")
    re.purge()
    parsed = counted(monkeypatch)
    re.compile("harbou?r")
    assert parsed == ["harbou?r"]


def test_a_pattern_that_is_none_is_refused_as_ever() -> None:
    with kept_patterns(keep=True), pytest.raises(re.error, match="unterminated"):
        re.compile("(half")


@pytest.mark.parametrize("gone", ["_code", "_parser"])
def test_a_python_that_makes_them_in_another_way_compiles_them_as_ever(
    gone: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = re.compile("harbou?r")
    re.purge()
    monkeypatch.delattr(f"articles.patterns._compiler.{gone}")
    monkeypatch.setattr("articles.patterns._compiler.compile", lambda *_: fresh)  # its own way, whatever that is
    with kept_patterns(keep=True):
        assert re.compile("harbou?r") is fresh
    assert list(folder.iterdir() if folder.exists() else ()) == []


@pytest.mark.parametrize("damage", [b"", b"\0" * 40])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    with kept_patterns(keep=True):
        re.compile("harbou?r")
    (file,) = folder.iterdir()
    file.write_bytes(damage)
    re.purge()
    with kept_patterns(keep=True):
        assert re.compile("harbou?r").fullmatch("harbor")
    assert len(file.read_bytes()) > 40


def test_the_fork_server_compiles_hardly_any_the_second_time() -> None:
    run = "import re._parser as p; made = []; parse = p.parse; p.parse = lambda *a: made.append(a) or parse(*a)\nimport flows.readers.preloaded; print(len(made))"
    first, second = (
        int(
            subprocess.run(
                (sys.executable, "-X", f"pycache_prefix={sys.pycache_prefix}", "-c", run),
                capture_output=True,
                check=True,
                timeout=120,
                env={},
            ).stdout
        )
        for _ in range(2)
    )
    assert first > 500
    assert second < 20
