"""Names of places as they are inflected behind a preposition: "V Praze", "u Zagrebu", "в Москве"."""

from dataclasses import dataclass
from functools import cache

from articles.languages import words as languages


@dataclass(frozen=True, slots=True)
class _Endings:
    prepositions: frozenset[str]
    usual: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _languages() -> dict[str, _Endings]:
    return {language: _endings(cases) for language, cases in languages.each("inflections").items()}


def _endings(cases: list[dict[str, list[str]]]) -> _Endings:
    pairs = [pair.split("=") for case in cases for pair in case["endings"]]
    usual = tuple((ending, tuple(form.replace("-", "") for form in forms.split("|"))) for ending, forms in pairs)
    return _Endings(frozenset(word for case in cases for word in case["behind"]), usual)


def is_preposition(word: str, lang: str | None) -> bool:
    """Whether the word goes before an inflected name: "v" in Czech."""
    endings = _languages().get(lang or "")
    return endings is not None and word.lower() in endings.prepositions


def usual_forms(name: str, lang: str | None) -> list[str]:
    """What an inflected name may be in its usual form, the likeliest first: `usual_forms("Zagrebu", "hr")[0] == "Zagreb"`.

    Only the last word is changed; names in capitals stay in capitals. Empty for languages that inflect no names.
    """
    endings = _languages().get(lang or "")
    if endings is None:
        return []
    found = []
    for ending, forms in endings.usual:
        for shown, cased in ((ending, forms), (ending.upper(), tuple(form.upper() for form in forms))):
            if name.endswith(shown) and len(name) - len(shown) > 1:
                found += [name[: -len(shown)] + form for form in cased]
    return found
