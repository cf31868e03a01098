"""Rules about what trafilatura took from below the text, behind what is none of it."""

from articles.article import BODY_LABELS, Label
from articles.extract.blocks import ends_a_sentence
from articles.labels.passage import PageContext, Passage
from articles.labels.running_text import running_text

_ENDS: frozenset[Label] = frozenset(("related", "promo", "paywall", "comments", "colophon", "bio"))
"""What stands between the text and the rest of the page."""


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
