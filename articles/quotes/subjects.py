"""The verb of saying that governs a quotation, and its subject in the sentence."""

import re
from dataclasses import dataclass, replace

from articles.quotes import speakers
from articles.quotes.lexicon import Lexicon, Verb
from articles.quotes.sentences import MASK


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speaker and verb as written; each may be missing. `rule` names what found them."""

    speaker: str | None
    verb: str | None
    rule: str


def nearest(head: str, words: Lexicon, rule: str) -> Attribution | None:
    """The verb of saying nearest to the end of a text, with its subject.

    "Ann Lee said he lied when he called it …" has three; a pronoun right after a conjunction yields to a name before it.
    """
    fallback = None
    verbs = list(words.verbs(head))
    for index in range(len(verbs) - 1, -1, -1):
        verb = verbs[index]
        is_nobodys = _is_done_by(head, verb, words) or _is_anybody(head[: verb.start], words)
        speaker = None if is_nobodys else _subject(words, head, verb)
        if speaker is None:
            continue
        found = Attribution(speaker, verb.text, rule)
        if speaker.lower() in words.pronouns and _is_subordinate(head[: verb.start], speaker, words):
            fallback = fallback or found
            continue
        return found
    if fallback and (name := speakers.leading(head, words)):
        return replace(fallback, speaker=name)
    return fallback


def _is_done_by(head: str, verb: Verb, words: Lexicon) -> bool:
    """Whether a participle stands behind what is done, and "by" behind it: "the boats used by Ann Lee"."""
    left, right = head[: verb.start].split(), head[verb.end :].split()
    is_bare = bool(left) and left[-1].lower() not in words.between and not words.capital_nouns
    return is_bare and bool(right) and right[0].lower() in words.agents and not verb.is_say


def _is_subordinate(left: str, pronoun: str, words: Lexicon) -> bool:
    """Whether a clause with a pronoun hangs on another: "Ann Lee said that he …", "Ann Lee said that she …, adding"."""
    bare = speakers.without_adverbs(left.rstrip(), words)
    at = -1 if bare.endswith(pronoun) else bare.rfind(f" {pronoun} ")
    lead = (bare.removesuffix(pronoun) if at < 0 else bare[:at]).rstrip()
    return bool(lead) and lead[-1] not in '.!?…:;,"' + MASK


def _subject(words: Lexicon, head: str, verb: Verb) -> str | None:
    left, right = head[: verb.start], head[verb.end :]
    if heard := _heard(left, verb.text, words):
        return heard
    if _has_no_subject(left, verb.text, words):
        return None if words.capital_nouns and not _joins(left, words) else _of_the_clause_before(left, words)
    if left.split() and left.split()[-1].lower() in words.relative:
        left = left.rstrip().rpartition(" ")[0].rstrip(",") + ","
    prior = speakers.before(left, words)
    clause = re.split("[,;:]", speakers.without_adverbs(left.rstrip(), words).rstrip(" ,"))[-1].split()
    first = clause[0].lower() if clause else None
    leads = first in (words.prepositions | words.between) - words.determiners
    if words.verb_first or leads or prior is None:
        following = speakers.after(right, words)
        if following and (words.verb_first or _may_follow(following, words)):
            return following
    if words.capital_nouns and prior and first in ("dem", "der", "den"):
        following = speakers.after(right, words)
        if following and (speakers.is_name(following) or following.lower() in words.pronouns):
            return following
    return prior


def _heard(left: str, verb: str, words: Lexicon) -> str | None:
    """Whom a participle right behind a name is about: "footage of Ann Lee saying"."""
    if not (words.heard and words.participle and words.participle.fullmatch(verb)):
        return None
    tokens = left.split()
    begin = len(tokens)
    while begin and tokens[begin - 1][:1].isupper() and tokens[begin - 1][-1:].isalpha():
        begin -= 1
    return " ".join(tokens[begin:]) if 0 < begin < len(tokens) and tokens[begin - 1].lower() in words.heard else None


def _is_anybody(left: str, words: Lexicon) -> bool:
    """Whether a clause is about whoever does something, and so about nobody: "anybody who complains"."""
    last = left.split()[-2:]
    return len(last) > 1 and last[0].lower() in words.anybody and last[1].lower() in words.relative


def _has_no_subject(left: str, verb: str, words: Lexicon) -> bool:
    """Whether a verb takes its subject from the clause before: "…, saying", "to say", "… and said"."""
    last = left.split()[-1].lower() if left.split() else ""
    if words.participle and words.participle.fullmatch(verb):
        return last not in words.between
    return last == "to" or _joins(left, words)


def _joins(left: str, words: Lexicon) -> bool:
    bare = speakers.without_adverbs(left.rstrip(), words).rpartition(" ")[2].lower()
    return bare in ("and", "und", "et", "y", "и", "but", "sowie")


def _of_the_clause_before(left: str, words: Lexicon) -> str | None:
    verbs = list(words.verbs(left))
    for verb in reversed(verbs):
        if speaker := _subject(words, left, verb):
            return speaker
    return speakers.leading(left, words)


def _may_follow(phrase: str, words: Lexicon) -> bool:
    """Whether a phrase after the verb may be its subject: in languages that turn the two around."""
    first = phrase.split()[0]
    return words.turns_around and (first[:1].isupper() or first.lower() in words.pronouns | words.determiners)
