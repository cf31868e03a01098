"""The rule for the standfirst: what is printed between headline and text, set apart from both."""

from collections import Counter
from collections.abc import Iterable

from lxml.html import HtmlElement

from articles.article import BODY_LABELS
from articles.dates import timestamps
from articles.extract.blocks import ends_a_sentence, match_key
from articles.labels.by_tag import HEADINGS
from articles.labels.element_names import named
from articles.labels.passage import PageContext, Passage, phrases, table

_SHORTEST = 25
"""Letters that a standfirst holds at the least."""
_PROSE = 60
"""Characters from which a line without a name may be one."""
_LONGEST = 600
"""Characters of the longest standfirst."""
_NEAR = 2
"""Lines right below, of which one is the byline: a time or an icon may go before."""
_LINK = 0.9
"""The share of a block's text in links from which it leads to another article."""
_MOST = 0.4
"""A standfirst's size as a share of the text's; what is longer is text."""
_OF_OTHERS = frozenset(("form", "figure", "aside", "nav", "footer", "dialog", "table"))
"""Elements that hold no standfirst; nor does one that holds a picture with it."""

Kind = tuple[str, str]


class _Head:
    """What stands above the text: which passages, and the elements that the headline lies in and the text does not."""

    def __init__(self, passages: list[Passage], facts: PageContext) -> None:
        self.facts = facts
        texts = [i for i, p in enumerate(passages) if p.label is None and p.block.is_main_text and p.prose]
        kinds = Counter(_kind(passages[i]) for i in texts)
        self.usual = {kind for kind, count in kinds.items() if count > 1}
        in_text = [i for i in texts if _kind(passages[i]) in self.usual] or texts[1:] or texts
        self.text = in_text[0] if in_text else len(passages)
        titled = [i for i, p in enumerate(passages[: self.text]) if _is_headline(p)]
        self.after = titled[0] + 1 if titled else 0
        self.titles = {match_key(passages[i].text) for i in titled}
        self.held = _ancestors(passages[i] for i in in_text[:1])
        self.header = _ancestors(passages[i] for i in titled) - self.held
        self.size = sum(len(passages[i].text) for i in in_text)
        self._passages = passages

    def under(self, passage: Passage) -> list[Passage]:
        """What stands between a passage and the text."""
        return [p for p in self._passages[self._at(passage) + 1 : self.text] if p.text]

    def _at(self, passage: Passage) -> int:
        return next(i for i, p in enumerate(self._passages) if p is passage)

    def may_be_one(self, passage: Passage) -> bool:
        """Whether it can be a standfirst for what it is, wherever it stands."""
        text = match_key(passage.text)
        return (
            len(text) >= _SHORTEST
            and len(passage.text) <= _LONGEST
            and (passage.label is None or (passage.rule == "related_element" and passage.block.linked < 0.3))
            and _kind(passage) not in self.usual
            and passage.block.linked < _LINK
            and not any(text in title or title in text for title in self.titles)
            and not _is_in_a_box(passage, self.held)
            and not _says_who_and_when(passage)
        )


def _says_who_and_when(passage: Passage) -> bool:
    """Whether a line begins as a byline does and names a day."""
    return phrases("byline", "starts").match(passage.plain) is not None and bool(timestamps.days_in(passage.text))


def _is_headline(passage: Passage) -> bool:
    return passage.label == "headline" or passage.block.tag == "h1"


def _kind(passage: Passage) -> Kind:
    return passage.block.tag, " ".join(sorted(passage.block.classes.split()))


def _ancestors(passages: Iterable[Passage]) -> set[HtmlElement]:
    elements = (p.block.element for p in passages if p.block.element is not None)
    return {above for element in elements for above in (element, *element.iterancestors())}


def _is_in_a_box(passage: Passage, held: set[HtmlElement]) -> bool:
    """Whether it lies in an element for other things that does not hold the text (`held`), or stands with a picture."""
    element = passage.block.element
    if element is None:
        return False
    above = element.getparent()
    return any(one.tag in _OF_OTHERS and one not in held for one in element.iterancestors()) or (
        above is not None and len(above) <= 3 and next(above.iter("img", "amp-img", "picture"), None) is not None
    )


def _is_called_so(passage: Passage, _: _Head) -> bool:
    return named(passage, "standfirst")


def _may_be_called_so(passage: Passage, _: _Head) -> bool:
    """Whether the block's element or the one around it has a name that elsewhere is given to other things, too."""
    element = passage.block.element
    own = [element, element.getparent(), _whole_of(passage)] if element is not None else []
    names = " ".join(one.get("class") or "" for one in own if one is not None)
    return any(part in _loose_names() for name in names.lower().split() for part in _parts(name))


def _whole_of(passage: Passage) -> HtmlElement | None:
    """The inline element that holds all the text of a block."""
    element = passage.block.element
    first = None if element is None else next(element.iterchildren("span", "em", "i", "b", "strong"), None)
    return first if first is not None and match_key(first.text_content()) == match_key(passage.text) else None


def _loose_names() -> frozenset[str]:
    return frozenset(table()["standfirst"]["names"])


def _parts(name: str) -> Iterable[str]:
    """A name's words, and its end from each of them on: "c-article-teaser-text" is a "teaser-text" too."""
    words = name.replace("_", "-").split("-")
    words = [word for word in words if word]
    return ("-".join(words[i:]) for i in range(len(words)))


def _repeats_the_summary(passage: Passage, head: _Head) -> bool:
    text = match_key(passage.text)
    return any(text == said or text.startswith(said[:120]) or said.startswith(text) for said in head.facts.standfirsts)


def _stands_with_the_headline(passage: Passage, head: _Head) -> bool:
    """In the element that holds the headline and not the text: a subheading, or a sentence."""
    element = passage.block.element
    # Where nothing is long enough to be told for text, what stands beside the headline may be all of it.
    if element is None or not head.size or not any(above in head.header for above in element.iterancestors()):
        return False
    is_line = len(passage.text) >= _PROSE and not timestamps.days_in(passage.text)
    return passage.block.tag in HEADINGS or is_line or ends_a_sentence(passage.text)


def _stands_over_the_byline(passage: Passage, head: _Head) -> bool:
    """A sentence between the headline and the byline that the extractor left out; a line may be another headline."""
    below = head.under(passage)[:_NEAR]
    return not passage.block.is_main_text and any(p.label == "byline" for p in below) and ends_a_sentence(passage.text)


def _is_parted(passage: Passage, head: _Head) -> bool:
    """Whether something that is none of it stands between a paragraph and the text: a byline, a date, a caption."""
    return any(p.label is not None for p in head.under(passage))


def _is_a_heading_of_sentences(passage: Passage, head: _Head) -> bool:
    """A heading as long as a paragraph that something parts from the text; without that it may be set large, and be text."""
    is_long = passage.block.tag in HEADINGS and len(passage.text) >= 2 * _PROSE
    return is_long and ends_a_sentence(passage.text) and _is_parted(passage, head)


_EVIDENCE = (_is_called_so, _stands_with_the_headline, _stands_over_the_byline, _is_a_heading_of_sentences)
"""Each is enough."""
_HINTS = (_may_be_called_so, _repeats_the_summary, _is_parted)
"""One is enough for what the extractor left out of the text, or for a heading; what it took needs two."""


def _is_one(passage: Passage, head: _Head) -> bool:
    if any(says(passage, head) for says in _EVIDENCE):
        return True
    hints = [says for says in _HINTS if says(passage, head)]
    is_set_apart = not passage.block.is_main_text or passage.block.tag in HEADINGS
    return len(hints) > 1 or (is_set_apart and hints not in ([], [_is_parted]))


def standfirst(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Between headline and text, what is set apart from the text.

    Its makers call it so, the page's summary repeats it, it stands in one element with the headline or right below, over the
    byline, or something else stands between it and the text. What looks like the text's paragraphs is the text.

    Labels: standfirst
    Taken (above): <p class="standfirst">Port closed for a week, but nobody was hurt</p>
    Left (below): <p class="standfirst">Port closed for a week, but nobody was hurt</p>
    Known problems: A first paragraph that is set in a type of its own and parted from the text by a picture is taken.
    """
    head = _Head(passages, facts)
    chosen: list[int] = []
    for i in range(head.after, head.text):
        if head.may_be_one(passages[i]) and (_is_one(passages[i], head) or _goes_on(passages, i, chosen)):
            chosen.append(i)
    if sum(len(passages[i].text) for i in chosen) > max(_LONGEST / 2, _MOST * head.size):
        return passages
    return [p.said("standfirst", "standfirst") if i in chosen else p for i, p in enumerate(passages)]


def over_a_dateline(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """The one paragraph of the text that stands over its dateline, where no other standfirst is printed.

    The report begins with the dateline; what the paper sets before it is no part of that.

    Labels: standfirst
    Taken (above): <p><b>The port stays closed for a week, and ferries go from the neighbouring one.</b></p><p>Hamburg.</p>
    Left (above): <p><b>The port stays closed for a week, and ferries go from the neighbouring one.</b></p>
    Known problems: A note to the reader before the dateline is taken, if no rule knows it for one.
    """
    at = next((i for i, p in enumerate(passages) if p.label == "dateline"), None)
    if facts.is_plain or at is None or any(p.label == "standfirst" for p in passages):
        return passages
    over = [i for i in range(at) if passages[i].label in BODY_LABELS]
    if len(over) != 1 or not _SHORTEST <= len(passages[over[0]].text) <= _LONGEST:
        return passages
    done = list(passages)
    done[over[0]] = passages[over[0]].said("standfirst", "over_a_dateline")
    return done


def printed(passages: list[Passage]) -> list[str]:
    """The standfirsts as printed: paragraphs that follow one another in one element are one."""
    found: list[str] = []
    at = [i for i, p in enumerate(passages) if p.label == "standfirst"]
    for i in at:
        if found and _goes_on(passages, i, [i - 1] if i - 1 in at else []):
            found[-1] += f" {passages[i].text}"
        else:
            found.append(passages[i].text)
    return found


def _goes_on(passages: list[Passage], i: int, chosen: list[int]) -> bool:
    """Whether it stands right under a part of the standfirst in the same element."""
    here, before = passages[i].block.element, passages[i - 1].block.element if chosen and chosen[-1] == i - 1 else None
    if _says_who_and_when(passages[i]):
        return False
    return here is not None and before is not None and here.getparent() is before.getparent()
