"""What an article is about, as its page says: its section and its tags, and whose word on them is believed."""

import re
from collections.abc import Iterable
from functools import cache

from articles.dates import timestamps
from articles.extract.blocks import match_key
from articles.fields.choose import Chosen
from articles.fields.metadata import Candidate, Candidates
from articles.languages.words import of_all

_SECTION_ORDER = ("json-ld:trail", "element:breadcrumb", "link:section", "element:section")
_LONGEST_SECTION = 60
"""Characters of a name; what is longer is a headline."""
_LONGEST_TAG = 80
"""Characters of a topic, which may be the full name of a law or an office."""
_MOST_TAGS = 50
"""Topics that are kept."""
_LISTS = ("label:tag", "link:tag")
"""Where a page shows its tags, the surest first."""
_A_LIST = 2
"""Linked topics that are a list; one alone may be a section."""
_SITE_WIDE = 5
"""Words of the shortest list that may be a site's own."""

_WORD = r"[^\W\d_a-z][^\W\d_]{3,}"
_CODE = re.compile(
    r"(?!(?:1\d|20)\d\d$)[\d\W_]+|\w+[:=]\S+|\w+(?::\w+)+[: ].*"
    rf"|(?!{_WORD}(?:/{_WORD})+$)\S*[/\\_|]\S*"
    r"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{1,3}_.*"
    r"|(?:[A-Za-z]+ ){0,2}(?:[Cc]ategory|[Tt]okens?|[Tt]ype|[Ss]ection): .*"
    r"|[a-z]+/[^\W\d_A-Z].*|https?:.*|[a-z]+\d{3,}|.*[{}<>\[\]].*|.*\S@\S+\.\S.*",
    re.DOTALL,
)
"""Numbers, paths, pairs of a key and a value, addresses, and names that machines read; "Technik/Hardware" is none."""
_FILED_IN = re.compile(r"^in (?=[^\Wa-z\d_])")
"""What some blogs set before the name of a section: "in Uncategorized"."""
_LISTED = re.compile(r"[,;、，]")
_SERIES = re.compile(r", ?& ")
"""The end of a series within one name: "Arts, Books, & Music"."""
_SPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]\S*(?:\s+[\u3040-\u30ff\u3400-\u9fff]\S*){2,}")
"""Words of a script that puts no spaces between words, parted by spaces: a list."""


def section(found: Candidates, not_it: frozenset[str]) -> Chosen[str | None]:
    """The first that names one: the page's data, then a trail or a word in sight. `not_it`: titles, site, authors."""
    for candidate in sorted(found.of("section"), key=_rank):
        for name in _sections_in(candidate.value):
            if len(name) <= _LONGEST_SECTION and _names_section(name) and match_key(name) not in not_it:
                return Chosen(name, (candidate,))
    return Chosen(None)


def _rank(candidate: Candidate) -> int:
    return _SECTION_ORDER.index(candidate.source) + 1 if candidate.source in _SECTION_ORDER else 0


def _sections_in(value: str) -> Iterable[str]:
    """The names in a value: several are parted by commas with no space, or by more than one comma."""
    several = "," in value and (not re.search(r",\s", value) or value.count(",") > 1)
    return (_FILED_IN.sub("", part.strip(" -–|#")) for part in (value.split(",") if several else [value]))


def tags(found: Candidates, not_it: frozenset[str], text: str) -> Chosen[tuple[str, ...]]:
    """The list under a label, that in sight without one, the first of the data; one link may be a kicker, and comes last."""
    by_source: dict[str, list[Candidate]] = {}
    for candidate in found.of("tag"):
        by_source.setdefault(candidate.source, []).append(candidate)
    for source in sorted(by_source, key=lambda source: _rank_of_list(source, len(by_source[source]))):
        named = _named(by_source[source], not_it)
        if named and _is_own(source, named, text):
            return Chosen(tuple(named.values())[:_MOST_TAGS], tuple(by_source[source]))
    return Chosen(())


def _rank_of_list(source: str, length: int) -> int:
    return _LISTS.index(source) if source in _LISTS and length >= _A_LIST else len(_LISTS)


def _named(some: list[Candidate], not_it: frozenset[str]) -> dict[str, str]:
    """The tags of one source by match key, each once."""
    named: dict[str, str] = {}
    each = _has_a_field_each(some)
    for word in (word for candidate in some for word in ([candidate.value] if each else _tags_in(candidate.value))):
        if _is_tag(word, not_it):
            named.setdefault(match_key(word), word)
    return named


def _is_own(source: str, named: dict[str, str], text: str) -> bool:
    """Whether a list is this article's: one that a site puts on all its pages speaks of little that the text speaks of."""
    if source not in ("meta:keywords", "meta:news_keywords") or len(named) < _SITE_WIDE:
        return True
    return 3 * sum(key[: max(4, len(key) * 3 // 4)] in text for key in named) >= len(named)


_FIELDS = 4
"""Fields, of which one in so many at the most holds a comma, that hold a tag each."""


def _has_a_field_each(some: list[Candidate]) -> bool:
    """Whether each tag has a link or a field of its own, where a comma is part of a name: "Lee Baker, CFP"."""
    return some[0].source in _LISTS or len(some) >= _FIELDS * max(1, sum("," in one.value for one in some))


def _tags_in(value: str) -> Iterable[str]:
    """The tags in a list; a list of words of a script without spaces may be parted by spaces."""
    if _SERIES.search(value):
        return (value,)
    return value.split() if _SPACED.fullmatch(value) else (word.strip() for word in _LISTED.split(value))


def _is_tag(word: str, not_it: frozenset[str]) -> bool:
    turned = "".join(reversed(word.split()))  # "Example Ann"
    return 1 < len(word) <= _LONGEST_TAG and _names_topic(word) and not_it.isdisjoint((match_key(word), match_key(turned)))


def _names_section(word: str) -> bool:
    """Whether it may be a section: one that holds a day is an issue of a paper."""
    return _names_topic(word) and not timestamps.days_in(word)


def _names_topic(word: str) -> bool:
    return not _CODE.fullmatch(word) and match_key(word) not in _unsorted()


@cache
def _unsorted() -> frozenset[str]:
    """What stands for no topic in any language: "Uncategorized", "Home"."""
    return frozenset(map(match_key, of_all("topics.unsorted")))
