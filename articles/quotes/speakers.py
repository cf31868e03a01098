"""Who speaks: the words beside a verb of saying that name its subject, as they are written."""

import re

from articles.quotes.lexicon import Lexicon
from articles.quotes.sentences import MASK, first_sentence

_HARD = re.compile(rf"[;:{MASK}]|\s[–—-]{{1,2}}\s|[—―](?=[\s.,;:]|$)|\((?=[^)]{{0,300}}$)|…")
_BRACKETED = re.compile(r"(?:\([^()]{0,300}\)|(?:—|–|--)[^—–]{0,300}(?:—|–|--))$")
_INVERTED = re.compile(r"^-(?:t-)?")
"""What ties a pronoun to its verb: "dit-il", "ajoute-t-elle"."""
_EDGES = ".,“”\"'’()"
_LONGEST = 16
"""Words of a speaker with titles and office."""


def before(left: str, words: Lexicon) -> str | None:
    """The subject that ends where a verb begins: "But Ann Lee, the mayor of Ulm, also" gives "Ann Lee"."""
    clause = _BRACKETED.sub("", without_adverbs(left.rstrip(), words))
    if cut := list(_HARD.finditer(clause)):
        clause = clause[cut[-1].end() :]
    parts = [part.strip() for part in clause.split(",")]
    if len(parts) > 1 and not parts[-1]:
        return _before_commas(parts[:-1], words)
    last = parts[-1]
    if len(parts) > 1 and is_name(parts[-2]) and _is_long_description(last, words):
        return parts[-2]
    return _phrase_at_the_end(last, words)


def _before_commas(parts: list[str], words: Lexicon) -> str | None:
    """What stands before the commas of "Ann Lee, who runs the port, said": the last part that is no description."""
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if not part or (index and _is_description(part, words)):
            continue
        if found := _phrase_at_the_end(part, words):
            return found
    return _phrase_at_the_end(parts[-1], words)


def _is_description(part: str, words: Lexicon) -> bool:
    """Whether a part between commas describes what stands before it: "the mayor", "who runs the port", "52", "Lee's rival"."""
    first = part.split(None, 1)[0]
    lower = first.lower()
    is_owner = first.endswith(_OWNS) and first != part
    return is_owner or not first[:1].isupper() or lower in words.determiners | words.joining | words.prepositions


def _is_long_description(part: str, words: Lexicon) -> bool:
    """Whether a part may describe the name before it without an article: "Sprecher der Stadt"."""
    return words.capital_nouns and len(part.split()) > 1 and not is_name(part)


_OWNS = ("’s", "'s", "s’", "s'")


def is_name(part: str) -> bool:
    """Whether a text looks like a name of several words: all begin with capitals, but for short ones ("van", "al-")."""
    tokens = part.split()
    return 1 < len(tokens) <= 5 and tokens[0][:1].isupper() and all(len(t) <= 3 or any(map(str.isupper, t)) for t in tokens)


_NOUNS_IN_LY = frozenset(("family", "assembly", "ally", "supply", "reply", "bully", "monopoly", "anomaly", "rally", "homily"))


def _is_adverb(word: str) -> bool:
    return len(word) > 4 and word.islower() and word not in _NOUNS_IN_LY


def without_adverbs(clause: str, words: Lexicon) -> str:
    """A clause without the auxiliaries and adverbs that stand between subject and verb."""
    while True:
        head, _, last = clause.rpartition(" ")
        word = last.lower()
        if word in words.between or last in words.listeners or (last.endswith("ly") and _is_adverb(last)):
            clause = head.rstrip()
            continue
        for ending in ("’s", "'s", "’ve", "'ve", "’d", "'d"):
            if word.endswith(ending) and word.removesuffix(ending) in words.pronouns:
                return clause[: -len(ending)]
        return clause


def _phrase_at_the_end(part: str, words: Lexicon) -> str | None:
    """The noun phrase that a part ends with."""
    tokens = part.split()
    if not tokens:
        return None
    lower = [token.lower().strip(_EDGES) for token in tokens]
    if lower[-1] in words.pronouns:
        return tokens[-1]
    begin = len(tokens)
    while begin > 0 and not _begins_a_clause(tokens, lower, begin - 1, words):
        begin -= 1
    begin = _after_lead(tokens, lower, begin, words)
    phrase = tokens[begin:]
    if not phrase or (len(phrase) == 1 and lower[begin] in words.small):
        return None
    if len(phrase) > _LONGEST or not (phrase[0][:1].isupper() or lower[begin] in words.determiners or phrase[0][:1].isdigit()):
        return _capitals_at_the_end(tokens, words)
    return _unless_a_word(" ".join(_without_predicate(phrase, words)), words)


def _is_behind_a_noun(token: str, kept: list[str], words: Lexicon) -> bool:
    """Whether a word in small letters follows a noun, where nouns have capitals: a verb or an adverb, no part of the phrase."""
    return (
        words.capital_nouns
        and token[:1].islower()
        and kept[-1][:1].isupper()
        and kept[-1].lower() not in words.determiners
        and token.lower() not in words.within | _AND
    )


def _without_predicate(phrase: list[str], words: Lexicon) -> list[str]:
    """ "Trump unleashed a series" is cut behind the name: a long phrase that begins with one ends with a capital as well."""
    if words.capital_nouns:
        ends = (i for i in range(1, len(phrase)) if _is_behind_a_noun(phrase[i], phrase[:i], words))
        return phrase[: next(ends, len(phrase))]
    capitals = next((i for i, token in enumerate(phrase) if not token[:1].isupper()), len(phrase))
    is_cut = 0 < capitals < len(phrase) - 2 and phrase[-1][:1].islower()
    starts_so = phrase[0].lower() not in words.determiners and not phrase[capitals - 1].endswith(("’s", "'s", "’", "'"))
    return phrase[:capitals] if is_cut and starts_so and phrase[capitals].lower() not in words.within else phrase


def _begins_a_clause(tokens: list[str], lower: list[str], index: int, words: Lexicon) -> bool:
    """Whether a subject cannot reach back over this word."""
    word = lower[index]
    if word in words.joining and not (word in words.determiners and (index == 0 or not tokens[index - 1].endswith(","))):
        return not (word in ("and", "und", "et", "y", "e", "и") and index and _is_listed(tokens, index))
    return MASK in tokens[index] or (tokens[index].islower() and words.is_verb(word))


def _is_listed(tokens: list[str], index: int) -> bool:
    """Whether "and" joins two names: both its neighbours have capitals."""
    return tokens[index - 1][:1].isupper() and index + 1 < len(tokens) and tokens[index + 1][:1].isupper()


def _after_lead(tokens: list[str], lower: list[str], begin: int, words: Lexicon) -> int:
    """Past what only leads in: "In a statement Ann Lee" begins with "Ann"."""
    if begin >= len(tokens) or lower[begin] not in words.prepositions or lower[begin] in words.determiners:
        return begin
    for index in range(len(tokens) - 1, begin, -1):
        if lower[index] in words.determiners and lower[index - 1] not in words.prepositions | words.within:
            return index
    return len(tokens) if words.capital_nouns else max(begin + 1, len(tokens) - len(_capitals(tokens, words)))


def _capitals(tokens: list[str], words: Lexicon) -> list[str]:
    end = len(tokens)
    while end > 0 and tokens[end - 1][:1].isupper() and tokens[end - 1].lower() not in words.prepositions:
        end -= 1
    return tokens[end:]


def _capitals_at_the_end(tokens: list[str], words: Lexicon) -> str | None:
    return None if words.capital_nouns else " ".join(_capitals(tokens, words)) or None


def leading(clause: str, words: Lexicon) -> str | None:
    """The subject that a sentence begins with: "The former mayor Ann Lee urged ..." gives all up to the verb."""
    tokens = clause.split()
    while tokens and _leads_in(tokens[0].lower().strip(_EDGES), words):
        tokens = tokens[1:]
    if not tokens:
        return None
    first = tokens[0].lower().strip(_EDGES)
    if first in words.pronouns:
        return tokens[0]
    if first in words.prepositions - words.determiners:
        return leading(clause.partition(",")[2], words)
    kept: list[str] = []
    has_capital = False
    for token in tokens:
        if not _goes_on(token, kept, words, has_capital=has_capital):
            break
        kept.append(token)
        has_capital = has_capital or (token[:1].isupper() and token.lower() not in words.determiners)
        if token.endswith(","):
            break
    return _trimmed(kept, words) if has_capital else None


def _leads_in(word: str, words: Lexicon) -> bool:
    return word in words.between or word in words.joining - words.determiners - words.pronouns


def _goes_on(token: str, kept: list[str], words: Lexicon, *, has_capital: bool) -> bool:
    """Whether the subject that a sentence begins with goes on with a word: up to its name with any, then with names alone."""
    lower = token.lower().strip(_EDGES)
    if MASK in token or (kept and (lower in words.between or (token.islower() and words.is_verb(lower)))):
        return False
    is_owned = bool(kept) and kept[-1].endswith(_OWNS) and not words.capital_nouns
    return (
        is_owned
        or token[:1].isupper()
        or lower in words.within
        or (not has_capital and bool(kept or lower in words.determiners))
    )


def after(right: str, words: Lexicon) -> str | None:
    """The subject that begins where a verb ends: " Ann Lee, the mayor of Ulm, on Monday." gives "Ann Lee"."""
    text = _INVERTED.sub("", right).lstrip(" \u00a0")
    cut = _HARD.search(text)
    text = first_sentence(text[: cut.start()] if cut else text).rstrip(" .!?")
    first, _, rest = _behind_its_circumstances(text.replace("،", ","), words).partition(",")
    kept = _phrase_at_the_start(first, words)
    if kept and rest and (words.capital_nouns or not _has_a_name(kept)):
        return _name_at_the_start(rest.strip(), words) or kept
    return kept


_CIRCUMSTANCES = 7
"""Words of a phrase between verb and subject."""


def _behind_its_circumstances(text: str, words: Lexicon) -> str:
    """What stands behind a phrase with a preposition, where the subject follows the verb: "explica a este diario Ana Ruiz"."""
    tokens = text.split()
    if not words.turns_around or words.capital_nouns or not tokens or tokens[0].lower() not in words.prepositions:
        return text
    for index in range(2, min(_CIRCUMSTANCES, len(tokens) - 1)):
        before, token, behind = tokens[index - 1 : index + 2]
        if before.endswith(",") or before.lower() in words.prepositions | words.within | words.determiners:
            continue
        if token.lower() in words.determiners or (token[:1].isupper() and behind[:1].isupper()):
            return " ".join(tokens[index:])
    return text


def _has_a_name(phrase: str) -> bool:
    """Whether a phrase names somebody itself, not only the place of an office: "the mayor of Ulm" does not."""
    words = phrase.split()
    own = (
        next((i for i, word in enumerate(words) if word.lower() in _GENITIVE), len(words)) if words[0].islower() else len(words)
    )
    return any(word[:1].isupper() for word in words[:own])


def _phrase_at_the_start(part: str, words: Lexicon) -> str | None:
    tokens = part.split()
    kept: list[str] = []
    for index, token in enumerate(tokens):
        lower = token.lower().strip(_EDGES)
        if not kept and lower.rpartition("-")[2] in words.pronouns:
            return token.strip(".,").rpartition("-")[2]
        if MASK in token or len(kept) >= _LONGEST or token.startswith("("):
            break
        if not kept and (lower in words.between or token in words.listeners):
            continue
        if kept and _is_behind_a_noun(token, kept, words):
            break
        if kept and (words.turns_around or words.verb_first) and (lower in words.between or token in words.listeners):
            break
        if (kept or lower not in words.determiners) and _stops(kept, lower, tokens[index + 1 :], words):
            break
        kept.append(token)
    return _trimmed(kept, words)


_GENITIVE = frozenset(("of", "de", "du", "des", "del", "von", "der", "vom", "من", "d’", "d'"))
_AND = frozenset(("and", "und", "et", "y", "и"))


def _stops(kept: list[str], word: str, rest: list[str], words: Lexicon) -> bool:
    """Whether a phrase ends before a word. "Of" goes on with it, "for" after a common noun alone."""
    if word not in words.stops or word in _AND:
        return False
    goes_on = bool(kept and rest) and word in words.within
    return not (goes_on and (word in _GENITIVE or not kept[-1][:1].isupper()))


def _trimmed(kept: list[str], words: Lexicon) -> str | None:
    while kept and kept[-1].lower().strip(_EDGES) in words.small:
        kept = kept[:-1]
    return _unless_a_word(" ".join(kept).strip(".,"), words) or None


def _unless_a_word(phrase: str, words: Lexicon) -> str | None:
    """No speaker where nouns have capitals and the phrase has none: "geworden"."""
    is_word = words.capital_nouns and phrase.islower() and phrase not in words.pronouns | words.determiners
    return None if is_word else phrase


def _name_at_the_start(text: str, words: Lexicon) -> str | None:
    name: list[str] = []
    for word in text.split():
        if not word[:1].isupper() or word.lower() in words.determiners:
            break
        name.append(word.rstrip(","))
        if word.endswith(","):
            break
    return " ".join(name) if 1 < len(name) < 6 else None
