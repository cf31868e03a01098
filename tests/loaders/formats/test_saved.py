"""Pages as browsers and mirroring tools save them, and what people take for them: shortcuts and lists of addresses."""

import plistlib
from pathlib import Path

import pytest

from tests.loaders.formats.reading import came_of, story

PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in story(1).split("\n\n"))
PAGE = f"<!doctype html><html lang=en><head><title>Pier one</title></head><body><article><h1>Pier one to be rebuilt</h1>{PARAGRAPHS}</article></body></html>"
URL = "https://tide.example/pier/one"


def safari(page: bytes = PAGE.encode(), **main: object) -> dict[str, object]:
    """What Safari puts into a .webarchive."""
    resource = {
        "WebResourceData": page,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": URL,
    }
    return {
        "WebMainResource": resource | main,
        "WebSubresources": [{"WebResourceData": b"\x89PNG", "WebResourceURL": f"{URL}.png"}],
    }


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize("charset", ["UTF-8", "windows-1252", "UTF-16", ""])
def test_a_page_that_safari_saved(tmp_path: Path, form: plistlib.PlistFormat, charset: str) -> None:
    page = PAGE.replace("the council said", "señora Núñez said").encode(charset or "utf-8")
    written = plistlib.dumps(safari(page, WebResourceTextEncodingName=charset), fmt=form)
    came = came_of(tmp_path, "pier.webarchive", written)
    assert came.rejects == []
    assert [(a.url, a.title, a.publisher) for a in came.articles] == [(URL, "Pier one to be rebuilt", "tide.example")]
    assert came.articles[0].body == story(1).replace("the council said", "señora Núñez said")


@pytest.mark.parametrize("large", [False, True])
def test_its_main_part_may_lie_behind_its_pictures(tmp_path: Path, large: bool) -> None:
    rest = {"WebSubresources": [{"WebResourceData": bytes(200_000 if large else 9), "WebResourceURL": f"{URL}.png"}]}
    written = plistlib.dumps(rest | {"WebMainResource": safari()["WebMainResource"]}, fmt=plistlib.FMT_BINARY, sort_keys=False)
    assert len(came_of(tmp_path, "pier.webarchive", written).articles) == 1


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (plistlib.dumps({"WebSubresources": []}, fmt=plistlib.FMT_BINARY), "damaged"),
        (
            plistlib.dumps(safari(b"\x89PNG" + bytes(99), WebResourceMIMEType="image/png"), fmt=plistlib.FMT_BINARY),
            "unsupported",
        ),
        (plistlib.dumps(safari(), fmt=plistlib.FMT_BINARY)[:-40], "damaged"),
        (b"bplist00" + bytes(64), "damaged"),
    ],
)
def test_one_without_a_page_is_said(tmp_path: Path, written: bytes, code: str) -> None:
    came = came_of(tmp_path, "a.webarchive", written)
    assert ([one for one, _ in came.rejects], came.articles) == ([code], [])


@pytest.mark.parametrize(
    ("comment", "url"),
    [
        (f"<!-- saved from url=(0029){URL} -->", URL),
        (f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Fri Nov 20 2026 10:00:00 GMT+0100\n-->", URL),
        ("<!-- Mirrored from www.tide.example/pier/one.html by HTTrack Website Copier/3.x, Fri, 20 Nov 2026 -->", "https://www.tide.example/pier/one.html"),
        ("<!-- saved from url=(0014)about:internet -->", ""),
        ("<!-- Mirrored from a mould by hand -->", ""),
    ],
)  # fmt: skip
def test_what_a_tool_wrote_into_a_page_says_whence_it_is(tmp_path: Path, comment: str, url: str) -> None:
    (article,) = came_of(tmp_path, "a.html", PAGE.replace("<head>", f"<head>{comment}")).articles
    assert article.publisher == ("tide.example" if url else "unknown")
    assert article.url == (url or "file:a.html")


@pytest.mark.parametrize(
    ("meta", "publisher"),
    [
        ('<meta property="og:site_name" content="The Tide &amp; Ebb">', "The Tide & Ebb"),
        ("<meta content='The Tide (London)' property='og:site_name'>", "The Tide"),
        ('<meta property=og:site_name content="L’Écho du port">', "L’Écho du port"),
        ('<meta property="og:site_name" content="Tide"><link rel=canonical href="https://ebb.example/a">', "ebb.example"),
        ('<meta property="og:site_name" content="">', "unknown"),
        ('<meta property="og:title" content="The Tide">', "unknown"),
    ],
)
def test_a_page_without_an_address_says_whose_it_is(tmp_path: Path, meta: str, publisher: str) -> None:
    (article,) = came_of(tmp_path, "a.html", PAGE.replace("<head>", f"<head>{meta}")).articles
    assert article.publisher == publisher


@pytest.mark.parametrize(
    ("name", "written", "word"),
    [
        ("a.url", f"[InternetShortcut]\r\nURL={URL}\r\n", "shortcut"),
        ("a.desktop", f"[Desktop Entry]\nType=Link\nURL={URL}\n", "shortcut"),
        ("a.webloc", plistlib.dumps({"URL": URL}).decode(), "shortcut"),
        ("a.ris", f"TY  - NEWS\nTI  - Pier one\nUR  - {URL}\nER  - \n", "references"),
        ("a.bib", f"@article{{pier,\n title = {{Pier one}},\n url = {{{URL}}}\n}}\n", "references"),
        ("a.opml", f'<opml version="2.0"><body><outline type="rss" xmlUrl="{URL}"/></body></opml>', "publisher add --from"),
        ("a.xml", f"<?xml version='1.0'?><urlset><url><loc>{URL}</loc></url></urlset>", "sitemap"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999) + "__substg1.0_0037001F".encode("utf-16-le"), "Outlook"),
    ],
)
def test_what_is_no_page_is_called_by_its_name(tmp_path: Path, name: str, written: str | bytes, word: str) -> None:
    ((code, detail),) = came_of(tmp_path, name, written).rejects
    assert code == "unsupported"
    assert word in detail


@pytest.mark.parametrize("written", [URL, f"{URL}\n" * 20, f"\ufeff{URL}\r\n\r\nwww.tide.example/quay\r\n"])
def test_addresses_alone_are_no_text(tmp_path: Path, written: str) -> None:
    ((code, detail),) = came_of(tmp_path, "a.txt", written).rejects
    assert code == "no_text"
    assert "publisher add --from" in detail


def test_a_text_with_addresses_is_one(tmp_path: Path) -> None:
    (article,) = came_of(tmp_path, "a.txt", f"Pier one to be rebuilt\n\n{story(1)}\n\n{URL}\n").articles
    assert article.title == "Pier one to be rebuilt"
