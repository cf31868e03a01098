"""What each block of a page is. Rules label, none deletes: the blocks, joined, are the text that went in."""

from collections.abc import Iterable

from articles.article import Block
from articles.extract.blocks import TextBlock
from articles.labels import (
    at_the_end,
    between,
    boxes,
    by_markup,
    by_position,
    by_profile,
    by_repetition,
    by_splitting,
    by_tag,
    by_wording,
    mail,
    other_hands,
    over_the_text,
    plain_head,
    standfirst,
    under_the_text,
)
from articles.labels.passage import PageContext, Passage, Rule

RULES: tuple[Rule, ...] = (
    by_splitting.glued,
    by_splitting.cut_off,
    by_wording.publishers_boilerplate,
    by_profile.standing_text,
    by_profile.another_articles_headline,
    by_profile.another_articles_summary,
    by_profile.passing_text,
    at_the_end.comments_to_the_end,
    by_wording.comment_form,
    by_markup.comment_element,
    by_wording.paywall,
    by_markup.paywall_element,
    boxes.paywall_box,
    by_wording.machines_lines,
    by_wording.colophon,
    mail.under_a_mail,
    plain_head.plain_head,
    by_wording.time_line,
    by_wording.time_of_day,
    by_markup.caption_element,
    by_markup.credit_element,
    by_splitting.credits_of_captions,
    by_markup.in_a_figure,
    by_position.headline,
    between.table_of_contents,
    by_wording.related_by_phrase,
    by_markup.related_element,
    by_position.captions_of_plain_text,
    by_wording.call,
    by_markup.promo_element,
    boxes.sign_up_box,
    boxes.summary_by_a_machine,
    boxes.box_of_another_article,
    by_markup.never_the_articles,
    by_markup.aside_element,
    by_markup.bio_element,
    by_wording.author_bio,
    by_markup.time_element,
    by_wording.byline_line,
    by_markup.byline_element,
    over_the_text.date_over_the_text,
    by_position.unnamed_headline,
    standfirst.standfirst,
    by_tag.nothing_but_a_link,
    by_position.headings_of_plain_text,
    between.numbered_headings,
    boxes.caption_beside_a_picture,
    by_tag.as_its_tag_says,
    by_tag.as_its_neighbours,
    between.between_the_body,
    between.headings_of_a_kind,
    by_tag.links_elsewhere,
    by_tag.left_over,
    by_repetition.repeats,
    by_repetition.pull_quotes,
    over_the_text.head_lines,
    over_the_text.lead_set_apart,
    by_splitting.datelines,
    standfirst.over_a_dateline,
    under_the_text.boxes_under_the_text,
    under_the_text.strays,
    other_hands.signature_in_brackets,
    other_hands.signed_below,
    other_hands.who_helped,
    at_the_end.disclosure,
    at_the_end.leads_to_an_offer,
    at_the_end.press_contact,
    at_the_end.about_the_author,
    at_the_end.after_the_end,
    at_the_end.headings_of_nothing,
    at_the_end.endings,
    at_the_end.headings_of_nothing,
)
"""In order; a rule speaks of what no earlier one has labelled, but for those that say otherwise."""


def label(blocks: Iterable[TextBlock], facts: PageContext) -> list[Passage]:
    """Give each block, or each part of one, its label. `"".join(p.text + p.gap for p in passages)` is the blocks' text."""
    passages = [Passage(block, block.text, block.gap) for block in blocks]
    for rule in RULES:
        passages = rule(passages, facts)
    return passages


def blocks(passages: Iterable[Passage]) -> tuple[Block, ...]:
    """What is kept of passages. White space before the first block has no rule: it is a notice without text."""
    return tuple(Block(p.text, p.label or "notice", p.rule or "white_space", p.gap) for p in passages)
