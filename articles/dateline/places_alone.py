"""Rules for rows of places alone: what may be a label or a headline must be a large place, or one that its region tells.

The bounds are weights: people, tenfold in the language's countries (`place_names.weight`). They were set by hand, lower the
more else tells a dateline: capitals, a dash, a paragraph behind it.
"""

import re

from articles.dateline.candidate import Candidate, Kind
from articles.dateline.lexicon import words
from articles.dateline.place_names import weight
from articles.dateline.rule import PLACES_ALONE, accept, refuse
from articles.places.gazetteer import regions

_WITHOUT_REGION = (Kind.CAPITALS, Kind.PLAIN)
_COLON = re.compile(r"\s?:\s(?![\"“”«„'‚])")
_RESULT = re.compile(r"(?:\S+\s){1,3}\d+\s?[-–:]\s?\d")


@refuse(*PLACES_ALONE)
def region_in_brackets(c: Candidate) -> bool:
    """A place with its region in brackets needs a mark behind it.

    Taken: en: British Virgin Islands (BVI) Premier Ann Lee
    Left: en: Paris (Texas) — The council
    Known problems: A dateline that its paper ends with nothing.
    """
    return c.row.bracketed and not c.has_mark and c.is_qualified


@refuse(*PLACES_ALONE)
def unknown_place(c: Candidate) -> bool:
    """Without date and agency the gazetteer must have every place, unless it is in capitals and in the paper's own form.

    Taken: en: XYLOVILLE, PARIS, France — The council
    Left: en: LONDON/PARIS — The council
    Known problems: A village that the gazetteer lacks.
    """
    return not c.is_known and not (c.first_in_capitals and c.is_in_the_papers_form)


def _is_bare(c: Candidate) -> bool:
    return len(c.row.where) == 1 and not c.row.where[0].qualified


@refuse(*PLACES_ALONE)
def short_words_follow(c: Candidate) -> bool:
    """One or two words with a stop behind them make no first sentence.

    Taken: es: Sevilla – Betis. El derbi que parte familias desde hace años
    Left: es: Sevilla – El consejo de la ciudad
    Known problems: A first sentence of two words.
    """
    short = len(c.first_sentence) < len(c.rest) - 12 and len(c.first_sentence.split()) < 3
    return _is_bare(c) and short and c.written.istitle()


@refuse(*PLACES_ALONE)
def headline_with_colon(c: Candidate) -> bool:
    """A place, a few words and a colon make a headline.

    Taken: de: Freiburg – Stadt der Radfahrer: Warum die Wende
    Left: de: FREIBURG – Die Stadt
    Known problems: A first sentence that introduces what somebody says without quotation marks.
    """
    colon = _COLON.search(c.first_sentence)
    if not colon or not _is_bare(c) or c.written.isupper():
        return False
    return len(c.first_sentence[: colon.start()].split()) < 13


@refuse(*PLACES_ALONE)
def turkish_road(c: Candidate) -> bool:
    """Two Turkish towns and a word in small letters name a road or a line between them.

    Taken: tr: Ordu - Giresun karayolunda kaza
    Left: tr: Ordu - Belediye
    Known problems: Words that are small towns of elsewhere too: "Le", "Il".
    """
    following = re.match(r"([^\W\d_]+) [^\W\d_]", c.rest) if c.paper.lang == "tr" and _is_bare(c) else None
    return following is not None and following[0][-1].islower() and c.paper.best(following[1]) is not None


@accept(Kind.BRACKETED)
def french_place_in_brackets(c: Candidate) -> bool:
    """A place in brackets, as French papers print it.

    Taken: fr: (Montréal) Le conseil
    Left: de: (Montréal) Die Stadt
    Known problems: A place in brackets as an aside, where the language is not known.
    """
    return c.paper.lang in ("fr", None) and c.rest[:1].isupper() and len(c.rest) > 40


@refuse(Kind.QUALIFIED, *_WITHOUT_REGION)
def bar_before_few_words(c: Candidate) -> bool:
    """A place, a bar and a few words are a section and a headline.

    Taken: en: Springfield, Illinois | Photos 2017.
    Left: en: Springfield, Illinois | The council
    Known problems: A short first paragraph behind a bar.
    """
    return "|" in c.between and not c.is_long


@accept(Kind.QUALIFIED)
def place_with_region(c: Candidate) -> bool:
    """A place with its country or region, before a dash, in capitals, or with a paragraph behind it.

    Taken: en: WASHINGTON, D.C. — The council
    Left: en: WASHINGTON — The council
    Known problems: Addresses, and captions that say where.
    """
    return c.is_parted or c.first_in_capitals or (c.is_long and not c.has_colon)


@refuse(*_WITHOUT_REGION)
def result(c: Candidate) -> bool:
    """A place, a dash, another and the goals of both are a match.

    Taken: it: Parma – Cagliari 2-1, decide Rossi
    Left: it: Parma – Il consiglio
    Known problems: A sentence whose second to fourth word is a score.
    """
    return c.is_parted and bool(_RESULT.match(c.rest))


@refuse(*_WITHOUT_REGION)
def route(c: Candidate) -> bool:
    """A place, a dash and another with a hyphen and a word behind it are a line between them.

    Taken: fi: Turku – Maarianhamina-reitin laivat
    Left: fi: Turku – Kaupunki
    Known problems: A story that begins with a town and a hyphen.
    """
    match = re.match(r"(\w{3,})-[^\W\d_]", c.rest) if c.is_parted else None
    return match is not None and match[0][-1].islower() and c.paper.best(match[1]) is not None


@refuse(*_WITHOUT_REGION)
def pair_before_colon(c: Candidate) -> bool:
    """A place, a dash, a further name or a large place, and a colon are a match or a journey.

    Taken: en: LONDON – PARIS – BERLIN: the night trains are back
    Left: en: LONDON – The council
    Known problems: A story that begins with a speaker's name and a colon.
    """
    head, colon, _ = c.rest[:50].partition(":")
    names = [name for name in head.split() if any(letter.isalnum() for letter in name)]
    if not c.is_parted or not colon or not names:
        return False
    if len(names) <= 3 and all(name[0].isupper() or words().joiners.match(name + " ") for name in names):
        return True
    entry = c.paper.best(names[0].strip(",.–-"))
    return entry is not None and weight(entry, c.paper) >= 100_000


@refuse(*_WITHOUT_REGION)
def small_namesake_of_a_region(c: Candidate) -> bool:
    """A name that a region or a country has too means the town only where the town is large.

    Taken: en: CHINA – Fine bone is what the council
    Left: en: SINGAPORE – The council
    Known problems: Datelines that name a country alone.
    """
    entry = c.row.where[0].entry
    return c.name in regions() and entry is not None and weight(entry, c.paper) < 200_000


@refuse(Kind.PLAIN)
def list_of_places(c: Candidate) -> bool:
    """Places parted by commas are a list, unless they are in capitals.

    Taken: en: Berlin, Paris – The council
    Left: en: BERLIN, PARIS – The council
    Known problems: Two cities in the usual case that send one story.
    """
    return any(mention.listed for mention in c.row.where)


@accept(Kind.CAPITALS)
def capitals_and_dash(c: Candidate) -> bool:
    """A place in capitals and a dash.

    Taken: en: PARIS — The council
    Left: en: Paris — The council
    Known problems: A heading in capitals that is a place too.
    """
    return c.is_parted and c.weight >= (1_000 if c.is_long else 1_000_000)


@accept(Kind.CAPITALS)
def capitals_and_colon(c: Candidate) -> bool:
    """A place in capitals and a colon, but not who speaks ("SANTIAGO: No lo sé") or a headline's land.

    Taken: en: MUMBAI: The council
    Left: es: SANTIAGO: No lo sé
    Known problems: A heading of a list that is a large city.
    """
    if c.is_parted or not c.has_colon or words().speech.match(c.rest):
        return False
    least = 100_000
    if c.paper.lang not in words().colon_languages:
        if c.name in regions() or c.rest[:1] in '«“„"':
            return False
        least = 500_000
    return c.weight >= least and (not c.is_a_persons_name or (c.is_long and c.weight >= 10_000_000))


@accept(Kind.CAPITALS)
def capitals_before_a_paragraph(c: Candidate) -> bool:
    """A place in capitals with a stop or a comma and a paragraph behind it.

    Taken: de: WIEN. Die Stadt
    Left: de: Wien. Die Stadt
    Known problems: A crosshead in capitals that runs into its paragraph.
    """
    return not c.is_parted and not c.has_colon and c.is_long and c.weight >= (20_000 if "," in c.between else 1_000)


@accept(Kind.PLAIN)
def large_place_and_dash(c: Candidate) -> bool:
    """A city of a million and a dash, however little follows.

    Taken: de: Hamburg – Jetzt wird es teuer!
    Left: de: Goslar – Jetzt wird es teuer!
    Known problems: The title of a walk or a guide: "Salzburg – Radfahren in der Weltstadt".
    """
    return c.is_parted and not c.is_long and c.weight >= 1_000_000


@accept(Kind.PLAIN)
def place_and_dash(c: Candidate) -> bool:
    """A place and a dash that stands off, and a paragraph behind it.

    Taken: en: Nairobi — The council
    Left: en: Nairobi–The council
    Known problems: An item of a list: "Salt – Kosher or sea salt".
    """
    stands_off = c.is_uncased or re.match(r"\s|.?[—.]|\s?-\s?-", c.text[c.row.end : c.row.end + 2]) is not None
    least = 20_000 if c.paper.lang in (None, "en") else 8_000
    return c.is_parted and c.is_long and stands_off and c.weight >= least and not c.is_a_persons_name


@accept(Kind.PLAIN)
def place_and_colon(c: Candidate) -> bool:
    """A place and a colon where papers print them so: in languages without capitals, and in English in some countries.

    Taken: en: New Delhi: The council
    Left: en: Berlin: The council
    Known problems: A headline that names its city first.
    """
    if c.is_parted or not c.has_colon or not c.is_long or c.weight < 200_000:
        return False
    usual_there = (c.row.where[0].place.country or "") in words().colon and c.paper.lang in (None, "en")
    return usual_there or (c.is_uncased and c.paper.lang in words().colon_languages)


@accept(Kind.PLAIN)
def place_and_stop(c: Candidate) -> bool:
    """A place and a full stop, in languages that print it so, and a whole sentence behind it.

    Taken: de: Hamburg. Die Stadt
    Left: de: Essen. Trinken. Schlafen.
    Known problems: A sentence that is but a city's name.
    """
    if c.is_parted or c.has_colon or not c.is_long or c.paper.lang not in words().full_stop:
        return False
    if c.written[-1] == "." or words().back.match(c.rest):
        return False
    # "Rosario." is the town in a paper that lives near it.
    return (c.is_uncased or _is_whole_sentence(c.rest)) and c.weight >= (5_000_000 if c.is_a_persons_name else 20_000)


@accept(Kind.CAPITALS, Kind.PLAIN)
def as_the_paper_prints_them(c: Candidate) -> bool:
    """In the form that was learned of the paper's datelines: a place of any size; in capitals one that it lacks, too.

    Taken: en (capitals, dash): XYLOVILLE — The council
    Left: en (name, dash): Xyloville — The council
    Known problems: A heading in capitals that is no place, in a paper that hardly prints any.
    """
    return c.is_in_the_papers_form and not (c.is_known and c.is_a_persons_name)


def _is_whole_sentence(rest: str) -> bool:
    """Not so "Essen. Trinken. Schlafen.", "Toledo. Tres culturas y un solo río: así se visita ...", which tell of the place."""
    clause, until_colon = (len(re.split(end, rest, maxsplit=1)[0].split()) for end in (r"[.!?]\s", r":\s(?![\"“”«„'‚])"))
    return clause > 3 and until_colon > 12
