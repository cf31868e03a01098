"""Plain text as format=flowed (RFC 3676): a line that ends in a blank goes on in the next; any other ends its paragraph."""

import re

_QUOTES = re.compile(r">*")
_SIGNATURE = "-- "


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """The text with each paragraph on one line. `delete_space` is the parameter DelSp, for languages without spaces."""
    done: list[str] = []
    is_open, depth = False, 0
    for line in text.replace("\r\n", "\n").split("\n"):
        quotes = _QUOTES.match(line)
        marks = quotes[0] if quotes else ""
        rest = line[len(marks) :].removeprefix(" ")
        if is_open and len(marks) == depth and rest != _SIGNATURE:
            done[-1] += rest
        else:
            done.append(f"{marks} {rest}" if marks else rest)
        is_open, depth = rest.endswith(" ") and rest != _SIGNATURE, len(marks)
        if is_open and delete_space:
            done[-1] = done[-1][:-1]
    return "\n".join(line if line == _SIGNATURE else line.rstrip() for line in done)
