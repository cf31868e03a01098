"""The places of a dateline: where a name ends, which place of the gazetteer it means, and which region qualifies it."""

import re
from dataclasses import dataclass, replace
from datetime import date

from articles.article import Place
from articles.dateline.lexicon import wire_at, words
from articles.dates.written import Written, date_at
from articles.places.gazetteer import Entry, Region, best, fold, homes, place, regions
from articles.places.inflected import is_preposition, usual_forms

DASHES = r"-‐‑–—―─−_~•●=·ـ"
_BLANK = r"\s\u200b-\u200f\u202a-\u202e"
SEPARATOR = re.compile(
    rf"[{_BLANK}]*(?P<mark>(?:[{DASHES}:：.,،、;/।|»>*]|[\s\u200e\u200f](?=[{DASHES}:：.,،;/।|»>*]))*)[{_BLANK}]*"
)
_TOKEN = re.compile(
    r"(?:d[’']|l[’']|L[’']|['’][sS]-|al-|el-|ash-|as-|e[zstn]-|at-|ar-)?[^\W\d_]+"
    r"(?:[\u0300-\u036f\u0900-\u0963\u0981-\u0d7f\u0e31-\u0e4e\u200c’'ʻ`´‘·ㆍ&-]+[^\W\d_]*|\.-?[^\W\d_]+)*\.?"
)
_GAP = re.compile(r"[^\S\n]{1,3}(?:&\s)?|/(?=\S)")
_ARTICLE = re.compile(r"(?:al|el|ash|as|e[zstn]|at|ar)-|['’][sS]-|[dl]['’]")
BRACKETS = {"(": ")", "（": "）", "[": "]", "/": "/", "【": "】", "［": "］", "«": "»", "|": "|", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of the paper that prints a dateline: its language, its country, the day, and the forms of its datelines.

    `forms` are those of `articles.profile` ("capitals, dash").
    """

    lang: str | None = None
    country: str | None = None
    published: date | None = None
    forms: frozenset[str] = frozenset()

    def best(self, name: str, within: tuple[Region, ...] = ()) -> Entry | None:
        """The likeliest place of a name."""
        return best(name, within=within, country_hint=self.country, lang=self.lang)

    def homes(self) -> tuple[str, ...]:
        """The countries whose places it names without saying where they are."""
        return (self.country, *homes(self.lang)) if self.country else homes(self.lang)

    def date_at(self, text: str, at: int) -> Written | None:
        """The date that stands at `at`."""
        return date_at(text, at, lang=self.lang, published=self.published)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One place as read: what is known of it, and how firmly it is written."""

    place: Place
    start: int
    end: int
    entry: Entry | None
    qualified: bool = False
    listed: bool = False
    inflected: bool = False


def closed(text: str, end: int) -> bool:
    """Whether a part ends here: something other than a further word follows."""
    after = SEPARATOR.match(text, end)
    if after is None or not after["mark"]:
        rest = text[end:].lstrip()
        return (
            not rest
            or rest[0] in BRACKETS
            or wire_at(text, len(text) - len(rest)) is not None
            or (text[end - 1] == "." and rest[0].isupper())
        )
    return True


def region_at(text: str, at: int) -> tuple[int, tuple[Region, ...]] | None:
    """The longest country, state or province that stands at `at`, and its end."""
    for end in _ends(text, at):
        if (within := regions().get(fold(text[at:end]))) and (closed(text, end) or text[end - 1] == "."):
            # A full stop belongs to "Calif." and ends the sentence of "Honduras."
            return (end - 1 if text[end - 1] == "." and end - at > 7 and " " not in text[at:end] else end), within
    return None


def name_at(text: str, at: int, paper: Paper, least: int = 20_000) -> PlaceMention | None:
    """The longest known name that starts at `at`, inflected or not, whatever follows it; of a place of that weight."""
    for end in _ends(text, at):
        names = [text[at:end], *usual_forms(text[at:end], paper.lang)]
        entry = next((found for name in names if (found := paper.best(name))), None)
        if entry and weight(entry, paper) >= least and not text[end : end + 1].isalnum():
            return PlaceMention(place(entry, text[at:end]), at, end, entry)
    return None


def place_behind_preposition(text: str, at: int, paper: Paper, *, loose: bool = False) -> PlaceMention | None:
    """ "V Praze", "u Zagrebu": the longest known name behind the preposition at `at` (`loose`: whatever follows it)."""
    word, space, _ = text[at : at + 4].partition(" ")
    if not space or not is_preposition(word, paper.lang):
        return None
    start = at + len(word) + 1
    found = name_at(text, start, paper)
    if found is None or not (loose or _ends_a_place(text, found.end)):
        return None
    return replace(found, place=replace(found.place, as_written=text[at : found.end]), start=at, inflected=True)


def place_at(text: str, at: int, paper: Paper, *, known: bool, loose: bool = False) -> PlaceMention | None:
    """The longest name of a place that starts at `at` and ends where a part can end (`loose`: at any space).

    Unless `known`, where the gazetteer has none of the names the longest is taken for a place of the language's country.
    """
    longest = None
    for end in _ends(text, at):
        written = text[at:end]
        if written[-1] == "." and len(written.rsplit(maxsplit=1)[-1]) > 6:
            continue  # the end of "Dortmund.", not the stop of an abbreviation
        if not _ends_a_place(text, end) and not (loose and text[end : end + 1].isspace()):
            continue
        longest = longest or end
        if fold(written) in words().desks:
            return PlaceMention(Place(written, written), at, end, None)
        if entry := paper.best(written):
            return PlaceMention(place(entry, written), at, end, entry)
        if entry := _district(written, paper):
            return PlaceMention(
                replace(place(entry, written), name=_tidy(written), lat=None, lon=None, geonames_id=None), at, end, entry
            )
    if longest is None or known:
        return None
    written = text[at:longest].rstrip(".")
    return PlaceMention(unlisted(written, written, (), paper), at, at + len(written), None)


def _district(written: str, paper: Paper) -> Entry | None:
    """The town or region that a district is called after: "Landkreis Göttingen"."""
    head, _, name = written.partition(" ")
    return paper.best(name) if name and fold(head) in words().district_heads else None


def unlisted(written: str, name: str, within: tuple[Region, ...], paper: Paper) -> Place:
    """A place that the gazetteer does not have: a country or a part of one, or a place of which only the region is known.

    What nothing qualifies lies in the language's country, if it has but one: papers name places at home without saying where.
    """
    countries = [region.country for region in within]
    for region in regions().get(fold(name), ()):
        if not within or region.country in countries:
            return Place(written, region.name, region.name if region.admin1 else None, region.country)
    home = paper.homes()
    if within:
        likeliest = next((region for region in within if region.country in home), within[0])
        return Place(written, _tidy(name), likeliest.name if likeliest.admin1 else None, likeliest.country)
    return Place(written, _tidy(name), None, home[0] if home and home[0] != "-" else None)


def _ends_a_place(text: str, end: int) -> bool:
    """Whether a name can end here: a separator, bracket, digit or agency follows, or a lower-case month ("Praha 5. června")."""
    rest = text[end : end + 3]
    if not rest or rest[0] in ",،、.:：;।|/=·([（［【" or re.match(rf"\s?[{DASHES}]", rest):
        return not (rest[:1] == "-" and rest[1:2].islower())
    after = rest.lstrip()
    if not after or rest[0].isalnum():
        return False
    start = end + len(rest) - len(after)
    if after[0].isdigit() or after[0] in "(（[［/【:|":
        return True
    return (
        wire_at(text, start) is not None or date_at(text, start) is not None or words().joiners.match(text, start) is not None
    )


def _ends(text: str, at: int) -> list[int]:
    """Where the name that starts at `at` may end, the longest first: up to six capitalised words with particles between."""
    ends: list[int] = []
    end = at
    for number in range(8):
        token = _TOKEN.match(text, end)
        if token is None or token.end() - at > 48:
            break
        word = token[0]
        particle = number > 0 and (word in words().particles or word.rstrip(".") in words().particles)
        noun = number > 0 and word in words().nouns
        if word[0].islower() and not particle and not noun and not _ARTICLE.match(word):
            break
        end = token.end()
        if not (particle and word[0].islower()):
            ends += [token.start() + cut.start() for cut in re.finditer(r"[-‐–]", word)]
            if word.endswith("."):
                ends.append(end - 1)
            ends.append(end)
        gap = _GAP.match(text, end)
        if gap is None and not (word.endswith(".") and text[end : end + 1].isalpha()):
            break
        end = gap.end() if gap else end
    return ends[::-1]


def _tidy(name: str) -> str:
    """A name in capitals in its usual case."""
    name = " ".join(name.split())
    return name.title() if name.isupper() and len(name) > 3 else name


def weight(entry: Entry, paper: Paper) -> float:
    """How likely a bare name is meant as a place: people, raised for places of the language's countries and reviewed forms."""
    reviewed = entry.rank >= 100 * max(entry.population, 100)
    return entry.population * (10 if entry.country in paper.homes() else 1) * (0.2 if entry.alias else 1) + (
        200_000 if reviewed else 0
    )
