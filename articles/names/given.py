"""Given names (data/given_names.txt): by them most persons are known, and two of one family told apart."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from articles.compiled import table
from articles.names import spelling
from articles.names.spelling import INFLECTING, plain
from articles.remembered import remembered
from articles.stories import sound
from articles.stories.sound import CASELESS, latin

_ENDINGS = (
    "ovi", "evi", "ego", "emu", "ogo", "omu", "iem", "em", "om", "im", "ou", "oi", "ei", "ii", "ie", "ia", "iu",
    "a", "u", "e", "i", "o",
)  # fmt: skip
"""Endings of cases, as `plain` spells them."""
_UNDECLINED = "# Arabic"
"""The heading from which on short names are known as they stand alone: with an ending off, "Rady" would be "Raad"."""
_LONG = 5
"""Letters from which on spellings of a name are one, and cases are looked for."""
_NOMINATIVES = ("", "a", "i", "ii", "o", "ia")


@dataclass(frozen=True, slots=True)
class GivenName:
    """`key` is one for all spellings of a name; names of men and women differ."""

    key: str
    is_female: bool
    is_undeclined: bool = False


def _spelt(word: str) -> str:
    """How a name is looked for: short words as they are written, since "Im" is not "Jim"."""
    return latin(word) if len(word) < _LONG else plain(word)


@cache
def _index() -> dict[str, GivenName]:
    listed = (files("articles") / "data" / "given_names.txt").read_bytes()
    made_of = (listed, *(Path(file).read_bytes() for file in (__file__, spelling.__file__, sound.__file__)))
    rows = table("given_names", made_of, lambda: _read(listed.decode()))
    return {spelt: GivenName(*row) for spelt, row in rows.items()}


def _read(listed: str) -> dict[str, tuple[str, bool, bool]]:
    """{spelling: the fields of the name}."""
    found: dict[str, tuple[str, bool, bool]] = {}
    is_foreign = False
    for line in listed.splitlines():
        if line.startswith("#"):
            is_foreign = is_foreign or line.startswith(_UNDECLINED)
            continue
        for group in line.split():
            forms = group.split("|")
            for form in forms:
                is_female = form.endswith("a")
                name = (f"{forms[0]}{'+' * is_female}", is_female, is_foreign and len(form) < _LONG)
                for spelt in {latin(form), _spelt(form)}:
                    found.setdefault(spelt, name)
    return found


@remembered(16_384)
def given_names(word: str, language: str | None) -> tuple[GivenName, ...]:
    """What given names a word may be: in its language's cases, too, the nominative first."""
    spelt = _spelt(word.partition("-")[0])
    known = _index()
    found = [known[spelt]] if spelt in known else []
    if language in CASELESS:
        return ()
    if language in INFLECTING:
        for ending in _ENDINGS:
            if spelt.endswith(ending) and len(stem := spelt[: -len(ending)]) > 1:
                found += [
                    known[form] for last in _NOMINATIVES if (form := stem + last) in known and not known[form].is_undeclined
                ]
                # A vowel that comes and goes: Pavel, Pavla.
                if stem[-2:-1] not in tuple("aeiou") and (full := f"{stem[:-1]}e{stem[-1]}") in known:
                    found.append(known[full])
    return tuple(dict.fromkeys(found))


def is_given(word: str, language: str | None, *, opens: bool = False) -> bool:
    """Whether a word is a given name; where it begins a sentence, in the nominative: "Vláda" is a government there."""
    return bool(given_names(word, None if opens and language in INFLECTING else language))
