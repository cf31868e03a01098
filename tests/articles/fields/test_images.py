"""Which pictures are the article's, where their files lie, and what is said of them."""

import pytest

from articles.article import Article, Image
from articles.fields.credit_lines import split
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


@pytest.mark.parametrize("house", ["<b>Reuters</b>", "<strong>AFP</strong>", "<a href=/dpa>dpa</a>"])
def test_a_house_that_a_caption_speaks_of_is_no_credit(house: str) -> None:
    caption = f"<figcaption>{house} reporters at the basin on Tuesday night.</figcaption>"
    (image,) = images(f'<figure><img src="{CRANE}">{caption}</figure>')
    words = house.partition(">")[2].partition("<")[0]
    assert (image.caption, image.credit) == (f"{words} reporters at the basin on Tuesday night.", None)


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
    "an element named after how it comes": f'<img class="image-placeholder__image loading default" src="{CRANE}">',
    "noscript": f'<img src="data:image/gif;base64,R0" class="lazy"><noscript><img src="{CRANE}"></noscript>',
}


@pytest.mark.parametrize("markup", SHOWN.values(), ids=SHOWN)
def test_a_picture_without_a_caption_is_listed_with_its_address(markup):
    assert [image.url for image in images(f"<div class=pic>{markup}</div>")] == [CRANE]


@pytest.mark.parametrize(
    "url",
    [
        "https://gazette.example/sites/default/files/styles/large/public/crane.jpg?itok=x1",
        "https://gazette.example/sites/default/files/2027/crane.jpg",
    ],
)
def test_a_folder_that_many_sites_keep_their_pictures_in_says_nothing(url):
    assert [image.url for image in images(f'<div class=pic><img src="{url}"></div>')] == [url]


OTHERS = {
    "a face set beside a name in the text": '<span class="rollover"><span><img src="/people/sample.jpg" width="100" height="100"></span></span>',
    "a play button over a film": '<img src="/designimages/play_overlay.png">',
    "an app's icon": '<img src="/img/fpApp/appIcon.png">',
    "a pixel": '<img src="https://count.example/p.gif" width="1" height="1">',
    "an icon": '<img src="/img/clock.png" width="24" height="24">',
    "a logo": '<img src="/static/logo.png">',
    "an avatar": '<div class="author-box"><img src="/people/ann.jpg"></div>',
    "a teaser": '<div class="related"><img src="/2027/barge.jpg"></div>',
    "a linked teaser": '<a href="/2027/05/barge-sinks"><img src="/2027/barge.jpg"></a>',
    "a card whose headline holds a link": '<div><div><img src="/2027/barge.jpg"></div><h3><a href="/2027/05/barge">Barge sinks</a></h3></div>',
    "a card whose headline lies in a link": '<div><figure><img src="/2027/barge.jpg"></figure><a href="/2027/05/barge"><h4>Kahn sinkt</h4></a></div>',
    "a card, and its picture again for readers without scripts": '<div><img src="/2027/barge.jpg"><noscript><img src="/2027/barge.jpg"></noscript><h2><a href="/b">はしけ沈む</a></h2></div>',
    "an advertisement": '<div class="ad-slot"><img src="/2027/shop.jpg"></div>',
    "a drawing of the page's own": '<img src="/img/wave.svg">',
}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "fire-at-old-button-factory-in-oldmill.jpg",
        "0b9d4c1e-77aa-4c1e-a9b3-0123456789ab_wide_default_0.jpg",
        "crane-380x190-c-default.jpg",
        "harbour-beacon-relit-after-storm.jpg?w=9",
    ],
)
def test_a_files_name_that_describes_its_picture_may_hold_any_word(name):
    assert [image.url for image in images(f'<img src="/img/{name}">')] == [f"https://gazette.example/img/{name}"]


@pytest.mark.parametrize(
    "name",
    [
        "logo-of-the-oldmill-evening-gazette.png",
        "the-oldmill-evening-gazette-logo.png",
        "ann-example-of-oldmill-portrait-in-colour.jpg",
        "news-logo-small.png",
        "cropped-oldmill-gazette-logo-white-square.png",
        "the-gazette-of-oldmill-button.png",
        "the-gazette-0123456789-logo.png",
        "Oldmill_Social_Default-e8530e9eab12.jpg",
        "icons/what-to-do-when-it-rains.png",
    ],
)
def test_a_long_name_of_a_logo_or_a_portrait_is_none(name):
    assert images(f'<img src="/img/{name}">') == ()


@pytest.mark.parametrize("markup", OTHERS.values(), ids=OTHERS)
def test_what_is_none_of_the_articles(markup):
    assert images(markup) == ()


OWN = {
    "under a cross-heading of the article": f'<div><h2>The wreck</h2><img src="{CRANE}"></div>',
    "with a link to who took it": f'<div><img src="{CRANE}"><p class="caption">The crane. <a href="https://sample.example">Sample</a></p></div>',
    "in a figure whose caption has a linked headline": (
        f'<figure><img src="{CRANE}"><figcaption><h3><a href="/2027/05/crane-film">The crane falls</a></h3></figcaption></figure>'
    ),
    "among others of a gallery": f'<div><h3><a href="/gallery">All of it</a></h3><img src="{CRANE}"><img src="/quay.jpg"></div>',
}


@pytest.mark.parametrize("markup", OWN.values(), ids=OWN)
def test_a_headline_beside_a_picture_makes_no_teaser_of_it(markup):
    assert images(markup)[0].url == CRANE


@pytest.mark.parametrize("shown", ['src="data:image/gif;base64,R0"', 'src="/img/placeholder.png"', 'alt="The crane"'])
@pytest.mark.parametrize("caption", ["The crane in the basin.", "Кран в бухте.", "港のクレーン。"])
def test_a_picture_whose_address_only_a_script_knows_is_told_by_its_caption(shown, caption):
    piece = f"<figure><img {shown}><figcaption>{caption}</figcaption></figure>"
    assert [(image.url, image.caption) for image in images(piece + '<img src="/quay.jpg">')] == [
        (None, caption),
        ("https://gazette.example/quay.jpg", None),
    ]
    head = f'<meta property="og:image" content="{CRANE}">'
    assert [(image.url, image.caption) for image in images(piece, head=head)] == [(CRANE, caption)]


@pytest.mark.parametrize(
    ("above", "around"),
    [
        ("<div class=top>{}</div>", "<div>{}</div>"),
        ("", '<div class="post type-post"><div class=top><img src="{crane}"></div>{}</div>'),
        ("", '<div itemscope itemtype="https://schema.org/NewsArticle"><div class=top><img src="{crane}"></div>{}</div>'),
        ("", '<div role="main"><div class=top><img src="{crane}"></div>{}</div>'),
    ],
)
def test_a_picture_above_the_headline(above, around):
    """In the article's own element, by its name; elsewhere where the page's data name it, and no other is."""
    body = around.replace("{crane}", CRANE).replace("{}", f"<h1>Crane falls into the basin</h1>{''.join(TEXT)}")
    other = '<div><img src="/barge.jpg"></div>'
    top = above.replace("{}", f'<img src="{CRANE}">')
    head = f'<meta property="og:image" content="{CRANE}?w=1200">' if above else ""
    found = read(page(f"<html><head>{head}</head><body>{other}{top}{body}</body></html>"), GAZETTE)
    assert [image.url for image in found.images] == [CRANE]


def test_a_button_above_a_picture_is_no_caption():
    body = f'<a href="/blog" class="btn"><i>left</i> Browse all of our posts</a><div><img src="{CRANE}"></div>'
    found = read(page(f"<html><body><main><div><h1>Crane falls</h1>{body}</div>{''.join(TEXT)}</main></body></html>"), GAZETTE)
    assert [(image.url, image.caption) for image in found.images] == [(CRANE, None)]


def test_the_only_credit_is_the_only_pictures():
    credit = '<div class="image-source">Image source: Bob Sample/AP</div>'
    assert [(image.url, image.credit) for image in images(f'<div><img src="{CRANE}"></div>', below=credit)] == [
        (CRANE, "Image source: Bob Sample/AP")
    ]
    two = images(f'<div><img src="{CRANE}"></div><div><img src="/quay.jpg"></div>', below=credit)
    assert [image.credit for image in two] == [None, None]


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
        (
            "https://a.example/crane-100~_t-1714196357123_v-16to9__medium.jpg",
            "/crane-100~_t-1714196357123_v-16to9__retina.jpg",
            True,
        ),
        ("https://a.example/crane_t-1714196357123.jpg", "https://a.example/quay_t-1714196357123.jpg", False),
        ("https://a.example/1714196357_1.jpg", "https://a.example/1714196357_2.jpg", False),
        ("https://a.example/410384573/410384573_1714196357_600.webp", "/410384573_fc_1714196357_1200.jpeg", True),
        ("https://a.example/410384573_1714196357_600.webp", "https://a.example/410390770_1714196357_600.webp", False),
        ("https://a.example/image/17835497/w600/harbour", "https://a.example/image/17835497/w1200/harbour", True),
        ("https://a.example/image/17835497/w600/harbour", "https://a.example/image/17835499/w600/harbour", False),
        ("https://a.example/20270503/crane.jpg", "https://b.example/20270504/crane.jpg", True),
        (
            "https://a.example/670901219cd0effa28f14b33_crane.webp",
            "https://a.example/670901219cd0effa28f14b33_quay.webp",
            False,
        ),
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
        # A mark says that it is one, also without a space, and whoever it is.
        ("新しいクレーン（Ｃ）港湾新聞社", "（Ｃ）港湾新聞社"),
        ("Der Kran im Becken ©Stadt Musterhausen", "©Stadt Musterhausen"),
        ("The crane in the basin (c) Bob Sample", "(c) Bob Sample"),
        # A house in brackets is one behind a sentence.
        ("The crane lies in the basin. (Port of Oldmill)", "Port of Oldmill"),
        ("Le port reste fermé. (Mairie de Rouen)", "Mairie de Rouen"),
        ("The crane in the basin (Port of Oldmill)", None),
        ("The crane lies in the basin. (It was sold in May)", None),
        ("The crane lies in the basin. (Second from left)", None),
    ],
)
def test_the_credit_at_a_captions_end(caption, credit):
    assert split(caption, "en")[1] == credit


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


SAID = ("The crane in the basin.", "Bob Sample/AP")
CAPTIONS = {
    "a credit in an element of its own, with its label and its bracket apart": (
        '<figcaption><span>The crane in the basin.</span><span class="credit"> (<div>Image:</div>Bob Sample/AP)</span></figcaption>',
        ("The crane in the basin.", "Image: Bob Sample/AP"),
    ),
    "two elements without a name": (
        "<figcaption><div><span>The crane in the basin.</span> <span>Bob Sample/AP</span></div></figcaption>", SAID,
    ),
    "a label and a name, each in an element": (
        "<figcaption><div><p>The crane in the basin.</p></div><div class=foto>Foto: <div><p>Bob Sample</p></div></div></figcaption>",
        ("The crane in the basin.", "Foto: Bob Sample"),
    ),
    "who took it first, then the caption": (
        "<figcaption><span>The Harbour Shimbun</span><br>The crane lies in the basin, and nobody knows why.</figcaption>",
        ("The crane lies in the basin, and nobody knows why.", "The Harbour Shimbun"),
    ),
    "behind a stroke, by way of an agency": (
        "<figcaption>The crane in the basin. | Bob Sample/AP via Getty Images</figcaption>",
        ("The crane in the basin.", "Bob Sample/AP via Getty Images"),
    ),
    "an agency over the picture": ("<span>EPA</span><figcaption>The crane in the basin.</figcaption>", ("The crane in the basin.", "EPA")),
    "for wide screens and for narrow ones": (
        "<figcaption><p>The crane in the basin.</p><p>The crane in the basin.</p><small>Bob Sample/AP</small></figcaption>", SAID,
    ),
    "a bracket in the caption and a house below it": (
        "<figcaption><p>The crane in the basin. (Photo: Bob Sample)</p><small>Getty</small></figcaption>",
        ("The crane in the basin.", "Photo: Bob Sample"),
    ),
    "a name that is both: the last word tells": (
        '<figcaption class="caption-credit"><p class="caption__text">The crane in the basin.</p><p class="caption__credit">Harbourworks</p></figcaption>',
        ("The crane in the basin.", "Harbourworks"),
    ),
    "a label, then names and houses in links": (
        '<figcaption>Photo by <a href="/b">Bob Sample</a> via <a href="/h">Harbourworks</a></figcaption>',
        (None, "Photo by Bob Sample via Harbourworks"),
    ),
    "a credit first, on a line of its own": (
        "<figcaption><span>Photo: Bob Sample/AP</span><p>The crane in the basin.</p></figcaption>",
        ("The crane in the basin.", "Photo: Bob Sample/AP"),
    ),
    "what is clicked on": (
        '<figcaption><p>The crane in the basin. <b class="hide-caption">hide caption</b></p><span class="credit">AP</span></figcaption>',
        ("The crane in the basin.", "AP"),
    ),
    "no credit, but a name in bold": (
        "<figcaption>The new harbour master is <b>Bob Sample</b></figcaption>", ("The new harbour master is Bob Sample", None),
    ),
    "no credit, but a link within the sentence": (
        '<figcaption>The crane, as <a href="/ap">AP</a> saw it on Tuesday.</figcaption>', ("The crane, as AP saw it on Tuesday.", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("caption", "said"), CAPTIONS.values(), ids=CAPTIONS)
def test_a_caption_is_parted_as_its_elements_are(caption, said):
    (image,) = images(f'<figure><div><img src="{CRANE}"></div>{caption}</figure>')
    assert (image.caption, image.credit) == said


@pytest.mark.parametrize(
    "label", ["Photo:", "Photo by", "Photo courtesy of", "Foto:", "Isithombe:", "Фото:", "写真：", "Zdjęcie:", "Kuva:", "Fotoğraf:", "الصورة:", "Ảnh:"]
)  # fmt: skip
def test_a_credits_label_within_its_caption_in_any_language(label):
    (image,) = images(
        f'<figure><img src="{CRANE}"><figcaption>The crane in the basin. {label} Bob Sample</figcaption></figure>'
    )
    assert (image.caption, image.credit) == ("The crane in the basin.", f"{label} Bob Sample")


@pytest.mark.parametrize("name", ["wp-caption-text", "image-text", "article-image-photographer", "bildunterschrift", "leyenda"])
def test_a_caption_below_the_picture_by_its_name(name):
    (image,) = images(
        f'<div class=pic><img src="{CRANE}"></div><script>x()</script><div class="{name}"><a href="/2027/x">The crane (Bob Sample/AP)</a></div>'
    )
    assert (image.caption, image.credit) == ("The crane", "Bob Sample/AP")


def test_of_two_places_the_one_with_a_credit_tells():
    shown = [
        f'<figure><img src="{CRANE}"><figcaption>{said}</figcaption></figure>'
        for said in ("Film: the crane", "The crane. © AP")
    ]
    (image,) = images("".join(shown))
    assert (image.caption, image.credit) == ("The crane.", "© AP")


def test_the_captions_of_a_gallery_stay_apart():
    piece = "".join(
        f'<div><img src="/{name}.jpg"><p class="caption">The {name}.</p></div>' for name in ("crane", "quay", "wreck")
    )
    assert [image.caption for image in images(f"<figure class=gallery>{piece}</figure>")] == [
        "The crane.",
        "The quay.",
        "The wreck.",
    ]


def test_a_picture_below_the_last_paragraph_is_the_articles_and_one_below_its_box_is_not():
    body = f'<h1>Crane falls into the basin</h1><div class=text>{"".join(TEXT)}<p><img src="{CRANE}"></p></div><img src="/barge.jpg">'
    found = read(page(f"<html><body><div class=page>{body}</div></body></html>"), GAZETTE)
    assert [image.url for image in found.images] == [CRANE]


@pytest.mark.parametrize(
    "address", ["https://films.example/v/abc/poster.jpg?width=720", "/sharing_snippet/107.png", "/img/qr-code.png"]
)
def test_a_films_still_a_card_for_other_sites_and_a_code_are_none(address):
    assert images(f'<div><img src="{address}"></div>') == ()


def test_of_pictures_out_of_sight_those_with_a_credit_are_told_once():
    captions = "".join(
        f"<figcaption>{said}</figcaption>" for said in ("The crane.", "The quay. Photo: Bob Sample", "The quay.")
    )
    assert [(image.caption, image.credit) for image in images(captions)] == [("The quay.", "Photo: Bob Sample")]


@pytest.mark.parametrize(
    "caption",
    [
        '<figcaption class="c1"><span class="c1 c1--text">{told}</span> <span class="c1 c1--author">{by}</span></figcaption>',
        '<figcaption class="image-caption"><span class="image-description">{told}</span><strong class="author ml-1">{by}</strong></figcaption>',
        '<figcaption><em>{told}</em><small class="figure__autor">{by}</small></figcaption>',
        '<div class="photo-caption">{told}<span class="photo-agency">{by}</span></div>',
    ],
)
@pytest.mark.parametrize(
    ("told", "by"),
    [("The crane in the basin", "Harbour News"), ("La grúa en el puerto (España).", "Luis Ejemplo / Europa Press")],
)
def test_in_a_caption_an_author_is_the_pictures(caption, told, by):
    (image,) = images(f'<figure><img src="{CRANE}">{caption.format(told=told, by=by)}</figure>')
    assert (image.caption, image.credit) == (told, by)


@pytest.mark.parametrize("name", ["type-post tag-newsletter category-promo", "hentry tag-share", "post-4711 tag-social-media"])
def test_what_a_blog_files_its_post_under_is_no_name_of_an_element(name):
    piece = f'<div class="{name}"><img src="{CRANE}"></div>'
    assert [image.url for image in images(piece)] == [CRANE]


@pytest.mark.parametrize("credit", ["(bobsample11/iStock)", "bob_sample / iStock"])
def test_an_agency_beside_a_handle(credit):
    (image,) = images(
        f'<figure><img src="{CRANE}"><figcaption>The crane <span class="credit">{credit}</span></figcaption></figure>'
    )
    assert (image.credit_person, image.credit_agency) == (None, "iStock")


GLUED = [
    "<figcaption>{}<span>{}</span></figcaption>",
    '<figcaption><span class="a">{}</span><span class="b">{}</span></figcaption>',
    "<figcaption>{}<em>{}</em></figcaption>",
    "<figcaption>{}<b>{}</b></figcaption>",
    '<p class="figcap-text">{}<span class="y"><span>{}</span></span></p>',
]
CREDITED = [
    "Bob Sample / Reuters file",
    "Bob Sample / Reuters",
    "The Associated Press",
    "AP file",
    "Reuters file photo",
    "AFP/Archivo",
    "Bob Sample",
]


@pytest.mark.parametrize("markup", GLUED)
@pytest.mark.parametrize("credit", CREDITED)
def test_a_credit_right_behind_the_captions_full_stop(markup, credit):
    told = "The crane in the basin, in 2027."
    (image,) = images(f'<figure><img src="{CRANE}">{markup.format(told, credit)}</figure>')
    assert (image.caption, image.credit) == (told, credit)


@pytest.mark.parametrize(
    "credit",
    [
        "<span>Bob Sample</span> / <span>Reuters file</span>",
        "<span>Bob Sample</span><span> / </span><span>AP</span>",
    ],
)
def test_a_credit_in_several_pieces(credit):
    (image,) = images(
        f'<figure><img src="{CRANE}"><figcaption><span>The crane in the basin.</span>{credit}</figcaption></figure>'
    )
    assert (image.caption, image.credit_person) == ("The crane in the basin.", "Bob Sample")


@pytest.mark.parametrize(
    "words",
    [
        "The crane of <b>Hamburg</b>",
        "The crane as <em>The Old Man</em>",
        "The crane on its last day. <b>Nobody was hurt</b>",
    ],
)
def test_other_words_set_in_another_type_are_the_captions(words):
    (image,) = images(f'<figure><img src="{CRANE}"><figcaption>{words}</figcaption></figure>')
    assert image.credit is None


CHAINS = [
    ("Foto: picture alliance/dpa | Bob Sample", "Bob Sample", "picture alliance/dpa"),
    ("picture alliance / dpa / Bob Sample", "Bob Sample", "picture alliance/dpa"),
    ("picture alliance/dpa Foto: Bob Sample", "Bob Sample", "picture alliance/dpa"),
    ("© Imago/Zoonar/Bob Sample", "Bob Sample", "Imago/Zoonar"),
    ("Bob Sample/AFP via Getty Images", "Bob Sample", "AFP via Getty Images"),
    ("Foto: Bob Sample/dpa/dpa-tmn", "Bob Sample", "dpa/dpa-tmn"),
    ("Foto: Stadt Musterhausen/dpa", None, "Stadt Musterhausen/dpa"),
    ("Foto: Privat/dpa", None, "dpa"),
    ("Foto: dpa/Bob Sample", "Bob Sample", "dpa"),
    ("Image credit: Harbour's Voice", None, "Harbour's Voice"),
    ("Johner Images / Getty Images", None, "Johner Images/Getty Images"),
]


@pytest.mark.parametrize(("credit", "person", "agency"), CHAINS)
def test_of_agencies_that_send_for_each_other_all_are_named(credit, person, agency):
    (image,) = images(
        f"<figure><img src='{CRANE}'><figcaption>The crane. <span class=credit>{credit}</span></figcaption></figure>"
    )
    assert (image.credit_person, image.credit_agency) == (person, agency)


NUMBERED = [
    ("1 of 4 The crane in the basin", "The crane in the basin"),
    ("<b>1 of</b><b>4</b> The crane in the basin", "The crane in the basin"),
    ("3/12 – Der Kran im Becken", "Der Kran im Becken"),
    ("(2/3) 港のクレーン", "港のクレーン"),
    ("2 of 3 cranes fell", "2 of 3 cranes fell"),
    ("9/11 Memorial", "9/11 Memorial"),
    ("24/7 at work", "24/7 at work"),
]


@pytest.mark.parametrize(("printed", "caption"), NUMBERED)
def test_a_pictures_number_in_its_gallery_is_no_part_of_its_caption(printed, caption):
    (image,) = images(f"<figure><img src='{CRANE}'><figcaption>{printed}</figcaption></figure>")
    assert image.caption == caption


SERVED = "https://img.example/dims4/default/0b4{n}/2147483647/strip/true/resize/{w}x548!/quality/90/?url=https%3A%2F%2Fkeep.example%2F{n}%2F{name}"


def test_pictures_that_a_service_sends_are_told_by_where_it_found_them():
    one, large = SERVED.format(n=1, w=840, name="fallen-crane"), SERVED.format(n=1, w=1200, name="fallen-crane")
    other = SERVED.format(n=2, w=840, name="old-ferry")
    got = images(
        f"<figure><img src='{one}'></figure><figure><img src='{other}'></figure>",
        head=f"<meta property=og:image content='{large}'>",
    )
    assert [image.url for image in got] == [one, other]
    sized = "https://gazette.example/_next/image?url=%2Fpictures%2F{}.jpg&w=640&q=75"
    assert key_of(sized.format("crane")) != key_of(sized.format("ferry"))


UNDER = {
    "in a box without a name": (
        "<div class=x><img src='{}'><p>The crane in the basin</p><p>© dpa</p></div>",
        "The crane in the basin",
    ),
    "right under it": ("<img src='{}'><div>© Bob Sample/dpa</div>", None),
}


@pytest.mark.parametrize(("markup", "caption"), UNDER.values(), ids=UNDER)
def test_a_copyright_with_a_picture_is_its_credit(markup, caption):
    (image,) = images(markup.format(CRANE))
    assert (image.caption, image.credit_agency) == (caption, "dpa")


def test_what_a_wire_sets_behind_a_credit_is_no_agency():
    (image,) = images(
        f"<figure><img src='{CRANE}'><figcaption>The crane. Foto: Bob Sample/dpa +++ dpa-Bildfunk +++</figcaption></figure>"
    )
    assert (image.credit_person, image.credit_agency) == ("Bob Sample", "dpa")


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("(The Sample Gazette)", None, "The Sample Gazette"),
        ("(Gazette)", None, "Gazette"),
        ("(File photo)", "(File photo)", None),
        ("(Symbolbild)", "(Symbolbild)", None),
        ("(The crane in the basin)", "(The crane in the basin)", None),
    ],
)
def test_a_bracket_that_is_all_of_a_caption(printed, caption, credit):
    (image,) = images(f"<figure><img src='{CRANE}'><figcaption>{printed}</figcaption></figure>")
    assert (image.caption, image.credit) == (caption, credit)


def test_a_portrait_by_its_files_name_is_none():
    assert images("<div class=x><img src='https://cdn.example/2027/ann-example-headshot-v2.png'></div>") == ()


IN_BRACKETS = [
    ("The crane in the basin [File: Reuters]", "The crane in the basin", "File: Reuters"),
    ("Der Kran im Becken. (Archiv: Anna Muster/dpa)", "Der Kran im Becken.", "Archiv: Anna Muster/dpa"),
    ("The crane in the basin (Courtesy of Oldmill Port)", "The crane in the basin", "Courtesy of Oldmill Port"),
    ("The crane in the basin [Photo by Bob Sample]", "The crane in the basin", "Photo by Bob Sample"),
    ("The crane fell. (Court of the Port, Eastern District)", "The crane fell.", "Court of the Port, Eastern District"),
    ("Der Kran fiel. (Wasserschutz für den Hafen)", "Der Kran fiel.", "Wasserschutz für den Hafen"),
    ("Posters of the port (oldmillport.example)", "Posters of the port", "oldmillport.example"),
    *(
        (caption, caption, None)
        for caption in (
            "The crane fell. (File photo)",
            "Der Kran (Symbolbild)",
            "The crane fell. (May 2027)",
            "They stand there. (Ann Example, left, and Bob Sample)",
            "The crane fell. (It was old)",
            "The crane (Oldmill Bridge)",
        )
    ),
]


@pytest.mark.parametrize(("printed", "caption", "credit"), IN_BRACKETS)
def test_a_bracket_at_a_captions_end_that_is_a_credit(printed, caption, credit):
    (image,) = images(f'<figure><img src="{CRANE}"><figcaption>{printed}</figcaption></figure>')
    assert (image.caption, image.credit) == (caption, credit)


@pytest.mark.parametrize(
    "label", ["Legende:", "Bildlegende: ", "Légende :", "Image caption,", "Leyenda:", "写真説明：", "Подпись:"]
)
def test_the_word_for_a_caption_is_no_part_of_it(label):
    caption = f"<figcaption><span class=offscreen>{label}</span> <span>The crane in the basin</span></figcaption>"
    (image,) = images(f'<figure><img src="{CRANE}">{caption}</figure>')
    assert image.caption == "The crane in the basin"


@pytest.mark.parametrize("second", ["agency", "distributor", "provider"])
@pytest.mark.parametrize("stroke", ["/", " | ", " / "])
def test_a_credit_of_two_elements_with_a_stroke_between_them(second, stroke):
    credit = f"<span class=credit>Photo by BOB SAMPLE</span>{stroke}<span class={second}>AFP via Getty Images</span>"
    (image,) = images(f'<figure><img src="{CRANE}"><figcaption><span>The crane fell.</span> {credit}</figcaption></figure>')
    assert (image.caption, image.credit_person, image.credit_agency) == (
        "The crane fell.",
        "Bob Sample",
        "AFP via Getty Images",
    )


def test_a_caption_in_inline_elements_beside_its_picture_in_a_paragraph():
    piece = (
        f'<p><span class=pic><img src="{CRANE}"><span class=caption-source><span class=caption>The old crane of the port, as it '
        "stood on the quay for years and years.</span><span class=source>Reuters</span></span></span></p>"
    )
    body = f"<h1>Crane falls into the basin</h1><div class=text>{piece}{''.join(TEXT)}</div>"
    found = read(page(f"<html><body><article>{body}</article></body></html>"), GAZETTE)
    assert found.body.startswith("The old crane had stood")
    assert [(image.caption, image.credit) for image in found.images] == [
        ("The old crane of the port, as it stood on the quay for years and years.", "Reuters")
    ]


@pytest.mark.parametrize(
    "address", ["https://stats.example/piwik.php?idsite=2", "https://vg08.met.vgwort.example/na/10112a905"]
)
def test_a_pixel_that_counts_readers_is_no_picture(address):
    assert images(f'<img src="{address}">') == ()
