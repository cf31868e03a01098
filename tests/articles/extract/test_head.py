"""Pages that leave out the tags of head and body, as HTML lets them, are the pages that they are with them."""

import pytest
from lxml.html import document_fromstring, tostring

from articles.extract.parsing import parse
from tests.articles.labels.test_pages import STORY, TITLE
from tests.articles.test_read import article_of

SAID = f'<title>{TITLE} | The Gazette</title><meta property="article:published_time" content="2027-05-04T10:00:00Z">'
TEXT = "".join(f"<p>{sentence}</p>" for sentence in STORY)
BODIES = {
    "article": f'<article><h1>{TITLE}</h1><p class="byline">By Ann Example</p>{TEXT}</article>',
    "main": f'<main><h1>{TITLE}</h1><p class="byline">By Ann Example</p>{TEXT}</main>',
    "header before the text": f'<header><h1>{TITLE}</h1><p class="byline">By Ann Example</p></header><div>{TEXT}</div>',
    "menu before the text": f'<nav><a href=/>Home</a></nav><article><h1>{TITLE}</h1><p class="byline">By Ann Example</p>{TEXT}</article>',
    "an element of the maker's": f'<news-story><h1>{TITLE}</h1><p class="byline">By Ann Example</p>{TEXT}</news-story>',
    "a script before the text": f'<script>let a = 1</script><section><h1>{TITLE}</h1><p class="byline">By Ann Example</p>{TEXT}</section>',
}
PAGES = {
    "without head and body": "<!doctype html><html lang=en>{said}{body}</html>",
    "without any": "<!doctype html>{said}{body}",
    "head that is not closed": "<!doctype html><html lang=en><head>{said}{body}",
}


@pytest.mark.parametrize("form", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_page_without_the_tags_of_head_and_body_gives_the_same_article(form: str, body: str) -> None:
    whole = article_of(f"<!doctype html><html lang=en><head>{SAID}</head><body>{body}</body></html>")
    assert whole.body == "\n\n".join(STORY)
    assert whole.authors == ("Ann Example",)
    got = article_of(form.format(said=SAID, body=body))
    assert (got.title, got.body, got.authors, got.published_at) == (whole.title, whole.body, whole.authors, whole.published_at)


@pytest.mark.parametrize(
    "head",
    [SAID, f"{SAID}<link rel=canonical href=/a><script>1</script><noscript><style>p {{}}</style></noscript><base href=/>", ""],
)
def test_what_belongs_to_the_head_stays_there(head: str) -> None:
    html = f"<html><head>{head}</head><body><article><p>One.</p></article></body></html>"
    tree = parse(html)
    assert tree is not None
    assert tostring(tree) == tostring(document_fromstring(html))


@pytest.mark.parametrize("stray", ["<ad-slot></ad-slot>", "<header></header>", "<nav hidden><b>Word</b></nav>"])
def test_what_a_head_says_behind_an_element_that_belongs_to_none_is_still_said(stray: str) -> None:
    section = '<meta property="article:section" content="Harbour">'
    body = f'<article><h1>{TITLE}</h1><p class="byline">By Ann Example</p>{"".join(f"<p>{one}</p>" for one in STORY)}</article>'
    article = article_of(f"<html lang=en><head>{stray}{SAID}{section}</head><body>{body}</body></html>")
    assert (article.title, article.section, article.body) == (TITLE, "Harbour", "\n\n".join(STORY))
    tree = parse(f"<html><head>{stray}{SAID}</head><body></body></html>")
    assert tree is not None
    assert [child.tag for child in tree.find("head")] == ["title", "meta"]


def test_nothing_is_lost_and_the_order_is_that_of_the_page() -> None:
    tree = parse("<title>T</title><header>One</header> two <aside>three</aside><p>four</p>five")
    assert tree is not None
    assert " ".join(piece.strip() for piece in tree.find("body").itertext()) == "One two three four five"
