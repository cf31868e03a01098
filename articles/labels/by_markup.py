"""Rules by what the makers of a page called a block's element, or one around it."""

import re

from articles.extract.blocks import ends_a_sentence, match_key
from articles.labels.by_tag import HEADINGS
from articles.labels.element_names import named, names_say
from articles.labels.passage import PageContext, Passage, each


@each("caption")
def caption_element(passage: Passage, _: PageContext) -> bool:
    """A picture's caption; a table's is part of the table.

    Labels: caption
    Taken: <p class="photo-caption">The crane in the basin</p>
    Left: <table><caption>Ships a year</caption><tr><td>2026</td><td>114</td></tr></table>
    Known problems: A short paragraph in a box that its makers call a legend or a caption is taken.
    """
    if passage.block.tag == "caption":
        return False
    is_short = len(passage.text) < _LONGEST_CAPTION
    return passage.block.tag == "figcaption" or (is_short and (named(passage, "caption") or _is_in_a_caption(passage)))


_LONGEST_CAPTION = 600
"""Characters of a caption that is told by a name."""


def _is_in_a_caption(passage: Passage) -> bool:
    """Whether all of a paragraph that holds a picture lies in an inline element that its makers called a caption."""
    element = passage.block.element
    if element is None or next(element.iter("img"), None) is None:
        return False
    spans = (inner for inner in element.iter("span", "em", "i", "small") if names_say(inner.get("class") or "", ("caption",)))
    whole = next(spans, None)
    return whole is not None and match_key(whole.text_content()) == match_key(passage.text)


@each("credit")
def credit_element(passage: Passage, _: PageContext) -> bool:
    """A picture's credit.

    Labels: credit
    Taken: <div class="photo-credit">Bob Sample for the Gazette</div>
    Left: <div class="accredited"><p>The council voted for the new basin on Tuesday after a debate of five hours that was
        often loud and seldom short.</p></div>
    Known problems: The name "copyright" is also given to lines that are not a picture's.
    """
    return len(passage.text) < 120 and named(passage, "credit")


@each("caption")
def in_a_figure(passage: Passage, _: PageContext) -> bool:
    """What else stands in a figure, unless it holds a table or a quotation.

    Labels: caption
    Taken: <figure><div>The crane in the basin</div></figure>
    Left: <figure><blockquote><p>It fell as slowly as a tree, and then the water came over the quay, said the skipper of a
        ferry.</p></blockquote></figure>
    Known problems: Paragraphs in a figure are left to other rules, captions among them.
    """
    return (
        passage.block.classes.find("figure") >= 0
        and " figure " in f" {passage.block.classes} "
        and passage.block.tag not in ("td", "th", "blockquote", "li", "p")
    )


@each("comments")
def comment_element(passage: Passage, _: PageContext) -> bool:
    """A reader's comment or the form for one.

    Labels: comments
    Taken (below): <div class="comment-list"><div>What a noise that was!</div></div>
    Left (below): <div class="commentary"><p>What a noise that was, said everybody who lives within a mile of the basin,
        and they will not forget it.</p></div>
    Known problems: A maker who calls his columns "comment" is believed where trafilatura did not take the text.
    """
    return not passage.block.is_main_text and named(passage, "comments")


@each("paywall")
def paywall_element(passage: Passage, _: PageContext) -> bool:
    """A box that stands between the reader and the text; paragraphs in one are the text that it keeps from readers.

    Labels: paywall
    Taken: <aside class="paywall">Two weeks for one euro</aside>
    Left (below): <div class="paywall"><p>The council voted for the new basin on Tuesday after a debate of five hours that
        was often loud and seldom short.</p></div>
    Known problems: A short line of the text inside such a box is taken, if trafilatura left it out.
    """
    return not passage.block.is_main_text and not passage.prose and named(passage, "paywall")


@each("bio")
def bio_element(passage: Passage, _: PageContext) -> bool:
    """The box about the author.

    Labels: bio
    Taken (below): <div class="author-bio"><p>She has lived in three ports and sailed from two of them.</p></div>
    Left: <div class="biotope"><p>The council voted for the new basin on Tuesday after a debate of five hours that was
        often loud and seldom short.</p></div>
    Known problems: A maker may call the whole of an obituary "biography".
    """
    return named(passage, "bio")


@each("promo")
def promo_element(passage: Passage, _: PageContext) -> bool:
    """Newsletters, sharing, advertisements.

    Labels: promo
    Taken (below): <div class="share-buttons"><div>Send it to a friend</div></div>
    Left: <div class="shareholders"><p>The council voted for the new basin on Tuesday after a debate of five hours that
        was often loud and seldom short.</p></div>
    Known problems: A maker may call a box "banner" that holds a fact of the article.
    """
    is_heading = passage.block.tag in HEADINGS and passage.block.linked < 0.5
    return not passage.block.is_main_text and not is_heading and named(passage, "promo")


@each("notice")
def never_the_articles(passage: Passage, _: PageContext) -> bool:
    """Offers of a newsletter, disclosures, what pops up: none of the article even where trafilatura took it.

    Labels: notice
    Taken: <div class="affiliate-disclosure"><p>What we write of these shops is our own opinion, and they learn of it when
        the readers do.</p></div>
    Left: <div class="news-text"><p>The council voted for the new basin on Tuesday after a debate of five hours that was
        often loud and seldom short.</p></div>
    Known problems: An article that stands whole in such an element would be lost.
    """
    return named(passage, "never")


@each("notice")
def aside_element(passage: Passage, _: PageContext) -> bool:
    """A box of facts, words of the article set large in its margin, lines that a click would show, but no paragraphs.

    Labels: notice
    Taken: <aside class="pull-quote"><p>The council voted for the new basin on Tuesday after a debate of five hours that
        was often loud and seldom short.</p></aside>
    Left: <div class="inside"><p>The council voted for the new basin on Tuesday after a debate of five hours that was
        often loud and seldom short.</p></div>
    Known problems: A box of facts may well be read as part of the article; here it never is.
    """
    return not passage.block.is_main_text and (
        named(passage, "aside")
        or (not passage.prose and named(passage, "folded"))
        or (named(passage, "figure") and passage.block.tag in ("p", "blockquote") and not _is_quoted(passage))
    )


def _is_quoted(passage: Passage) -> bool:
    """Whether it is a quotation that its makers set in a figure, with its speaker for a caption; one said twice is a repeat."""
    return passage.prose and " blockquote " in f" {passage.block.classes} " and ends_a_sentence(passage.text)


@each("related")
def related_element(passage: Passage, _: PageContext) -> bool:
    """A box of links to other articles.

    Labels: related
    Taken (below): <div class="related-stories"><div>Barge sinks</div></div>
    Left: <div class="unrelated"><p>The council voted for the new basin on Tuesday after a debate of five hours that was
        often loud and seldom short.</p></div>
    Known problems: Text of the article in a box with such a name is kept only where trafilatura took it.
    """
    return (not passage.block.is_main_text or passage.block.linked > 0.8) and named(passage, "related")


@each("byline")
def byline_element(passage: Passage, _: PageContext) -> bool:
    """The author's line.

    Labels: byline
    Taken (above): <div class="byline">Our own staff in town</div>
    Left: <div class="authority"><p>The council voted for the new basin on Tuesday after a debate of five hours that was
        often loud and seldom short.</p></div>
    Known problems: The name "authors" is also given to lists of other writers.
    """
    return not passage.block.is_main_text and len(passage.text) < 200 and named(passage, "byline")


_ENTRY = re.compile(
    r"\W*\d{1,2}[.:h]\d{2}(?: ?(?:uhr|[ap]\.?m\.?|hrs))?\s?[:–—|-] (?=\S+ (?:\d+ )?[^\W\d])(?:\S+\s+){3}", re.IGNORECASE
)
"""A live blog's entry: its time, and what happened."""


@each("time")
def time_element(passage: Passage, _: PageContext) -> bool:
    """The date's line.

    Labels: time
    Taken (above): <div class="meta pub-date">Tuesday morning</div>
    Left: <div class="update"><p>The council voted for the new basin on Tuesday after a debate of five hours that was
        often loud and seldom short.</p></div>
    Known problems: "date" and "time" are also given to lines about an event.
    """
    if passage.block.is_main_text or len(passage.text) >= 100 or _ENTRY.match(passage.text):
        return False
    return named(passage, "time")
