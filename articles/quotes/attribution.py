"""Who is said to have said a quotation, and by which rule: an ordered table, the first rule that finds a speaker decides."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.quotes import speakers
from articles.quotes.lexicon import Lexicon
from articles.quotes.marks import Stretch
from articles.quotes.sentences import MASK
from articles.quotes.subjects import Attribution, nearest


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
        article, _, noun = rest.partition(" ")
        found = speakers.after(rest, words)
        return found or (f"{article} {found}" if (found := speakers.after(noun, words)) else None)
    tokens = re.split("[,;:]", left)[-1].split()
    index = next((i for i, token in enumerate(tokens) if token.lower() in words.sources), None)
    return None if index is None else " ".join(tokens[index + 1 :]) or None


def said_in(at: Setting) -> Attribution | None:
    """В пресс-службе министерства сообщили, что «…»: an office, where the verb's form says that nobody is named."""
    if not at.words.nameless:
        return None
    for verb in at.words.verbs(at.head):
        office = re.split("[,;:]", at.head[: verb.start])[-1].split()
        if verb.text.endswith(at.words.nameless) and len(office) > 1 and office[0].lower() in at.words.sources:
            return Attribution(" ".join(office[1:]), verb.text, "said in")
    for verb in at.words.verbs(at.tail):
        first, _, rest = at.tail[verb.end :].strip().partition(" ")
        if verb.text.endswith(at.words.nameless) and first.lower() in at.words.sources:
            return Attribution(speakers.after(rest, at.words), verb.text, "said in")
    return None


def according(at: Setting) -> Attribution | None:
    """According to Ann Lee, it is “…”."""
    return _source(at, at.words.according, "according to")


def _source(at: Setting, phrases: re.Pattern[str] | None, rule: str) -> Attribution | None:
    if phrases is None:
        return None
    for side in (at.head, at.tail):
        for phrase in reversed(list(phrases.finditer(side))):
            # Who is told may be named in quotation marks: "Как пояснил «Вестнику» инженер Орлов".
            if speaker := speakers.after(side[phrase.end() :].lstrip(" " + MASK), at.words):
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
        if verb.is_say and not lead.strip() and (at.words.drops_subject or not tail[verb.end :].strip(" .—–-")):
            return Attribution(None, verb.text, "tag after")  # whom the verb's form names, the text says elsewhere
    return None


def _of_a_tag(lead: str, rest: str, words: Lexicon) -> str | None:
    bare = speakers.without_adverbs(lead.strip(" "), words).strip()
    if not bare.strip(","):
        return speakers.after(rest, words)
    if bare.split()[0].lower() in words.as_if:
        bare = bare.partition(" ")[2].strip()
        if not bare:
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
    name = bare.partition(",")[0]  # with a description that no comma ends
    return found if found and bare.startswith(found) else name if speakers.is_name(name) else None


def lead_in(at: Setting) -> Attribution | None:
    """Ann Lee said: “…”; in an interview she called it “…”."""
    if found := nearest(at.head, at.words, "lead in"):
        return found
    verb = next((verb for verb in at.words.verbs(at.head) if verb.is_say), None) if at.words.drops_subject else None
    return Attribution(None, verb.text, "lead in") if verb else None


def agent(at: Setting) -> Attribution | None:
    """The plan was described as “…” by Ann Lee. Le projet a été qualifié de « … » par Anne Morel."""
    first, _, rest = at.tail.lstrip().partition(" ")
    verbs = list(at.words.verbs(at.head))
    if first.lower() not in at.words.agents or not verbs or len(at.head[verbs[-1].end :].split()) > 2:
        return None
    speaker = speakers.after(rest, at.words)
    return Attribution(speaker, verbs[-1].text, "agent") if speaker else None


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
    left, right = at.head[: heads[-1].start()], at.head[heads[-1].end() :]
    if heads[-1][0].lower() in at.words.passives:
        by = next((m for m in re.finditer(r"\w+", right) if m[0].lower() in at.words.agents), None)
        speaker = speakers.after(right[by.end() :], at.words) if by else None
    else:
        speaker = speakers.before(left, at.words) or speakers.after(right, at.words)
    return Attribution(speaker, verb.text, "around") if speaker else None


def tag_within(at: Setting) -> Attribution | None:
    """« Le port restera ouvert, explique Anne Morel. Nous l'avons promis. »"""
    if not at.words.tags_within:
        return None
    quoted = at.text[at.stretch.inner_start : at.stretch.inner_end]
    for verb in at.words.verbs(quoted):
        lead = speakers.without_adverbs(quoted[: verb.start].rstrip(), at.words)
        if verb.is_say and lead.rstrip(" —–-").endswith(",") and (speaker := speakers.after(quoted[verb.end :], at.words)):
            return Attribution(speaker, verb.text, "tag within")
    return None


_SIGNED = re.compile(r"\s*(?:—|–|--|―|-)\s*(?=[^\W\d_])")


def signature(at: Setting) -> Attribution | None:
    """“…” — Ann Lee, mayor of Ulm"""
    head = at.head.rpartition(MASK)[2]
    name = _signed(at.tail)
    return Attribution(name, None, "signature") if name and (not head.strip() or _signed(head)) else None


def _signed(tail: str) -> str | None:
    """The name behind a dash; what another quotation, or a list of them, follows too."""
    dash = _SIGNED.match(tail)
    name = re.split(f"[,{MASK}]", tail[dash.end() :])[0].strip(" .)") if dash else ""
    return name if speakers.is_name(name) else None


def colon(at: Setting) -> Attribution | None:
    """Ann Lee was furious: “…”."""
    if not at.head.rstrip().endswith((":", "：")):
        return None
    speaker = speakers.leading(at.head, at.words)
    return Attribution(speaker, None, "colon") if speaker else None


RULES: tuple[Rule, ...] = (
    stated_in,
    said_in,
    tag_after,
    agent,
    lead_in,
    around,
    according,
    tag_at_the_end,
    tag_within,
    signature,
    colon,
)
