"""The language of a text, told by what its letters do, and when that counts for more than what a page says."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.languages.model import identifier

_SAMPLE = 3000
"""Characters that are looked at: more of an article do not change the answer."""

_BEGINNING, _CERTAIN = 1000, 0.9999
"""Characters of a text's beginning, and how sure that must be for no more to be looked at: of 1,100 pages
of the public sets none was told otherwise by the rest."""

_SURE = 0.5
"""How sure the library must be before a text is heard against the page's word."""
_CLEAR, _LONG = 0.95, 120
"""A page's word gives way to a text so sure, of so many bytes (a Chinese sign has three). Set on half of the pages of four
public sets and measured on the other half: no text was told wrongly above both."""

_CODES = {"no": "nb", "sdh": "ckb", "wuu": "zh", "yue": "zh", "ary": "ar", "arz": "ar", "uzs": "uz", "hbo": "he", "grc": "el"}
"""What the model calls otherwise: Norwegian, written Kurdish of Iraq, and kinds of a language that papers write as one."""

_NEVER = frozenset(("bs", "zxx"))
"""Bosnian is too near to Croatian and Serbian to be told from a text; "zxx" is no language."""

_KIN = (frozenset(("hr", "sr", "bs", "cnr", "sh")), frozenset(("id", "ms")), frozenset(("tl", "fil")))
"""Of languages so near to each other, the one that page or publisher names is it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a text is in, how sure that is (0 to 1), and whether that is long and sure enough to contradict what a page says."""

    code: str
    sure: float
    is_clear: bool


def told(text: str) -> Told | None:
    """What a text is in; None where it holds no words."""
    beginning = _told(text[:_BEGINNING])
    return beginning if beginning and beginning.sure > _CERTAIN else _told(text[:_SAMPLE])


def _told(text: str) -> Told | None:
    sample = " ".join(text.split())
    if not any(map(str.isalpha, sample)):
        return None
    shares: dict[str, float] = {}
    for label, share in identifier().rank(sample):
        if label not in _NEVER:
            code = _CODES.get(label, label)
            shares[code] = shares.get(code, 0.0) + share
    code = max(shares, key=lambda one: shares[one])
    sure = sum(shares.get(one, 0.0) for one in _kin(code)) / (sum(shares.values()) or 1.0)
    return Told(code, sure, sure >= _CLEAR and len(sample.encode()) >= _LONG)


def settled(said: Sequence[str], text: Told | None) -> str | None:
    """The language, by what page and publisher say (the page's word first) and what the text is told to be in.

    The first that is said wins, but for one that the text agrees with, and for a text that clearly contradicts all of them: a
    template's `lang` is often nobody's choice.
    """
    if text is None or text.sure < _SURE:
        return said[0] if said else None
    agreed = next((code for code in said if code in _kin(text.code)), None)
    return agreed or (text.code if text.is_clear or not said else said[0])


def _kin(code: str) -> frozenset[str]:
    return next((kin for kin in _KIN if code in kin), frozenset((code,)))
