"""What a reader sees of a page: hidden words, readings, elements of the makers' own, spaces that style makes."""

import pytest
from lxml.html import document_fromstring

from articles.extract import parsing, visible
from articles.extract.blocks import all_blocks
from tests.articles.labels.test_pages import FIRST, SECOND, STORY, THIRD, TITLE, article


def texts(said: str) -> list[str]:
    tree = document_fromstring(f"<html><body>{said}</body></html>")
    visible.show(tree)
    return [block.text for block in all_blocks(tree)]


HIDDEN = ["hidden", "style='display:none'", "style='color:red; display : none;'", "style='visibility:hidden'", "class='x sr-only'",
          "class=visually-hidden", "hidden=hidden"]  # fmt: skip


@pytest.mark.parametrize("says_so", HIDDEN)
@pytest.mark.parametrize("tag", ["span", "b", "em"])
def test_hidden_words_in_a_sentence_are_not_read(tag, says_so):
    assert texts(f"<p>The crane <{tag} {says_so}>Template error 7</{tag}>fell.</p>") == ["The crane fell."]


@pytest.mark.parametrize("says_so", HIDDEN)
def test_a_hidden_box_is_not_read(says_so):
    assert texts(f"<p>The crane fell.</p><div {says_so}><div>Please allow cookies.</div></div>") == ["The crane fell."]


@pytest.mark.parametrize("says_so", HIDDEN)
@pytest.mark.parametrize("tag", ["div", "section"])
def test_an_article_that_a_script_reveals_is_read(tag, says_so):
    got = article(f"<h1>{TITLE}</h1><{tag} {says_so}>{''.join(f'<p>{text}</p>' for text in STORY)}</{tag}>")
    assert got.body == "\n\n".join(STORY)


@pytest.mark.parametrize("says_so", HIDDEN[:4])
def test_paragraphs_that_a_click_reveals_are_read(says_so):
    more = "".join(f"<p {says_so}>{text}</p>" for text in STORY[2:])
    got = article(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>{more}</article>")
    assert THIRD in got.body


def test_a_large_first_letter_is_read_once():
    assert texts("<p><span aria-hidden=true>T</span><span class=sr-only>The</span>he crane fell.</p>") == ["The crane fell."]


@pytest.mark.parametrize(
    "words", ["<div hidden><span class=author>Ann Example</span></div>", "<p hidden><time>4 May 2027</time></p>"]
)
def test_who_and_when_may_be_hidden(words):
    assert len(texts(f"<p>The crane fell.</p>{words}")) == 2


def test_readings_over_words_are_not_read_twice():
    ruby = "<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の<ruby>橋<rt>はし</rt></ruby>"
    assert texts(f"<p>{ruby}を閉じます。</p>") == ["港の橋を閉じます。"]


@pytest.mark.parametrize("tag", ["arc-paragraph", "text", "x-text-block", "content"])
def test_elements_of_the_makers_own_are_paragraphs(tag):
    assert texts(f"<div><{tag}>{FIRST}</{tag}><{tag}>{SECOND}</{tag}></div>") == [FIRST, SECOND]


@pytest.mark.parametrize("tag", ["my-link", "term", "x-name"])
def test_elements_of_the_makers_own_within_a_sentence_are_words_of_it(tag):
    assert texts(f"<p>The harbour master, <{tag}>Bob Sample of the port authority</{tag}>, saw it.</p>") == [
        "The harbour master, Bob Sample of the port authority, saw it."
    ]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<span class=d>4 May 2027</span><span class=b>By Ann Example</span>", "4 May 2027 By Ann Example"),
        ("<a href=/ida>Ida Muster</a><a href=/bob>Bob Sample</a>", "Ida Muster Bob Sample"),
        ("<span>harbour</span><span style='display:block'>of the town</span>", "harbour of the town"),
        ("<span class=cap>T</span><span class=small>HE crane</span>", "THE crane"),
        ("<span>har</span><span>bour</span>", "harbour"),
        ("<b>i</b><b>Phone</b>", "iPhone"),
    ],
)
def test_elements_that_style_sets_apart_get_their_space(markup, words):
    assert texts(f"<p>{markup}</p>") == [words]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("har\u00adbour mas\u00adter", "harbour master"),
        ("the \u200bharbour\u200b \ufeffmaster\u200d", "the harbour master"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_invisible_characters_are_kept_where_they_spell_a_word(written, read):
    assert texts(f"<p>{written}</p>") == [read]


def test_headings_of_the_first_order_that_come_again_are_the_texts_own():
    parts = "".join(f"<h1 class=part>{n}. Part</h1><p>{text}</p>" for n, text in enumerate(STORY, 1))
    got = article(f"<article><div><h1 class=title>{TITLE}</h1></div><div class=m>By Ann Example</div>{parts}</article>")
    assert (got.title, got.body.split("\n\n")[0]) == (TITLE, "1. Part")


def test_a_sentence_in_an_element_without_a_name_is_a_paragraph():
    got = article(
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><div>Admission is free.</div><p>{SECOND}</p><p>{THIRD}</p></article>"
    )
    assert "Admission is free." in got.body


def test_what_a_search_on_the_page_reveals_is_read():
    assert texts("<p>The crane fell.</p><div hidden=until-found>It lies in the basin.</div>") == [
        "The crane fell.",
        "It lies in the basin.",
    ]


def test_every_element_that_is_left_is_kept():
    page = "<script>let a = 1</script><p>The <b>crane</b> <i hidden>x</i>fell.</p><nav><a href=/a>News</a></nav>"
    tree = document_fromstring(f"<html><body>{page}</body></html>")
    kept = parsing.strip_scripts(tree)
    assert [element.tag for element in kept] == ["html", "body", "p", "b", "nav", "a"]
    assert all(one is other for one, other in zip(kept, tree.iter(), strict=True))
