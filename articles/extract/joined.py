"""The blocks of an article over several pages: what each page adds, in order, and once what all of them show."""

import re
from collections.abc import Sequence

from articles.extract.blocks import TextBlock, is_prose, match_key

_NUMBER = re.compile(r"\d+")
_PAGER = 40
"""Characters up to which blocks that differ by their numbers alone say the same: "Page 2 of 3"."""


def joined(
    shown: Sequence[TextBlock], blocks: list[TextBlock], later: Sequence[tuple[Sequence[TextBlock], list[TextBlock]]]
) -> list[TextBlock]:
    """An article's blocks from its first page's, which shows all of `shown`, and its later pages': all, and the article's own.

    What stands under the text of every page stands under the last one's.
    """
    if not later:
        return blocks
    again = {_key(block) for block in later[0][0]}
    written = [i for i, block in enumerate(blocks) if block.is_main_text and block.tag != "h1"]
    # Where another page has all of it, as the one with the whole text, its paragraphs tell.
    last = [i for i in written if _key(blocks[i]) not in again] or [i for i in written if is_prose(blocks[i])]
    end = last[-1] + 1 if last else len(blocks)
    body, under = blocks[:end], blocks[end:]
    seen = {_key(block) for block in (*shown, *blocks)}
    title = next((match_key(block.text) for block in shown if block.tag == "h1"), "")
    for _, own in later:
        new = [block for block in own if _key(block) not in seen and not _is_title(block, title)]
        body = [*body, *new]
        seen.update(map(_key, own))
    return [*body, *under]


def _is_title(block: TextBlock, title: str) -> bool:
    """Whether it is the headline again, with the page's number behind it."""
    return block.tag == "h1" and bool(title) and match_key(block.text).startswith(title)


def _key(block: TextBlock) -> str:
    return match_key(_NUMBER.sub("", block.text) if len(block.text) <= _PAGER else block.text)
