"""What stands at the ends of a byline's words and names nobody: the page's furniture, a lost picture's initials."""

from collections.abc import Sequence

from articles.byline.kinds import is_organisation, outlet_at
from articles.byline.lexicon import phrase_at, wording
from articles.byline.tokens import Token, is_noise


def is_archive(words: Sequence[Token]) -> bool:
    """Whether the first word says where a picture lay rather than whose it is: "Dok. Kemenkes", "Archiv Müller"."""
    noise = phrase_at(wording().credit_noise, [words[0].low.rstrip(".")], 0)
    return bool(noise) and words[1].text[:1].isupper() and not is_organisation(words[:1]) and not outlet_at(words, 0)


def are_initials(text: str, words: Sequence[Token]) -> bool:
    """Whether a word is what stands in a writer's picture that did not load: "JD" before "Jane Doe"."""
    names = words[: len(text)]
    return 1 < len(text) < 4 and text.isupper() and text == "".join(word.text[0] for word in names)


def without_furniture(words: Sequence[Token]) -> Sequence[Token]:
    """`words` without the page's furniture at either end ("Updated", "View all posts by")."""
    known = wording()
    if is_noise(list(words)) and not any(outlet_at(words, place) for place in range(len(words))):
        return ()
    low = [word.low.rstrip(".:") for word in words]
    while words:
        found = phrase_at(known.noise, low, 0)
        if not found or not (found[0] > 1 or len(low[0]) > 4) or found[0] == len(words) or outlet_at(words, 0):
            break
        words, low = words[found[0] :], low[found[0] :]
        if len(words) > 1 and low[0] in known.bare and words[0].text.islower():
            words, low = words[1:], low[1:]
    for size in range(min(4, len(words) - 1), 0, -1):
        place = len(words) - size
        if (
            is_noise(list(words[place:]))
            and (size > 1 or len(low[place]) > 4)
            and not any((length := outlet_at(words, at)) and at + length > place for at in range(len(words)))
        ):
            return words[:place]
    while len(words) > 1 and low[len(words) - 1] in known.small and words[-1].text.islower():
        words = words[:-1]
    return words
