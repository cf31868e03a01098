"""The sentence that a quotation stands in."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from articles.quotes.marks import Stretch

MASK = "\ue000"
"""Stands for each character between quotation marks, so that what is quoted is never taken for the paper's own words."""

_END = re.compile(r"(?:[.!?…؟。！？।]{1,9}[)\]’']?|\ue000)(?=\s{1,9}[^\s\W\d_]|\s{1,9}[\ue000\"“«„(\[]|\s{1,9}\d)|[。！？]")
_ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Drs|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|Rev|Hon|Del|Supt|Insp"
    r"|Pres|Atty|Asst|Assoc|Cllr|Cpl|Brig|Msgr|Mgr|Amb|Treas|Dep|Dra|Lic|Ing|Gral|Cnel|Mons|Dipl|Abg|St|Ste|Jr"
    r"|Sr|Inc|Corp|Co|Ltd|No|Nos|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mass|Ariz|Calif|Fla|Conn|Pa"
    r"|Wis|Mich|Minn|Ill|Tenn|Tex|Ky|Ga|Va|Wash|bzw|ca|ggf|evtl|Nr|Abs|Art|Mio|Mrd|Str|usw|etc|Mme|Mlle|MM|Sra"
    r"|Srta|Ud|EE|UU|Dña|им|ул|гг|руб|коп|млн|млрд|тыс|стр|см|проф|акад|доц|ген))\.$"
)  # fmt: skip


def masked(text: str, quoted: Sequence[Stretch]) -> str:
    """The text with each quoted stretch blotted out, of the same length."""
    parts, at = [], 0
    for stretch in quoted:
        parts += [text[at : stretch.start], MASK * (stretch.end - stretch.start)]
        at = stretch.end
    return "".join((*parts, text[at:]))


def starts(blotted: str, text: str, quoted: Sequence[Stretch]) -> list[int]:
    """Where the sentences of a blotted paragraph begin. A quotation ends one where its own last sentence has ended."""
    closed = {stretch.end: stretch for stretch in quoted}
    found = [0]
    for end in _END.finditer(blotted):
        if end[0] == MASK:
            stretch = closed.get(end.end())
            if stretch is None or text[stretch.inner_end - 1] not in ".!?…؟":
                continue
            following = blotted[end.end() :].lstrip()
            if following[:1].islower():
                continue
        elif _ABBREVIATED.search(blotted[max(0, end.start() - 8) : end.start() + 1]):
            continue
        at = end.end()
        while at < len(blotted) and blotted[at].isspace():
            at += 1
        if at < len(blotted) and not blotted[at].islower():
            found.append(at)
    return found


def around(begins: Sequence[int], length: int, at: int) -> tuple[int, int]:
    """Start and end of the sentence that holds a position."""
    index = bisect_right(begins, at)
    return begins[index - 1], begins[index] if index < len(begins) else length


def first_sentence(text: str) -> str:
    """A text up to the end of its first sentence."""
    for end in _END.finditer(text):
        if end[0] != MASK and not _ABBREVIATED.search(text[max(0, end.start() - 8) : end.start() + 1]):
            return text[: end.end()]
    return text
