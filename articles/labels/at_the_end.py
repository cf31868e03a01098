"""Rules about a page's end: what readers wrote, sources, who wrote it, disclaimers, calls, other articles."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from articles.article import BODY_LABELS, Label
from articles.labels.by_tag import HEADINGS, list_of
from articles.labels.by_wording import LINE_END
from articles.labels.element_names import named
from articles.labels.passage import PageContext, Passage, match_key, phrases, words_in
from articles.labels.wording import consists_of, found_in, holds

_COMMENTED = 160
"""Characters of a heading over comments, which may name the article."""
_CAPTION = 200
"""Characters of a line with a colon that announces what no longer follows."""
_ENDING = 200
"""Characters of a call to readers at the end."""
_DISCLOSURE = 400
"""Characters of what an author says of his interests."""
_BIO = 700
"""Characters; a paragraph about the author is shorter."""
_BIOS = 3
"""Paragraphs at the end among which the authors are introduced."""
_WORK = 160
"""Characters at the start of such a paragraph in which the work stands."""
_NAME = 60
"""Letters and digits, in whose first the author's name stands."""
_QUOTED = re.compile(r"[“„«»](?:[^”“«»]*[,.!?…;:]|(?:[^\s”“«»]+\s+){5})")
"""Who is quoted is spoken of in the text, whoever wrote it; a few words without a stop are the title of a work."""


def comments_to_the_end(passages: list[Passage], _: PageContext) -> list[Passage]:
    """Under a heading "Comments" everything is comments, where no more follows than came before, or only a little.

    The rest of a page is what readers and moderators wrote; a heading in its middle is one of the article's own. What stands
    in elements named so behind a text that does not, and ends it, is theirs as well: of a text that a paywall cut short,
    comments are the longer part.

    Labels: comments
    Taken (below): <h3>2 comments</h3><p>I saw it fall from my window, and it was as loud as thunder.</p>
    Left: <h3>Comments?</h3>
    Known problems: An article's own last part under the heading "Comments" is lost.
    """
    sizes = [len(p.text) for p in passages]
    for i, passage in enumerate(passages):
        if (
            passage.text
            and len(passage.text) < _COMMENTED
            and not passage.text.endswith("?")
            and consists_of(passage.plain.strip(LINE_END), "comments")
            and passage.label in (None, "comments")
        ):
            before, after = sum(sizes[:i]), sum(sizes[i + 1 :])
            if after <= max(before, 600) and before:
                return _comments_from(passages, i)
    return _comments_from(passages, _start_of_named_comments(passages))


def _comments_from(passages: list[Passage], i: int) -> list[Passage]:
    return [*passages[:i], *(p.said("comments", "comments_to_the_end") if p.text else p for p in passages[i:])]


def _start_of_named_comments(passages: list[Passage]) -> int:
    """Where the elements named after comments begin in which all prose stands from there on; the end where there are none."""
    prose = [i for i, p in enumerate(passages) if p.prose]
    start = len(passages)
    for i in reversed(prose):
        if not named(passages[i], "comments"):
            return start
        start = i
    return len(passages)  # all of it lies in them: a maker's name for an article


_SMALL = 0.2
"""Share of the text that may follow a heading which says that the article is over."""


def after_the_end(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Under a heading "Sources" or "More stories", with which the text is over, nothing is body.

    Labels: notice, related
    Taken (below): <h2>Sources</h2><ul><li>Port authority, yearly report</li></ul>
    Left (below): <h2>Springs</h2><ul><li>Port authority, yearly report</li></ul>
    Known problems: An article's own short last part under the heading "Sources" is lost.
    """
    if facts.is_plain:
        return passages
    sizes = [len(p.text) if p.label in BODY_LABELS else 0 for p in passages]
    total = after = sum(sizes)
    for i, passage in enumerate(passages):
        after -= sizes[i]
        if after > _SMALL * total or len(passage.text) > 80 or not _is_heading(passage):
            continue
        label: Label | None = None
        if consists_of(passage.plain.strip(LINE_END), "sources"):
            label = "notice"
        elif phrases("related", "ending").match(passage.plain.strip(LINE_END)) and not _goes_on(passages, i):
            label = "related"
        if label:
            rest = (p.said(label, "after_the_end") if p.label in BODY_LABELS else p for p in passages[i:])
            return [*passages[:i], *rest]
    return passages


_CONTACT = 80
"""Characters of the line that opens a press release's contacts, with a name behind it."""


def press_contact(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Under a press release whom journalists may ask, from the line on that says so.

    Labels: notice
    Taken (below): <p>Media contact:</p><p>Eve Model<br>press@port.example<br>+1 555 0100</p>
    Left: <p>Media contact:</p>
    Known problems: What the sender tells of itself behind its contacts is taken as well.
    """
    if facts.is_plain:
        return passages
    sizes = [len(p.text) if p.label in BODY_LABELS else 0 for p in passages]
    total = after = sum(sizes)
    for i, passage in enumerate(passages):
        if (
            after <= _SMALL * total
            and passage.label in BODY_LABELS
            and (len(passage.text) <= _CONTACT or "@" in passage.text)
            and phrases("contacts", "starts").match(passage.plain)
        ):
            rest = (p.said("notice", "press_contact") if p.label in BODY_LABELS else p for p in passages[i:])
            return [*passages[:i], *rest]
        after -= sizes[i]
    return passages


_OFFER = 220
"""Characters of a line that offers something."""
_OF_IT = 0.2
"""The share of such a line that is a link to what it offers."""
_OFFERS = re.compile(
    r"(?:(?:https?:)?//(?:[\w.-]+/)?|/)?(?:abos?|aboshop|abonn?e(?:ment|ren)?s?|abonnez-vous|subscri(?:be|ptions?)|"
    r"suscri(?:pcion(?:es)?|bete|birse)|assin(?:e|atura)s?|abbonament[io]|newsletters?|e-?paper|memberships?|donate|spenden|"
    r"prenumerera)(?:[./?#]|$)",
    re.IGNORECASE,
)


def leads_to_an_offer(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """A short line with a link to the publisher's subscriptions, newsletters or shop, by the first word of its address.

    Labels: promo
    Taken: <p>For a week the paper comes for nothing: <a href="/subscribe/trial">take it now and read more</a></p>
    Left: <p>For a week the paper comes for nothing: <a href="/ports/crane">take it now and read more</a></p>
    Known problems: A report on a subscription that links to it in a short paragraph is taken.
    """
    if facts.is_plain:
        return passages
    return [
        p.said("promo", "leads_to_an_offer")
        if p.label in ("body", "heading") and len(p.text) <= _OFFER and p.block.linked >= _OF_IT and _offers(p)
        else p
        for p in passages
    ]


def _offers(passage: Passage) -> bool:
    return any(_OFFERS.match(link.get("href") or "") for link in passage.block.anchors)


def _goes_on(passages: list[Passage], heading: int) -> bool:
    """Whether paragraphs like those before the heading stand after it."""
    kinds = [
        {(p.block.tag, p.block.classes) for p in part if p.label == "body" and p.prose}
        for part in (passages[:heading], passages[heading:])
    ]
    return bool(kinds[0] & kinds[1])


def _is_heading(passage: Passage) -> bool:
    return passage.label in (*BODY_LABELS, "related") and (passage.block.tag in HEADINGS or passage.block.bold > 0.9)


def disclosure(passages: list[Passage], _: PageContext) -> list[Passage]:
    """Who pays the publisher when a reader follows a link: said over, in and under the text, and none of it.

    Labels: notice
    Taken: <p>We may earn a commission when you buy through links on this page.</p>
    Left: <p>A commission of five will look at all the cranes of the port before the summer.</p>
    Known problems: A short paragraph about somebody else's affiliate links is taken.
    """
    present = words_in(passages, "notice")
    return [
        p.said("notice", "disclosure")
        if p.label in BODY_LABELS
        and len(p.text) < _DISCLOSURE
        and any(map(p.text.lower().__contains__, present))
        and holds(p.plain, "notice")
        else p
        for p in passages
    ]


def about_the_author(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """Of the last three paragraphs those about the author: what he does, or his name with no text after it; and the last one
    right under a line with his name, or that says what another line about him says.

    Labels: bio
    Taken (below): <p>Ann Example covers shipping and has lived in three ports.</p>
    Left: <p>Ann Example covers shipping and has lived in three ports.</p>
    Known problems: An article of which its author is the subject may lose its last paragraph.
    """
    if facts.is_plain:
        return passages
    done = list(passages)
    prose = [i for i, p in enumerate(passages) if p.label in ("body", "list", "quote")]
    is_last = True
    for i in reversed(prose[1:][-_BIOS:]):
        passage = passages[i]
        if len(passage.text) < _BIO and _is_bio(passage, facts, passages[:i], is_last=is_last):
            done[i] = passage.said("bio", "about_the_author")
        elif _said_of_an_end(passage) is None:
            is_last = False
    return done


def _is_bio(passage: Passage, facts: PageContext, before: list[Passage], *, is_last: bool) -> bool:
    start = match_key(passage.text)[:_NAME]
    if is_last and _is_under_the_name(passage, start, before):
        return True
    if any(len(author) >= 6 and author in start for author in facts.people) and not _QUOTED.search(passage.text):
        return is_last or holds(passage.plain[:_WORK], "bio", "work")
    if not is_last or not phrases("bio", "starts").match(passage.plain.lstrip("(*–— ")):
        return False
    # Of whom the text has spoken before, it goes on to speak.
    name = match_key(" ".join(passage.text.split()[:2]))
    return not any(p.label in BODY_LABELS and name in match_key(p.text) for p in before)


def _is_under_the_name(passage: Passage, start: str, before: list[Passage]) -> bool:
    """Whether a paragraph stands right under its author's name below the text, or says again what is said of him elsewhere."""
    if any(p.label == "bio" and match_key(p.text).startswith(start) for p in before):
        return True
    above = next((p for p in reversed(before) if p.text), None)
    if above is None or above.label not in ("byline", "bio"):
        return False
    text = _around(p for p in before if p.label in BODY_LABELS)
    return not _around([passage]) & _around([above]) <= text


def _around(passages: Iterable[Passage]) -> set[HtmlElement]:
    """The elements that some passages lie in."""
    return {above for p in passages if p.block.element is not None for above in p.block.element.iterancestors()}


_SERIES = 3
"""Headings one after the other that are an article's content: a list of which only the pictures have no text."""


def headings_of_nothing(passages: list[Passage], _: PageContext) -> list[Passage]:
    """A heading with no text after it headed what is not the article; several are a list's, unless they are links.

    Labels: related
    Taken (below): <h2>Our best this week</h2><p>For informational purposes only.</p>
        <h2>Our letters</h2><p>Sign up for our daily newsletter today</p>
    Left: <h2>Our best this week</h2>
    Known problems: A list of fewer than three things of which only the pictures have text loses its headings.
    """
    last = max((i for i, p in enumerate(passages) if p.label in BODY_LABELS and p.label != "heading"), default=-1)
    over = [i for i in range(last + 1, len(passages)) if passages[i].label == "heading"]
    of_links = sum(passages[i].block.linked > 0.5 for i in over)
    if (len(over) >= _SERIES or any(_NUMBERED.match(passages[i].text) for i in over)) and 2 * of_links < len(over):
        over = [i for i in over if passages[i].block.linked > 0.5]
    done = list(passages)
    for i in over:
        done[i] = passages[i].said("related", "headings_of_nothing")
    return done


_NUMBERED = re.compile(r"(?:(?:no|nr|n°|№)\.? ?)?\d{1,3}[.):]? ", re.IGNORECASE)


_NAMED = 0.15
"""Share of the text that may be told by its element's name alone: a maker's "newsletter" may hold all of an article."""


def endings(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """From the text's end upwards, calls, disclaimers, notes, and lines that announce what no longer follows.

    Labels: bio, notice, promo, related
    Taken (below): <p>This text is for informational purposes only.</p>
    Left: <p>This text is for informational purposes only.</p>
    Known problems: A last sentence of the story that ends in a colon is taken.
    """
    done = list(passages)
    if facts.is_plain:
        return done
    left = _NAMED * sum(len(p.text) for p in passages if p.label in BODY_LABELS)
    offered: HtmlElement | Passage | None = None
    for i in range(len(passages) - 1, 0, -1):
        passage = passages[i]
        if passage.label not in BODY_LABELS:
            continue
        label = "promo" if list_of(passage) is offered else _said_of_an_end(passage)
        if label is None:
            left -= len(passage.text)
            label = _named_an_end(passage) if left > 0 else None
        if label is None:
            break
        done[i] = passage.said(label, "endings")
        offered = list_of(passage) if label == "promo" else offered  # one call in a list speaks for all of it
    return done


def _named_an_end(passage: Passage) -> Label | None:
    return "bio" if named(passage, "bio") else "notice" if named(passage, "ending") else None


def _said_of_an_end(passage: Passage) -> Label | None:
    if passage.text.endswith(":") and len(passage.text) < _CAPTION:
        return "related"
    if len(passage.text) < _ENDING and _is_a_call(passage.plain):
        return "promo"
    if holds(passage.plain, "notice", "ending"):
        return "notice"
    return None


_OPENS = re.compile(r"(?:^|[.!?:;…–—|»→>*)] ?)(?:please |then |bitte |dann |also |and |or |und |oder )?$", re.IGNORECASE)
"""What stands before the first word of a sentence that asks for something."""


def _is_a_call(plain: str) -> bool:
    """Whether it speaks of the publisher's own channels, or asks for something by its first word, and is no quotation."""
    for found in found_in(plain, "promo", "ending"):
        if plain[found.start() - 1 : found.start()] not in tuple('“„«"‘’'):
            return True
    return any(_OPENS.search(plain[: found.start()]) for found in found_in(plain, "promo", "asks"))
