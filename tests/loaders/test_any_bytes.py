"""No bytes whatever make loading raise: each file gives pages or says why not."""

import gzip
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.page import Page
from tests.loaders import ten
from tests.loaders.test_files import loaded

STARTS = [b"", b"WARC/1.0\r\nWARC-Type: response\r\n", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"PAR1", b"%PDF-1.4\n",
          b"{\\rtf1 ", b"filedesc://x 0 0 t 9\n", b"From a@b Mon May  4 06:30:00 2026\nX-A: 1\n", b"MIME-Version: 1.0\nFrom: x\n", b"<nitf>", b"<rss>",
          b"<newsItem>", b'{"text": "', b"[{", b'{"uri": "x", "versioncreated": 1, "body_text": ', b"url,title,text\n", b"<html>", b"\xff\xfe",
          b"---\ntitle: A\n---\n", b"Length: 5 words\nBody\n", b"HD A\nSN B\nLP\n", b"\x5d\x2a\x4d\x18\x09\0\0\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]  # fmt: skip
NAMES = ["a", "a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.md", "a.tar", "a.zip", "a.eml", "a.warc.gz", "a.xml"]
SOME = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def is_accounted_for(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(data)
        found = loaded(file)
    assert found, "neither a page nor a reason"
    for one in found:
        assert isinstance(one, Page) or one.reject is not None
        one.url.encode()
        if isinstance(one, Page):
            assert one.payload.strip()
            for hint in one.hints:
                hint.value.encode()


@SOME
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400), name=st.sampled_from(NAMES), packed=st.booleans())
def test_any_bytes(start: bytes, rest: bytes, name: str, packed: bool) -> None:
    is_accounted_for(name, gzip.compress(start + rest, mtime=0) if packed else start + rest)


WRITTEN = list(ten.ALL)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, bytes]]:
    """A good file of each format."""
    made = {}
    for write in WRITTEN:
        folder = tmp_path_factory.mktemp(write.__name__)
        write(folder)
        first = min(path for path in folder.rglob("*") if path.is_file())
        made[write.__name__] = (first.name, first.read_bytes())
    return made


@SOME
@given(write=st.sampled_from(WRITTEN), at=st.floats(0, 1), cut=st.integers(0, 40), put=st.binary(max_size=12))
@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. .function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
def test_a_good_file_with_some_bytes_changed(
    files: dict[str, tuple[str, bytes]], write: Callable[[Path], None], at: float, cut: int, put: bytes
) -> None:
    name, data = files[write.__name__]
    place = int(at * len(data))
    is_accounted_for(name, data[:place] + put + data[place + cut :])


@SOME
@given(value=st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
                          lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12),
       column=st.sampled_from(["text", "body", "html", "url", "title", "authors", "date", "tags", "source", "bodies", "uri"]))  # fmt: skip
def test_any_value_in_any_column(value: object, column: str) -> None:
    is_accounted_for(
        "a.jsonl",
        json.dumps({"text": "The ferry is late.", "uri": "x", "versioncreated": "2026", column: value}).encode("utf-8") + b"\n",
    )


@pytest.mark.parametrize(
    ("name", "start", "again"),
    [
        ("a.xml", b"<?xml version='1.0'?>", b"<?a?>"), ("a.xml", b"<?a?>", b" "), ("a.xml", b"", b"<!---->"), ("a.md", b"# ", b" "), ("a.md", b"", b"["),
        ("a.md", b"", b"*a "), ("a.md", b"", b"[a]("), ("a.jsonl", b'{"text": "', b"<!---->"), ("a.jsonl", b'{"text": "', b"<p "), ("a.eml", b"From ", b"a"),
        ("a.html", b"<link ", b"<link rel=canonical "), ("a.txt", b"Length: 5 words\nBody\nLoad-Date: x\n", b"A: \n"), ("a.csv", b"text,url,title\n", b'"a""'),
        ("a.json", b"[1,", b"[1,"), ("a.json", b'{"a":', b'{"a":'), ("a.mbox", b"From a Mon 2026\nX-A: 1\n\n", b"From a Mon 2026\n"),
    ],
)  # fmt: skip
def test_what_repeats_itself_takes_no_more_than_its_length(name: str, start: bytes, again: bytes) -> None:
    """A rule that goes back over what it has read would not end here before the night does."""
    is_accounted_for(name, start + again * (400_000 // len(again)))
