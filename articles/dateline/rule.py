"""A rule of the table that tells datelines from other beginnings."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.dateline.candidate import Candidate, Kind

Condition = Callable[[Candidate], bool]

PLACES_ALONE = frozenset({Kind.BRACKETED, Kind.QUALIFIED, Kind.CAPITALS, Kind.PLAIN})


@dataclass(frozen=True, slots=True)
class Rule:
    """Takes or refuses the candidates of some kinds on which its condition holds.

    `doc` says what it does and, each on a line of its own, an example that it decides (Taken), one that it leaves to the other
    rules (Left), both as language and text, and what is known to go wrong (Known problems).
    """

    name: str
    accepts: bool
    kinds: frozenset[Kind]
    holds: Condition
    doc: str

    def decides(self, candidate: Candidate) -> bool:
        """Whether this rule has the say about a candidate that no earlier one decided."""
        return candidate.kind in self.kinds and self.holds(candidate)


def accept(*kinds: Kind) -> Callable[[Condition], Rule]:
    """A rule that takes candidates of these kinds for datelines."""
    return lambda condition: _rule(condition, kinds, accepts=True)


def refuse(*kinds: Kind) -> Callable[[Condition], Rule]:
    """A rule that takes candidates of these kinds for none; of every kind where none is named."""
    return lambda condition: _rule(condition, kinds or tuple(Kind), accepts=False)


def _rule(condition: Condition, kinds: tuple[Kind, ...], *, accepts: bool) -> Rule:
    name: str = condition.__name__
    return Rule(name, accepts, frozenset(kinds), condition, condition.__doc__ or "")
