"""An article's topics as they stand in sight on its page."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from articles.extract.blocks import TextBlock, match_key
from articles.fields.labelled_topics import labelled_topics
from articles.fields.metadata import Candidate
from articles.fields.printed_sections import from_breadcrumbs, from_sections, from_steps
from articles.fields.printed_tags import from_tags
from articles.fields.topic_elements import Surroundings
from articles.fields.visible import HEAD, Ground


def printed_topics(tree: HtmlElement, ground: Ground, blocks: list[TextBlock]) -> Iterator[Candidate]:
    """What a page shows of its article's section, the surest first, and of its tags; `blocks` are those about the article."""
    placed = [(ground.zone(i), block) for i, block in enumerate(ground.everything)]
    around = Surroundings(ground.holds_text)
    head = [block for zone, block in placed if zone == HEAD]
    yield from list(from_breadcrumbs(tree)) or from_steps(head)
    yield from from_sections(head, around)
    said = "".join(match_key(block.text) for block in blocks)
    prose = "".join(match_key(block.text) for block in blocks if block.linked < 0.5)
    yield from labelled_topics(ground, around.are_others, prose)
    yield from from_tags(placed, around, said, prose)
