"""Menus are put aside while the article is looked for, and stand in their places again."""

import pytest
from lxml.html import HtmlElement, fromstring, tostring

from articles.extract.blocks import all_blocks
from articles.extract.menus import without_menus

LINKS = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(6))
TEXT = "<p>The council of the valley voted for the bridge late on Monday evening, after three years of talks about it.</p>"


def page(body: str) -> HtmlElement:
    return fromstring(f"<html><body>{body}</body></html>")


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (f"<ul>{LINKS}</ul>{TEXT}", f"<wbr></wbr>{TEXT}"),
        (f"<div><nav><ul>{LINKS}</ul></nav> by hand </div>{TEXT}", f"<wbr></wbr>{TEXT}"),
        (f"<div><ul>{LINKS}</ul>after {TEXT}</div>", f"<div><wbr></wbr>after {TEXT}</div>"),
        (f"<ul><li><a href='/1'>One</a></li></ul>{TEXT}", f'<ul><li><a href="/1">One</a></li></ul>{TEXT}'),  # few
        (f"<ul>{LINKS.replace('<a', '<b').replace('</a', '</b')}</ul>{TEXT}", None),  # no links
        (f"<ul>{LINKS}</ul>", None),  # a page of links alone: nothing would be left
    ],
)
def test_menus(given, left):
    tree = page(given)
    whole, everything = tostring(tree), list(all_blocks(tree))
    with without_menus(tree, everything) as slim:
        assert tostring(slim) == (tostring(page(left)) if left else whole)
    assert tostring(tree) == whole


def test_what_stood_in_a_menu_is_the_same_element_afterwards():
    tree = page(f"<ul>{LINKS}</ul>{TEXT}")
    everything = list(all_blocks(tree))
    with pytest.raises(ValueError, match="odd"), without_menus(tree, everything):
        raise ValueError("odd page")
    assert [block.element for block in all_blocks(tree)] == [block.element for block in everything]
