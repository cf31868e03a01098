"""Sections and tags as pages give them: in data, in trails, over the headline, in lists beside the text."""

import json

import pytest

from tests.articles.fields.test_visible import H1 as HEADLINE
from tests.articles.fields.test_visible import PROSE, article

OWN = ["Bridges", "Ferries", "Town council"]


def news(**said: object) -> str:
    node = {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": "2027-05-04",
        "author": {"name": "Ann Example"},
        **said,
    }
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def trail(*steps: object) -> str:
    node = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": i} | step for i, step in enumerate(steps)],
    }  # type: ignore[operator]
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def links(names: list[str], path: str = "/x/", more: str = "") -> str:
    return " ".join(f'<a href="{path}{name.lower().replace(" ", "-").strip("#")}" {more}>{name}</a>' for name in names)


SECTIONS = [
    (news(articleSection=["Harbour"]), "", "Harbour"),
    (news(articleSection="Harbour,World"), "", "Harbour"),
    (news(articleSection="Harbour, World, Ships"), "", "Harbour"),
    (news(articleSection="Arts, Culture"), "", "Arts, Culture"),
    (news(articleSection="Arts &amp; Culture"), "", "Arts & Culture"),
    (news(articleSection="Uncategorized") + trail({"name": "Harbour"}), "", "Harbour"),
    *(
        (news(articleSection=nothing), '<p class="kicker">Harbour</p>', "Harbour")
        for nothing in ("Sin categoría", "Ohne Kategorie", "Без рубрики", "未分類", "news/local", "section:local", "4711", "Ann Example", HEADLINE)
    ),
    (trail({"name": "Home"}, {"name": "News"}, {"name": "Harbour"}, {"name": HEADLINE}), "", "Harbour"),
    (trail({"item": {"@id": "/", "name": "Startseite"}}, {"item": {"name": "Hafen"}}), "", "Hafen"),
    ("", '<ul class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/h">Harbour</a></li></ul>', "Harbour"),
    ("", f'<nav aria-label="Breadcrumb"><a href="/">Home</a> › <a href="/h">Harbour</a> › <span>{HEADLINE}</span></nav>', "Harbour"),
    ("", '<div class="fil-ariane"><a href="/">Accueil</a> <a href="/h">Le port</a></div>', "Le port"),
    ("", '<div><a href="/category/harbour/" rel="category tag">Harbour</a></div>', "Harbour"),
    ("", '<div><a href="/rubrik/hafen/">Hafen</a></div>', "Hafen"),
    ("", '<div class="post-category"><a href="/harbour">Harbour</a></div>', "Harbour"),
    ("", '<p class="article__rubric">Harbour</p>', "Harbour"),
    ("", '<section class="section"><p>Buy this issue</p></section>', None),
    ("", '<nav><a href="/category/world/">World</a></nav>', None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "header", "section"), SECTIONS)
def test_section(head: str, header: str, section: str | None) -> None:
    assert article(header, head=head).section == section


FAR = '<ul class="comments">' + "<li>Ferries!</li>" * 40 + "</ul>"
TAGS = [
    (f'<p class="tags">Tags: {links(OWN)}</p>', OWN),
    (f'<ul class="tag-list">{"".join(f"<li>{links([name])}</li>" for name in OWN)}</ul>', OWN),
    (f'<div class="articleTags">{links(OWN)}</div>', OWN),
    (f'<div>{links(OWN, more="rel=tag")}</div>', OWN),
    (f'<div>{links(OWN, "/thema/")}</div>', OWN),
    (f'<div>{links(OWN, "/news?tag=")}</div>', OWN),
    (f'<div>{links(["#Bridges", "#Ferries"], "/hashtag/")}</div>', ["Bridges", "Ferries"]),
    (f'<div class="tags">{links(OWN, "/tag/")} {links(["All topics"], "/topics/#")}</div>', OWN),
    (f'<div class="tags">{links(OWN)}<a href="mailto:?subject=Bridge">E-mail</a></div>', OWN),
    # Far below, behind what readers said: known by what it speaks of.
    (FAR + f'<div>{links(["Bridge", "Ferries", "Engineers"], "/tag/")}</div>', ["Bridge", "Ferries", "Engineers"]),
    (FAR + f'<div>{links(["Elections", "Football", "Ferries"], "/tag/")}</div>', []),
    (f'<div class="related">{links(OWN, "/tag/")}</div>', []),
    (f'<nav>{links(OWN, "/tag/")}</nav>', []),
]  # fmt: skip


@pytest.mark.parametrize(("footer", "tags"), TAGS)
def test_tags_in_sight(footer: str, tags: list[str]) -> None:
    assert list(article(footer=footer).tags) == tags


def test_a_link_to_a_tag_within_the_text_is_none() -> None:
    inner = PROSE.replace("inspector", '<a href="/tag/inspector">inspector</a>').replace(
        "engineer", '<a href="/tag/engineer">engineer</a>'
    )
    assert article(header=inner).tags == ()


DATA: list[tuple[object, list[str]]] = [
    (OWN, OWN),
    (", ".join(OWN), OWN),
    (";".join(OWN), OWN),
    ([*OWN, "section:local", "ads/harbour", "front_page", "4711", "id20391", "Ann Example", HEADLINE, "Uncategorized"], OWN),
    (["1931", "50 km/h"], ["1931", "50 km/h"]),
    (["Ships &amp; boats"], ["Ships & boats"]),
    (["Bridges", "bridges"], ["Bridges"]),
    (", ".join(f"Topic {i} of the harbour" for i in range(150)), [f"Topic {i} of the harbour" for i in range(50)]),
]  # fmt: skip


@pytest.mark.parametrize(("keywords", "tags"), DATA)
def test_tags_in_data_without_what_machines_read(keywords: object, tags: list[str]) -> None:
    assert list(article(head=news(keywords=keywords)).tags) == tags


META = '<meta name="keywords" content="%s">'


def test_a_list_that_a_site_puts_on_all_its_pages_is_nobodys() -> None:
    assert article(head=META % "town hall, taxes, weddings, waste, parking, museum, elections").tags == ()
    assert article(head=META % "town, bridges, engineers, waste, parking").tags == (
        "town",
        "bridges",
        "engineers",
        "waste",
        "parking",
    )
    assert article(head=META % "waste, parking").tags == ("waste", "parking")


def test_a_list_in_sight_goes_before_the_data_and_one_link_does_not() -> None:
    assert list(article(head=news(keywords=["Bridges", "popular"]), footer=f'<p class="tags">{links(OWN)}</p>').tags) == OWN
    assert list(article(head=news(keywords=OWN), footer=f'<p class="tags">{links(["Harbour"])}</p>').tags) == OWN
