"""Where a run of words with capitals ends, and which of them begin a name: a sentence's first word has a capital anyway."""

from articles.byline.names import is_particle
from articles.names.given import is_given
from articles.names.lexicon import Lexicon
from articles.names.spots import Setting
from articles.names.tokens import SHORT, Words

LONGEST_RUN = 16
"""Words of a run that are looked at: no name has as many, and a list in capitals may have a hundred thousand."""
SHOUTED = 0.6
"""Share of a paragraph's words in capitals from which on capitals say nothing."""


def is_shouted(found: Words) -> bool:
    """Whether a paragraph stands in capitals, most of it: they say nothing there."""
    most = SHOUTED * len(found)
    return len(found.capitals) > most and sum(found[index].text.isupper() for index in found.capitals) > most


def is_told_behind(found: Words, index: int, setting: Setting) -> bool:
    """Whether the words behind one with a capital may say what it names: hardly ever those behind a German noun."""
    telling, written = setting.telling, found.written
    return telling[written(index + 1)] or (bool(setting.words.body_adjectives) and telling[written(index + 2)])


def _is_small(word: str) -> bool:
    return word.islower() and word.isalpha() and not is_particle(word)


def end_of_run(found: Words, start: int, setting: Setting) -> int:
    """Behind the last word with a capital that only spaces and particles part from the first."""
    end = at = start + 1
    if _is_small(found.written(at)):
        return end  # whatever stands between
    until = min(len(found), start + LONGEST_RUN)
    before = first = found[start]
    openers = setting.words.openers
    while at < until and (token := found[at]).follows and not token.opens:
        if token.is_capital and len(token.text) > SHORT and token.text.lower() in openers:
            break  # a headline's "Ann Lee Would Stay"
        if before.is_initial and token.text.lower() in setting.small:
            break  # "in Washington, D.C. She …"
        if token.text in _AND and not _goes_on(found, start, at, setting):
            break
        if at > end and token.text.isupper() and len(token.text) > 1 and is_given(first.text, setting.language):
            break  # "Ann Lee van CDA": somebody's party
        if token.is_capital:
            end = at + 1
        elif not is_particle(token.text) or token.text in setting.words.bodies or at - end > 1:
            break
        before = token
        at += 1
    return end


_AND = frozenset(("y", "e", "i"))
"""What is "and" between two names, and within one: "José Ortega y Gasset"."""


def _goes_on(found: Words, start: int, at: int, setting: Setting) -> bool:
    """Whether what follows "and" is the rest of a person's name, and no other name."""
    after = found[at + 1] if at + 1 < len(found) else None
    if after is None or not (after.follows and after.is_capital) or at == start + 1:
        return False
    return is_given(found[start].text, setting.language) and not is_given(after.text, setting.language)


def only_opens(found: Words, index: int, setting: Setting) -> bool:
    """Whether what begins a sentence is no name: "The", "Podle", a word that the text has in small letters as well."""
    token = found[index]
    lower = token.text.lower()
    is_word = lower in setting.words.openers or lower in setting.small or (len(lower) == 1 and not token.is_initial)
    return is_word and not is_a_houses(found, index, setting.words)


def is_a_houses(found: Words, index: int, words: Lexicon) -> bool:
    """Whether a word begins a name in quotation marks, behind what it is that is called so."""
    return found.gap(index).strip() in OPENING and found.written(index - 1).lower() in words.houses


OPENING = frozenset('«„“"')
