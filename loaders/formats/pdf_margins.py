"""What a browser prints above and below each page: the day and the title, the address and which page of how many it is."""

import re
from collections.abc import Sequence

from loaders.formats.pdf_lines import Line

_FOOT = re.compile(r"([^\W\d_]{2,6}://\S+) (\d+)/(\d+)")
_HEAD = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}\b")


def without_margins(lines: Sequence[Line], number: int, count: int) -> tuple[Sequence[Line], str]:
    """The lines of page `number` of `count` without what a browser printed around them, and the address; "" without one.

    An address that was too long for its line is none.
    """
    lowest = min(lines, key=lambda line: line.y, default=None)
    foot = _FOOT.fullmatch(lowest.text) if lowest else None
    if not foot or (int(foot[2]), int(foot[3])) != (number, count):
        return lines, ""
    highest = max(lines, key=lambda line: line.y)
    printed = {lowest, highest} if _HEAD.match(highest.text) else {lowest}
    return [line for line in lines if line not in printed], foot[1] if "…" not in foot[1] else ""
