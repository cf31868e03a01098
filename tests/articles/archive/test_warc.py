import gzip
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from articles.archive.warc import MAX_RECORD, DamagedRecord, erase, open_warc, pages
from articles.page import Hint, Page

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
WEB = Page(
    url="https://harbour-post.example/2026/ferry",
    publisher="harbour-post",
    fetched_at=NOON,
    payload=b"<html><p>The ferry is back.</p></html>\r\n\r\n",
    content_type="text/html; charset=utf-8",
    http_status=200,
    headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", '"a1"')),
    final_url="https://harbour-post.example/2026/ferry/",
    hints=(Hint("title", "Fähre zurück — endlich", "feed"),),
)
FILE = Page(
    url="file:böx/no te.txt", publisher="unknown", fetched_at=NOON, payload=b"\xff\x00 plain", content_type="text/plain"
)

any_text = st.text(st.characters(), max_size=40)
any_page = st.builds(
    Page,
    url=st.one_of(
        st.text(st.characters(), min_size=1, max_size=40),
        any_text.map("https://gull.example/".__add__),
        st.binary(min_size=1, max_size=20).map(lambda name: "file:" + os.fsdecode(name)),
    ),
    publisher=any_text,
    fetched_at=st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))])),
    payload=st.binary(max_size=500),
    content_type=any_text,
    http_status=st.none() | st.integers(0, 999),
    headers=st.lists(st.tuples(any_text, any_text), max_size=4).map(tuple),
    final_url=any_text,
    hints=st.lists(st.builds(Hint, any_text, any_text, any_text), max_size=3).map(tuple),
)


def stored(archive: Path, *given: Page, name: str = "run/gull.warc.gz") -> list[int]:
    with open_warc(archive, name) as warc:
        return [warc.append(page).warc_offset for page in given]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.lists(any_page, min_size=1, max_size=3))
def test_what_goes_in_comes_out(tmp_path: Path, given_pages: list[Page]) -> None:
    (tmp_path / "x.warc.gz").unlink(missing_ok=True)
    with open_warc(tmp_path, "x.warc.gz") as warc:
        archived = [warc.append(page) for page in given_pages]
    expected = [
        replace(p, warc_file=a.warc_file, warc_offset=a.warc_offset) for p, a in zip(given_pages, archived, strict=True)
    ]
    assert list(pages(tmp_path, "x.warc.gz")) == expected
    offsets = [a.warc_offset for a in archived]
    assert list(pages(tmp_path, "x.warc.gz", offsets[::-1])) == expected[::-1]
    assert [a.page_id for a in archived] == [p.page_id for p in given_pages]


def test_long_pages(tmp_path: Path) -> None:
    long = [replace(WEB, payload=os.urandom(n)) for n in (300_000, 70_000, 65_536, 1)]
    stored(tmp_path, *long)
    assert stored(tmp_path, FILE) == [(tmp_path / "run/gull.warc.gz").stat().st_size - len(gzip_member_of(tmp_path, FILE))]
    assert [page.payload for page in pages(tmp_path, "run/gull.warc.gz")] == [*(page.payload for page in long), FILE.payload]


def gzip_member_of(folder: Path, page: Page) -> bytes:
    stored(folder / "alone", page)
    return (folder / "alone/run/gull.warc.gz").read_bytes()


def test_other_tools_read_it(tmp_path: Path) -> None:
    stored(tmp_path, WEB, FILE)
    with (tmp_path / "run/gull.warc.gz").open("rb") as file:
        seen = []
        for record in ArchiveIterator(file, check_digests="raise"):
            status = record.http_headers.get_statuscode() if record.http_headers else None
            uri, kind = record.rec_headers.get_header("WARC-Target-URI"), record.rec_headers.get_header("Content-Type")
            seen.append((record.rec_type, uri, kind, status, record.content_stream().read()))
    assert seen == [
        ("response", WEB.url, "application/http; msgtype=response", "200", WEB.payload),
        ("resource", "file:b%C3%B6x/no%20te.txt", "text/plain", None, FILE.payload),
    ]


def test_each_record_is_a_member_of_its_own(tmp_path: Path) -> None:
    first, second = stored(tmp_path, WEB, FILE)
    raw = (tmp_path / "run/gull.warc.gz").read_bytes()
    assert gzip.decompress(raw[first:second]).startswith(b"WARC/1.1\r\n")
    assert gzip.decompress(raw[second:]).startswith(b"WARC/1.1\r\n")


def test_the_same_pages_make_the_same_file(tmp_path: Path) -> None:
    stored(tmp_path / "one", WEB, FILE)
    stored(tmp_path / "two", WEB, FILE)
    assert (tmp_path / "one/run/gull.warc.gz").read_bytes() == (tmp_path / "two/run/gull.warc.gz").read_bytes()


@pytest.mark.parametrize("kept", [0, 1, 9, 10, 11, 60, 200])
def test_an_unfinished_last_record_is_cut_off(tmp_path: Path, kept: int) -> None:
    _, second = stored(tmp_path, WEB, FILE)
    path = tmp_path / "run/gull.warc.gz"
    path.write_bytes(path.read_bytes()[: second + kept])
    assert stored(tmp_path, FILE) == [second]
    assert [page.url for page in pages(tmp_path, "run/gull.warc.gz")] == [WEB.url, FILE.url]


def test_zeros_that_a_power_cut_left_are_cut_off(tmp_path: Path) -> None:
    stored(tmp_path, WEB)
    path = tmp_path / "run/gull.warc.gz"
    size = path.stat().st_size
    path.write_bytes(path.read_bytes() + bytes(4096))
    assert stored(tmp_path, FILE) == [size]


def test_damage_before_whole_records_is_never_cut(tmp_path: Path) -> None:
    stored(tmp_path, WEB, FILE)
    path = tmp_path / "run/gull.warc.gz"
    damaged = bytearray(path.read_bytes())
    damaged[40:60] = bytes(20)
    path.write_bytes(damaged)
    with pytest.raises(DamagedRecord, match=r"run/gull.warc.gz: the record at byte 0 is damaged"):
        open_warc(tmp_path, "run/gull.warc.gz")
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("where", range(12, 700, 37))
def test_one_wrong_byte_is_noticed(tmp_path: Path, where: int) -> None:
    first, second = stored(tmp_path, WEB, FILE)
    path = tmp_path / "run/gull.warc.gz"
    damaged = bytearray(path.read_bytes())
    where = min(where, second - 9)
    damaged[where] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(DamagedRecord) as damage:
        list(pages(tmp_path, "run/gull.warc.gz", [first]))
    assert (damage.value.warc_file, damage.value.offset) == ("run/gull.warc.gz", 0)
    assert [page.url for page in pages(tmp_path, "run/gull.warc.gz", [second])] == [FILE.url]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b"The ferry is back", b"The ferry is late", "digest"),
        (b"WARC-JSON-Metadata", b"X-Nothing-Of-Theirs", "damaged"),
        (b"WARC/1.1", b"WARC/9.9", "damaged"),
        (b'"publisher"', b'"published"', "publisher"),
    ],
)
def test_a_record_that_was_changed_is_noticed(tmp_path: Path, old: bytes, new: bytes, why: str) -> None:
    stored(tmp_path, WEB)
    path = tmp_path / "run/gull.warc.gz"
    record = gzip.decompress(path.read_bytes())
    assert old in record
    path.write_bytes(gzip.compress(record.replace(old, new), mtime=0))
    with pytest.raises(DamagedRecord, match=why):
        list(pages(tmp_path, "run/gull.warc.gz"))


def test_a_bomb_in_the_archive_costs_no_memory(tmp_path: Path) -> None:
    (tmp_path / "bomb.warc.gz").write_bytes(gzip.compress(bytes(MAX_RECORD + 1), 1, mtime=0))
    with pytest.raises(DamagedRecord, match="larger than"):
        list(pages(tmp_path, "bomb.warc.gz"))


def test_a_page_larger_than_a_record_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with open_warc(tmp_path, "x.warc.gz") as warc, pytest.raises(ValueError, match="more than the archive takes"):
        warc.append(replace(WEB, payload=bytes(MAX_RECORD)))
    assert (tmp_path / "x.warc.gz").stat().st_size == 0


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    with open_warc(tmp_path, "x.warc.gz"), pytest.raises(BlockingIOError):
        open_warc(tmp_path, "x.warc.gz")


def test_kill_9_loses_nothing_that_was_appended(tmp_path: Path) -> None:
    writer = textwrap.dedent("""
        import sys
        from pathlib import Path
        from tests.articles.archive.test_warc import WEB
        from articles.archive.warc import open_warc
        with open_warc(Path(sys.argv[1]), "x.warc.gz") as warc:
            while True:
                print(warc.append(WEB).warc_offset, flush=True)
    """)
    with subprocess.Popen([sys.executable, "-c", writer, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(30):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        told = 30 + len([line for line in process.stdout.read().split(b"\n") if line])
    with open_warc(tmp_path, "x.warc.gz"):
        pass
    assert len(list(pages(tmp_path, "x.warc.gz"))) in (told - 1, told, told + 1)


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_an_erased_record_is_gone_and_all_others_stay_where_they_lie(tmp_path: Path, gone: int) -> None:
    given_pages = [WEB, replace(WEB, url="https://gull.example/", payload=b"", headers=(), hints=()), FILE]
    offsets = stored(tmp_path, *given_pages)
    file = tmp_path / "run/gull.warc.gz"
    size = file.stat().st_size
    for _ in range(2):
        erase(tmp_path, "run/gull.warc.gz", offsets[gone])
    left = [page for page in given_pages if page is not given_pages[gone]]
    assert file.stat().st_size == size
    assert [page.url for page in pages(tmp_path, "run/gull.warc.gz")] == [page.url for page in left]
    assert [page.payload for page in pages(tmp_path, "run/gull.warc.gz", [o for n, o in enumerate(offsets) if n != gone])] == [
        page.payload for page in left
    ]
    with pytest.raises(DamagedRecord, match="it was taken down"):
        list(pages(tmp_path, "run/gull.warc.gz", [offsets[gone]]))
    with open_warc(tmp_path, "run/gull.warc.gz"):
        assert file.stat().st_size == size
    with file.open("rb") as stream:
        assert [record.rec_type for record in ArchiveIterator(stream)].count("metadata") == 1
