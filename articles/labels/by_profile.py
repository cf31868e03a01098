"""Rules by what the publisher's other pages hold (`articles.profile`)."""

import re

from articles.labels.by_position import paragraphs
from articles.labels.passage import PageContext, Passage, each, match_key

_NUMBER = re.compile(r"\d+")


def standing_key(text: str) -> str:
    """What stays the same of a text that stands on many pages: letters, and where its numbers are ("14 comments")."""
    return match_key(_NUMBER.sub("0", text))


@each("standing")
def standing_text(passage: Passage, facts: PageContext) -> bool:
    """A text that stands on many of the publisher's pages, whatever their articles are about.

    Labels: standing
    Taken (below): <p>The Gazette has told the harbour's news since 1911.</p>
    Left (below): <p>The Gazette had told the harbour of the plan in the spring.</p>
    Known problems: A paragraph that a paper repeats at the end of most of its stories is taken.
    """
    return bool(facts.profile.standing) and standing_key(passage.text) in facts.profile.standing


def another_articles_headline(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """The headline of another article of the publisher.

    Labels: related
    Taken (below): <p>Ferry to the island will sail in winter, too</p>
    Left (below): <p>The ferry to the island will sail in winter, as it did before the war.</p>
    Known problems: A cross-heading in the same words as another article's headline is taken.
    """
    known = facts.profile.headlines - facts.titles
    if not known:
        return passages
    first = _under_the_headline(passages, facts)
    return [
        p.said("related", "another_articles_headline") if at >= first and p.label is None and match_key(p.text) in known else p
        for at, p in enumerate(passages)
    ]


def passing_text(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """A text that came to many of the publisher's pages in one night, or went from them: the day's teasers, tide and poll.

    Labels: standing
    Taken (below): <p>Tonight in the harbour theatre: seven sailors and a whale.</p>
    Left (below): <p>Tonight the harbour theatre shows seven sailors and a whale.</p>
    Known problems: A paragraph that a paper adds to three stories in one night is taken.
    """
    if not facts.profile.passing:
        return passages
    # What stands over the text may be this article's own headline or summary, and a teaser on the other pages.
    first = next(iter(paragraphs(passages)), 0)
    return [
        p.said("standing", "passing_text")
        if at >= first and p.label is None and standing_key(p.text) in facts.profile.passing
        else p
        for at, p in enumerate(passages)
    ]


def _under_the_headline(passages: list[Passage], facts: PageContext) -> int:
    """From where on a line can be another article's: a page that says no title has its own among those over its text."""
    return 0 if facts.titles else next(iter(paragraphs(passages)), 0)


def another_articles_summary(passages: list[Passage], facts: PageContext) -> list[Passage]:
    """The summary of another article of the publisher, beside a headline of one: a sentence in a list of teasers.

    Labels: related
    Taken (below): <p>Ferry to the island will sail in winter, too</p><p>The shipping company has found a second captain.</p>
    Left (below): <p>The shipping company has found a second captain.</p>
    Known problems: A list that sets its summaries two lines from their headlines is left.
    """
    if not facts.profile.summaries:
        return passages
    beside = {at + step for at, p in enumerate(passages) if p.rule == another_articles_headline.__name__ for step in (-1, 1)}
    return [
        p.said("related", "another_articles_summary")
        if at in beside and p.label is None and match_key(p.text) in facts.profile.summaries
        else p
        for at, p in enumerate(passages)
    ]
