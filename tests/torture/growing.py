"""Whether time grows with the input, and no faster: every compiled pattern of the rooms, on what it is made to look for."""

import ast
import functools
import importlib
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

from articles import dateline
from articles.byline.tokens import LONGEST

ROOMS = ("articles", "loaders", "spiders")
MOST_GROWTH = 2.5
"""Processor time for an input of twice the length, of the time for it once."""
QUICK_S = 0.1
"""Below this a time is not measured well, and needs no bound: what is quadratic gets there within a doubling or two."""
SLOW_S = 0.15
"""What a pattern may take of the longest text that it ever sees, where that is too short to be doubled."""
GIVEN_UP_S = 3.0
FIRST = 4_000
"""Characters to begin with."""
SUSPECT_S = 0.001
"""What takes less of so many grows with them: each looked at once by each takes more."""
TRIES = 3

MARKS = (
    "<", ">", "<!DOCTYPE[", "<!DOCTYPE x [", "<!ENTITY", "<!ENTITY a '&b;", "<!--", "-->", "<![CDATA[", "]]>", "<?xml ", "<p>", "</p>", "<div ", "<a href=", "<br>", "<br ",
    "<script", "<style>", "<item>", "</item>", "<entry>", "<link>", "<title>", "</", "<h1", "&", "&amp;", "&#", "\"", "'", "='", "[", "]", "(", ")", "{", "}", "{\"a\":", "[{",
    ",", ";", ":", "\t", " ", "  ", "\u00a0", "\n", "\r\n", "\n\n", " \n", "\n ", "\r", "-", " - ", " \u2013 ", "\u2014", "|", " | ", "/", "//", "http://", "www.", "@", "a@b.", ".", ". ",
    "...", "*", "_", "#", "=", "+", "\\", "%", "WARC/1.0\r\n", "WARC/1.0\r\n\r\n", "HTTP/1.1 200 OK\r\n", "Content-Length: 1\r\n", "From ", "\nFrom ", "Content-Type: multipart/mixed;",
    "boundary=", "=?utf-8?q?", "=20", "a", "A", "A ", "a b ", "Ab ", "A. ", "A.", "O'", "Mc", "1", "1 ", "2026", "2026-01-01 ", "1,", "By ", "by A ", "By A B, ", "and ", "Mr. ", "PARIS ",
    "PARIS (AP) ", "PARIS, ", "(AP) ", "(Reuters) - ", "Jan. 1 ", "Photo: ", "Read more: ", "\u00e9", "\u4e2d", "\u4e2d\u6587\u3001", "\u0130", "\u0301", "\u200b", "\u05d0 ", "\u0627 ", "\U0001f600",
    "\x00", "\x01", "x" * 31 + " ", "\"\"", "\",\"", "\\\"", "'s ", "\u2019", "\u201c", "\u201d ", "%PDF-", "{\\rtf", "begin ", "---\n", "# ", "* ", "> ", "| a ", "![a](", "[a](", "`", "~~~\n",
)  # fmt: skip
"""Of markup, feeds, web archives, mail, tables, JSON, bylines, datelines and plain text: what an input may repeat."""


def modules() -> Iterator[tuple[str, Path]]:
    """Each module of the rooms, by name."""
    for room in ROOMS:
        for file in sorted(Path(room).rglob("*.py")):
            if file.stem != "compile_gazetteer":  # a program of its own, over data of ours
                yield ".".join(file.with_suffix("").parts).removesuffix(".__init__"), file


def patterns() -> dict[str, "re.Pattern[str] | re.Pattern[bytes]"]:
    """{where it is: pattern} of all that these modules hold when they are imported, and of those written where they are used."""
    found: dict[re.Pattern[str] | re.Pattern[bytes], str] = {}
    for name, file in modules():
        for variable, value in vars(importlib.import_module(name)).items():
            for pattern in _in(value, set()):
                found.setdefault(pattern, f"{name}.{variable}")
        for line, method, pattern in _written_in(file):
            found.setdefault(pattern, f"{name}, line {line}, {method}")
    return {f"{where}: {pattern.pattern!r:.60}": pattern for pattern, where in found.items()}


def _in(value: object, seen: set[int]) -> Iterator["re.Pattern[str] | re.Pattern[bytes]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif id(value) not in seen:
        seen.add(id(value))
        for part in _parts(value):
            yield from _in(part, seen)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return [*value, *value.values()] if len(value) < 5_000 else ()
    if isinstance(value, list | tuple | set | frozenset):
        return value if len(value) < 5_000 else ()
    if isinstance(value, functools.partial):
        return value.args
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name, None) for field in fields(value)]
    if closure := getattr(value, "__closure__", None):
        return [cell.cell_contents for cell in closure]
    return [owner] if isinstance(owner := getattr(value, "__self__", None), re.Pattern) else ()


def _written_in(file: Path) -> Iterator[tuple[int, str, "re.Pattern[str] | re.Pattern[bytes]"]]:
    for call in ast.walk(ast.parse(file.read_text("utf-8"))):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and call.func.value.id == "re"
            and call.args
            and isinstance(call.args[0], ast.Constant)
        ):
            said = [ast.unparse(one) for one in (*call.args[1:], *(keyword.value for keyword in call.keywords))]
            flags = [getattr(re, flag) for text in said for flag in re.findall(r"re\.([A-Z]+)\b", text)]
            yield call.lineno, call.func.attr, re.compile(call.args[0].value, functools.reduce(lambda a, b: a | b, flags, 0))


def looked_for(pattern: "re.Pattern[str] | re.Pattern[bytes]") -> list[str]:
    """Texts that a pattern is made to look for: each item of it, each beginning of it and the whole, short and longer."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = list(parser.parse(text, pattern.flags & ~re.DEBUG))
    made: list[str] = []
    for times in (0, 1, 2):
        items = [_example([item], times) for item in tree]
        made += [*items, *("".join(items[:end]) for end in range(2, len(items) + 1))]
    made += [_example([item], 1) for item in _inner(tree)]
    return [one for one in dict.fromkeys(made) if one and len(one) < 200]


def _inner(tree: Iterable[tuple[object, object]]) -> Iterator[tuple[object, object]]:
    """Items within groups, repeats and branches."""
    for _, value in tree:
        for part in value if isinstance(value, tuple | list) else ():
            for inner in part if isinstance(part, list) else [part]:
                if isinstance(inner, parser.SubPattern):
                    yield from inner
                    yield from _inner(inner)


def _example(items: Iterable[tuple[object, object]], times: int) -> str:
    return "".join(_of_item(kind, value, times) for kind, value in items)


def _of_item(kind: object, value: object, times: int) -> str:
    match kind, value:
        case sre.LITERAL, int(code):
            return chr(code)
        case sre.NOT_LITERAL, int(code):
            return "a" if chr(code) != "a" else "b"
        case sre.ANY, _:
            return "x"
        case sre.IN, list(members):
            return _of_set(members)
        case ((sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT), (least, most, inner)):
            return _example(inner, times) * max(int(least), min(times, int(most)))
        case sre.SUBPATTERN, (*_, inner):
            return _example(inner, times)
        case sre.ATOMIC_GROUP, inner:
            return _example(inner, times)
        case sre.BRANCH, (_, [first, *others]):
            return _example([first, *others][times % (1 + len(others))], times)
        case sre.ASSERT, (_, inner):
            return _example(inner, times)
    return ""


def _of_set(members: list[tuple[object, object]]) -> str:
    if members[0][0] is sre.NEGATE:
        left_out = {chr(value) for kind, value in members[1:] if kind is sre.LITERAL and isinstance(value, int)}
        return next(one for one in "a1 ,é" if one not in left_out)
    kind, value = members[0]
    if kind is sre.LITERAL and isinstance(value, int):
        return chr(value)
    if kind is sre.RANGE and isinstance(value, tuple):
        return chr(value[0])
    return {
        "CATEGORY_DIGIT": "1",
        "CATEGORY_SPACE": " ",
        "CATEGORY_WORD": "a",
        "CATEGORY_NOT_DIGIT": "a",
        "CATEGORY_NOT_SPACE": "a",
    }.get(str(value), ",")


def repeated(pattern: "re.Pattern[str] | re.Pattern[bytes]") -> Iterator[tuple[str, str]]:
    """(what comes first, what is repeated behind it): the marks, what the pattern looks for, and the one behind the other."""
    own = looked_for(pattern)
    yield from (("", token) for token in dict.fromkeys((*own, *MARKS)))
    yield from ((start, token) for start in own[:8] for token in own[:12])


def asked_of(where: str, pattern: "re.Pattern[str] | re.Pattern[bytes]") -> dict[str, Callable[[str], object]]:
    """What the rooms ask of a pattern, as far as its name tells; else all that can be."""
    place = where.partition(":")[0]
    module, _, name = place.rpartition(".")
    if ", line " in place:
        called = {place.rpartition(", ")[2]}
    else:
        asked = re.compile(rf"\b{re.escape(name)}\.(\w+)\b")
        called = set(asked.findall(_source(module)) or asked.findall(_source()))

    def given(text: str) -> str | bytes:
        return text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")

    ways: dict[str, Callable[[str], object]] = {
        "match": lambda text: pattern.match(given(text)),  # type: ignore[arg-type]
        "fullmatch": lambda text: pattern.fullmatch(given(text)),  # type: ignore[arg-type]
        "finditer": lambda text: sum(1 for _ in pattern.finditer(given(text))),  # type: ignore[arg-type]
    }
    wanted = {called_ if called_ in ways else "finditer" for called_ in called}
    return {way: ways[way] for way in ways if way in (wanted or ways)}


@functools.cache
def _source(module: str = "") -> str:
    return "\n".join(file.read_text("utf-8") for name, file in modules() if module in ("", name))


LONGEST_SEEN = {
    "articles.byline": LONGEST,
    "articles.dateline": 2 * dateline.HEAD,
    "articles.dates.timestamps": 200,
    "articles.dates.days": 300,
}
"""Characters that the patterns of these modules ever see: what they are given is cut to so many first. Others may see a page."""


def longest_seen(where: str) -> int:
    """The most characters that a pattern is given."""
    return next((length for module, length in LONGEST_SEEN.items() if where.startswith(module)), 1 << 18)


def growth(
    work: Callable[[str], object], start: str, token: str, longest: int, first: int = FIRST, suspect_s: float = SUSPECT_S
) -> str:
    """What is wrong with how the time grows, "" where nothing is.

    The input is doubled until it is plain that its time grows too much, or that it does not, or until it is as long as it can
    ever be; what would be given up is halved first, since all that is given up takes as long. A machine that is busy makes a time longer, and never shorter: what is said is measured more than once.
    """
    length = min(first, longest)
    if (once := _seconds(work, start, token, length)) < suspect_s:
        return ""
    while once > GIVEN_UP_S / 4 and length > 1:
        length //= 2
        once = _seconds(work, start, token, length)
    while 2 * length <= longest:
        once, twice = (_seconds(work, start, token, size) for size in (length, 2 * length))
        if twice < MOST_GROWTH * once:
            return ""
        if twice > QUICK_S and _grows(work, start, token, length):
            return f"{once:.2f} s for {length} characters, {twice:.2f} s for twice as many"
        length *= 2
    if min(_seconds(work, start, token, length) for _ in range(TRIES)) < SLOW_S:
        return ""
    return f"{once:.2f} s for {length} characters"


def _grows(work: Callable[[str], object], start: str, token: str, length: int) -> bool:
    """Whether the shortest of some times still says so: what else the machine does lengthens one of them, seldom all."""
    once, twice = (min(_seconds(work, start, token, size) for _ in range(TRIES)) for size in (length, 2 * length))
    return twice > MOST_GROWTH * once


def _seconds(work: Callable[[str], object], start: str, token: str, length: int) -> float:
    text = start + token * max(1, length // len(token))
    began = time.process_time()
    with _stopped_after(GIVEN_UP_S):
        work(text)
    return time.process_time() - began


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    """Patterns look for signals while they run: one that would take for ever ends as one that took so long."""

    def stop(*_: object) -> None:
        raise _Stopped

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        with suppress(_Stopped):
            yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class _Stopped(BaseException):
    pass
