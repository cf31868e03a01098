"""Which page of an article an address stands for: the first page's address with a page number put to it."""

import re
from urllib.parse import parse_qsl, urlsplit

from articles.address import canonical, identity

WHOLE = 0
"""In place of a number: the address gives all pages in one."""

_LONG_WORDS = (
    r"page|pages|pagenum|pagenumber|page_?no|page-number|paged|seite|pagina|strana|strona|sida|sivu|oldal|sayfa|halaman|trang|"
    r"stranica"
)
_WORDS = rf"(?:{_LONG_WORDS}|p|pg|pag|hal|side)"
_NUMBERED = re.compile(_WORDS, re.IGNORECASE)
"""Parameters that number a page."""

_WHOLE_NAME = re.compile(
    r"all|komplettansicht|gesamtansicht|single-?page|one-?page|all-?pages?|full-?(?:text|article|page|view)|view-?all|show-?all",
    re.IGNORECASE,
)
_WHOLE_BY_VALUE = re.compile(rf"{_WORDS}|pagewanted|view|display|mode", re.IGNORECASE)
_YES = ("", "1", "true", "yes")

_EXTENSION = re.compile(r"\.(?:s?html?|php\d?|aspx?|jsp|cfm|cms)$", re.IGNORECASE)
_NUMBER = r"(\d{1,2})"
_BEHIND = re.compile(rf"/(?:{_WORDS}[-_/]?)?{_NUMBER}(?:\.\w{{2,5}})?", re.IGNORECASE)
"""What stands behind the first page's path: `/2`, `/page/2`, `/seite-2`."""
_WITHIN = re.compile(rf"[-_.,;](?:{_LONG_WORDS})[-_,=]?{_NUMBER}", re.IGNORECASE)
"""What stands before its ending: `-page-2`, `_seite2`. A short word may be a title's: `story-p2`."""
_BARE = re.compile(rf"[-_,]{_NUMBER}")
"""The same with a number alone: another article of the same name may be numbered so, too."""
_NUMBER_IN_PATH = re.compile(rf"(?:/(?:{_WORDS}[-_/]?)?|[-_.,;](?:{_LONG_WORDS})[-_,=]?)\d{{1,2}}$", re.IGNORECASE)


def page_number(first: str, url: str, *, is_sure: bool = False) -> int | None:
    """The number of the page that `url` is of the article at `first`; WHOLE where it gives all, None where it is none of it.

    `is_sure` where the page itself says that it belongs to the first one: then `story-2.html` is a page of `story.html`.
    """
    try:
        one, other = urlsplit(canonical(first)), urlsplit(canonical(url))
    except ValueError:
        return None
    base, path = re.sub(rf"/{_WORDS}[-_/]?1$", "", one.path.rstrip("/"), flags=re.IGNORECASE), other.path.rstrip("/")
    if one.netloc.removeprefix("www.") != other.netloc.removeprefix("www.") or not base:
        return None
    had, has = _parameters(one.query), _parameters(other.query)
    if path in (base, one.path.rstrip("/")):
        return _by_parameter(had, has)
    return _by_path(base, path, is_sure=is_sure) if had == has else None


def first_page(url: str) -> str | None:
    """The first page's address, where an address can be that of a later one: without its page number."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    others = [part for part in parts.query.split("&") if not _is_numbered(*part.partition("=")[::2])]
    if (query := "&".join(others)) != parts.query:
        return parts._replace(query=query, fragment="").geturl()
    ending = _EXTENSION.search(parts.path)
    stem, extension = (parts.path[: ending.start()], ending[0]) if ending else (parts.path.rstrip("/"), "")
    slash = "/" if parts.path.endswith("/") else ""
    before = _NUMBER_IN_PATH.sub("", stem)
    return parts._replace(path=before + extension + slash, fragment="").geturl() if before not in ("", stem) else None


def is_same_article(first: str, url: str) -> bool:
    """Whether an address is the first page's, or a later page's of its article."""
    return identity(first) == identity(url) or page_number(first, url) is not None


def _by_parameter(had: dict[str, str], has: dict[str, str]) -> int | None:
    """The number, where one parameter more gives it, or another value of it than the first page's 0 or 1."""
    more = [(key, value) for key, value in has.items() if had.get(key) != value]
    if len(more) != 1 or had.keys() - has.keys():
        return None
    key, value = more[0]
    if _is_numbered(key, value):
        return (int(value) or None) if had.get(key, "1") in ("0", "1") else None
    is_whole = _WHOLE_NAME.fullmatch(value) and _WHOLE_BY_VALUE.fullmatch(key)
    is_switched = _WHOLE_NAME.fullmatch(key) and key.lower() != "all" and value.lower() in _YES
    return WHOLE if is_whole or is_switched else None


def _by_path(base: str, path: str, *, is_sure: bool) -> int | None:
    ending = _EXTENSION.search(base)
    stem, extension = (base[: ending.start()], ending[0]) if ending else (base, "")
    ways = [(base, _BEHIND, ""), (stem, _BEHIND, ""), (stem, _WITHIN, extension), (stem, _BARE, extension)]
    for start, pattern, end in ways if is_sure else ways[:-1]:
        rest = path[len(start) : len(path) - len(end)] if path.startswith(start) and path.endswith(end) else ""
        if found := pattern.fullmatch(rest):
            return int(found[1]) or None
        if _WHOLE_NAME.fullmatch(rest.removeprefix("/")) and rest.startswith("/"):
            return WHOLE
    return None


def _is_numbered(key: str, value: str) -> bool:
    return bool(_NUMBERED.fullmatch(key)) and value.isdecimal() and len(value) < 3


def _parameters(query: str) -> dict[str, str]:
    return dict(parse_qsl(query, keep_blank_values=True, encoding="latin-1"))
