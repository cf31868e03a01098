"""Reads the parts of a dateline one after the other, and asks the table of rules after each."""

from collections.abc import Iterator

from articles.dateline.candidate import Candidate
from articles.dateline.draft import DatelineDraft
from articles.dateline.parts import next_part
from articles.dateline.place_names import BRACKETS, SEPARATOR, Paper
from articles.dateline.rule import Rule
from articles.dateline.rules import decide

HEAD = 160
"""Characters in which a dateline must end."""
_MOST_PARTS = 9
"""Places, a date, an agency and a correspondent, each with a bracket of its own; a row of more is a list."""


def read(text: str, start: int, paper: Paper) -> tuple[DatelineDraft, int, str] | None:
    """The last row that is a dateline, where the text goes on behind it, and the name of the rule that took it."""
    good = None
    for candidate, rule in _judged(text, start, paper):
        if rule and rule.accepts:
            good = candidate.row, candidate.at, rule.name
    return good


def deciding_rule(text: str, start: int, paper: Paper) -> str:
    """The name of the rule that took the last row that is a dateline; of the one that refused the last row where none is."""
    rules = [rule for _, rule in _judged(text, start, paper)]
    accepting = [rule for rule in rules if rule and rule.accepts]
    last = (accepting or rules or [None])[-1]
    return last.name if last else ""


def _judged(text: str, start: int, paper: Paper) -> Iterator[tuple[Candidate, Rule | None]]:
    """Each row of parts from the shortest on, with the rule that decided."""
    row, at, mark = DatelineDraft(start, start), start, ""
    for _ in range(_MOST_PARTS):
        following = next_part(text, at, mark, row, paper)
        if following is None or following.end > HEAD:
            return
        row = following
        mark, at = _separator(text, row)
        candidate = Candidate(text, row, mark, at, paper)
        yield candidate, decide(candidate)
        if not mark and text[at : at + 1] not in BRACKETS:
            return


def _separator(text: str, row: DatelineDraft) -> tuple[str, int]:
    """What stands behind a row, and its end; the full stop of a date or an agency counts as both."""
    separator = SEPARATOR.match(text, row.end)
    mark, at = (separator[0], separator.end()) if separator else ("", row.end)
    if text[row.end - 1 : row.end] == "." and (row.day or row.agency) and not mark.strip():
        mark = "." + mark
    return mark, at
