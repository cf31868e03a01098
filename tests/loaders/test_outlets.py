"""Whose a page is where no publisher's file knows it: one outlet has one id, by its host or by its name."""

import json
from pathlib import Path

import pytest

from articles.page import Page
from articles.publisher import Publisher
from loaders.publisher_of import Whose, bare_host
from tests.loaders.formats.reading import story
from tests.loaders.test_files import loaded

TIDE = Publisher(id="tide", name="The Tide", domain="tide.example", boilerplate="All tides are those of the Tide Company.")


@pytest.mark.parametrize(
    ("url", "outlet", "expected"),
    [
        ("https://www.tide.example/a", "", "tide"), ("https://m.tide.example/a", "Somebody", "tide"),
        ("file:a", "The Tide", "tide"), ("file:a", "Tide (London)", "tide"), ("file:a", "THE TIDE (Online)", "tide"),
        ("file:a", "www.tide.example", "tide"), ("file:a", "https://tide.example/a", "tide"), ("file:a", "tide", "tide"),
        ("https://www.ebb.example/a", "", "ebb.example"), ("http://ebb.example/a", "", "ebb.example"),
        ("https://m.ebb.example/a", "", "ebb.example"), ("https://amp.ebb.example/", "The Ebb", "ebb.example"),
        ("https://ebb.co.example/a", "", "ebb.co.example"), ("http://127.0.0.1:8009/a", "", "127.0.0.1:8009"),
        ("file:a", "ebb.example", "ebb.example"), ("file:a", "https://www.ebb.example/x", "ebb.example"),
        ("file:a", "The Ebb", "The Ebb"), ("file:a", "The Ebb (London)", "The Ebb"), ("file:a", "  The \n Ebb ", "The Ebb"),
        ("file:a", "Ebb & Flut (Hamburg)", "Ebb & Flut"), ("file:a", "港口日報", "港口日報"), ("file:a", "Новости порта", "Новости порта"),
        ("file:a", "", "unknown"), ("file:a", " — ", "unknown"),
    ],
)  # fmt: skip
def test_whose_a_page_is(url: str, outlet: str, expected: str) -> None:
    assert Whose({"tide": TIDE})(url, outlet, b"") == expected


def test_one_outlet_has_one_id_however_it_is_written() -> None:
    whose = Whose({})
    for written in ("The Ebb", "Ebb", "EBB", "the ebb (London)", "The Ebb."):
        assert whose("file:a", written, b"") == "The Ebb"


@pytest.mark.parametrize(
    ("named", "expected"),
    [("tide", "tide"), ("The Tide", "tide"), ("www.tide.example", "tide"), ("The Ebb", "The Ebb"), ("ebb", "ebb")],
)
def test_a_name_that_is_given_goes_before_everything(named: str, expected: str) -> None:
    assert Whose({"tide": TIDE}, named)("https://neap.example/a", "Neap", b"") == expected


def test_a_line_that_only_one_publisher_prints_goes_before_a_strange_host() -> None:
    assert Whose({"tide": TIDE})("https://cache.example/a", "", b"<p>All tides are those of the Tide Company.</p>") == "tide"


@pytest.mark.parametrize(
    ("host", "expected"), [("www.mail.example", "mail.example"), ("m.example", "m.example"), ("", ""), ("no host", "")]
)
def test_a_bare_host(host: str, expected: str) -> None:
    assert bare_host(host) == expected


@pytest.mark.parametrize("column", ["source", "source_domain", "site_name", "publisher", "Quelle", "outlet", "domain"])
@pytest.mark.parametrize(
    ("said", "expected"), [("The Ebb", "The Ebb"), ("ebb.example", "ebb.example"), ("www.ebb.example", "ebb.example")]
)
def test_a_column_names_the_outlet(tmp_path: Path, column: str, said: str, expected: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "Pier", "text": story(1), column: said}))
    (page,) = loaded(tmp_path / "a.jsonl")
    assert isinstance(page, Page)
    assert page.publisher == expected


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Ebb <desk@ebb.example>", "ebb.example"), ("desk@newsletter.ebb.example", "ebb.example"), ("Gazette <a@gazette.example>", "gazette"),
        ("The Ebb <theebb@substack.com>", "The Ebb"), ("Ann Bo <ann@gmail.com>", "Ann Bo"), ("ann@gmail.com", "gmail.com"),
    ],
)  # fmt: skip
def test_a_mails_sender_is_its_outlet(tmp_path: Path, sender: str, expected: str) -> None:
    head = f"From: {sender}\nTo: a@b.example\nSubject: Pier\nDate: Fri, 20 Nov 2026 10:00:00 +0000\nMessage-ID: <1@a>\n\n"
    (tmp_path / "a.eml").write_text(head + story(1))
    (page,) = loaded(tmp_path / "a.eml")
    assert isinstance(page, Page)
    assert page.publisher == expected
