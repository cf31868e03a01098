"""A sentence that says who helped, as the credit that says the same: "A and B contributed to this report"."""

import re
from functools import cache

from articles.languages import words as languages

_LONGEST = 300
"""Characters of such a sentence."""


_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?=\s[^\Wa-zß-ÿ\d_])")


def as_credit(text: str) -> str:
    """A sentence in which somebody helped with an article as a credit under a label; any other text as it is."""
    said = _sentence().fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not said or said["who"].split()[-1][:1].islower():
        return text  # "Heavy rain contributed to the story"
    return f"Additional reporting by {_POSSESSIVE.sub('', said['who'])}{said['where'] or ''}"


@cache
def _sentence() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, sorted(languages.of_all("byline.helped"), key=len, reverse=True)))
    # Who is named begins with a capital, and no sentence ends in it: "J. Doe" is none's end, "fell. Doe" is.
    who = r"(?P<who>(?-i:[^\Wa-zß-ÿ\d_])(?:(?!(?<=\w\w\w)[.!?]\s).){2,200}?)"
    where = r"(?P<where>\s(?:from|in|aus|de|desde|depuis|da|vanuit|från|fra)\s[^.]{2,60})?"
    return re.compile(rf"[(—–*\s]*{who},?\s+(?:also\s)?(?:{phrases}){where}[.)*\s]*", re.IGNORECASE)
