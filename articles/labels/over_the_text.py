"""Rules about an article's head: what trafilatura took, and what stands over the text and is none of it."""

from articles.article import BODY_LABELS, Label
from articles.dates import timestamps
from articles.extract.blocks import ends_a_sentence, match_key
from articles.labels.by_position import paragraphs
from articles.labels.element_names import named
from articles.labels.passage import PageContext, Passage, phrases
from articles.labels.running_text import RunningText, kind_of, running_text

_NAME = 60
"""Characters of the longest kicker."""
_STRAY = 40
"""Characters of a word or two that are left over under a line of the head."""
_HEAD = 900
"""Characters of the largest head; what holds more is the beginning of the text, whatever its elements are."""
_LEAD = 700
"""Characters of a lead that is set apart."""
_DATE = 160
"""Characters of a line with one day."""
_BETWEEN = ("caption", "credit", "byline", "time")
_OF_THE_HEAD = ("headline", "byline", "time")


def date_over_the_text(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """A date alone on its line, or with who posted it where, above the first paragraph or below the last.

    Within the text it heads a part of it.

    Labels: time
    Taken (above): <p>17:41 JST, October 13, 2026</p>
    Left: <p>17:41 JST, October 13, 2026</p>
    Known problems: The first date of a diary that begins with it is taken.
    """
    if facts.is_plain:
        return passages
    prose = paragraphs(passages)
    within = range(prose[0], prose[-1]) if prose else range(0)
    return [
        p.said("time", "date_over_the_text") if p.label is None and i not in within and _is_a_date(p) else p
        for i, p in enumerate(passages)
    ]


def _is_a_date(passage: Passage) -> bool:
    """Whether a line is one day; two say when something begins and ends, and one in a quotation is a post's."""
    if not 0 < len(passage.text) <= _DATE or " blockquote " in f" {passage.block.classes} ":
        return False
    if timestamps.is_date_line(passage.text):
        return timestamps.days_in(passage.text) == 1
    return phrases("time", "posted").search(passage.plain) is not None and timestamps.days_in(passage.text) == 1


def head_lines(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Over the byline, the date or the headline nothing is text: kickers, decks, words of a menu.

    Nor is a short line above the first paragraph that is no sentence, in an element of its own: a count, "Copy link".

    Labels: headline, section, standfirst, related
    Taken (above): <h2>Port closed for a week</h2><p>By Bob Sample</p>
    Left (above): <h2>Port closed for a week</h2>
    Known problems: A list of points over the byline is text, whatever it sums up.
    """
    text = running_text(passages)
    first = _first_paragraph(passages, text, facts)
    line = max((i for i in range(first) if passages[i].label in _OF_THE_HEAD), default=0)
    headline = next((i for i in range(first) if passages[i].label == "headline"), 0)
    over = [i for i in range(first) if passages[i].label in BODY_LABELS]
    if sum(len(passages[i].text) for i in over) > _HEAD:
        return passages
    is_a_list = sum(passages[i].label == "list" for i in over if i > line) > 1
    done = list(passages)
    for i in over:
        passage = passages[i]
        if i < line and (passage.label != "list" or passage.block.linked > 0.5):
            done[i] = passage.said(_of_a_head(passage, facts, is_on_top=i < headline), "head_lines")
        elif (
            i > line and len(passage.text) <= _STRAY and text.is_stray(passage) and not (is_a_list and passage.label == "list")
        ):
            done[i] = passage.said("section", "head_lines")
    return done


def _first_paragraph(passages: list[Passage], text: RunningText, facts: PageContext) -> int:
    """Where the running text begins; 0 where nothing can stand above it."""
    if facts.is_plain:
        return 0
    return next((i for i, p in enumerate(passages) if text.has(p)), 0)


def _of_a_head(passage: Passage, facts: PageContext, *, is_on_top: bool) -> Label:
    """What a line of the head is; on top, over the headline, a short subheading is a kicker."""
    if passage.block.linked > 0.5:
        return "related"
    if any(title in match_key(passage.text) for title in facts.titles if len(title) >= 15):
        return "headline"
    is_a_name = (
        len(passage.text) <= _NAME
        and not ends_a_sentence(passage.text)
        and (is_on_top or passage.block.tag not in ("h2", "h3"))
    )
    return "section" if is_a_name else "standfirst"


def lead_set_apart(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """The text's first words in an element of another kind, which the makers call a deck or the page's summary repeats.

    They stand over a picture or a line of the head; those that are called so also where they are in a part of their own.

    Labels: standfirst
    Taken (above): <header><p class="lead">The port stays closed for a week, and ferries go from the neighbouring
        one.</p></header>
    Left (above): <p class="lead">The port stays closed for a week, and ferries go from the neighbouring one.</p>
    Known problems: A first paragraph that is printed large in an element of its own is a standfirst, if it is called a lead.
    """
    first = _first_paragraph(passages, running_text(passages), facts)
    lead = next((i for i in range(first) if passages[i].label in BODY_LABELS), first)
    passage = passages[lead] if lead < first else None
    if passage is None or len(passage.text) > _LEAD or passage.label not in ("body", "heading"):
        return passages
    key = match_key(passage.text)
    is_called_so = named(passage, "standfirst") or named(passage, "lead")
    is_summary = len(key) >= 25 and any(
        said.startswith(key) or key.startswith(said[:120]) for said in facts.standfirsts if said
    )
    is_over = any(p.label in _BETWEEN for p in passages[lead + 1 : first])
    if (is_called_so and (is_over or _stands_apart(passage, passages[first]))) or (is_summary and is_over):
        done = list(passages)
        done[lead] = passage.said("standfirst", "lead_set_apart")
        return done
    return passages


def _stands_apart(lead: Passage, paragraph: Passage) -> bool:
    one, other = lead.block.element, paragraph.block.element
    return (
        one is not None
        and other is not None
        and one.getparent() is not other.getparent()
        and kind_of(lead) != kind_of(paragraph)
    )
