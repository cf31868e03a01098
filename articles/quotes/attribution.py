"""Who is said to have said a quotation, and by which rule: an ordered table, the first rule that finds a speaker decides."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from articles.quotes import speakers
from articles.quotes.lexicon import Lexicon, Verb
from articles.quotes.marks import Stretch
from articles.quotes.sentences import MASK


@dataclass(frozen=True, slots=True)
class Setting:
    """A quotation in its paragraph: `head` is its sentence before it, `tail` after it, quoted stretches blotted out."""

    text: str
    stretch: Stretch
    head: str
    tail: str
    words: Lexicon

    @property
    def is_closed_off(self) -> bool:
        """Whether the quotation ends as one that a tag follows: “…,” or “…?” or “…”, ."""
        inner = self.text[self.stretch.inner_start : self.stretch.inner_end].rstrip("’'‘”\"“ ")
        return inner[-1:] in (",", "?", "!", "،", "؟") or self.tail.lstrip()[:1] in (",", "،", "—", "–")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speaker and verb as written; each may be missing. `rule` names what found them."""

    speaker: str | None
    verb: str | None
    rule: str


Rule = Callable[[Setting], Attribution | None]

_TAG = 200
"""Characters after a quotation within which its tag has its verb."""


def attribution(setting: Setting) -> Attribution | None:
    """What the first rule that holds says of a quotation, from its own sentence."""
    return next((found for rule in RULES if (found := rule(setting))), None)


def stated_in(at: Setting) -> Attribution | None:
    """In dem Schreiben heißt es: „…“. «…», говорится в заявлении."""
    if at.words.impersonal is None:
        return None
    for side in (at.head, at.tail):
        for phrase in reversed(list(at.words.impersonal.finditer(side))):
            if speaker := _document(side[: phrase.start()], side[phrase.end() :], at.words):
                return Attribution(speaker, phrase[0], "stated in")
    return None


def _document(left: str, right: str, words: Lexicon) -> str | None:
    """What follows "in", behind the verb or before it."""
    first, _, rest = right.strip(" ,").partition(" ")
    if first.lower() in words.sources:
        return speakers.after(rest, words)
    tokens = re.split("[,;:]", left)[-1].split()
    index = next((i for i, token in enumerate(tokens) if token.lower() in words.sources), None)
    return None if index is None else " ".join(tokens[index + 1 :]) or None


def according(at: Setting) -> Attribution | None:
    """According to Ann Lee, it is “…”."""
    return _source(at, at.words.according, "according to")


def _source(at: Setting, phrases: re.Pattern[str] | None, rule: str) -> Attribution | None:
    if phrases is None:
        return None
    for side in (at.head, at.tail):
        for phrase in reversed(list(phrases.finditer(side))):
            if speaker := speakers.after(side[phrase.end() :], at.words):
                return Attribution(speaker, phrase[0], rule)
    return None


def tag_after(at: Setting) -> Attribution | None:
    """“…,” Ann Lee said. “…”, sagte Ann Lee. « … », a déclaré Ann Lee."""
    if not at.is_closed_off:
        return None
    tail = at.tail.lstrip(" ,\u00a0.–—-―،")
    for verb in at.words.verbs(tail[:_TAG]):
        lead = tail[: verb.start]
        if MASK in lead or ";" in lead:
            return None
        if speaker := _of_a_tag(lead, tail[verb.end :], at.words):
            return Attribution(speaker, verb.text, "tag after")
        if verb.is_say and not lead.strip() and not tail[verb.end :].strip(" .—–-"):
            return Attribution(None, verb.text, "tag after")  # whom the verb's form names, the text says elsewhere
    return None


def _of_a_tag(lead: str, rest: str, words: Lexicon) -> str | None:
    bare = speakers.without_adverbs(lead.strip(" "), words).strip()
    if not bare.strip(","):
        return speakers.after(rest, words)
    if not any(map(str.isalnum, bare)):
        return None
    first = bare.split()[0].lower()
    if first.rpartition("-")[2] in words.pronouns:
        return bare.split()[0].rpartition("-")[2]
    if first in words.auxiliaries:
        return speakers.after(bare.partition(" ")[2], words)
    if first in words.prepositions | words.joining and first not in words.determiners | words.pronouns:
        return None
    if "," not in bare:
        return bare if len(bare.split()) <= 14 and (first in words.pronouns or not bare.islower() or " " in bare) else None
    found = speakers.before(lead, words)
    return found if found and bare.startswith(found) else None


def lead_in(at: Setting) -> Attribution | None:
    """Ann Lee said: “…”; in an interview she called it “…”."""
    return nearest(at.head, at.words, "lead in")


def nearest(head: str, words: Lexicon, rule: str) -> Attribution | None:
    """The verb of saying nearest to the end of a text, with its subject.

    "Ann Lee said he lied when he called it …" has three; a pronoun right after a conjunction yields to a name before it.
    """
    fallback = None
    verbs = list(words.verbs(head))
    for index in range(len(verbs) - 1, -1, -1):
        verb = verbs[index]
        speaker = _subject(words, head, verb)
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


def _is_subordinate(left: str, pronoun: str, words: Lexicon) -> bool:
    """Whether a clause with a pronoun hangs on another: "Ann Lee said that he …"."""
    lead = speakers.without_adverbs(left.rstrip(), words).removesuffix(pronoun).rstrip()
    return bool(lead) and lead[-1] not in '.!?…:;,"' + MASK


def _subject(words: Lexicon, head: str, verb: Verb) -> str | None:
    left, right = head[: verb.start], head[verb.end :]
    if _has_no_subject(left, verb.text, words):
        return None if words.capital_nouns and not _joins(left, words) else _of_the_clause_before(left, words)
    if left.split() and left.split()[-1].lower() in words.relative:
        left = left.rstrip().rpartition(" ")[0].rstrip(",") + ","
    prior = speakers.before(left, words)
    clause = re.split("[,;:]", speakers.without_adverbs(left.rstrip(), words).rstrip(" ,"))[-1].split()
    first = clause[0].lower() if clause else None
    leads = first is None or first in (words.prepositions | words.between) - words.determiners
    if words.verb_first or leads or prior is None:
        following = speakers.after(right, words)
        if following and (words.verb_first or _may_follow(following, words)):
            return following
    if words.capital_nouns and prior and first in ("dem", "der", "den"):
        following = speakers.after(right, words)
        if following and (speakers.is_name(following) or following.lower() in words.pronouns):
            return following
    return prior


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


def tag_at_the_end(at: Setting) -> Attribution | None:
    """The plan is “…” for the town, Ann Lee said."""
    comma = at.tail.rfind(",")
    while comma >= 0:
        clause = at.tail[comma + 1 :]
        for verb in at.words.verbs(clause):
            if verb.is_say and (speaker := _of_a_tag(clause[: verb.start], clause[verb.end :], at.words)):
                return Attribution(speaker, verb.text, "tag at the end")
        comma = at.tail.rfind(",", 0, comma)
    return None


def around(at: Setting) -> Attribution | None:
    """Der Minister hatte die Resolution „…“ genannt: the auxiliary stands before, the participle after the quotation."""
    if not at.words.auxiliaries:
        return None
    verb = next(at.words.verbs(at.tail.partition(",")[0]), None)
    heads = [m for m in re.finditer(r"\w+", at.head) if m[0].lower() in at.words.auxiliaries]
    if verb is None or not heads:
        return None
    speaker = speakers.before(at.head[: heads[-1].start()], at.words) or speakers.after(at.head[heads[-1].end() :], at.words)
    return Attribution(speaker, verb.text, "around") if speaker else None


def tag_within(at: Setting) -> Attribution | None:
    """« Le port restera ouvert, explique Anne Morel. Nous l'avons promis. »"""
    if not at.words.tags_within:
        return None
    quoted = at.text[at.stretch.inner_start : at.stretch.inner_end]
    for verb in at.words.verbs(quoted):
        lead = speakers.without_adverbs(quoted[: verb.start].rstrip(), at.words)
        if verb.is_say and lead.endswith(",") and (speaker := speakers.after(quoted[verb.end :], at.words)):
            return Attribution(speaker, verb.text, "tag within")
    return None


_SIGNED = re.compile(r"\s*(?:—|–|--|―|-)\s*(?=[^\W\d_])")


def signature(at: Setting) -> Attribution | None:
    """“…” — Ann Lee, mayor of Ulm"""
    dash = _SIGNED.match(at.tail)
    name = at.tail[dash.end() :].partition(",")[0].strip(" .)") if dash else ""
    return Attribution(name, None, "signature") if speakers.is_name(name) and not at.head.strip() else None


def colon(at: Setting) -> Attribution | None:
    """Ann Lee was furious: “…”."""
    if not at.head.rstrip().endswith((":", "：")):
        return None
    speaker = speakers.leading(at.head, at.words)
    return Attribution(speaker, None, "colon") if speaker else None


RULES: tuple[Rule, ...] = (tag_after, stated_in, lead_in, around, according, tag_at_the_end, tag_within, signature, colon)
