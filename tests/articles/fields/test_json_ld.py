"""JSON-LD as pages have it: scripts wrapped and broken, authors told in many ways, nodes about other pages."""

import json

import pytest

from articles.fields.json_ld import items
from tests.articles.fields.test_visible import H1, article

ADDRESS = "https://gazette.example/news/bridge-closed-over-cracks-again"
ANN = {"@type": "Person", "name": "Ann Example"}
NEWS = {"@type": "NewsArticle", "headline": H1, "datePublished": "2027-05-04T10:00:00Z", "author": ANN}
PLAIN = json.dumps(NEWS)


def head(*scripts: object) -> str:
    texts = (script if isinstance(script, str) else json.dumps(script, ensure_ascii=False) for script in scripts)
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


WRAPPED = [
    f"//<![CDATA[\n{PLAIN}\n//]]>",
    f"<![CDATA[{PLAIN}]]>",
    f"/*<![CDATA[*/ {PLAIN} /*]]>*/",
    f"<!-- {PLAIN} -->",
    f"/* made by [seo] {{v2}} */ {PLAIN}",
    f"// made by [seo]\n{PLAIN}",
    PLAIN.replace(', "author"', ', /* who */ "author"'),
    PLAIN + ";",
    PLAIN + "\n" + json.dumps({"@type": "Organization", "name": "Gazette"}),
    json.dumps({"@type": "Organization", "name": "Gazette"}) + ",\n" + PLAIN,
    json.dumps({"@type": "Organization", "name": "Gazette"}) + PLAIN,
    PLAIN + "}",
    PLAIN + " [object Object]",
    PLAIN.replace(H1, 'The "safe" bridge'),
    PLAIN.replace("}}", ',},"about": "a \\"bridge\\" and "cracks" in it"}'),
    PLAIN.replace('"', "&quot;"),
    PLAIN.replace('"name"', '"url": "http://gazette.example//a,}", "name"'),
    PLAIN.replace("Example", "Example\n"),
]


@pytest.mark.parametrize("script", WRAPPED)
def test_scripts_are_read_however_they_are_wrapped_or_broken(script: str) -> None:
    assert article(head=head(script)).authors == ("Ann Example",)


AUTHORS: list[tuple[object, tuple[str, ...]]] = [
    ([[ANN]], ("Ann Example",)),
    ([ANN, [{"@type": "Person", "name": "Bob Sample"}]], ("Ann Example", "Bob Sample")),
    ({"@list": [[ANN]]}, ("Ann Example",)),
    ({"@type": "Person", "givenName": "Ann", "familyName": "Example"}, ("Ann Example",)),
    ({"@type": "Person", "givenName": "Ann", "additionalName": "de", "familyName": "Groot"}, ("Ann de Groot",)),
    ({"@type": "Person", "name": " ", "givenName": "Ann", "familyName": "Example"}, ("Ann Example",)),
    ({"@list": [ANN, {"@type": "Person", "name": "Bob Sample"}]}, ("Ann Example", "Bob Sample")),
    ({"@set": ["Ann Example"]}, ("Ann Example",)),
    ([{"@id": "#bob"}, {"@id": "#cy", "@type": "Person"}], ("Bob Sample", "Cy Pattern")),
    ({"@id": "#nobody"}, ()),
    ({"@type": "Person", "name": ["Ann Example", "Bob Sample"]}, ("Ann Example", "Bob Sample")),
    ({"@type": "Person", "name": {"@value": "Ann Example", "@language": "en"}}, ("Ann Example",)),
    ({"@type": "Person", "name": "Ann O&#x27;Dell"}, ("Ann O'Dell",)),
    ({"@type": "Person", "name": "Ann O&amp;#39;Dell"}, ("Ann O'Dell",)),
    ({"@type": "Person", "name": "Zo&euml; Example"}, ("Zoë Example",)),
]
PEOPLE = [{"@type": "Person", "@id": "#bob", "name": "Bob Sample"}, {"@type": "Person", "@id": "#cy", "name": "Cy Pattern"}]


@pytest.mark.parametrize(("author", "names"), AUTHORS)
def test_authors_are_found_however_the_data_give_them(author: object, names: tuple[str, ...]) -> None:
    assert article(head=head({"@graph": [NEWS | {"author": author}, *PEOPLE]})).authors == names


OTHER = {"@type": "NewsArticle", "headline": "Ferries go all night", "url": "https://gazette.example/news/ferries",
         "author": {"@type": "Person", "name": "Other Writer"}, "datePublished": "2020-01-01T00:00:00Z"}  # fmt: skip
WITHOUT_HEADLINE = {key: value for key, value in NEWS.items() if key != "headline"}
NODES: list[tuple[object, ...]] = [
    (OTHER, NEWS),
    (OTHER, WITHOUT_HEADLINE | {"url": ADDRESS}),
    (OTHER, WITHOUT_HEADLINE | {"@id": ADDRESS + "/#article"}),
    (OTHER, WITHOUT_HEADLINE | {"mainEntityOfPage": {"@type": "WebPage", "@id": ADDRESS.replace("https", "http")}}),
    (OTHER, WITHOUT_HEADLINE | {"mainEntityOfPage": ADDRESS + "/"}),
    ({"@type": "Review", "name": H1, "author": {"@type": "Person", "name": "Other Writer"}}, NEWS),
    ([OTHER, NEWS],),
    ({"@graph": [OTHER, NEWS]},),
    # Two nodes about the one article: what the first has not, the second gives.
    (OTHER, WITHOUT_HEADLINE | {"url": ADDRESS, "author": None}, NEWS),
]


@pytest.mark.parametrize("nodes", NODES)
def test_of_several_nodes_the_one_about_the_page_is_believed(nodes: tuple[object, ...]) -> None:
    read = article(head=head(*nodes))
    assert (read.authors, read.published_at and read.published_at.year) == (("Ann Example",), 2027)


def test_a_second_node_gives_its_topics_and_its_price_and_not_its_text() -> None:
    second = NEWS | {
        "keywords": ["Bridges", "Ferries"],
        "articleSection": "Harbour",
        "description": "A summary of another story.",
        "isAccessibleForFree": False,
    }
    read = article(head=head(NEWS, second))
    assert (read.tags, read.section, read.standfirst, read.flags) == (("Bridges", "Ferries"), "Harbour", None, ("paywalled",))


def test_lists_within_lists_without_end_are_no_fault() -> None:
    deep: object = "Ada Archer"
    for _ in range(5_000):
        deep = [deep]
    assert all(isinstance(one, list) for one in items(deep))
    assert items([["Ada Archer"], [["Bob Sample"]]]) == ["Ada Archer", "Bob Sample"]
