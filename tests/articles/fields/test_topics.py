"""Sections and tags as pages give them: in data, in trails, over the headline, in lists beside the text."""

import json
from datetime import UTC, datetime

import pytest
from lxml.html import Element

from articles.article import Article
from articles.fields.topic_elements import is_called
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read
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
    (news(articleSection="in Uncategorized") + trail({"name": "Harbour"}), "", "Harbour"),
    (news(articleSection="Uncategorized") + trail({"name": "Harbour"}), "", "Harbour"),
    *(
        (news(articleSection=nothing), '<p class="kicker">Harbour</p>', "Harbour")
        for nothing in ("Sin categoría", "Ohne Kategorie", "Без рубрики", "未分類", "Headlines", "Top Story", "À la une", "Prima pagina", "Manşet", "Alle Themen", "Ausgabe vom 26.04.2027", "Issue of 4 May 2027", "news/local", "section:local", "4711", "Ann Example", HEADLINE)
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
    # A trail that only its marks tell.
    *(("", f'<div><a href="/n">News</a> {mark} <a href="/h">Harbour</a></div>', "Harbour") for mark in ("&gt;", "›", "»", "→")),
    ("", '<div><a href="/n">News</a> <a href="/h">Harbour</a></div>', None),
    *((f'<meta name="{name}" content="Harbour">', "", "Harbour") for name in ("og:section", "prism.section", "sailthru_section")),
    ("", '<section class="section"><p>Buy this issue</p></section>', None),
    ("", '<nav><a href="/category/world/">World</a></nav>', None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "header", "section"), SECTIONS)
def test_section(head: str, header: str, section: str | None) -> None:
    assert article(header, head=head).section == section


@pytest.mark.parametrize(
    ("over", "section"),
    [
        ('<div><a href="/thema/hafen">Hafen</a></div>', "Hafen"),
        ('<p><a href="/topic/harbour">Harbour</a></p><p>4 May 2027</p>', "Harbour"),
        ('<div><a href="/thema/hafen">Hafen</a> <a href="/thema/schiffe">Schiffe</a></div>', None),
        ('<div>Read all about it: <a href="/topic/harbour">the harbour</a></div>', None),
        ('<div class="related"><a href="/topic/harbour">Harbour</a></div>', None),
    ],
)
def test_a_topic_alone_over_the_headline_is_its_kicker(over: str, section: str | None) -> None:
    assert article(over=over).section == section


MORE = (
    "<p>The mayor of the next town said that her council would look at its own pillars before the winter, and pay for that.</p>"
    "<p>Nobody had asked for that since the year in which the old bridge was blown up, and the new one was built beside it.</p>"
)
LAST = "<p>The last of the four engines that are to lift it came down the river at night, and few had got up to see it.</p>"
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
    # Known by their label or by what they speak of, whatever stands below; one to hashtags is an embedded post's.
    (f'{MORE}<div>{links(["Bridge", "Ferries", "Engineers"], "/tag/")}</div>{LAST}', ["Bridge", "Ferries", "Engineers"]),
    (f'{MORE}<div>{links(["Bridge", "Ferries", "Engineers"], "https://net.example/hashtag/")}</div>{LAST}', []),
    (f'{MORE}<blockquote>See: the day at sea {links(["#Bridge", "#Ferries", "#Engineers"], "/tag/")}</blockquote>{LAST}', []),
    *((f'{MORE}<div>{label} {links(["Elections", *OWN], "/tag/")}</div>{LAST}', ["Elections", *OWN]) for label in ("Tags:", "Schlagwörter:", "Темы:", "标签：")),
    (f'{MORE}<div>{links(["Bridge", "Ferries"], "/tag/")}</div>{LAST}', []),
    (f'{MORE}<div>{links(["Elections", "Football", "Ferries"], "/tag/")}</div>{LAST}', []),
    (f'<div class="tags">{links(["Lee Baker, mayor", "Ferries"])}</div>', ["Lee Baker, mayor", "Ferries"]),
    *(
        (f'<div class="tags">{links([*OWN, more])}</div>', OWN)
        for more in ("All topics", "Alle Themen", "Todos los temas", "Tous les sujets", "Wszystkie tematy", "Все темы")
    ),
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
    ([*OWN, "8f507083-bac4-423a-9015-2eb31e1bce50", "Category: News", "NLP Entity Tokens: Bridge", "1_Free articles"], OWN),
    ([*OWN, "Example Ann", "Example, Ann"], OWN),
    ([*OWN, "source:tagname:Harbour News", "desk@gazette.example", "a@b.example www.b.example"], OWN),
    ([*OWN, "Technik/Hardware", "Наука/Техника", "news/technik", "News/x"], [*OWN, "Technik/Hardware", "Наука/Техника"]),
    # A comma is part of a name where each has a field of its own, and where an ampersand ends a series.
    ([*OWN, "Lee Baker, mayor"], [*OWN, "Lee Baker, mayor"]),
    (["Bridges, Ferries", "Town council"], OWN),
    ("Arts, Books, & Music", ["Arts, Books, & Music"]),
    # Scripts that put no spaces between words part a list by them.
    ("大桥 渡轮 市议会", ["大桥", "渡轮", "市议会"]),
    ("橋の通行止め フェリー 市議会", ["橋の通行止め", "フェリー", "市議会"]),
    ("다리 공사 현장", ["다리 공사 현장"]),
    ("東京 大会", ["東京 大会"]),
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


KICKERS = [
    ("<header><div class=c1><a href='/archive/harbour'>{}</a></div><div>4 May 2027 / 10:15</div><h1>{}</h1></header>", True),
    ("<div class=c1><a href='/archive/harbour'>{}</a><div class=c2><h1>{}</h1></div></div>", True),
    ("<div class=c1><a href='/archive/harbour'>{}</a><a href='/x/quay'>Quay</a><h1>{}</h1></div>", False),
    ("<div class=c1><a href='/archive/harbour'>{}</a></div><h1>{}</h1>", False),
    ("<div class=c1><nav><a href='/archive/harbour'>{}</a></nav><h1>{}</h1></div>", False),
]


@pytest.mark.parametrize(("over", "is_one"), KICKERS)
@pytest.mark.parametrize("name", ["Harbour", "Hafen und Stadt", "Порт", "港"])
def test_the_only_link_over_the_headline_in_its_box_is_its_kicker(over: str, is_one: bool, name: str) -> None:
    html = f"<html><head><title>{HEADLINE}</title></head><body><main>{over.format(name, HEADLINE)}<div>{PROSE}</div></main></body></html>"
    got = read(Page("https://gazette.example/news/x", "unknown", datetime(2027, 5, 5, tzinfo=UTC), html.encode()), UNKNOWN)
    assert isinstance(got, Article)
    assert got.section == (name if is_one else None)


TRENDING = ["Elections", "World cup", "Weather"]


@pytest.mark.parametrize(
    "footer",
    [
        '<nav class="x"><ul class="tags"><li>{own}</li></ul></nav>',
        '<footer><div class="sidebar-grid__container"><div class="article-tags">{own}</div></div></footer>',
        '<div class="card"><div class="tag-list"><p>Tags</p>{own}</div></div>',
        '<div class="widget"><ul class="mots-cles"><li>{own}</li></ul></div>',
    ],
)
@pytest.mark.parametrize("own", [["Bridges", "Ferries", "Pillars"], ["Ferries", "County", "Engineers", "Cracks"]])
def test_a_list_of_tags_in_a_menu_or_a_column_that_speaks_of_what_the_text_speaks_of(footer: str, own: list[str]) -> None:
    assert article(footer=MORE + LAST + footer.format(own=links(own))).tags == tuple(own)
    trending = MORE + LAST + footer.format(own=links(TRENDING))
    assert article(footer=trending).tags == ()
    assert article(footer=trending + f'<div class="article-tags">{links(OWN)}</div>').tags == tuple(OWN)


def test_of_two_lists_the_one_that_speaks_of_what_the_text_speaks_of() -> None:
    popular = MORE + LAST + f'<div class="tags">{links([*TRENDING, "Taxes"])}</div>'
    own = f'<ul class="tags"><li>{links(["Bridges", "Ferries"])}</li></ul>'
    assert (
        article(footer=popular + own).tags
        == article(footer=MORE + own + popular.removeprefix(MORE + LAST)).tags
        == ("Bridges", "Ferries")
    )


@pytest.mark.parametrize("path", ["/tag/", "/thema/", "/etiquetas/", "https://gazette.example/topics/"])
def test_a_row_of_links_to_tags_under_the_text_though_text_of_other_articles_follows(path: str) -> None:
    more = "".join(
        f"<p>{said} The mayor told so on Monday, in the town hall, to all who had come to hear it.</p>" for said in OWN
    )
    under = f'<div class="border--y">{links(OWN, path)}</div><div>{more}</div>'
    assert article(footer=under).tags == tuple(OWN)


def test_a_key_and_a_value_are_no_topic() -> None:
    assert article(head=META % "topic/abuse & assault, section/local news, Town/County").tags == ("Town/County",)


LABELS = [
    "Topics", "Related topics:", "Filed under", "Schlagwörter", "Themen des Artikels", "Mots-clés", "Etiquetas", "Assuntos",
    "Argomenti", "Trefwoorden", "Emneord", "Nyckelord", "Avainsanat", "Słowa kluczowe", "Štítky", "Címkék", "Etichete",
    "Ключевые слова", "Теги", "Етикети", "Ετικέτες", "Etiketler", "الكلمات المفتاحية", "برچسب‌ها", "תגיות", "टैग", "Topik",
    "Từ khóa", "キーワード", "关键词", "태그",
]  # fmt: skip
ITEMS = [
    "<div><a href='/x/1'>{}</a><a href='/x/2'>{}</a><a href='/x/3'>{}</a></div>",
    "<div><a href=''>{}</a><a href=''>{}</a><a href=''>{}</a></div>",
    "<div><button>{}</button><button>{}</button><button>{}</button></div>",
    "<div><button><a href='/x/1'>{}</a></button><button><a href='/x/2'>{}</a></button><button><a href='/x/3'>{}</a></button></div>",
    "<ul><li>{}</li><li><a href='/x/2'>{}</a></li><li><span>{}</span></li></ul>",
    "<div><span>{}</span><span>{}</span><span>{}</span></div>",
]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("items", ITEMS)
def test_tags_under_a_label(label: str, items: str) -> None:
    under = f"<section><h3>{label}</h3>{items.format(*OWN)}</section>"
    assert article(footer=MORE + LAST + under).tags == tuple(OWN)
    assert article(head=news(keywords=["Ports", "Towns"]), footer=FAR + under).tags == tuple(OWN)


@pytest.mark.parametrize(
    "line",
    [
        "Tags: Bridges, Ferries, Town council",
        "Ann Example | Schlagworte: Bridges, Ferries, Town council | 3 Kommentare",
        f"Posted by Ann Example in News - Tags: {links(OWN)}",
        "キーワード：Bridges、Ferries、Town council",
    ],
)
def test_tags_behind_a_label_in_its_line(line: str) -> None:
    assert article(footer=f"{MORE}{LAST}<p>{line}</p>").tags == tuple(OWN)


def test_lists_under_several_labels_are_one_and_a_labels_second_list_is_another_articles() -> None:
    lists = "".join(
        f"<div><div><b>{label}</b></div><div>{links(names)}</div></div>"
        for label, names in (
            ("Related people", ["Lee Baker"]),
            ("Topics", ["Bridges", "Ferries"]),
            ("Topics", ["Football", "Ports"]),
        )
    )
    assert article(footer=MORE + LAST + lists).tags == ("Lee Baker", "Bridges", "Ferries")


@pytest.mark.parametrize(
    "beside",
    [
        f"<header><div><span>Topics</span>{links(TRENDING)}</div></header>",
        f"<nav><div><span>Topics</span>{links(TRENDING)}</div></nav>",
        (
            "<section><h3>Topics</h3><ul><li><a href='/1'>The mayor of the next town wants to look at her own pillars</a></li>"
            "<li><a href='/2'>Nobody had asked for that since the old bridge was blown up</a></li></ul></section>"
        ),
    ],
)
def test_what_stands_under_such_a_word_and_is_no_list_of_the_articles_tags(beside: str) -> None:
    assert article(header=beside).tags == article(footer=FAR + beside).tags == ()


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("<h4>War at sea</h4>", "War at sea"),
        ("<p>Hafen und Stadt</p>", "Hafen und Stadt"),
        ("<div>Порт</div>", "Порт"),
        ("<p>4 May 2027</p>", None),
        ("<p>By Ann Example</p>", None),
        ("<p>The port is shut.</p>", None),
        ("<p>What everybody wanted to know about it</p>", None),
        ("<p><a href='/x/a'>Ships</a> <a href='/x/b'>Quay</a></p>", None),
    ],
)
def test_a_few_words_right_over_the_headline_are_its_kicker(line: str, section: str | None) -> None:
    html = f"<html><head><title>{HEADLINE}</title></head><body><main><div>{line}<h1>{HEADLINE}</h1></div><div>{PROSE}</div></main></body></html>"
    got = read(Page("https://gazette.example/news/x", "unknown", datetime(2027, 5, 5, tzinfo=UTC), html.encode()), UNKNOWN)
    assert isinstance(got, Article)
    assert got.section == section
    parted = html.replace(line, f"<div>{line}</div>")
    got = read(Page("https://gazette.example/news/x", "unknown", datetime(2027, 5, 5, tzinfo=UTC), parted.encode()), UNKNOWN)
    assert isinstance(got, Article)
    assert got.section is None


NAMED = [
    ("tags", "articleTags"), ("tags", "Tag-List"), ("tags", "box SCHLAGWÖRTER"), ("tags", "story_TOPICS"), ("tags", "mots-cles"),
    ("section", "KICKER"), ("section", "articleCategory"), ("section", "Dach-Zeile"), ("section", "x rubrique"),
    ("others", "RelatedStories"), ("others", "siteNav"), ("others", "MOST-READ"), ("others", "a SwiperSlide"),
    ("breadcrumb", "BreadCrumbs"), ("breadcrumb", "BRØDKRUMME"), ("breadcrumb", "fil-Ariane"), ("breadcrumb", "pageCrumb"),
]  # fmt: skip


@pytest.mark.parametrize("by", ["class", "id"])
@pytest.mark.parametrize(("topic", "name"), NAMED)
def test_what_an_element_is_called_is_told_in_capitals_and_small_letters(topic: str, name: str, by: str) -> None:
    assert is_called(topic, Element("div", {by: name}))
    assert not is_called(topic, Element("div", {by: f"x{name.lower()}x".replace("-", "").replace(" ", "").replace("_", "")}))
