"""Containers of thousands of bad parts: their rejects are bounded, told in full, and nothing good beside them is lost."""

import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from articles.page import Page, Unread
from loaders import pages_in
from loaders.bounds import MOST_ALIKE, MOST_DAMAGED
from tests.loaders.test_files import NOW

GOOD = b'{"url": "https://paper.example/%d", "text": "The ferry sails every hour, and every half hour in summer."}\n'
BAD = b'{"url": "https://paper.example/\n'


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def loaded(folder: Path, name: str, content: bytes) -> list[Page | Unread]:
    (folder / name).write_bytes(content)
    return list(pages_in([folder / name], publishers={}, publisher=None, now=NOW))


def codes(found: list[Page | Unread]) -> Counter[str]:
    return Counter("page" if isinstance(item, Page) else item.reason for item in found)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("feed.xml", b"<rss version='2.0'><channel>" + b"<item/>" * (MOST_ALIKE + 500) + b"</channel></rss>", "no_text"),
        ("members.zip", zipped(*((f"{n}.txt", b"") for n in range(MOST_ALIKE + 500))), "empty"),
        ("zips.zip", zipped(*((f"{n}.zip", zipped(*((str(m), b"") for m in range(100)))) for n in range(15))), "empty"),
        ("rows.jsonl", b'{"title": "x"}\n' * (MOST_ALIKE + 500), "no_text"),
        ("rows.csv", b"url,title,text\n" + b"https://paper.example/1,x,\n" * (MOST_ALIKE + 500), "no_text"),
        ("rows.json", json.dumps([{"title": "x"}] * (MOST_ALIKE + 500)).encode(), "no_text"),
    ],
)
def test_many_rejects_of_one_code_are_told_as_one(tmp_path, name, content, code):
    found = loaded(tmp_path, name, content)
    assert codes(found) == {code: MOST_ALIKE, f"{code}/further": 1}
    last = found[-1]
    assert last.url == f"file:{name}#further-{code}"
    assert "500 more" in last.reject.detail
    assert str(tmp_path / name) in last.reject.detail
    assert len({item.page_id for item in found}) == len(found), "each is a line of the ledger of its own"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lines.jsonl", GOOD % 1 + BAD * 300 + GOOD % 2),
        ("versions.warc", b"WARC/1.0\r\n" * 20_000),
        ("records.warc", b"WARC/1.0\r\n\r\n" * 20_000),
        ("lengths.warc", b"WARC/1.0\r\nContent-Length: 100000\r\n\r\n" * 5_000),
        ("cells.csv", b"url,title,text\n" + b"https://paper.example/1,x,y,z\n" * 300),
        ("torn.zip", zipped(*((f"{n}.zip", b"PK\x03\x04" + bytes(9)) for n in range(300)))),
    ],
)
def test_what_is_damaged_throughout_is_given_up(tmp_path, name, content):
    found = loaded(tmp_path, name, content)
    came = codes(found)
    assert (came["damaged"], came["damaged/given_up"]) == (MOST_DAMAGED, 1)
    last = found[-1]
    assert f"given up after {MOST_DAMAGED} damaged records" in last.reject.detail


def test_a_few_damaged_rows_among_many_good_ones_cost_themselves_alone(tmp_path):
    rows = b"".join(GOOD % n + (BAD if n % 2 else b"") for n in range(400))
    assert codes(loaded(tmp_path, "rows.jsonl", rows)) == {"page": 400, "damaged": 200}
