"""Names of places as they are inflected behind a preposition (data/inflections.tsv): "V Praze", "u Zagrebu", "в Москве"."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class _Endings:
    prepositions: frozenset[str]
    usual: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _languages() -> dict[str, _Endings]:
    lines = (files("articles") / "data" / "inflections.tsv").read_text("utf-8").splitlines()
    found: dict[str, _Endings] = {}
    for line in lines:
        if line.startswith("#"):
            continue
        language, prepositions, endings = line.split("\t")
        pairs = [pair.split("=") for pair in endings.split()]
        usual = tuple((ending, tuple(form.replace("-", "") for form in forms.split("|"))) for ending, forms in pairs)
        known = found.get(language, _Endings(frozenset(), ()))  # a language has a line for each case
        found[language] = _Endings(known.prepositions | set(prepositions.split()), known.usual + usual)
    return found


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
