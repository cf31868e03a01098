"""Which pictures are the article's, where their files lie, and what is said of them."""

import pytest

from articles.article import Article, Image
from articles.fields.images import split
from articles.fields.pictures import key_of
from articles.read import read
from tests.articles.test_read import GAZETTE, page

TEXT = [
    f"<p>{sentence}</p>"
    for sentence in (
        "The old crane had stood on the quay for more than sixty years when it fell into the water on Tuesday night.",
        "Divers went down to look at the wreck in the morning and came up again without having seen their own hands.",
        "The harbour master said that a new one had been ordered in the spring, and that it would come when it came.",
    )
]
CRANE = "https://cdn.example/2027/crane.jpg"


def images(piece: str, *, head: str = "", below: str = "") -> tuple[Image, ...]:
    """The pictures of an article with `piece` between its first paragraphs."""
    body = f"<h1>Crane falls into the basin</h1><div class=text>{TEXT[0]}{piece}{TEXT[1]}{TEXT[2]}</div>{below}"
    found = read(page(f"<html><head>{head}</head><body><article>{body}</article></body></html>"), GAZETTE)
    assert isinstance(found, Article)
    return found.images


SHOWN = {
    "src": f'<img src="{CRANE}">',
    "data-src before a stand-in": f'<img src="/img/placeholder.png" data-src="{CRANE}">',
    "data-src before data:": f'<img src="data:image/gif;base64,R0lGOD" data-lazy-src="{CRANE}">',
    "the widest of a set": f'<img srcset="https://cdn.example/2027/small.jpg 320w, {CRANE} 1280w">',
    "picture": f'<picture><source srcset="{CRANE} 2x"><img alt=""></picture>',
    "amp-img": f'<amp-img src="{CRANE}" width="800" height="600"></amp-img>',
    "background": f"<div style=\"background-image: url('{CRANE}')\"></div>",
    "a form given as width and height": f'<img src="{CRANE}" width="3" height="2">',
    "linked to itself in large": f'<a href="{CRANE}"><img src="{CRANE}"></a>',
    "noscript": f'<img src="data:image/gif;base64,R0" class="lazy"><noscript><img src="{CRANE}"></noscript>',
}


@pytest.mark.parametrize("markup", SHOWN.values(), ids=SHOWN)
def test_a_picture_without_a_caption_is_listed_with_its_address(markup):
    assert [image.url for image in images(f"<div class=pic>{markup}</div>")] == [CRANE]


OTHERS = {
    "a pixel": '<img src="https://count.example/p.gif" width="1" height="1">',
    "an icon": '<img src="/img/clock.png" width="24" height="24">',
    "a logo": '<img src="/static/logo.png">',
    "an avatar": '<div class="author-box"><img src="/people/ann.jpg"></div>',
    "a teaser": '<div class="related"><img src="/2027/barge.jpg"></div>',
    "a linked teaser": '<a href="/2027/05/barge-sinks"><img src="/2027/barge.jpg"></a>',
    "an advertisement": '<div class="ad-slot"><img src="/2027/shop.jpg"></div>',
    "a drawing of the page's own": '<img src="/img/wave.svg">',
}


@pytest.mark.parametrize("markup", OTHERS.values(), ids=OTHERS)
def test_what_is_none_of_the_articles(markup):
    assert images(markup) == ()


def test_the_pages_own_picture_and_the_shown_one_are_one():
    head = '<meta property="og:image" content="https://cdn.example/2027/crane-1200x630.jpg">'
    assert [image.url for image in images(f'<figure><img src="{CRANE}"></figure>', head=head)] == [CRANE]
    assert [image.url for image in images("", head=head)] == ["https://cdn.example/2027/crane-1200x630.jpg"]


def test_a_fragment_of_the_page_is_no_picture():
    data = (
        '{"@type": "NewsArticle", "headline": "Crane", "image": {"@id": "https://gazette.example/2027/05/crane#primaryimage"}}'
    )
    assert images("", head=f'<script type="application/ld+json">{data}</script>') == ()


def test_pictures_stand_in_the_order_of_the_page_and_none_twice():
    piece = f'<figure><img src="/b.jpg"><figcaption>The quay.</figcaption></figure><img src="{CRANE}"><img src="{CRANE}?w=200">'
    assert [(image.url, image.caption) for image in images(piece)] == [
        ("https://gazette.example/b.jpg", "The quay."),
        (CRANE, None),
    ]


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("https://a.example/crane-300x200.jpg", "https://b.example/x/crane-scaled.jpg", True),
        ("https://a.example/crane_w640.webp", "https://a.example/crane_w1200.jpg", True),
        ("https://a.example/0f8fad5b-d9cb-469f-a165-70867728950e_w10.jpg", "/0f8fad5b-d9cb-469f-a165-70867728950e/x", True),
        ("https://a.example/harbour-01.jpg", "https://a.example/harbour-02.jpg", False),
        ("https://a.example/1/image.jpg", "https://a.example/2/pic.jpg", False),
    ],
)
def test_one_file_in_several_sizes(one, other, are_one):
    assert (key_of(one) == key_of(other)) == are_one


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The crane in the basin (Bob Sample/AP)", "Bob Sample/AP"),
        ("The crane in the basin. (Photo: Bob Sample)", "Photo: Bob Sample"),
        ("Der Kran im Becken / Bob Sample", "Bob Sample"),
        ("Der Kran im Becken | dpa", "dpa"),
        ("The crane in the basin (left) on Tuesday", None),
        ("The crane (built in 1964)", None),
        ("Rain / wind", None),
    ],
)
def test_the_credit_at_a_captions_end(caption, credit):
    assert split(caption, None, "en")[1] == credit


def test_the_credit_is_an_element_of_its_own():
    figure = f'<figure><img src="{CRANE}"><figcaption>The crane in the basin. <span class="credit">Bob Sample for the Gazette</span></figcaption></figure>'
    (image,) = images(figure)
    assert (image.caption, image.credit, image.credit_person) == (
        "The crane in the basin.",
        "Bob Sample for the Gazette",
        "Bob Sample",
    )


def test_who_has_no_full_name_is_no_person():
    (image,) = images(
        f'<figure><img src="{CRANE}"><figcaption>The crane. <span class="credit">Harbourworks</span></figcaption></figure>'
    )
    assert (image.credit, image.credit_person) == ("Harbourworks", None)
