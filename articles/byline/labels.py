"""The labels and conjunctions of bylines: "By", "Foto:", "Übersetzung von", "und"."""

import re
from collections.abc import Sequence
from functools import cache

from articles.byline.bare_labels import BareLabel, taken_by
from articles.byline.kinds import outlet_at
from articles.byline.lexicon import phrase_at, wording
from articles.byline.names import is_eastern, is_particle
from articles.byline.tokens import Token

_EASTERN_MARKS = str.maketrans("丨＝︱∣", "|=||")

_DOTTED_LABEL = re.compile("(?<![^\\s(（、:：])([\u3040-\u30ff\u3400-\u9fff]{1,4}(?:・[\u3040-\u30ff\u3400-\u9fff]{1,2})?)・")

_DESK = re.compile("(政治部|経済部|社会部|国際部|外信部|科学部|文化部|運動部|支局|総局|報道部|取材班)・")
_DIVIDED = re.compile(r"[,/&-]")
_AFTER_LABEL = frozenset((":", "/", "|", "…", "="))

_COLON = Token(":", ":")

_ARTICLES = frozenset(["a", "an", "ein", "eine", "un", "une", "una", "um", "uma", "een", "en", "ett", "et", "un'"])
_BY = frozenset(["by", "von", "par", "de", "por", "di", "door", "van", "av", "af"])


def label_at(
    words: Sequence[Token],
    low: Sequence[str],
    index: int,
    lang: str | None,
    *,
    first: bool = False,
    chunk: Sequence[Token] = (),
) -> tuple[int, str] | None:
    """The label at `index`, as (number of tokens with its colon, role); "" is the author's.

    `first`: nothing has been said before; `chunk` are the words just before, which may be a name that the label ends.
    """
    found = _listed(words, low, index)
    if found and _is_between_slashes(words, index, found[0]):
        return None  # "Jane Doe/Archiv/AP"
    if found and _has_mark(words, index, found, within=bool(chunk)):
        return found[0] + 1, found[1]
    if first and not chunk and _is_a_piece(low, index):
        return 3, ""
    known = wording()
    for table in (known.bare, known.bare_in.get(lang or "", {}) if first else {}):
        bare = phrase_at(table, low, index)
        if bare and index + bare[0] < len(words) and (taken := taken_by(BareLabel(words, low, index, *bare, lang, chunk))):
            return taken, bare[1]
    return None


def _listed(words: Sequence[Token], low: Sequence[str], index: int) -> tuple[int, str] | None:
    """The label that the lists have at `index`, whatever stands behind it."""
    known = wording()
    found, whole = phrase_at(known.label, low, index), phrase_at(known.bare, low, index)
    if whole and (not found or whole[0] > found[0]) and words[index + whole[0] : index + whole[0] + 1] == [_COLON]:
        return whole  # "Research by: ...", where "research" is a label too
    return found or _compound(words, low, index)


def _compound(words: Sequence[Token], low: Sequence[str], index: int) -> tuple[int, str] | None:
    """A label with its house: "NZZ-Grafik: ..."."""
    house, dash, made = low[index].rpartition("-")
    followed = words[index + 1 : index + 2]
    if not dash or not followed or followed[0].kind != ":" or house in wording().label:
        return None
    return phrase_at(wording().label, [made], 0)


def _is_between_slashes(words: Sequence[Token], index: int, length: int) -> bool:
    return index > 0 and words[index - 1].kind == "/" and words[index + length : index + length + 1] == [Token("/", "/")]


def _has_mark(words: Sequence[Token], index: int, found: tuple[int, str], *, within: bool) -> bool:
    """Whether a mark behind a label says that it is one; `within` a name only a colon does, or a comma behind "Photos by"."""
    length, role = found
    if index + length >= len(words):
        return False
    after = words[index + length].kind
    ends = after == ":" or (after == "," and role == "photo" and length > 1)
    dashed = after in _AFTER_LABEL or (after == "-" and (role or words[index].low in wording().bare))
    outlet = outlet_at(words[index : index + length], 0) and words[index].text.isupper() and after != ":"
    return bool(ends or (dashed and not within)) and not outlet


def _is_a_piece(low: Sequence[str], index: int) -> bool:
    """ "Ein Gastkommentar von", "Un reportage de", "Una crónica de": an article, what was written, and by."""
    if len(low) < index + 5 or low[index] not in _ARTICLES or is_particle(low[index + 1]):
        return False  # "An Van de Velde" is a name
    return low[index + 2] in _BY and low[index + 1].isalpha()


def conjunction_at(low: Sequence[str], index: int, lang: str | None) -> int:
    """How many words at `index` are an "and" in the page's language; 0 where none are."""
    known = wording()
    if lang in known.ands_in.get(low[index], ()):
        return 1
    found = phrase_at(known.conjunctions, low, index)
    return found[0] if found and low[index] not in known.ands_in else 0


def is_trail(text: str) -> bool:
    """Whether a text is the way to a page through its sections: "Home | World | Storm nears the coast"."""
    first, mark, _ = re.sub(r"[>›»/|•→]", "|", text, count=1).partition("|")
    return bool(mark) and first.strip().lower() in wording().trail


@cache
def _divided() -> tuple[str, ...]:
    return tuple(both for both in wording().both if _DIVIDED.search(both))


def plain_labels(text: str) -> str:
    """A label that holds a separator ("Bài, ảnh: ...") by one without."""
    low = text.lower()
    both = next((both for both in _divided() if low.startswith(both)), "")
    return "text und foto" + text[len(both) :] if both else text


def eastern_labels(text: str) -> str:
    """Labels that a dot parts from the name ("文・山田太郎", "글·사진 김철수") with a colon instead."""
    # A dot between the syllables of a foreign name is no separator.
    text = re.sub("(?<=[\u3400-\u9fff])·(?=[\u3400-\u9fff])", "・", text.translate(_EASTERN_MARKS))
    text = _DESK.sub(r"\1 ", text)
    for both in wording().both:
        if is_eastern(both) and both in text:
            text = text.replace(both, "图文:")
    return _DOTTED_LABEL.sub(lambda found: f"{found[1]}:" if found[1] in wording().label else found[0], text)
