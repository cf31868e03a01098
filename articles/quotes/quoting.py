"""Quotations of a text, paragraph by paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.article import Quote
from articles.quotes.attribution import Setting, attribution
from articles.quotes.known import with_names
from articles.quotes.lexicon import Lexicon, lexicon
from articles.quotes.marks import DASHES, Stretch, spoken, stretches
from articles.quotes.neighbours import Surroundings, speaker_around
from articles.quotes.sentences import MASK, around, masked, starts
from articles.quotes.subjects import Attribution, nearest
from articles.quotes.titles import is_nickname, is_title

WHOLE = 5
"""Words that make a quotation though nobody is said to have said it: titles and ironies are shorter."""

_REACH = 2_000
"""Characters of a sentence around a quotation that are looked at: a list of quotations may be one sentence of a megabyte."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}|[^\s\u3040-\u30ff\u3400-\u9fff]+")

_TRANSCRIPT = re.compile(r"\s*([A-Z][A-Z.'’\- ]{2,40}):\s+(?=\S)")
"""Who speaks in a transcript: "LEE: …"."""


@dataclass(frozen=True, slots=True)
class _Found:
    stretch: Stretch
    said: Attribution | None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    blotted: str
    begins: list[int]
    quoted: tuple[Stretch, ...]


def quotes(paragraphs: Sequence[str], language: str | None) -> tuple[Quote, ...]:
    """The quotations of an article's paragraphs; offsets count characters of the paragraphs joined by a blank line."""
    words = lexicon(language)
    found: list[Quote] = []
    at = 0
    before: tuple[str, tuple[Stretch, ...], list[_Found]] = ("", (), [])
    open_mark: str | None = None
    for text in paragraphs:
        quoted = tuple(one for one in stretches(text) if not is_nickname(text, one)) or spoken(text)
        said: list[_Found] = []
        if quoted:
            carried = _last_speaker(*before, words) if words else None
            said = _attributed(_marked(text, quoted), words, carried)
        before = text, quoted, said
        for index, one in enumerate(said):
            quote = _quote(text, one, at)
            if index == 0 and open_mark == one.stretch.mark and one.stretch.start == 0 and found and quote.rule != "transcript":
                found[-1] = replace(found[-1], text=f"{found[-1].text}\n\n{quote.text}", span_end=quote.span_end)
            else:
                found.append(quote)
        open_mark = quoted[-1].mark if quoted and quoted[-1].is_open else None
        at += len(text) + 2
    return with_names(found, paragraphs, words)


def _marked(text: str, quoted: tuple[Stretch, ...]) -> _Paragraph:
    blotted = masked(text, quoted)
    return _Paragraph(text, blotted, starts(blotted, text, quoted), quoted)


def _quote(text: str, found: _Found, at: int) -> Quote:
    begins, ends = found.stretch.inner_start, found.stretch.inner_end
    said = found.said or Attribution(None, None, "marks")
    return Quote(
        text=text[begins:ends],
        span_start=at + begins,
        span_end=at + ends,
        kind="direct" if _is_sentence(text, found.stretch) else "partial",
        verb=said.verb,
        speaker=said.speaker,
        rule=said.rule,
    )


def _is_sentence(text: str, stretch: Stretch) -> bool:
    """Whether a quotation stands on its own: it begins as a sentence does, and ends as one or at a comma."""
    quoted = text[stretch.inner_start : stretch.inner_end]
    ends = quoted[-1] + text[stretch.end : stretch.end + 1]
    return not quoted[0].islower() and any(mark in ",.!?…،؟。！？" for mark in ends)


def _attributed(paragraph: _Paragraph, words: Lexicon | None, carried: Attribution | None) -> list[_Found]:
    """The quotations of a paragraph, with who said them; names in quotation marks are left out."""
    kept = [_labelled(paragraph.text, stretch) for stretch in paragraph.quoted]
    kept = [one for one in kept if one.said or not is_title(paragraph.text, paragraph.blotted, one.stretch, words)]
    if words is None:
        return [one for one in kept if one.said or (one.stretch.mark not in DASHES and _is_whole(paragraph, one.stretch))]
    kept = [one if one.said else replace(one, said=attribution(_setting(paragraph, one.stretch, words))) for one in kept]
    return _with_neighbours(paragraph, kept, words, carried)


def _with_neighbours(paragraph: _Paragraph, kept: list[_Found], words: Lexicon, carried: Attribution | None) -> list[_Found]:
    """Those of a paragraph's quotations that are some, each with the speaker whom its own sentence or another one names."""
    found: list[_Found] = []
    for index, one in enumerate(kept):
        said, is_whole = one.said, _is_whole(paragraph, one.stretch)
        if not _has_speaker(one) and (is_whole or said or _is_reported(paragraph, one.stretch, words)):
            before, following = [f.said for f in found], [f.said for f in kept[index + 1 : index + 2]]
            nearby = _surroundings(paragraph, one, before, following, carried, words)
            said = speaker_around(nearby) or said
        if one.stretch.mark in DASHES and not (said and said.rule == "tag after"):
            continue
        if said or (is_whole and not _is_within(paragraph, one.stretch, words)):
            found.append(_Found(one.stretch, said))
    return found


def _has_speaker(found: _Found) -> bool:
    return found.said is not None and found.said.speaker is not None


def _is_whole(paragraph: _Paragraph, stretch: Stretch) -> bool:
    """Whether the words make a quotation though nobody is said to have said them."""
    return len(_WORD.findall(paragraph.text, stretch.inner_start, stretch.inner_end)) >= WHOLE or _stands_alone(
        paragraph, stretch
    )


def _labelled(text: str, stretch: Stretch) -> _Found:
    """A line of a transcript names its speaker before the words, within the marks."""
    label = _TRANSCRIPT.match(text, stretch.inner_start, stretch.inner_end)
    if label is None:
        return _Found(stretch, None)
    return _Found(replace(stretch, inner_start=label.end()), Attribution(label[1].strip(), None, "transcript"))


def _setting(paragraph: _Paragraph, stretch: Stretch, words: Lexicon) -> Setting:
    text, begins = paragraph.text, paragraph.begins
    start, _ = around(begins, len(text), stretch.start)
    _, end = around(begins, len(text), stretch.end - 1)
    tail = paragraph.blotted[stretch.end : end]
    if not tail.strip(" .") and text[stretch.inner_end - 1] in "?!…؟":
        # “Is it late?” Ann Lee asked: her name begins no sentence.
        tail = paragraph.blotted[stretch.end : around(begins, len(text), min(end, len(text) - 1))[1]]
    head = paragraph.blotted[max(start, stretch.start - _REACH) : stretch.start]
    return Setting(text, stretch, head, tail[:_REACH], words)


def _surroundings(
    paragraph: _Paragraph,
    found: _Found,
    before: list[Attribution | None],
    following: list[Attribution | None],
    carried: Attribution | None,
    words: Lexicon,
) -> Surroundings:
    start, _ = around(paragraph.begins, len(paragraph.text), found.stretch.start)
    earlier = [begin for begin in paragraph.begins if begin < start]
    sentence = paragraph.blotted[earlier[-1] : start] if earlier else ""
    opens = not paragraph.blotted[: found.stretch.start if found.said is None else start].strip()
    begins = not paragraph.blotted[start : found.stretch.start].strip()
    return Surroundings(before, following, sentence, carried, opens, begins, words)


def _stands_alone(paragraph: _Paragraph, stretch: Stretch) -> bool:
    """Whether the quotation is all of its sentence: “We must go.”"""
    start, _ = around(paragraph.begins, len(paragraph.text), stretch.start)
    _, end = around(paragraph.begins, len(paragraph.text), stretch.end - 1)
    is_whole = paragraph.text[stretch.inner_end - 1] in ".!?…؟。"
    return is_whole and not (paragraph.blotted[start : stretch.start] + paragraph.blotted[stretch.end : end]).strip(" .")


def _is_reported(paragraph: _Paragraph, stretch: Stretch, words: Lexicon) -> bool:
    """Whether the sentence is in the mood of reported speech, and so goes on with what somebody said."""
    start, _ = around(paragraph.begins, len(paragraph.text), stretch.start)
    _, end = around(paragraph.begins, len(paragraph.text), stretch.end - 1)
    return words.reported is not None and words.reported.search(paragraph.blotted, start, end) is not None


def _is_within(paragraph: _Paragraph, stretch: Stretch, words: Lexicon) -> bool:
    """Whether the words are a part of the paper's own sentence that nobody is said to have said."""
    quoted = paragraph.text[stretch.inner_start : stretch.inner_end]
    head = paragraph.blotted[: stretch.start].split()
    if not head or len(quoted.split()) > 2 * WHOLE or head[-1][-1] in ":,.!?":
        return False
    return quoted[0].isupper() and head[-1].lower() in words.determiners | words.prepositions | words.within


def _last_speaker(text: str, quoted: tuple[Stretch, ...], said: list[_Found], words: Lexicon) -> Attribution | None:
    """Who spoke last when a paragraph ends: in its last sentence, else in its last quotation."""
    last = next((one.said for one in reversed(said) if one.said and one.said.speaker), None)
    paragraph = _marked(text, quoted)
    start = paragraph.begins[-1]
    sentence = paragraph.blotted[start:]
    if said and (said[-1].stretch.start >= start or not sentence.strip(MASK + " .")):
        return last
    return nearest(sentence, words, "carried over") or last
