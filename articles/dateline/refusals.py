"""Rules that refuse candidates of every kind: what follows, what ends the row, what the place is called."""

from articles.dateline.candidate import Candidate, Kind
from articles.dateline.lexicon import words
from articles.dateline.rule import refuse
from articles.places.gazetteer import fold


@refuse()
def nothing_follows(c: Candidate) -> bool:
    """A dateline has a paragraph behind it.

    Taken: en: (Ann Lee / Reuters).
    Left: en: (Reuters) - The council
    Known problems: A line cut off behind its dateline is none.
    """
    return not c.first_letter


@refuse()
def goes_on_in_small_letters(c: Candidate) -> bool:
    """Behind a dateline a sentence begins; behind an agency and a dash or a colon one may begin with a small letter.

    Taken: pl: W Warszawie (PAP) rada
    Left: en: WASHINGTON (AP) - iPhone makers
    Known problems: A paragraph that begins with "iPhone" hides a dateline without an agency.
    """
    return c.first_letter.islower() and not (c.row.has_agency and (c.has_dash or c.has_colon))


@refuse()
def nothing_ends_it(c: Candidate) -> bool:
    """Something must end the row, unless its form shows that it is over.

    Taken: en: AP Photo/Ann Lee
    Left: en: London (Reuters) - The council
    Known problems: A place in capitals with nothing behind it is left to `lead`.
    """
    return not (c.is_ended or c.has_slash or (c.row.unended and c.row.where and c.mark.isspace()))


@refuse()
def label(c: Candidate) -> bool:
    """A word that papers print before a text is no place, though a town is called so.

    Taken: en: Reading - The council
    Left: en: READING, June 5 (Reuters) - The council
    Known problems: A town that is called like a label needs a date and an agency.
    """
    if not c.row.where or (c.row.day and c.row.has_agency):
        return False
    return fold(c.row.where[0].place.as_written) in words().labels


@refuse()
def place_in_a_sentence(c: Candidate) -> bool:
    """A place behind its preposition begins a sentence, unless a date or an agency and a mark follow.

    Taken: cs: V Praze – Rada
    Left: cs: V Praze 5. června (ČTK) - Rada
    Known problems: Papers that print "V Praze –" without a date are not read.
    """
    inflected = any(mention.inflected for mention in c.row.where)
    return inflected and not (c.is_ended and (c.row.day or c.row.has_agency))


@refuse(Kind.AGENCY)
def unknown_place_before_agency(c: Candidate) -> bool:
    """A place that the gazetteer lacks must be in capitals; in languages but English a bracket behind it will do.

    Taken: en: Grossholzmühle (dpa) - The council
    Left: en: GROSSHOLZMÜHLE (dpa) - The council
    Known problems: A village that the gazetteer lacks, in the usual case.
    """
    if not c.row.where or c.is_known or c.in_capitals:
        return False
    return c.paper.lang in ("en", None) or not c.row.bracketed
