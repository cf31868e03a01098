"""NewsML 1 as agencies send it: whichever way the text is held, wherever its lines stand, each article is one page."""

from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from articles.article import Article
from articles.page import Page, Unread
from articles.publisher import UNKNOWN
from articles.read import read
from loaders import pages_in

NOW = datetime(2026, 12, 1, tzinfo=UTC)
PARAGRAPHS = [
    "The lock at the harbour mouth opened again on Monday after divers had freed its lower gate from driftwood of the storm.",
    "Some forty barges had waited since Friday, most of them with gravel for the works on the northern dyke.",
]
TEXTS = {
    "paragraphs": "".join(f"<p>{one}</p>" for one in PARAGRAPHS),
    "NITF": f"<nitf><body><body.content>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</body.content></body></nitf>",
    "NITF in its namespace": f"<nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.content><block>"
    f"{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</block></body.content></body></nitf>",
    "XHTML": f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</body></html>",
    "HTML in a text": escape("".join(f"<p>{one}</p>" for one in PARAGRAPHS)),
    "CDATA": f"<![CDATA[{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}]]>",
    "plain text": "\n\n" + "\n\n".join(PARAGRAPHS) + "\n",
}
LINES = """<NewsLines><HeadLine>Lock opens after storm</HeadLine><SubHeadLine>Forty barges had waited for the tide and a diver</SubHeadLine>
<ByLine>By Mara Quist</ByLine><DateLine>PORT ELLEN, Scotland, Nov. 30</DateLine><SlugLine>HARBOUR-LOCK</SlugLine><KeywordLine>shipping</KeywordLine></NewsLines>"""
ABOUT = """<AdministrativeMetadata><Provider><Party FormalName="Coast Wire"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="en"/><Location><Property FormalName="Country" Value="GBR"/><Property FormalName="City" Value="Port Ellen"/></Location></DescriptiveMetadata>"""
PICTURE = """<NewsComponent><Role FormalName="Picture"/><NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent>
<p>A diver at the lower gate on Sunday, seen from the pier of the old customs house.</p></DataContent></ContentItem></NewsComponent>
<ContentItem Href="lock.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>"""


def content(text: str) -> str:
    return f"<ContentItem><MediaType FormalName='Text'/><DataContent>{text}</DataContent></ContentItem>"


def item(component: str, *, number: int = 1, status: str = "Usable", lang: str = "") -> str:
    return f"""<NewsItem{lang}><Identification><NewsIdentifier><ProviderId>coast.example</ProviderId><DateId>20261130</DateId>
<NewsItemId>lock-{number}</NewsItemId></NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName="News"/>
<FirstCreated>20261130T081500+0000</FirstCreated><ThisRevisionCreated>20261130T093000Z</ThisRevisionCreated><Status FormalName="{status}"/></NewsManagement>
{component}</NewsItem>"""


def message(*items: str, root: str = "NewsML") -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE {root} SYSTEM "http://www.coast.example/NewsML_1.2.dtd">
<{root} Version="1.2"><NewsEnvelope><DateAndTime>20261130T100000+0000</DateAndTime></NewsEnvelope>{"".join(items)}</{root}>"""


def component(inner: str, more: str = "") -> str:
    return f"<NewsComponent{more}>{inner}</NewsComponent>"


WAYS = {
    "all in one component": lambda text: component(LINES + ABOUT + content(text)),
    "the text in a component of its own": lambda text: component(
        LINES + ABOUT + component("<Role FormalName='Main'/>" + content(text))
    ),
    "the lines beside the text, the rest above": lambda text: component(ABOUT + component(LINES + content(text))),
    "three deep": lambda text: component(component(ABOUT + component(LINES + component(content(text))))),
    "with a picture behind it": lambda text: component(LINES + ABOUT + component(content(text)) + PICTURE),
    "with a picture before it": lambda text: component(LINES + ABOUT + PICTURE + component(content(text))),
    "in two formats": lambda text: component(LINES + ABOUT + content(text) + content(text), " EquivalentsList='yes'"),
    "in two formats, a component each": lambda text: component(
        LINES + ABOUT + component(component(content(text)) + component(content(text)), " EquivalentsList='yes'")
    ),
    "in two parts": lambda text: component(
        LINES + ABOUT + component(content(text)) + component(content("<p>The next tide is at noon.</p>"))
    ),
}


def loaded(folder: Path, written: str) -> list[Page | Unread]:
    file = folder / "wire.xml"
    file.write_text(written, "utf-8")
    return [one for one in pages_in([file], publishers={}, publisher=None, now=NOW) if isinstance(one, (Page, Unread))]


def article(page: Page | Unread) -> Article:
    assert isinstance(page, Page), page
    found = read(page, UNKNOWN)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("way", WAYS)
def test_each_way_gives_the_same_article(tmp_path: Path, way: str, text: str) -> None:
    (page,) = loaded(tmp_path, message(item(WAYS[way](TEXTS[text]))))
    found = article(page)
    last = ["The next tide is at noon."] if "two parts" in way else []
    assert found.body.split("\n\n") == PARAGRAPHS + last
    assert (found.title, found.authors, found.language) == ("Lock opens after storm", ("Mara Quist",), "en")
    assert found.standfirst == "Forty barges had waited for the tide and a diver"
    assert (found.published_at, found.updated_at) == (
        datetime(2026, 11, 30, 8, 15, tzinfo=UTC),
        datetime(2026, 11, 30, 9, 30, tzinfo=UTC),
    )
    assert [place.name for place in found.places] == ["Port Ellen"]
    assert ("slugline", "HARBOUR-LOCK") in {(one.field, one.value) for one in found.evidence}
    assert found.tags == ("shipping",)
    assert isinstance(page, Page)
    assert page.publisher == "Coast Wire"


def test_each_item_of_a_message_is_a_page_of_its_own(tmp_path: Path) -> None:
    items = [item(component(LINES.replace("Lock", f"Lock {n}") + content(TEXTS["NITF"])), number=n) for n in (1, 2, 3)]
    pages = loaded(tmp_path, message(*items))
    assert [article(page).title for page in pages] == [f"Lock {n} opens after storm" for n in (1, 2, 3)]
    assert len({page.url for page in pages}) == 3
    assert [page.url for page in loaded(tmp_path, message(*reversed(items)))] == [page.url for page in reversed(pages)]


def test_components_with_headlines_of_their_own_are_articles_of_their_own(tmp_path: Path) -> None:
    parts = "".join(component(LINES.replace("Lock", word) + content(TEXTS["paragraphs"])) for word in ("Lock", "Gate"))
    pages = loaded(tmp_path, message(item(component(ABOUT + parts))))
    assert [article(page).title for page in pages] == ["Lock opens after storm", "Gate opens after storm"]
    assert len({page.url for page in pages}) == 2


@pytest.mark.parametrize("status", ["Canceled", "Cancelled", "Withdrawn"])
def test_what_its_agency_took_back_is_no_article(tmp_path: Path, status: str) -> None:
    (found,) = loaded(tmp_path, message(item(WAYS["three deep"](TEXTS["NITF"]), status=status)))
    assert isinstance(found, Unread)
    assert found.reason == "no_text"


def test_an_item_of_pictures_alone_is_refused_and_its_neighbour_is_loaded(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, message(item(component(LINES + PICTURE)), item(component(LINES + content(TEXTS["CDATA"])), number=2))
    )
    assert [type(one) for one in found] == [Unread, Page]


@pytest.mark.parametrize(
    ("lang", "headline", "byline", "text", "name"),
    [
        ("nl", "Sluis weer open na storm", "Door Mara Quist", "De sluis aan de havenmond is maandag weer opengegaan nadat duikers de onderste deur hadden vrijgemaakt van het wrakhout.", "Mara Quist"),
        ("fr", "L'écluse rouvre après la tempête", "Par Mara Quist", "L'écluse à l'entrée du port a rouvert lundi après que des plongeurs ont dégagé sa porte inférieure des débris de la tempête.", "Mara Quist"),
        ("de", "Schleuse nach dem Sturm wieder offen", "Von Mara Quist", "Die Schleuse an der Hafeneinfahrt ist seit Montag wieder offen, nachdem Taucher das untere Tor vom Treibholz befreit hatten.", "Mara Quist"),
        ("ja", "嵐のあと水門が再び開く", "", "港の入り口にある水門は、潜水士が流木を取り除いたことを受けて、月曜日に再び開いた。約四十隻のはしけが金曜日から待っていた。", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("said", ["xml:lang", "metadata"])
def test_in_the_languages_of_agencies(
    tmp_path: Path, said: str, lang: str, headline: str, byline: str, text: str, name: str | None
) -> None:
    lines = f"<NewsLines><HeadLine>{headline}</HeadLine><ByLine>{byline}</ByLine></NewsLines>"
    about = f"<DescriptiveMetadata><Language FormalName='{lang}'/></DescriptiveMetadata>" if said == "metadata" else ""
    written = item(
        component(lines + about + content(f"<p>{text}</p>")), lang=f" xml:lang='{lang}'" if said == "xml:lang" else ""
    )
    (page,) = loaded(tmp_path, message(written))
    found = article(page)
    assert (found.title, found.body, found.language) == (headline, text, lang)
    assert found.authors == ((name,) if name else ())
