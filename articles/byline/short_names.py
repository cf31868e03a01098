"""Rules for a single word that abbreviates: an outlet, an agency, a writer's initials. They belong to `one_word`."""

import re

from articles.byline.kinds import (
    DOMAIN,
    GREAT_PLACE,
    INITIALS,
    KNOWN_PLACE,
    UNCASED,
    Item,
    SegmentContext,
    is_home_town,
    rank_of,
)
from articles.byline.lexicon import wording
from articles.byline.names import is_initial
from articles.byline.tokens import Token
from articles.places.agencies import agency_of

_TWO_PARTS = re.compile(r"[A-Za-z]+\.[a-z]{2,}")
_SITE = re.compile(r"[\w-]+\.(?:com|net|org|info|[a-z]{2})", re.IGNORECASE)


def web_site(word: Token, _: SegmentContext) -> list[Item] | None:
    """A web site's name is an organisation; "jane.doe" is a log-in.

    Taken: Jane Doe, harbour.news.example.org -> Jane Doe @harbour.news.example.org
    Left: By jane.doe -> h:jane.doe
    Known problems: A log-in that ends as a site does ("jane.co") is an organisation.
    """
    longer = DOMAIN.fullmatch(word.text) and not _TWO_PARTS.fullmatch(word.text)
    return [Item("organisation", word.text)] if longer or _SITE.fullmatch(word.text) else None


def word_for_an_organisation(word: Token, _: SegmentContext) -> list[Item] | None:
    """A word that organisations are called by, or one that ends in it.

    Taken: Jane Doe and agencies -> Jane Doe ; o:agencies
    Left: Jane Doe and Marlena -> Jane Doe ; Marlena
    Known problems: A family name that is such a word ("Press") is taken for an organisation where it stands alone.
    """
    known = wording()
    ends_so = len(word.text) > 6 and word.low.endswith(known.organisation_endings)
    return [Item("organisation", word.text)] if word.low.strip(".") in known.organisation or ends_so else None


def compound_of_an_organisation(word: Token, _: SegmentContext) -> list[Item] | None:
    """A compound whose later part is a word for an organisation.

    Taken: Jane Doe, Elbe-agency -> Jane Doe @Elbe-agency
    Left: Jane Doe, Elbe-Dorf -> Jane Doe #Elbe-Dorf
    Known problems: None known.
    """
    known = wording()
    strong = known.organisation - known.organisation_weak
    return [Item("organisation", word.text)] if any(part in strong for part in word.low.split("-")[1:]) else None


def outlet_in_small_letters(word: Token, where: SegmentContext) -> list[Item] | None:
    """An outlet's abbreviation that the page prints in small letters.

    Taken: By cnn, Jane Doe -> o:cnn ; Jane Doe
    Left: By mbe, Jane Doe -> u:mbe ; Jane Doe
    Known problems: Initials that are also an outlet's are taken for the outlet.
    """
    short = word.text.islower() and 2 < len(word.text) < 5
    outlet = short and word.text.upper() in wording().exact_outlets and not where.attribute
    return [Item("organisation", word.text)] if outlet else None


def agency_compound(word: Token, _: SegmentContext) -> list[Item] | None:
    """An agency and its service in one word.

    Taken: Photo: dpa-Bild -> o:dpa-Bild [photo]
    Left: Photo: Jean-Paul -> Jean-Paul [photo]
    Known problems: A double family name that begins as an agency does is taken for the agency.
    """
    house, hyphen, _service = word.text.partition("-")
    return [Item("organisation", word.text)] if hyphen and agency_of(house) else None


def senders_initials(word: Token, where: SegmentContext) -> list[Item] | None:
    """Initials behind a photographer and a slash, or in brackets behind a person, are those of who sent the text or picture.

    Taken: Photo: Jane Doe/rwa -> Jane Doe [photo]
    Left: By rwa -> u:rwa
    Known problems: Initials of a second author in brackets are lost.
    """
    sent = where.linked or (where.attribute and where.in_parens)
    return [] if sent and _are_small_initials(word.text) else None


def small_initials(word: Token, _: SegmentContext) -> list[Item] | None:
    """A few small letters are a writer's initials.

    Taken: By rwa -> u:rwa
    Left: By Marlena -> Marlena
    Known problems: A word of two to four small letters that is none is taken for initials.
    """
    return [Item("unknown", word.text.rstrip("."))] if _are_small_initials(word.text) else None


def dotted_initials(word: Token, _: SegmentContext) -> list[Item] | None:
    """Two letters or more with full stops are a writer's initials.

    Taken: By R.S. -> u:R.S.
    Left: By R. -> nobody
    Known problems: An agency that is written with full stops and not listed is taken for initials.
    """
    return [Item("unknown", word.text)] if is_initial(word.text) and word.text.count(".") > 1 else None


def two_capitals_of_an_agency(word: Token, where: SegmentContext) -> list[Item] | None:
    """One or two capitals behind a photographer's name and a slash are an agency's.

    Taken: Photo: Jane Doe/PR -> Jane Doe [photo] @PR
    Left: Photo: JD -> u:JD [photo]
    Known problems: A second photographer's initials are taken for an agency.
    """
    behind_bar = where.barred and (where.photo or where.attribute)
    return [Item("organisation", word.text)] if _are_two_capitals(word.text) and (where.linked or behind_bar) else None


def two_capitals_of_a_person(word: Token, where: SegmentContext) -> list[Item] | None:
    """One or two capitals where people are named are somebody's initials.

    Taken: Photo: JD -> u:JD [photo]
    Left: W/Q: Jane Doe -> Jane Doe
    Known problems: An agency of two letters that is not listed is taken for a person.
    """
    named = where.photo or (where.sure and not where.attribute)
    return [Item("unknown", word.text)] if _are_two_capitals(word.text) and named else None


def two_stray_capitals(word: Token, _: SegmentContext) -> list[Item] | None:
    """One or two capitals anywhere else say nothing.

    Taken: W/Q: Jane Doe -> Jane Doe
    Left: W/Quasi: Jane Doe -> Jane Doe
    Known problems: A writer who signs with two capitals and no label is lost.
    """
    return [Item("prose", word.text)] if _are_two_capitals(word.text) else None


def recased_agency(word: Token, where: SegmentContext) -> list[Item] | None:
    """An agency's abbreviation that the page gave the capitals of a name, in a picture's credit.

    Taken: Photo: Jane Doe, Afp -> Jane Doe [photo] @Afp
    Left: Photo: Jane Doe, Lima -> Jane Doe [photo] #Lima
    Known problems: A photographer whose one name is an agency's abbreviation is taken for the agency.
    """
    recased = where.photo and word.text.istitle() and len(word.text) < 5
    return [Item("organisation", word.text)] if recased and agency_of(word.text.upper()) else None


def town_in_capitals(word: Token, where: SegmentContext) -> list[Item] | None:
    """A town in capitals behind a name; one of four letters has to be a great city or one of the page's own country.

    Taken: JANE DOE | MADRID -> Jane Doe #MADRID
    Left: JANE DOE | XYZA -> Jane Doe @XYZA
    Known problems: A house in capitals that is called as a town is is taken for the town.
    """
    if not where.attribute or not word.text.isupper() or len(word.text) < 4:
        return None
    enough = KNOWN_PLACE if len(word.text) > 4 else GREAT_PLACE
    return [Item("place", word.text)] if rank_of(word.text) >= enough or is_home_town(word.text, where.lang) else None


def abbreviation(word: Token, _: SegmentContext) -> list[Item] | None:
    """Up to six capitals are an organisation's abbreviation.

    Taken: By Jane Doe, XYZA -> Jane Doe @XYZA
    Left: By Jane Doe, Xyza -> Jane Doe #Xyza
    Known problems: A town of up to six letters in capitals that is too small for the rule before is an organisation.
    """
    short = word.text.isalpha() and word.text.isupper() and len(word.text) <= 6
    return [Item("organisation", word.text)] if short and not UNCASED.match(word.text) else None


def _are_small_initials(text: str) -> bool:
    return INITIALS.fullmatch(text) is not None and text.islower()


def _are_two_capitals(text: str) -> bool:
    return text.isalpha() and text.isupper() and len(text) < 3
