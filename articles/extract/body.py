"""Which of a page's blocks are the article's: trafilatura's choice, checked (the only place that knows trafilatura)."""

import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document, Extractor

from articles.extract import density
from articles.extract.blocks import TextBlock, breadth, ends_a_sentence, is_prose, lines, match_key
from articles.extract.elements import Names, article_of, common, holders
from articles.extract.menus import without_menus
from articles.extract.searches import quick_searches

# Its warnings about odd pages would be the only voice of a worker; what matters becomes a reject.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def article_blocks(
    everything: list[TextBlock], tree: HtmlElement, page: str, said: str = "", *, is_article: bool = False
) -> list[TextBlock]:
    """Of all blocks those from the article's headline, or its first, to its last, with what stands between and right after.

    What trafilatura takes is the core; which of the others are captions, related links or the like is for the labels.
    `said` is the text that the page's JSON-LD gives: a check, by which a long piece that trafilatura missed is found, and
    the text itself where the page shows none of it. `is_article` says that the page's data call it an article, by which a
    text of a few short paragraphs is found.
    """
    if _is_said_alone(everything, said):
        return [
            *(block for block in everything if block.tag == "h1"),
            *(replace(line, tag="p") for line in lines(_TAG.sub("\n", said))),
        ]
    core = _core(everything, tree, said)
    if is_article and sum(breadth(everything[i].text) for i in core) < _BRIEF:
        core = _sentences_under_the_headline(everything) or core
    if not core:
        return []
    wanted = set(core)
    top = common([everything[i].element for i in core])
    names = Names(top, holders(everything, core))
    first, last = _from_headline(everything, core[0]), _to_its_end(everything, core[-1], top)
    return [
        block.in_article(i in wanted, names.of(block.element), page)
        for i, block in enumerate(everything[first : last + 1], first)
    ]


_BRIEF = 80
"""Characters of text; where trafilatura finds less, an article may be of a few short paragraphs."""
_NO_TEXT = frozenset(("footer", "nav", "aside", "form", "dialog", "figure", "header"))


def _sentences_under_the_headline(everything: list[TextBlock]) -> list[int]:
    """Paragraphs that end as sentences do, in the article or main element that the page's only h1 stands in."""
    titled = [i for i, block in enumerate(everything) if block.tag == "h1"]
    if len(titled) != 1:
        return []
    home = article_of(everything[titled[0]].element)
    return [
        i
        for i, block in enumerate(everything[titled[0] + 1 :], titled[0] + 1)
        if block.tag == "p"
        and block.linked < 0.3
        and block.element is not None
        and ends_a_sentence(block.text)
        and article_of(block.element) is home
        and not any(above.tag in _NO_TEXT for above in block.element.iterancestors())
    ]


_SHORT = 1200
"""Squeezed characters; where the quick way finds less, and less than half of the page's prose, the full one may be asked."""
_NOTHING = 400
"""With less than that it is asked in any case, with more only where some element holds clearly more prose."""
_MORE = 1.5
"""How many times the prose found there must be elsewhere, where next to nothing was found, to ask again."""
_SOME_MORE = 1.2
"""The same where a text was found that may have been left too early."""


def _is_the_text(size: int, found: int, shared: int, whole: int) -> bool:
    """Whether what stands closest together (`size`) is the text, or holds it, where trafilatura found less.

    `shared` of it trafilatura found too, and `whole` is all prose that is the page's own. Much more is, where trafilatura
    found next to nothing or half of it in there; some more, where it stopped on the way; and nearly all of the page.
    """
    if size > 2 * found and (found < _NOTHING or shared > 0.5 * found):
        return True
    if size > _SOME_MORE * found and shared > 0.8 * found and size > 0.4 * whole:
        return True
    return size > 5 * found and size > 0.8 * whole


def _core(everything: list[TextBlock], tree: HtmlElement, said: str) -> list[int]:
    prose = {i: breadth(match_key(block.text)) for i, block in enumerate(everything) if is_prose(block)}
    with without_menus(tree, everything):
        taken = _taken(everything, _body_text(tree, fast=True))
        dense = density.densest(everything, prose)
        found, most = _size(taken, prose), _size(dense, prose)
        is_short = found < _SHORT and found < 0.5 * sum(prose.values())
        if is_short and (found < _NOTHING or most > _MORE * found):
            more = _taken(everything, _body_text(tree, fast=False))
            if (size := _size(more, prose)) > _MORE * found:
                taken, found = more, size
    if most > _SOME_MORE * found:
        taken = _with_densest(everything, taken, prose, found)
    text = match_key(said)
    if (size := breadth(text)) > 1.2 * found and size > 200:
        taken = sorted({*taken, *(i for i in prose if match_key(everything[i].text) in text)})
    return _with_kin(everything, taken, prose) if taken else taken


def _size(blocks: Iterable[int], prose: dict[int, int]) -> int:
    """Squeezed characters of the prose in some blocks."""
    return sum(prose.get(i, 0) for i in blocks)


def _with_densest(everything: list[TextBlock], taken: list[int], prose: dict[int, int], found: int) -> list[int]:
    """With the prose of the page's own that stands closest together, where that is the text."""
    own = density.without_others(everything, prose)
    dense = density.densest(everything, own)
    shared = _size(set(taken) & set(dense), own)
    return sorted({*taken, *dense}) if _is_the_text(_size(dense, own), found, shared, sum(own.values())) else taken


def _with_kin(everything: list[TextBlock], taken: list[int], prose: dict[int, int]) -> list[int]:
    """With the prose before and after that stands in the same kind of element as what was taken, up to another headline.

    An article is often cut into several containers, of which trafilatura takes the largest.
    """
    kinds = Counter(_kind_of(everything[i].element) for i in taken if i in prose and everything[i].tag == "p")
    usual = {kind for kind, count in kinds.items() if count >= 2 and any(kind[1:])}
    if not usual:
        return taken
    home = article_of(everything[taken[len(taken) // 2]].element)
    added = set(taken)
    for way in (range(taken[-1] + 1, len(everything)), range(taken[0] - 1, -1, -1)):
        for i in way:
            block = everything[i]
            if block.tag == "h1":
                break
            if i in prose and block.tag == "p" and _kind_of(block.element) in usual and article_of(block.element) is home:
                added.add(i)
    return sorted(added)


def _kind_of(element: HtmlElement | None) -> tuple[str, ...]:
    """Names of the element and of the two that hold it."""
    names: list[str] = []
    while element is not None and len(names) < 3:
        names.append(f"{element.tag}.{element.get('class') or ''}" if len(names) else element.get("class") or "")
        element = element.getparent()
    return tuple(names)


_HEADER = 80
"""Runs; so many at most stand between a headline and its text."""


def _from_headline(everything: list[TextBlock], first: int) -> int:
    """Where the article's header starts: at the nearest h1 above the text, if there is one near."""
    text = everything[first].element
    held = set() if text is None else set(text.iterancestors())
    titled = [i for i in range(first, max(-1, first - _HEADER), -1) if _is_headline(everything[i], held)]
    if len(titled) > 1 and any(_is_kin(block, everything[titled[0]]) for block in everything[first + 1 :]):
        # The nearest has its like within the text, and is a cross-heading as they are.
        titled = [i for i in titled if not _is_kin(everything[i], everything[titled[0]])] or titled
    return titled[0] if titled else first


def _is_kin(one: TextBlock, other: TextBlock) -> bool:
    """Whether two headings are of one kind."""
    return one.tag == other.tag and _kind_of(one.element)[:2] == _kind_of(other.element)[:2]


def _is_headline(block: TextBlock, held: set[HtmlElement]) -> bool:
    """Whether a block is an h1, and none of a box beside the text. `held` are the elements that the text lies in."""
    if block.tag != "h1" or block.element is None:
        return False
    return not any(above.tag == "aside" and above not in held for above in block.element.iterancestors())


_FOOTER = 40
"""Runs; so many after the text are looked at for who wrote it, pictures, an agency or a paywall."""


def _to_its_end(everything: list[TextBlock], last: int, top: HtmlElement | None) -> int:
    """Where the article's footer ends: the last block in the element that holds its text, or the text's own last."""
    if top is None or top.tag in ("body", "html"):
        return last
    for i in range(last + 1, min(len(everything), last + 1 + _FOOTER)):
        element = everything[i].element
        if element is None or everything[i].tag == "h1" or not any(above is top for above in element.iterancestors()):
            return i - 1
    return min(len(everything) - 1, last + _FOOTER)


_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_SAID = 600
"""Squeezed characters of a text that may stand for the page's own."""
_SHOWN = 0.3
"""Share of it that a page whose text only scripts would show may have in prose."""


def _is_said_alone(everything: list[TextBlock], said: str) -> bool:
    """Whether the page's JSON-LD tells a text, and the page itself has hardly any."""
    size = breadth(match_key(said))
    return size >= _SAID and sum(breadth(match_key(block.text)) for block in everything if is_prose(block)) < _SHOWN * size


def _body_text(tree: HtmlElement, *, fast: bool) -> list[str]:
    """What trafilatura takes, element by element, as match keys. Nothing where it fails, which on odd pages it does."""
    try:
        with quick_searches():
            found = bare_extraction(tree, options=_options(fast=fast))
    except Exception:  # any library error on a hostile page means "found nothing"
        return []
    if not isinstance(found, Document) or found.body is None:
        return []
    return [
        text for element in found.body.iter() for part in (element.text, element.tail) if part and (text := match_key(part))
    ]


@cache
def _options(*, fast: bool) -> Extractor:
    """Read once, since they come out of a configuration file. As "txt", since what it writes of the text is not asked for."""
    return Extractor(output_format="txt", fast=fast, comments=False)


def _taken(everything: list[TextBlock], parts: list[str]) -> list[int]:
    """Positions of the blocks that are in the body text, in page order.

    A long run may lie anywhere in the text, since trafilatura moves and repeats some; a short one must start where a
    part starts, so that a menu's "Sport" is not found in a sentence.
    """
    text = "".join(parts)
    starts, at = [], 0
    for part in parts:
        starts.append(at)
        at += len(part)
    begins = set(starts)
    taken, reached = [], 0
    for i, block in enumerate(everything):
        key = match_key(block.text)
        if not key:
            continue
        if len(key) >= 60:
            at = text.find(key, reached)
            if at < 0:
                at = text.find(key)
        else:
            at = text.find(key, reached, reached + 400 + len(key))
            while at >= 0 and at not in begins:
                at = text.find(key, at + 1, reached + 400 + len(key))
        if at >= 0:
            taken.append(i)
            reached = max(reached, at + len(key))
    return taken
