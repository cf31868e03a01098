"""What each run of a page is. Rules label, none deletes: the blocks, joined, are the text that went in."""

from collections.abc import Iterable

from articles.article import Block
from articles.labels import between, ending, order, phrase, place, repeat, shape
from articles.labels.passage import Facts, Passage, Rule
from articles.runs import Run

RULES: tuple[Rule, ...] = (
    shape.glued,
    phrase.publishers_boilerplate,
    ending.comments_to_the_end,
    phrase.comment_form,
    place.comment_element,
    phrase.paywall,
    place.paywall_element,
    phrase.colophon,
    phrase.time_line,
    phrase.time_of_day,
    place.caption_element,
    place.credit_element,
    shape.credits_of_captions,
    place.in_a_figure,
    order.headline,
    phrase.related_by_phrase,
    place.related_element,
    order.captions_of_plain_text,
    phrase.call,
    place.promo_element,
    place.never_the_articles,
    place.aside_element,
    place.bio_element,
    phrase.author_bio,
    place.time_element,
    phrase.byline_line,
    place.byline_element,
    order.standfirst,
    place.nothing_but_a_link,
    order.headings_of_plain_text,
    between.numbered_headings,
    place.as_its_tag_says,
    place.as_its_neighbours,
    between.between_the_body,
    place.links_elsewhere,
    place.left_over,
    repeat.repeats,
    shape.datelines,
    ending.disclosure,
    ending.about_the_author,
    ending.after_the_end,
    ending.headings_of_nothing,
    ending.endings,
    ending.headings_of_nothing,
)
"""In order; a rule speaks of what no earlier one has labelled, but for those that say otherwise."""


def label(runs: Iterable[Run], facts: Facts) -> list[Passage]:
    """Give each run, or each part of one, its label. `"".join(p.text + p.gap for p in passages)` is the runs' text."""
    passages = [Passage(run, run.text, run.gap) for run in runs]
    for rule in RULES:
        passages = rule(passages, facts)
    return passages


def blocks(passages: Iterable[Passage]) -> tuple[Block, ...]:
    """What is kept of passages. White space before the first run has no rule: it is a notice without text."""
    return tuple(Block(p.text, p.label or "notice", p.rule or "white_space", p.gap) for p in passages)
