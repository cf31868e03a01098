"""Who a speaker is by the rest of the text: "Lee" is its only "Ann Lee", "she" the one who spoke just before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from articles.article import Quote
from articles.languages.words import of_all
from articles.quotes.lexicon import Lexicon

_EDGES = '.,;:!?“”„«»"()[]'
_POSSESSIVES = ("’s", "'s")
_ARTICLE = "al-"


def with_names(quotes: Sequence[Quote], paragraphs: Sequence[str], words: Lexicon | None) -> tuple[Quote, ...]:
    """The quotations, each with the full name of its speaker where the text tells it."""
    if words is None or not any(quote.speaker for quote in quotes):
        return tuple(quotes)
    alone = {run[0] for q in quotes if q.speaker for run in _runs(_head(q.speaker, words), words) if len(run) == 1}
    naming = [text for text in paragraphs if any(name.removeprefix(_ARTICLE) in text for name in alone)]
    full = _by_family(name for text in naming for name in names_in(text, words))
    ends = _ends(paragraphs)
    known: list[Quote] = []
    for quote in quotes:
        name = None
        if quote.speaker and quote.speaker.lower() in words.persons:
            name = _spoken_of(known, quote, ends)
        elif quote.speaker:
            name = _named(quote.speaker, full, words)
        known.append(replace(quote, speaker_name=name))
    return tuple(known)


def _ends(paragraphs: Sequence[str]) -> list[int]:
    found, at = [], 0
    for text in paragraphs:
        at += len(text) + 2
        found.append(at)
    return found


def _spoken_of(known: Sequence[Quote], quote: Quote, ends: Sequence[int]) -> str | None:
    """Whom "she" means: the speaker before, where her words end in the same paragraph or the one before."""
    if not known or known[-1].speaker_name is None:
        return None
    paragraphs = sum(known[-1].span_end < end <= quote.span_start for end in ends)
    return known[-1].speaker_name if paragraphs <= 1 else None


def _named(speaker: str, full: dict[str, set[str]], words: Lexicon) -> str | None:
    """The name within a speaker's description, in full: his own, or the only one of the text that ends so."""
    runs = list(_runs(_head(speaker, words), words))
    if not runs:
        return None
    run = runs[-1]
    if len(run) > 1:
        return " ".join(run)
    names = full.get(_family(run[0]), set())
    return next(iter(names)) if len(names) == 1 else None


def _head(speaker: str, words: Lexicon) -> str:
    """What a description is about: without its complements and whom it belongs to ("Lee's lawyer Tom Baker of Ulm")."""
    tokens = speaker.partition(",")[0].split()
    owned = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].endswith(_POSSESSIVES)), -1)
    tokens = tokens[owned + 1 :]
    complements = words.within | words.prepositions
    ends = next((i for i, token in enumerate(tokens) if i and token.lower() in complements), len(tokens))
    return " ".join(tokens[:ends])


def _by_family(names: Iterator[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(_family(name.split()[-1]), set()).add(name)
    return found


def _family(name: str) -> str:
    return name.lower().removeprefix(_ARTICLE)


def names_in(text: str, words: Lexicon) -> Iterator[str]:
    """Names of two words and more in a text."""
    return (" ".join(run) for run in _runs(text, words) if len(run) > 1)


def _runs(text: str, words: Lexicon) -> Iterator[list[str]]:
    """Runs of words with capitals, without titles and what begins a sentence."""
    run: list[str] = []
    after_article = False
    for token in text.split():
        word = token if token.isalpha() or _is_initial(token) else _bare(token)
        if word.lower() in words.offices:
            run, after_article = [], False
        elif _has_capital(word) and not (not run and (word.lower() in words.small or is_title(token))):
            run.append(word)
            if token[-1] in '.,;:!?)”»"' and not _is_initial(token):
                yield from _finished(run, words, after_article=after_article)
                run = []
        else:
            if run:
                yield from _finished(run, words, after_article=after_article)
                run = []
            after_article = word.lower() in words.determiners
    yield from _finished(run, words, after_article=after_article)


def _bare(token: str) -> str:
    """A word without the marks around it, and without what says whose something is."""
    word = token.strip(_EDGES)
    return next((word.removesuffix(end) for end in _POSSESSIVES if word.endswith(end)), word)


def _finished(run: list[str], words: Lexicon, *, after_article: bool) -> Iterator[list[str]]:
    """A run as a name; after an article it is a thing's ("the Evening Post"), and of German nouns the last two are one."""
    if not run or len(run) > 5 or (words.adjectives and run[0].endswith(words.adjectives)):
        return
    if words.capital_nouns:
        if len(run) > 2 or (not after_article and not any("-" in word for word in run)):
            yield run[-2:]
        elif not after_article or len(run) == 2:
            yield run[-1:]
    elif not after_article:
        yield run


def _has_capital(word: str) -> bool:
    return word[:1].isupper() or (word.startswith(_ARTICLE) and word[len(_ARTICLE) :][:1].isupper())


def _is_initial(token: str) -> bool:
    return len(token) == 2 and token[-1] == "."


def is_title(token: str) -> bool:
    """Whether a word with a capital is a title before a name: "Sen.", "Dr", "Herr"."""
    return token.rstrip(".").lower() in _titles() or (2 < len(token) < 6 and token.endswith("."))


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.lower().rstrip(".") for title in of_all("byline.honorifics"))
