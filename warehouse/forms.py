"""Which words of articles are forms of one: pairs of keys, of a word and of its stem, as base.word_form has them."""

from collections.abc import Callable, Iterable, Sequence

from articles.stems import has_stems, stems, words_as_written

Form = tuple[int, int]
"""The key of a word as search compares it, and the key of its stem."""
Keys = Callable[[list[str], list[str]], Iterable[tuple[str, int | None, int]]]
"""Of words and their stems: (word, its key, its stem's key), without a key for what search takes for several words."""

MOST_KEPT = 30_000
"""Words of one language that a process keeps the stems of: some 8 MB."""
_KEPT: dict[str, dict[str, tuple[int | None, int]]] = {}
"""{language: {word as written: keys}}: a word that is met again is not asked for again."""


def forms(texts: Sequence[tuple[str | None, str, frozenset[int]]], keys: Keys) -> list[list[Form]]:
    """The forms in each text of (its language, the text, the keys of its words); none where the language has no stems."""
    written = [words_as_written(text, language) if language and has_stems(language) else set() for language, text, _ in texts]
    wanted: dict[str, set[str]] = {}
    for (language, _, _), words in zip(texts, written, strict=True):
        wanted.setdefault(language or "", set()).update(words)
    known = {language: _known(language, words, keys) for language, words in wanted.items() if words}
    return [
        # Only what search has counted: it leaves out what no word can be as long as.
        sorted({(key, stem) for key, stem in map(known[language or ""].__getitem__, words) if key in held}) if words else []
        for (language, _, held), words in zip(texts, written, strict=True)
    ]


def _known(language: str, words: set[str], keys: Keys) -> dict[str, tuple[int | None, int]]:
    """The keys of these words, and of others of the language."""
    known = _KEPT.setdefault(language, {})
    if missing := sorted(words - known.keys()):
        known.update({word: (key, stem) for word, key, stem in keys(missing, stems(missing, language))})
    if len(known) > MOST_KEPT:
        del _KEPT[language]
    return known
