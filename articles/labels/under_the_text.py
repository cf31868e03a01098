"""Rules about what trafilatura took from below the text, behind what is none of it."""

from articles.article import BODY_LABELS, Label
from articles.extract.blocks import ends_a_sentence
from articles.labels.passage import PageContext, Passage
from articles.labels.running_text import RunningText, running_text

_ENDS: frozenset[Label] = frozenset(("related", "promo", "paywall", "comments", "colophon", "bio"))
"""What stands between the text and the rest of the page."""


_SHARE = 0.3
"""Of the text; what is more is a part of it, wherever it stands."""


def boxes_under_the_text(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Behind links, calls or a box under the text: from a heading on that lies in an element without a paragraph of the text,
    all that lies in such elements.

    Labels: notice
    Taken (below): <p>Read also: <a href="/barge">Barge sinks</a></p><div class="x1"><h2>Free words cost something</h2><p>We
        tell what happens on the quay on all days of the year, and in all of its nights.</p></div>
    Left (below): <p>Read also: <a href="/barge">Barge sinks</a></p><h2>Free words cost something</h2>
    Known problems: A story's last part that has a heading and an element of its own is taken where a box stands before it.
    """
    if facts.is_plain:
        return passages
    text = running_text(passages)
    end = text.end_in(passages)
    if end < 0:
        return passages
    apart = [i for i in range(_first_mark(passages, end), len(passages)) if _is_in_a_box(passages[i], text)]
    first = next((i for i in apart if passages[i].label == "heading"), len(passages))
    size = sum(len(p.text) for p in passages[: end + 1] if p.label in BODY_LABELS)
    under = [i for i in apart if i >= first]
    if sum(len(passages[i].text) for i in under) > _SHARE * size:
        return passages
    return [p.said("notice", "boxes_under_the_text") if i in under else p for i, p in enumerate(passages)]


def _first_mark(passages: list[Passage], end: int) -> int:
    """Where under the text the first link, call or box stands; the end of the page where none does."""
    return next((i for i in range(end + 1, len(passages)) if passages[i].label in _ENDS and passages[i].text), len(passages))


def _is_in_a_box(passage: Passage, text: RunningText) -> bool:
    """Whether it is body, and lies in an element in which no running text stands, which is more than its own."""
    return passage.label in BODY_LABELS and text.box_of(passage) not in (None, passage.block.element)


def strays(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Behind links, calls or a box under the text: lines that are no sentences, in an element of another kind.

    Labels: notice
    Taken (below): <p>Read also: <a href="/barge">Barge sinks</a></p><div class="box"><div>The harbour in pictures</div></div>
    Left (below): <p>Read also: <a href="/barge">Barge sinks</a></p><p>The ferries go from the neighbouring port.</p>
    Known problems: A story's last line that is no sentence is taken where a box stands before it.
    """
    if facts.is_plain:
        return passages
    text = running_text(passages)
    paragraphs = (i for i, p in enumerate(passages) if p.label in BODY_LABELS and p.prose and ends_a_sentence(p.text))
    end = max(paragraphs, default=len(passages))
    done = list(passages)
    is_behind = False
    for i in range(end + 1, len(passages)):
        passage = passages[i]
        if passage.label in _ENDS and passage.text:
            is_behind = True
        elif is_behind and passage.label in ("body", "heading", "list") and text.is_stray(passage):
            done[i] = passage.said("notice", "strays")
    return done
