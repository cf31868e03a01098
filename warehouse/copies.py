"""Copies: articles that have sentences in common, word for word or reworded, and which article each is copied from.

Each load compares what it brought with what shares a sentence with it or tells of the same event. What stands for a sentence
was made when its page was read (articles/stories/sentences.py): no text is read a second time.
"""

from duckdb import DuckDBPyConnection

from warehouse.statements import statement
from warehouse.stories import LEAST

MANY = 50
"""Articles that a sentence stands in from which on it is a formula and tells nothing."""
REWORDED = 0.4
"""Two sentences are one another reworded where this share of what they say in four words is the same (Jaccard)."""
OF_ONE_PARAGRAPH = 0.4
"""Share of the shorter text from which on one paragraph alone makes a pair."""
COPIED = 0.6
"""Share of an article that earlier ones have, from which on it is a copy."""

_STEPS = ("copies_compared", "copies", "copies_pairs", "copies_origins")


def record_copies(store: DuckDBPyConnection) -> None:
    """Count anew what this load may have changed. 15_moved.sql says what moved; the stories are told before."""
    bounds = {
        "many": MANY, "likeness": LEAST, "reworded": REWORDED, "of_one_paragraph": OF_ONE_PARAGRAPH, "copied": COPIED,
    }  # fmt: skip
    store.execute(statement("load", "copies_bounds"), {"copies": bounds})
    for step in _STEPS:
        store.execute(statement("load", step))
