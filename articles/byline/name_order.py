""" "Last, First" turned round."""

from collections.abc import Sequence

from articles.byline.kinds import KNOWN_PLACE, outlet_at, rank_of, text_of
from articles.byline.lexicon import phrase_at, wording
from articles.byline.names import is_eastern, is_particle
from articles.byline.organisations import is_organisation
from articles.byline.tokens import Token


def turned_round(words: list[Token]) -> list[Token]:
    """ "Last, First" as "First Last", where that is all there is (or all there is between semicolons) behind a label."""
    opening = _label_length(words)
    turned: list[Token] = []
    for number, group in enumerate(_groups(words[opening:])):
        name = _turned(group)
        if not name:
            return words
        turned += ([Token(";", ";")] if number else []) + name
    return [*words[:opening], *turned]


def _label_length(words: Sequence[Token]) -> int:
    """1 where the first word is an author's label ("By") and no particle of a name ("Di Maio, Luigi")."""
    if not words or words[0].kind != "word" or is_particle(words[0].text):
        return 0
    found = phrase_at(wording().bare, [words[0].low], 0)
    return 1 if found == (1, "") else 0


def _groups(words: Sequence[Token]) -> list[list[Token]]:
    """The words between semicolons."""
    groups: list[list[Token]] = [[]]
    for word in words:
        if word.kind == ";":
            groups.append([])
        else:
            groups[-1].append(word)
    return groups


def _turned(group: Sequence[Token]) -> list[Token]:
    """One name in its usual order; empty where it is not of the form "Last, First"."""
    commas = [index for index, word in enumerate(group) if word.kind == ","]
    if len(commas) != 1 or any(word.kind not in ("word", ",") for word in group):
        return []
    last, first = group[: commas[0]], group[commas[0] + 1 :]
    behind = next((index for index, word in enumerate(first) if word.text.islower()), len(first))
    particles = first[behind:]
    # "Berg, Jan van den": the particle stands behind the given name.
    last, first = [*particles, *last], first[:behind]
    if not all(is_particle(word.text) for word in particles) or not _may_be_last(last) or not _are_given(first):
        return []
    if (len(first) > 1 or _is_known_given(first[0])) and rank_of(text_of(last)) >= KNOWN_PLACE:
        return []  # "Екатеринбург, Анна Котова", "Amman, Petra"
    return [] if any(outlet_at(last, index) for index in range(len(last))) else [*first, *last]


def _are_given(first: Sequence[Token]) -> bool:
    """Whether words are one or two given names, and no organisation, town or outlet."""
    if not 0 < len(first) < 3 or not all(map(_may_be_given, first)):
        return False
    if all(map(_is_known_given, first)):  # Petra is Jordan's agency, too
        return True
    return (
        not is_organisation(first)
        and not phrase_at(wording().places, [word.low for word in first], 0)
        and not outlet_at(first, 0)
    )


def _is_known_given(word: Token) -> bool:
    """Whether a word is a given name though it also names a place or an agency, which are seldom written as names are."""
    return word.low in wording().given and word.text.istitle()


def _may_be_last(last: Sequence[Token]) -> bool:
    plain = [word for word in last if not is_particle(word.text)]
    return (
        len(plain) == 1
        and plain[0].text[:1].isupper()
        and plain[0].text.replace("-", "").replace("'", "").isalpha()
        and last[-1] is plain[0]
        and not is_eastern(plain[0].text)
        and not is_organisation(plain)
    )


def _may_be_given(word: Token) -> bool:
    known = wording()
    return (
        word.text[:1].isupper()
        and word.text.replace(".", "").replace("-", "").isalpha()
        and word.low not in known.suffixes
        and word.low not in known.roles
        and word.low not in known.label
        and not (word.text.isupper() and 1 < len(word.text) < 5)
    )
