"""Rules for rows that hold more than places: an agency, a correspondent, a date."""

from articles.dateline.candidate import Candidate, Kind
from articles.dateline.lexicon import wire_agency, words
from articles.dateline.rule import accept


@accept(Kind.AGENCY)
def agency(c: Candidate) -> bool:
    """A known agency behind a place or a date, in brackets or with a mark behind it.

    Taken: en: LONDON (Reuters) - The council
    Left: en: LONDON — The council
    Known problems: An acronym in brackets behind a person or a thing that is called like a place.
    """
    return c.row.bracketed or c.has_mark or c.plain == "/" or c.row.unended


@accept(Kind.AGENCY_ALONE)
def agency_and_desk(c: Candidate) -> bool:
    """A known agency and a desk, without a place.

    Taken: tr: TBMM (AA) - Genel Kurul
    Left: tr: ANKARA (AA) - Genel Kurul
    Known problems: Only desks that the languages' files list.
    """
    return c.row.desk and (c.row.bracketed or c.has_dash)


@accept(Kind.AGENCY_ALONE)
def agency_in_brackets(c: Candidate) -> bool:
    """A known agency alone in brackets.

    Taken: en: (CNN)The council
    Left: en: (Fancy) - The council
    Known problems: A photo credit in brackets that a sentence follows.
    """
    return not c.row.desk and c.row.bracketed and c.opens_with("([/（【")


@accept(Kind.AGENCY_ALONE)
def agency_before_dash(c: Candidate) -> bool:
    """A known agency alone before a dash or a slash.

    Taken: en: Shafaq News/ The council
    Left: en: Salary.com – A guide
    Known problems: "BBC - How coffee changed us" is a title that names its house first.
    """
    if c.row.desk or not (c.has_dash or c.plain == "/"):
        return False
    # "Salary.com – A guide" is an item of a list.
    site = "." in c.written and c.paper.lang not in ("en", None)
    return site or c.written.isupper() or bool(c.row.agency and wire_agency(c.row.agency.as_written))


@accept(Kind.DESK)
def place_and_desk(c: Candidate) -> bool:
    """A place with a desk or a correspondent.

    Taken: hi: पटना, जागरण संवाददाता। परिषद
    Left: hi: पटना। परिषद
    Known problems: Only desks that the languages' files list.
    """
    return (c.has_mark or (c.row.unended and c.row.bracketed)) and (c.is_known or (c.is_uncased and c.has_stop))


@accept(Kind.SIGNED)
def unknown_agency_in_brackets(c: Candidate) -> bool:
    """A known place, a name in brackets and a word that begins sentences.

    Taken: fr: Bamako, 5 juin (XYZP) Le conseil
    Left: fr: Bamako, 5 juin (AFP) Le conseil
    Known problems: A party or a club in brackets behind a place.
    """
    return c.is_known and c.row.bracketed and not c.plain and c.starts_a_sentence


@accept(Kind.SIGNED)
def unknown_agency_before_mark(c: Candidate) -> bool:
    """A known place, or one in capitals with a date, then a name in brackets and a mark; a colon not in every language.

    Taken: en: DETROIT (WXYZ) — The council
    Left: en: Detroit (WXYZ): The council
    Known problems: Any short name in brackets is taken for an agency.
    """
    if not (c.is_known or (c.in_capitals and c.row.has_month)):
        return False
    colon_counts = c.in_capitals or c.paper.lang in words().bracket_colon
    return c.has_dash or c.has_stop or (c.has_colon and colon_counts)


@accept(Kind.SIGNED_ALONE)
def unknown_agency_alone(c: Candidate) -> bool:
    """A short name in brackets before a dash.

    Taken: es: (Canal Azul) – El consejo
    Left: es: Canal Azul – El consejo
    Known problems: A remark in brackets before a dash.
    """
    name = c.row.agency.as_written if c.row.agency else ""
    short = 2 <= len(name) <= 20 and len(name.split()) < 3
    return c.has_dash and c.opens_with("(/") and name[:1].isupper() and short


@accept(Kind.DATED)
def place_and_date(c: Candidate) -> bool:
    """A place that is known or in capitals, and a date.

    Taken: de: Darmstadt - Januar 2021. Die Stadt
    Left: de: Darmstadt - Die Stadt
    Known problems: The place and time of an event in a listing.
    """
    return bool(c.row.where) and (c.is_known or c.in_capitals) and c.has_mark
