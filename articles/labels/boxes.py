"""Rules about boxes: what stands beside the running text in an element of its own, which says what all of it is."""

from collections.abc import Callable

from lxml.html import HtmlElement

from articles.article import Label
from articles.labels.by_tag import HEADINGS, OF_TABLES
from articles.labels.element_names import named
from articles.labels.passage import PageContext, Passage
from articles.labels.running_text import NUMBERS, RunningText, running_text
from articles.labels.wording import holds

_BOX = 800
"""Characters of the largest box that asks readers for something; one with more is a part of the article."""


def paywall_box(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Under an offer to read on, what else stands in its box: what subscribers get, prices, notes.

    A box with a paragraph of the text's own kind is one only under the text, and where the offer comes first in it.

    Labels: paywall
    Taken (below): <div class="wall"><h2>Subscribe now to continue reading</h2><ul><li>All of our articles</li><li>The
        paper of tomorrow on your phone tonight</li></ul></div>
    Left: <ul><li>All of our articles</li><li>The paper of tomorrow on your phone tonight</li></ul>
    Known problems: A list of the article's own in one element with an offer is taken, if no paragraph stands there.
    """
    return _in_boxes(passages, facts, "paywall", "paywall_box", _is_an_offer)


def sign_up_box(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """A box with a field for an e-mail address: all of it asks for the reader's.

    Labels: promo
    Taken: <section><h3>Harbour Inside, by our man on the quay</h3><p class="sub">All that nobody else knows.</p><form><input
        type="email"></form></section>
    Left: <section><h3>Harbour Inside, by our man on the quay</h3><p class="sub">All that nobody else knows.</p></section>
    Known problems: A report that asks its readers for their address in its midst loses the lines in that box.
    """
    return _in_boxes(passages, facts, "promo", "sign_up_box", _asks_for_an_address)


_SAID = 300
"""Characters of the line in which a summary says whose it is."""


def summary_by_a_machine(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """A box that says in a line or on a button that a machine has summed the article up.

    Labels: notice
    Taken (above): <div class="x1"><ul><li>The basin is closed, and a crane has to be found in the water.</li></ul><p
        class="x2">This summary was made by AI.</p></div>
    Left (above): <div class="x1"><ul><li>The basin is closed, and a crane has to be found in the water.</li></ul></div>
    Known problems: A box of facts on such summaries, beside a report about them, is taken.
    """
    return _in_boxes(passages, facts, "notice", "summary_by_a_machine", _is_a_machines, is_whole=True)


def box_of_another_article(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """A box that is an article element of its own, with a headline and a picture or a link, apart from the running text.

    Labels: related
    Taken: <div class="x1"><article><img src="/b.jpg"><h3>Barge sinks</h3><p class="x2">The skipper of a barge tells what he saw
        under the water of the basin on the night before.</p></article></div>
    Left: <div class="x1"><h3>Barge sinks</h3><p class="x2">The skipper of a barge tells what he saw under the water of the
        basin on the night before.</p></div>
    Known problems: A short entry of a live blog with a picture, in other elements than the rest of it, is taken.
    """
    if not running_text(passages).holders:
        return passages  # an article of headings alone has nothing to stand apart from
    return _in_boxes(passages, facts, "related", "box_of_another_article", _is_another_article)


def _in_boxes(
    passages: list[Passage],
    facts: PageContext,
    label: Label,
    rule: str,
    says_so: Callable[[HtmlElement, list[Passage], bool], bool],
    *,
    is_whole: bool = False,
) -> list[Passage]:
    """Labels what no rule has labelled in the boxes of which `says_so` holds; it is told whether the text is over there.

    A box that is whole may hold paragraphs as those of the text.
    """
    if facts.is_plain:
        return passages
    text = running_text(passages)
    boxes: dict[HtmlElement, list[int]] = {}
    for i, passage in enumerate(passages):
        if passage.text and (box := text.box_of(passage)) is not None:
            boxes.setdefault(box, []).append(i)
    end = text.end_in(passages)
    done = list(passages)
    for box, held in boxes.items():
        is_over = held[0] > end
        within = [passages[i] for i in held]
        if sum(len(p.text) for p in within) <= _BOX and says_so(box, within, is_over):
            open_ = [i for i in held if passages[i].label is None]
            for i in open_ if is_whole else _open(passages, held, text, is_over=is_over):
                done[i] = passages[i].said(label, rule)
    return done


def _open(passages: list[Passage], held: list[int], text: RunningText, *, is_over: bool) -> list[int]:
    """What no rule has labelled in a box; none of it where paragraphs as those of the text begin it, or go on behind it."""
    open_ = [i for i in held if passages[i].label is None]
    of_the_text = [i for i in open_ if _is_like_the_text(passages[i], text)]
    return open_ if not of_the_text or (is_over and of_the_text[0] > held[0]) else []


def _is_like_the_text(passage: Passage, text: RunningText) -> bool:
    """Whether its element is named as those of the running text are, whatever that lies in."""
    own = passage.block.element
    if own is None or passage.block.tag not in ("p", "blockquote") or passage.block.linked > 0.5:
        return False
    name = NUMBERS.sub("", " ".join(filter(None, (str(own.tag), own.get("class") or ""))))
    return any(f"{kind[1]} ".startswith(f"{name} ") for kind in text.kinds)


def _is_an_offer(_: HtmlElement, within: list[Passage], is_over: bool) -> bool:
    # Within the text an element's name alone says nothing: it may hold what only subscribers read.
    return any(p.label == "paywall" and (is_over or p.rule == "paywall") for p in within) or (
        is_over and any(named(p, "paywall") for p in within)
    )


def _asks_for_an_address(box: HtmlElement, _within: list[Passage], _is_over: bool) -> bool:
    return any(field.get("type") == "email" or "mail" in (field.get("name") or "").lower() for field in box.iter("input"))


def _is_a_machines(box: HtmlElement, within: list[Passage], _is_over: bool) -> bool:
    buttons = (" ".join(button.text_content().split()) for button in box.iter("button"))
    lines = (line for line in (*(p.text for p in within), *buttons) if len(line) <= _SAID)
    return any(holds(line, "summary", "machine") and holds(line, "summary") for line in lines)


def _is_another_article(box: HtmlElement, _within: list[Passage], _is_over: bool) -> bool:
    inner = next(box.iter("article"), None)
    if inner is None or sum(1 for _ in box.iter("article")) > 1:
        return False
    return next(inner.iter(*HEADINGS), None) is not None and next(inner.iter("img", "a"), None) is not None


_UP = 3
"""Elements above a caption's in which its picture may stand."""
_CAPTION = 400
"""Characters of a caption with all that it tells of its picture."""
_PICTURES = ("img", "picture", "amp-img", "video")
_NO_CAPTION = frozenset((*HEADINGS, *OF_TABLES, "li", "dt", "dd", "blockquote", "pre"))


def caption_beside_a_picture(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Between the paragraphs, the one short text in an element of another kind that holds a picture.

    Labels: caption
    Taken: <div class="news-image"><img src="/crane.jpg" alt=""><div class="info">The crane in the basin, on Monday</div></div>
    Left: <div class="news-part"><p>It fell as slowly as a tree.</p></div>
    Known problems: A paragraph set beside a picture, in an element that no other paragraph stands in, is taken.
    """
    if facts.is_plain:
        return passages
    text = running_text(passages)
    of_text = [i for i, p in enumerate(passages) if text.has(p)]
    done = list(passages)
    for i in range(of_text[0] + 1, of_text[-1]) if of_text else ():
        if _is_a_caption(passages[i], text, passages[max(0, i - _UP) : i + _UP + 1]):
            done[i] = passages[i].said("caption", "caption_beside_a_picture")
    return done


def _is_a_caption(passage: Passage, text: RunningText, near: list[Passage]) -> bool:
    block = passage.block
    if passage.label is not None or not 0 < len(passage.text) <= _CAPTION or block.tag in _NO_CAPTION or block.linked > 0.5:
        return False
    frame = _frame(block.element, text)
    if frame is None or block.element is None:
        return False
    inside = [p for p in near if p.block.element is not None and frame in (p.block.element, *p.block.element.iterancestors())]
    return len(inside) <= 2 and not any(p.block.tag in _NO_CAPTION for p in inside)


def _frame(element: HtmlElement | None, text: RunningText) -> HtmlElement | None:
    """The nearest element above one's own that holds a picture and no running text."""
    for _ in range(_UP):
        element = element.getparent() if element is not None else None
        if element is None or element in text.holders:
            return None
        if next(element.iter(*_PICTURES), None) is not None:
            return element
    return None
