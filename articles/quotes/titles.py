"""What stands between quotation marks and is nobody's words: titles of works, nicknames, names, attributes of markup."""

import re
from collections.abc import Callable

from articles.quotes.lexicon import Lexicon, small_words
from articles.quotes.marks import Stretch

_REACH = 120
"""Characters around a quotation that say what it is."""
_FEW = 8
"""Words up to which quotation marks may hold a name."""
_LONG = 16
"""Words up to which a title may go on where all of them have capitals."""


def is_title(text: str, blotted: str, stretch: Stretch, words: Lexicon | None) -> bool:
    """Whether a quoted stretch is a name: the first rule that holds says so."""
    quoted = text[stretch.inner_start : stretch.inner_end]
    if not any(map(str.isalpha, quoted)):
        return True
    length = len(quoted.split())
    rules = RULES if length <= _FEW else (_in_title_case,) if length <= _LONG else ()
    head, tail = blotted[max(0, stretch.start - _REACH) : stretch.start], blotted[stretch.end : stretch.end + _REACH]
    return any(rule(quoted, head, tail, words) for rule in rules)


def _after_a_work(quoted: str, head: str, _tail: str, words: Lexicon | None) -> bool:
    """The film “Winter Light”; der Film „Winterlicht“."""
    return bool(words and words.works and words.works.search(head)) and not quoted[:1].islower()


def _after_a_naming(_quoted: str, head: str, _tail: str, words: Lexicon | None) -> bool:
    """The so-called “winter package”; a plan known as the “winter package”."""
    return bool(words and words.named and words.named.search(head))


def _in_title_case(quoted: str, head: str, _tail: str, words: Lexicon | None) -> bool:
    """On “Morning Call”, in der „Neuen Presse“: every word with a capital, where sentences have none (or after an article)."""
    tokens = quoted.split()
    strong = [t for t in tokens if t.lower() not in small_words()]
    if len(tokens) < 2 or not all(t[:1].isupper() or t[:1].isdigit() for t in strong) or not head.strip():
        return False
    if head.rstrip()[-1] in ":,.!?":
        return False
    last = head.split()[-1].lower()
    return not (words and words.capital_nouns) or last in words.determiners | words.prepositions | words.within


def is_nickname(text: str, stretch: Stretch) -> bool:
    """Whether a quoted stretch stands within somebody's name: Anna “Kay” Lee."""
    quoted, head = text[stretch.inner_start : stretch.inner_end], text[max(0, stretch.start - _REACH) : stretch.start]
    return _in_a_name(quoted, head, text[stretch.end : stretch.end + _REACH], None)


def _in_a_name(quoted: str, head: str, tail: str, _words: Lexicon | None) -> bool:
    """Anna “Kay” Lee: a nickname stands within the name."""
    return (
        quoted.count(" ") < 2 and quoted[:1].isupper() and quoted[-1].isalnum()
        and bool(re.search(r"[A-ZÀ-ÞА-Я]\S{0,60} $", head))
        and bool(re.match(r" [A-ZÀ-ÞА-Я]\w", tail))
    )  # fmt: skip


_LETTERS = re.compile(r"\s?\([A-ZÄÖÜА-Я]{2,6}\)")


def _before_its_letters(quoted: str, _head: str, tail: str, _words: Lexicon | None) -> bool:
    """„Koalition für Hafen und Handel“ (KHH): what letters in brackets are short for."""
    return quoted[:1].isupper() and _LETTERS.match(tail) is not None


def _in_brackets(quoted: str, head: str, tail: str, _words: Lexicon | None) -> bool:
    """(“North”): a short form."""
    return head.endswith(("(", "[")) and tail[:1] in (")", "]", ",") and len(quoted.split()) < 5


RULES: tuple[Callable[[str, str, str, Lexicon | None], bool], ...] = (
    _after_a_work, _after_a_naming, _in_title_case, _before_its_letters, _in_brackets,
)  # fmt: skip
