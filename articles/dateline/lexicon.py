"""The words of datelines, the agencies and the outlets, ready to be looked up at a place in a text."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from articles.article import DatelineAgency
from articles.languages import words as languages
from articles.places.agencies import Agency, agency_of, forms
from articles.places.gazetteer import fold
from articles.wordlists import any_of, longest_first


@dataclass(frozen=True, slots=True)
class Words:
    """Of articles/languages and data/dateline.toml, folded where forms are compared without case and accents."""

    labels: frozenset[str]
    people: frozenset[str]
    desks: frozenset[str]
    desk_end: re.Pattern[str]
    byline: re.Pattern[str]
    staff: re.Pattern[str]
    correspondents: re.Pattern[str]
    full_stop: frozenset[str]
    colon: frozenset[str]
    bracket_colon: frozenset[str]
    colon_languages: frozenset[str | None]
    speech: re.Pattern[str]
    district: re.Pattern[str]
    district_heads: frozenset[str]
    openers: re.Pattern[str]
    back: re.Pattern[str]
    particles: frozenset[str]
    nouns: frozenset[str]
    joiners: re.Pattern[str]


@cache
def words() -> Words:
    """All of it, read once."""
    data = tomllib.loads((files("articles") / "data" / "dateline.toml").read_text("utf-8"))

    def folded(words: list[str]) -> frozenset[str]:
        return frozenset(map(fold, words))

    def any_at(key: str) -> str:
        return any_of(languages.of_all(f"dateline.{key}"))

    return Words(
        labels=folded(languages.of_all("dateline.labels")),
        people=folded(data["people"]),
        desks=folded(languages.of_all("dateline.desks")),
        # "नईदुनिया प्रतिनिधि।", "Matti Meikäläinen, STT" have a desk's word last, and a full stop behind it.
        desk_end=re.compile(rf"((?:[^\s।.,]+\s){{0,3}}(?:{any_at('desk_ends')}))(?=\s?।)"),
        byline=re.compile(rf"(?:{any_at('byline')}) (?=\S)"),
        staff=re.compile(rf"(?:{any_at('staff')})(?:\s+|$)"),
        correspondents=re.compile(rf"(?:{'|'.join(languages.of_all('dateline.correspondents'))})(?:\s+|$)", re.IGNORECASE),
        full_stop=languages.that_are("dateline.full_stop"),
        colon=frozenset(data["colon"]),
        bracket_colon=languages.that_are("dateline.bracket_colon"),
        colon_languages=frozenset([*languages.that_are("dateline.capitals_colon"), None]),
        speech=re.compile(rf"(?:{any_at('speech')})(?!\w)"),
        openers=re.compile(rf"(?:(?:{any_at('openers')})\s|[LD]['’])(?=\S)"),
        back=re.compile(rf"(?:{any_at('back')})(?!\w)"),
        district=re.compile("|".join(languages.of_all("dateline.districts"))),
        district_heads=folded(languages.of_all("dateline.district_heads")),
        particles=frozenset(data["particles"]),
        nouns=frozenset(languages.of_all("dateline.nouns")),
        joiners=re.compile(rf"(?:{any_at('joiners')}|{any_at('joiners').upper()})(?=\s)"),
    )


# A site that names itself like a wire: "KOMPAS.com", "Motorsport-Magazin.com", "VOV.VN".
DOMAIN = re.compile(
    r"[^\W_][\w-]*(?:\.[\w-]+)*\.(?:com|co|net|org|info|tv|news|online|[a-z]{2})(?:\.[a-z]{2})?(?![\w.]|\s*@)", re.IGNORECASE
)


@cache
def _outlets() -> frozenset[str]:
    """Newspapers and broadcasters as they print themselves (data/outlets.txt), which sign datelines like wires: "(CNN) --"."""
    lines = (files("articles") / "data" / "outlets.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#") and fold(line) not in words().desks)


@cache
def _wires() -> dict[str, tuple[str, ...]]:
    """{first two letters in small: forms of wires and outlets, longest first}."""
    found: dict[str, list[str]] = {}
    for form, agency in forms().items():
        if agency.trade == "wire":
            found.setdefault(form[:2].casefold(), []).append(form)
    for outlet in _outlets():
        found.setdefault(outlet[:2].casefold(), []).append(outlet)
    return {start: longest_first(those) for start, those in found.items()}


def is_outlet(text: str) -> bool:
    """Whether the whole text is a newspaper or broadcaster."""
    return text.strip() in _outlets()


def wire_agency(text: str) -> Agency | None:
    """The wire that a whole text names, alone or first of several ("dpa/tmn", "AP=연합뉴스")."""
    text = text.strip()
    found = agency_of(text)
    if found is None and len(text) < 60:
        parts = [part.strip() for part in re.split(r"[/,=、·|&+]|\s[-–—]\s|-", text)]
        if not any(fold(part) in words().labels for part in parts):
            found = next((agency for part in parts if part and (agency := agency_of(part)) and agency.trade == "wire"), None)
    return found if found and found.trade == "wire" else None


def wire_at(text: str, start: int) -> int | None:
    """The end of the name of a wire that stands at `start`; a long name in any case, a short one as agencies.toml has it."""
    best = None
    for form in _wires().get(text[start : start + 2].casefold(), ()):
        here = text[start : start + len(form)]
        if here == form or (len(form) > 4 and here.casefold() == form.casefold() and form not in _outlets()):
            end = start + len(form)
            if end >= len(text) or not text[end].isalnum() or not text[end - 1].isascii():
                best = end
                break
    return best


def agency(as_written: str) -> DatelineAgency:
    """The agency as written, with its usual name where it is known."""
    known = wire_agency(as_written)
    return DatelineAgency(as_written, known.name if known else as_written)
