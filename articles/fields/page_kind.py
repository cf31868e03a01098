"""Whether a page is an article at all: a sum of signs, whose weights are in `data/kinds.toml`."""

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock, breadth
from articles.fields.metadata import Candidates
from articles.fields.page_signs import Look, against, data, phrases
from articles.page import Page

_SHORTEST = 80
"""Characters of body below which nothing can be said of a page but that it has no text."""
_SHORT_PAGE = 3000
"""Characters of text; pages that ask or apologise are shorter."""


def refused(
    page: Page, tree: HtmlElement, found: Candidates, everything: list[TextBlock], blocks: list[TextBlock]
) -> tuple[str, str] | None:
    """The reject's code and sentence for a page that is no article; None for one that may be.

    `everything` are all the page's blocks, `blocks` those about the article. A page that a feed or a file spoke of as an
    article is taken at that word.
    """
    look = Look(page, tree, found, everything, blocks)
    body = sum(breadth(block.text) for block in blocks if block.is_main_text)
    if body < _SHORT_PAGE:
        whole = " ".join(block.text for block in everything)[:_SHORT_PAGE]
        if names_a_challenge(look.title) or (body < 1000 and phrases("challenge", "sentences").search(whole)):
            return "challenge", "the site asks for proof that a person is reading; ask the publisher for access or a feed"
        if phrases("missing", "titles").match(look.title) and body < 1000:
            return "not_found", f"the page calls itself {look.title!r}"
    if page.is_called_an_article or body < _SHORTEST:
        return None
    weights, seen = data()["signs"], against(look)
    if not seen:
        return None
    reasons = sorted((name for name in seen if weights[name] > 0), key=lambda name: -weights[name])
    return "not_an_article", "it looks like a page of another kind: " + ", ".join(
        name.replace("_", " ") for name in reasons[:5]
    )


def names_a_challenge(title: str) -> bool:
    """Whether a page's title is that of one which asks whether a person is reading."""
    return phrases("challenge", "titles").match(" ".join(title.split())) is not None
