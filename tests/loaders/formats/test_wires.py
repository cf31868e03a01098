"""What a wire's header states is evidence, and the article's field where its text does not say it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.article import Article
from articles.page import Page, Unread
from articles.publisher import Publisher
from articles.read import read
from loaders import pages_in

NOW = datetime(2026, 12, 1, tzinfo=UTC)
FIRST = (
    "The old harbour bridge will close to all traffic for a month from Monday while its bearings are replaced, the city said."
)
SECOND = "Engineers found cracks in two of the forty bearings during an inspection in the spring."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"

NITF = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.4/specification/dtd/nitf-3-4.dtd">
<nitf><head><title>Harbour</title><docdata><doc-id id-string="a1"/><date.issue norm="20261130T101500+0000"/><du-key key="HARBOUR-BRIDGE"/>
<evloc city="Portland"/></docdata></head><body><body.head><hedline><hl1>Harbour bridge to close</hl1></hedline>
<byline>By <person>Ines Okafor</person><byttl>Staff Reporter</byttl></byline><distributor>Valley Wire</distributor>
<dateline><location><city>Portland</city>, <state>Maine</state></location> <story.date norm="20261130">Nov. 30</story.date></dateline></body.head>
<body.content><p>{FIRST}</p><media media-type="image"><media-reference mime-type="image/jpeg" source="https://valley.example/bridge.jpg"/>
<media-caption>The bridge on Sunday.</media-caption><media-producer>Ann Lee/AFP</media-producer></media><p>{SECOND}</p></body.content></body></nitf>"""

G2 = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:valley.example:a1" version="1" standard="NewsML-G2" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Valley Wire"/><versionCreated>2026-11-30T10:15:00Z</versionCreated></itemMeta>
<contentMeta><located qcode="city:1"><name>Portland</name></located><by>By Ines Okafor</by><dateline>Portland, Maine</dateline><creditline>Valley Wire</creditline>
<headline>Harbour bridge to close</headline><slugline>HARBOUR-BRIDGE</slugline><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html></inlineXML></contentSet></newsItem>"""

NINJS = {"uri": "urn:valley:a1", "type": "text", "versioncreated": "2026-11-30T10:15:00Z", "language": "en", "byline": "By Ines Okafor",
         "headline": "Harbour bridge to close", "located": "Portland, Maine", "creditline": "Valley Wire", "slugline": "HARBOUR-BRIDGE",
         "place": [{"name": "Portland"}], "body_html": BODY}  # fmt: skip
NINJS_3 = {"uri": "urn:valley:a1", "type": "text", "versionCreated": "2026-11-30T10:15:00Z", "language": "en", "by": "By Ines Okafor",
           "headlines": [{"value": "Harbour bridge to close"}], "located": "Portland, Maine", "creditLine": "Valley Wire",
           "slugline": "HARBOUR-BRIDGE", "places": [{"name": "Portland"}], "bodies": [{"contentType": "text/html", "value": BODY}]}  # fmt: skip

FILES = {"a.xml": NITF, "g2.xml": G2, "ninjs-1.json": json.dumps(NINJS), "ninjs-3.json": json.dumps(NINJS_3)}


def article(folder: Path, name: str, content: str) -> Article:
    (folder / name).write_text(content, "utf-8")
    (page,) = pages_in([folder / name], publishers={}, publisher=None, now=NOW)
    assert isinstance(page, Page), page
    found = read(page, Publisher(id="wire", name="Valley Wire", domain="valley.example"))
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("name", FILES)
def test_a_header_says_what_the_text_does_not(tmp_path: Path, name: str) -> None:
    found = article(tmp_path, name, FILES[name])
    assert (found.title, [c.name for c in found.contributors]) == ("Harbour bridge to close", ["Ines Okafor"])
    assert found.published_at == datetime(2026, 11, 30, 10, 15, tzinfo=UTC)
    assert (found.dateline, [(p.name, p.country) for p in found.places]) == ("Portland, Maine", [("Portland", "US")])
    assert found.body == f"{FIRST}\n\n{SECOND}", "nothing is put into the text"
    said = {(e.field, e.value) for e in found.evidence}
    assert said >= {
        ("slugline", "HARBOUR-BRIDGE"),
        ("credit", "Valley Wire"),
        ("places", "Portland"),
        ("dateline", "Portland, Maine"),
    }
    chosen = {e.field: e.value for e in found.evidence if e.chosen}
    assert chosen["dateline"] == "Portland, Maine"
    assert chosen["author"].startswith("By Ines Okafor")


@pytest.mark.parametrize("name", FILES)
def test_a_dateline_that_is_printed_goes_before_one_that_is_stated(tmp_path: Path, name: str) -> None:
    found = article(tmp_path, name, FILES[name].replace("The old harbour", "BOSTON (AP) – The old harbour"))
    assert (found.dateline, found.dateline_agency, [p.name for p in found.places]) == ("BOSTON (AP)", "AP", ["Boston"])
    assert found.body.startswith("The old harbour")


def test_a_picture_of_nitf_keeps_its_caption_and_credit(tmp_path: Path) -> None:
    (image,) = article(tmp_path, "a.xml", NITF).images
    assert (image.url, image.caption, image.credit_agency) == (
        "https://valley.example/bridge.jpg",
        "The bridge on Sunday.",
        "AFP",
    )


@pytest.mark.parametrize(("name", "old", "new"), [
    ("ninjs-1.json", '"type": "text"', '"type": "text", "pubstatus": "canceled"'), ("ninjs-3.json", '"type": "text"', '"type": "text", "pubStatus": "canceled"'),
    ("g2.xml", "<itemMeta>", '<itemMeta><pubStatus qcode="stat:canceled"/>'),
])  # fmt: skip
def test_what_its_agency_took_back_is_no_article(tmp_path: Path, name: str, old: str, new: str) -> None:
    (tmp_path / name).write_text(FILES[name].replace(old, new), "utf-8")
    (found,) = pages_in([tmp_path / name], publishers={}, publisher=None, now=NOW)
    assert isinstance(found, Unread)
    assert found.reason == "no_text"
