"""One fuzzer, in a process of its own: `python -m tests.torture.fuzzing load|read CORPUS [libFuzzer's options]`. It needs atheris."""

import sys
from datetime import UTC, datetime

import atheris  # not a dependency: tests.torture.test_fuzz fetches it

with atheris.instrument_imports(include=["articles", "loaders"]):
    from articles.page import Page, Reject
    from articles.publisher import UNKNOWN
    from articles.read import read
    from tests.loaders.test_any_bytes import NAMES, is_accounted_for

NOW = datetime(2026, 3, 12, tzinfo=UTC)


def load(data: bytes) -> None:
    """The first byte chooses the file's name."""
    if len(data) > 1:
        is_accounted_for(NAMES[data[0] % len(NAMES)], data[1:])


def read_page(data: bytes) -> None:
    """A page of these bytes is an article with a body, or a reject."""
    got = read(Page("https://paper.example/2026/story", UNKNOWN.id, NOW, data, "text/html", 200), UNKNOWN)
    if not isinstance(got, Reject):
        got.body.encode()
        if not got.body.strip():
            raise AssertionError("an article without a body")


if __name__ == "__main__":
    target = {"load": load, "read": read_page}[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
