"""Regular expressions as Python compiled them before, kept beside its bytecode.

Reading compiles some 800, its libraries' included, which takes a process half a second each time that one starts. What comes
out depends on the pattern, its flags and Python's version, and on nothing else; Python's own module of them takes it as it is,
and looks it over first.
"""

import re
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NamedTuple

from articles import compiled

_compiler: Any = import_module("re._compiler")
_sre: Any = import_module("_sre")

_MADE_OF = (sys.version.encode(), str(_sre.MAGIC).encode())
"""Python's version, and that of the form that it compiles patterns to."""

BY_CHANCE = 16
"""Libraries make some of sets, in an order that differs from process to process: for these nothing is written again."""


class _Compiled(NamedTuple):
    """What `_sre.compile` makes a pattern of."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]
    by_number: tuple[str | None, ...]

    def pattern(self, text: str | bytes) -> "re.Pattern[Any]":
        made: re.Pattern[Any] = _sre.compile(text, self.flags, array("I", self.code).tolist(), *self[2:])
        return made


@contextmanager
def kept_patterns(*, keep: bool = False) -> Iterator[None]:
    """While the block is imported and run, what was compiled before is not compiled again.

    With `keep`, the patterns of this block are those that are kept from now on, if more than a few were not. A Python that
    makes them in another way, as a later one may, compiles them as ever.
    """
    if not _is_known():
        yield
        return
    before: dict[tuple[str | bytes, int], tuple[Any, ...]] = compiled.table("patterns", _MADE_OF, dict)
    now: dict[tuple[str | bytes, int], tuple[Any, ...]] = {}
    compile_anew = _compiler.compile

    def compile_once(pattern: Any, flags: int = 0) -> "re.Pattern[Any]":  # noqa: ANN401 (re hands over what it was given)
        if type(pattern) not in (str, bytes) or flags & re.DEBUG:
            made: re.Pattern[Any] = compile_anew(pattern, flags)
            return made
        key = (pattern, int(flags))
        told = now[key] = before.get(key) or tuple(_compiled(pattern, flags))
        return _Compiled(*told).pattern(pattern)

    _compiler.compile = compile_once
    try:
        yield
    finally:
        _compiler.compile = compile_anew
    if keep and len(now.keys() - before.keys()) > BY_CHANCE:
        compiled.put("patterns", _MADE_OF, now)


def _is_known() -> bool:
    """Whether this Python makes patterns in the way that is followed here, which it may change with any version."""
    text = "(?P<tide>ebb)|flow"
    try:
        return bool(_Compiled(*_compiled(text, re.IGNORECASE)).pattern(text).fullmatch("EBB"))
    except (AttributeError, TypeError, ValueError, RuntimeError):
        return False


def _compiled(pattern: str | bytes, flags: int) -> _Compiled:
    """As `re._compiler.compile`, up to its last line."""
    parsed = _compiler._parser.parse(pattern, flags)
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    names = parsed.state.groupdict
    by_number = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    return _Compiled(flags | parsed.state.flags, code, parsed.state.groups - 1, names, tuple(by_number))
