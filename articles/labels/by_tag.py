"""Rules by the kind of an element, by its links, and by whether trafilatura took it."""

from lxml.html import HtmlElement

from articles.article import Label
from articles.labels.passage import PageContext, Passage, each

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
OF_TAG: dict[str, Label] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    **dict.fromkeys(("td", "th", "caption"), "table"),
    "blockquote": "quote",
}  # fmt: skip
OF_LISTS = frozenset(("li", "dt", "dd"))
OF_TABLES = frozenset(("td", "th"))


@each("related")
def nothing_but_a_link(passage: Passage, _: PageContext) -> bool:
    """A block that is all link leads elsewhere; what an item, a cell or a heading is that its place among the text says.

    Labels: related
    Taken: <p><a href="/barge">Barge sinks in the same basin for the second time</a></p>
    Left: <p>The letter is <a href="/letter">on the port's site</a> and can be read by everybody.</p>
    Known problems: A sentence of the article that is all link is taken.
    """
    if passage.block.linked <= 0.9 or is_item(passage) or passage.block.tag in (OF_TABLES | frozenset(HEADINGS)):
        return False
    return not passage.block.is_main_text or (passage.block.tag in ("p", "div") and len(passage.text) > 30)


def is_item(passage: Passage) -> bool:
    """Whether it is an item of a list, or all that an item holds."""
    return passage.block.tag in OF_LISTS or (
        passage.block.tag == "p" and not passage.block.is_main_text and list_of(passage) is not passage
    )


def list_of(passage: Passage) -> HtmlElement | Passage:
    """The list that an item stands in; of anything else the passage itself."""
    element = passage.block.element
    if element is not None and passage.block.tag == "p":
        element = element.getparent()
    above = element.getparent() if element is not None and element.tag in OF_LISTS else None
    return passage if above is None else above


@each("related")
def links_elsewhere(passage: Passage, _: PageContext) -> bool:
    """An item, cell or heading that is all link, and stands in no list, table or part of the text.

    Labels: related
    Taken (below): <ul><li><a href="/barge">Barge sinks in the same basin</a></li></ul>
    Left: <p>He named two ports:</p><ul><li><a href="/a">Hamburg</a></li><li><a href="/b">Bremen</a></li></ul>
    Known problems: A list of the article's own that is all links, and that nothing announces, is taken.
    """
    return passage.block.linked > 0.9


def as_its_tag_says(passages: list[Passage], _: PageContext) -> list[Passage]:
    """What trafilatura took is body: a heading, quotation, list or table where the markup says so.

    Labels: body, heading, quote, list, table
    Taken: <blockquote>It fell as slowly as a tree.</blockquote>
    Left: <div class="meta">End</div>
    Known problems: What trafilatura took by mistake, and no rule before knows, is body.
    """
    done = []
    for passage in passages:
        if passage.label is None and passage.block.is_main_text and passage.text:
            label = OF_TAG.get(passage.block.tag, "body")
            if label == "body" and " blockquote " in f" {passage.block.classes} ":
                label = "quote"
            passage = passage.said(label, "as_its_tag_says")
        done.append(passage)
    return done


def as_its_neighbours(passages: list[Passage], _: PageContext) -> list[Passage]:
    """A block that trafilatura left out, in the same element as what it took and under the same names, is body too.

    After the last that it took only prose is.

    Labels: body, heading, quote, list
    Taken (below): <ul><li>One crane fell</li><li><time>On Tuesday two ferries came back from the neighbouring port, and
        on Friday the third.</time></li></ul>
    Left (below): <ul><li>One crane fell</li><li><time>On Tuesday, two ferries</time></li></ul>
    Known problems: A line of the page's frame that lies bare among the paragraphs, under the same names, is taken.
    """
    last = max((i for i, p in enumerate(passages) if p.block.is_main_text), default=-1)
    kin = {
        (p.block.tag, p.block.classes, p.block.element.getparent())
        for p in passages
        if p.label in ("body", "list", "quote") and p.block.element is not None
    }
    done = []
    for i, passage in enumerate(passages):
        block = passage.block
        if (
            passage.label is None
            and (i < last or passage.prose)
            and passage.text
            and block.element is not None
            and block.linked < 0.5
            and block.tag not in ("td", "th")
        ):
            here = (block.tag, block.classes, block.element.getparent())
            if here in kin or (passage.block.tag == "p" and passage.prose and any(here[2] == parent for _, _, parent in kin)):
                passage = passage.said(OF_TAG.get(block.tag, "body"), "as_its_neighbours")
        done.append(passage)
    return done


@each("notice")
def left_over(passage: Passage, _: PageContext) -> bool:
    """What stands among the article's blocks and none of the rules knows.

    Labels: notice
    Taken (below): <div class="meta">End</div>
    Left: <p>End</p>
    Known problems: What trafilatura left out of the article by mistake, and no rule before brought back, is lost.
    """
    return bool(passage.text)
