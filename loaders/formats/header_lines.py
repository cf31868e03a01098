"""Lines over a plain text that say what they are, as archives and exports put them: "Title: ...", "Autor: ..."."""

import re
from collections.abc import Mapping

from loaders.mapping import plain

_LINE = re.compile(r"([^\W\d_][\w .()/-]{0,30}?)[ \t]*[:：][ \t]*(.*)")
_MOST = 30
_FEWEST = 2
"""Known labels, with fewer of which a text may begin with a speaker or a question."""
_TEXTS = ("html", "text")


def header_lines(text: str, columns: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, str], str]:
    """{plain name: value} of the lines, and the text below them; nothing and the whole text where it begins otherwise.

    They stand together above an empty line, and at least half of them are names of `columns`.
    """
    known = {name for field, names in columns.items() if field not in _TEXTS for name in names}
    lines = text.removeprefix("\ufeff").lstrip("\r\n").split("\n", _MOST)
    head = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    found = [_LINE.fullmatch(line.strip()) for line in lines[:head]]
    if head == len(lines) or not all(found):
        return {}, text
    said = {plain(one[1]): one[2].strip() for one in reversed(found) if one}
    of_fields = [name for name in said if name in known]
    if len(of_fields) < max(_FEWEST, len(said) / 2):
        return {}, text
    return said, "\n".join(lines[head:])
