"""Who said a quotation whose own sentence does not say so: what stands around it does, by an ordered table of rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articles.quotes import speakers
from articles.quotes.lexicon import Lexicon
from articles.quotes.subjects import Attribution, nearest


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text has around a quotation without a tag.

    `before` and `following` are the attributions of the paragraph's other quotations, `sentence` the one before it, `carried`
    who spoke last when the paragraph began; `opens` says that the paragraph begins with the quotation, `begins` that its
    sentence does.
    """

    before: Sequence[Attribution | None]
    following: Sequence[Attribution | None]
    sentence: str
    carried: Attribution | None
    opens: bool
    begins: bool
    words: Lexicon


def speaker_around(around: Surroundings) -> Attribution | None:
    """What the first rule that holds says."""
    return next((found for rule in RULES if (found := rule(around))), None)


def _going_on(around: Surroundings) -> Attribution | None:
    """“It is late,” Ann Lee said. “We must go.”"""
    prior = next((one for one in reversed(around.before) if one and one.speaker), None)
    return Attribution(prior.speaker, None, "going on") if prior else None


def _told_later(around: Surroundings) -> Attribution | None:
    """“It is late. …” “We must go,” Ann Lee said: the tag comes with the next one."""
    later = next(iter(around.following), None)
    is_tag = later is not None and later.speaker is not None and later.rule == "tag after"
    return Attribution(later.speaker, None, "told later") if later and is_tag else None


def _sentence_before(around: Surroundings) -> Attribution | None:
    """Ann Lee criticised the plan. “It is late.”"""
    found = nearest(around.sentence, around.words, "sentence before") if around.sentence else None
    return Attribution(found.speaker, None, "sentence before") if found else None


def _subject_before(around: Surroundings) -> Attribution | None:
    """Ann Lee put the plan off by a year. “It is late.”: whom the sentence before is about, where no verb of saying tells."""
    speaker = speakers.leading(around.sentence, around.words) if around.begins and around.sentence else None
    return Attribution(speaker, None, "subject before") if speaker and _is_somebody(speaker.split(), around.words) else None


def _is_somebody(subject: Sequence[str], words: Lexicon) -> bool:
    """Whether a subject that says nothing may yet be who speaks: a name of several words, or letters ("Die SPD")."""
    is_name = len(subject) > 1 and all(word[:1].isupper() for word in subject) and subject[0].lower() not in words.determiners
    return is_name or (len(subject[-1]) > 1 and subject[-1].isupper())


def _carried_over(around: Surroundings) -> Attribution | None:
    """A paragraph that begins with a quotation goes on with who spoke in the one before."""
    return Attribution(around.carried.speaker, None, "carried over") if around.carried and around.opens else None


RULES: tuple[Callable[[Surroundings], Attribution | None], ...] = (
    _going_on,
    _told_later,
    _sentence_before,
    _carried_over,
    _subject_before,
)
