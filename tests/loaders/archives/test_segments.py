"""Records in segments, and records that were truncated: the whole page, or as much of it as is there."""

import gzip
import itertools
from pathlib import Path

import brotli
import pytest

from tests.loaders.archives.test_warc import HEAD, http, record
from tests.loaders.formats.reading import Came, came_of, story

URL = "https://gazette.example/1"
TEXT = "\n\n".join(story(n, subject) for n, subject in enumerate(("pier", "quay", "ferry", "lock"), 1))
PAGE = (
    (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pier to be rebuilt</title><meta property="og:type" '
        f'content="article"></head><body><article><h1>Pier to be rebuilt</h1><p>{TEXT}</p></article></body></html>'
    )
    .replace("\n\n", "</p><p>")
    .encode()
)
ID = "<urn:uuid:1>"


def segments(block: bytes, cuts: list[int], total: bool = True) -> list[bytes]:
    borders = [0, *cuts, len(block)]
    parts = [block[a:b] for a, b in itertools.pairwise(borders)]
    first = record(parts[0], URL, more=[f"WARC-Record-ID: {ID}", "WARC-Segment-Number: 1"])
    further = [
        record(
            part, URL, "continuation", "application/http",
            more=[f"WARC-Segment-Origin-ID: {ID}", f"WARC-Segment-Number: {n}"]
            + ([f"WARC-Segment-Total-Length: {len(block)}"] if total and n == len(parts) else []),
        )
        for n, part in enumerate(parts[1:], 2)
    ]  # fmt: skip
    return [first, *further]


def came(folder: Path, records: list[bytes], *, packed: bool) -> Came:
    data = b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)
    return came_of(folder, "a.warc.gz" if packed else "a.warc", data)


@pytest.mark.parametrize("cuts", [[500], [300, 700], [len(http(PAGE)) - 10], [20], [400, 401, 402, 900]])
@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("between", [[], [record(http(b"<p>Another page.</p>"), "https://gazette.example/2", "request")]])
def test_segments_are_one_page(tmp_path: Path, cuts: list[int], packed: bool, between: list[bytes]) -> None:
    first, *further = segments(http(PAGE), cuts)
    found = came(tmp_path, [first, *between, *further], packed=packed)
    assert [(a.url, a.body, a.is_truncated) for a in found.articles] == [(URL, TEXT, False)]
    assert found.rejects == []


@pytest.mark.parametrize("records", [segments(http(PAGE), [900])[:1], segments(http(PAGE), [500, 900])[:2],
                                     segments(http(PAGE), [500, 900])[::2]], ids=["first", "no last", "one missing"])  # fmt: skip
@pytest.mark.parametrize("packed", [True, False])
def test_without_its_last_segment_a_page_is_truncated(tmp_path: Path, records: list[bytes], packed: bool) -> None:
    found = came(tmp_path, records, packed=packed)
    ((body, truncated),) = [(a.body, a.is_truncated) for a in found.articles]
    assert truncated
    assert TEXT.startswith(body[:200])
    assert len(body) < len(TEXT)


@pytest.mark.parametrize(
    ("coding", "pack"), [("", bytes), ("gzip", gzip.compress), ("br", lambda page: brotli.compress(page, lgwin=10))]
)
@pytest.mark.parametrize("why", ["length", "time", "disconnect", "unspecified"])
def test_a_truncated_record_gives_what_is_there(tmp_path: Path, coding: str, pack, why: str) -> None:
    packed = pack(PAGE)
    head = (*HEAD, f"Content-Encoding: {coding}") if coding else HEAD
    block = http(packed[: int(len(packed) * 0.7)], *head)
    more = [f"WARC-Truncated: {why}", "WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]
    found = came(tmp_path, [record(block, URL, more=more)], packed=True)
    assert [a.is_truncated for a in found.articles] == [True], found.rejects
    assert TEXT.startswith(found.articles[0].body[:200])


def test_a_record_that_is_not_called_truncated_must_be_whole(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    block = http(packed[: int(len(packed) * 0.7)], *HEAD, "Content-Encoding: gzip")
    assert [code for code, _ in came(tmp_path, [record(block, URL)], packed=True).rejects] == ["damaged"]
