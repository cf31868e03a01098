"""The labels and conjunctions of bylines: "By", "Foto:", "Übersetzung von", "und"."""

import re
from collections.abc import Sequence

from articles.byline.kinds import is_name, outlet_at
from articles.byline.lexicon import Phrases, phrase_at, wording
from articles.byline.names import is_eastern, is_particle
from articles.byline.tokens import Token

_EASTERN_MARKS = str.maketrans("丨＝︱∣", "|=||")

_DOTTED_LABEL = re.compile("(?<![^\\s(（、:：])([\u3040-\u30ff\u3400-\u9fff]{1,4}(?:・[\u3040-\u30ff\u3400-\u9fff]{1,2})?)・")

_DESK = re.compile("(政治部|経済部|社会部|国際部|外信部|科学部|文化部|運動部|支局|総局|報道部|取材班)・")
_DIVIDED = re.compile(r"[,/&-]")
_AFTER_LABEL = frozenset((":", "/", "|", "…", "="))

_COLON = Token(":", ":")

MID_LABELS = frozenset(("by", "por", "par", "door"))
"""Labels that may stand in the middle: "Posted by"."""
_ARTICLES = frozenset(["a", "an", "ein", "eine", "un", "une", "una", "um", "uma", "een", "en", "ett", "et", "un'"])
_BY = frozenset(["by", "von", "par", "de", "por", "di", "door", "van", "av", "af"])
_NORDIC, _SLAVIC = (None, "sv", "nb", "da"), (None, "hr", "sr", "bs", "sl", "cs", "sk", "pl")
# With a capital these are names in other languages than theirs: "Di Wang", "Af Klint".
_NAMES_ELSEWHERE = {"di": (None, "it"), "av": _NORDIC, "af": _NORDIC, "od": _SLAVIC, "door": (None, "nl")}


def label_at(
    words: Sequence[Token],
    low: Sequence[str],
    place: int,
    lang: str | None,
    *,
    first: bool = False,
    chunk: Sequence[Token] = (),
) -> tuple[int, str] | None:
    """The label at `place`, as (number of tokens with its colon, role); "" is the author's.

    `first`: nothing has been said before; `chunk` are the words just before, which may be a name that the label ends.
    """
    known = wording()
    found = phrase_at(known.label, low, place)
    whole = phrase_at(known.bare, low, place)
    if whole and (not found or whole[0] > found[0]) and words[place + whole[0] : place + whole[0] + 1] == [_COLON]:
        found = whole  # "Research by: ...", where "research" is a label too
    if not found and "-" in low[place] and words[place + 1 : place + 2] and words[place + 1].kind == ":":
        house, _, made = low[place].rpartition("-")
        found = phrase_at(known.label, [made], 0) if house not in known.label else None  # "NZZ-Grafik: ..."
    if found and place and words[place - 1].kind == "/" and words[place + found[0] : place + found[0] + 1] == [Token("/", "/")]:
        return None  # "Jane Doe/Archiv/AP"
    if found and place + found[0] < len(words):
        after = words[place + found[0]].kind
        ends = after == ":" or (after == "," and found[1] == "photo" and found[0] > 1)
        dashed = after in _AFTER_LABEL or (after == "-" and (found[1] or low[place] in known.bare))
        shouted = outlet_at(words[place : place + found[0]], 0) and words[place].text.isupper() and after != ":"
        if (ends or (dashed and not chunk)) and not shouted:
            return found[0] + 1, found[1]
    if first and not chunk and _is_a_piece(low, place):
        return 3, ""
    tables: list[Phrases] = [known.bare, *([known.bare_in[lang]] if first and lang and lang in known.bare_in else [])]
    for table in tables:
        found = phrase_at(table, low, place)
        if found and place + found[0] < len(words) and (taken := _bare_label(words, low, place, found, lang, chunk)):
            return taken, found[1]
    return None


def _is_a_piece(low: Sequence[str], place: int) -> bool:
    """ "Ein Gastkommentar von", "Un reportage de", "Una crónica de": an article, what was written, and by."""
    if len(low) < place + 5 or low[place] not in _ARTICLES or is_particle(low[place + 1]):
        return False  # "An Van de Velde" is a name
    return low[place + 2] in _BY and low[place + 1].isalpha()


def _bare_label(
    words: Sequence[Token], low: Sequence[str], place: int, found: tuple[int, str], lang: str | None, chunk: Sequence[Token]
) -> int:
    """How many tokens a label takes that no colon follows: 0 where it is none."""
    length, role = found
    word, after = words[place], words[place + length]
    if outlet_at(words, place) >= max(length, 2):
        return 0
    if chunk:
        if all(is_particle(one) for one in low[place : place + length]):
            return 0
        if role == "photo" and length == 1 and is_name(chunk) and is_name(words[place + 1 : place + 3]):
            return 1 - (outlet_at(words, place) > 0)
        in_name = (
            word.low in MID_LABELS
            and word.text != "By"
            and (not word.text.islower() or any(one.text.islower() for one in chunk))
        )
        if in_name or (length == 1 and role in ("", "photo", "both") and word.low not in (*MID_LABELS, "©", "(c)")):
            return 0
    if word.low in _NAMES_ELSEWHERE and lang not in _NAMES_ELSEWHERE[word.low] and not word.text.islower():
        return 0
    if after.kind == "/" and role == "photo" and length > 1:
        return length + 1
    before_name = after.kind == "word" and (length > 1 or not after.text[0].islower() or not role or word.low[-1] in "©.")
    if after.kind in ("glue", "handle", "email", '"') or before_name:
        return length + (after.kind == "glue")
    return 0


def conjunction_at(low: Sequence[str], place: int, lang: str | None) -> int:
    """How many words at `place` are an "and" in the page's language; 0 where none are."""
    known = wording()
    if lang in known.ands_in.get(low[place], ()):
        return 1
    found = phrase_at(known.conjunctions, low, place)
    return found[0] if found and low[place] not in known.ands_in else 0


def is_trail(text: str) -> bool:
    """Whether a text is the way to a page through its sections: "Home | World | Storm nears the coast"."""
    first, mark, _ = re.sub(r"[>›»/|•→]", "|", text, count=1).partition("|")
    return bool(mark) and first.strip().lower() in wording().trail


def plain_labels(text: str) -> str:
    """A label that holds a separator ("Bài, ảnh: ...") by one without."""
    low = text.lower()
    both = next((both for both in wording().both if _DIVIDED.search(both) and low.startswith(both)), "")
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
