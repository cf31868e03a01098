"""Real loader processes, on a file that hangs, eats memory or kills them: it costs itself alone."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.page import Page
from flows.readers.apart import loading_apart
from flows.readers.forked import MEMORY_BYTES
from loaders.files import one_file
from loaders.publisher_of import Whose
from loaders.source import Load
from tests.loaders.test_files import NOW

STORY = "The old harbour bridge will close\n\nThe old harbour bridge will close to all traffic for a month from Monday.\n"


class HarmfulWhose(Whose):
    """Who does harm when it is asked whose page a certain file is, in the process that loads it."""

    def __call__(self, url: str, outlet: str, payload: bytes) -> str:
        name = url.removeprefix("file:").removesuffix(".txt")
        if payload and name in HARMS:  # a reject has none
            HARMS[name]()
        return super().__call__(url, outlet, payload)


def hang() -> None:
    sum(range(10**11))  # one call of C, which no signal of Python's ends


def eat() -> None:
    bytearray(MEMORY_BYTES)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


HARMS: dict[str, Callable[[], None]] = {"hang": hang, "eat": eat, "die": die}


@pytest.mark.parametrize(("harm", "code"), [("hang", "timeout"), ("eat", "too_large"), ("die", "failed")])
def test_a_file_that_does_harm_is_rejected_and_the_next_one_is_loaded(tmp_path: Path, harm: str, code: str) -> None:
    names = ["before", harm, "behind"]
    for name in names:
        (tmp_path / f"{name}.txt").write_text(STORY)
    with loading_apart(1.0) as each:
        list(each("file:before.txt", tmp_path / "before.txt", Load(HarmfulWhose({}), NOW), None))  # imports what it needs
        came = {}
        for name in names:
            found = list(each(f"file:{name}.txt", tmp_path / f"{name}.txt", Load(HarmfulWhose({}), NOW), None))
            (came[name],) = [item for item, _, _ in found if item is not None]
    assert isinstance(came["before"], Page)
    assert isinstance(came["behind"], Page)
    assert (came[harm].reject.stage, came[harm].reject.code) == ("load", code)
    assert str(tmp_path / f"{harm}.txt") in came[harm].reject.detail


def test_what_is_loaded_apart_is_what_is_loaded_here(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"url": "https://paper.example/1", "text": "It sails."}\nno JSON\n')
    load = Load(Whose({}), NOW)
    with loading_apart(60) as each:
        for name in ("a.jsonl", "missing.txt"):
            given = f"file:{name}", tmp_path / name, load, None
            assert list(each(*given)) == list(one_file(*given))


def test_a_loader_that_was_killed_while_it_waited_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    given = "file:a.txt", tmp_path / "a.txt", Load(Whose({}), NOW), None
    with loading_apart(60) as each:
        first = list(each(*given))
        process, _ = each.__self__._running  # type: ignore[attr-defined]
        os.kill(process.pid, signal.SIGKILL)
        time.sleep(0.2)
        assert list(each(*given)) == first
