"""What somebody types next where a site cannot be looked at: a table by what was said, the first line that holds."""

import re
from urllib.parse import urlsplit

ADD = "copydesk publisher add"
_LATER = "the site may be down: the same command again, later"
_ASK = "ask the paper for permission, or for pages as files; those come in by: copydesk load FOLDER --publisher ID"
_CORRECT = "correct it, like: {add} https://www.gazette.example"

STEPS = (
    (r"private_network = true|leads to|of a site: write", ""),  # says so itself
    (r"unknown host", f"no host has this name: {_CORRECT}"),
    (r"\bdisallowed\b", f"robots.txt forbids it to programs: {_ASK}"),
    (r": (401|403|406|429|451)$", f"the site refuses programs: {_ASK}"),
    (r"certificate|refused$|timeout|not an HTTP answer$|incomplete$", f"try the other way: {{add}} {{other}}; or {_LATER}"),
    (r"(: |robots\.txt )5\d\d$", _LATER),
    (r"//[^/]+/[^/].*: (404|410)$|is no page$", "begin at its front page: {add} {front}"),
    (r": (404|410)$", f"the site has no front page at this address: {_CORRECT}"),
)
"""(what was said, what to do). `{other}` is the address over http for one over https, and the other way round."""


def with_next_step(said: str, url: str) -> str:
    """What was said of the site at `url`, and what to type next."""
    parts = urlsplit(url)
    front = f"{parts.scheme}://{parts.netloc}/"
    other = f"{'http' if parts.scheme == 'https' else 'https'}://{parts.netloc}/"
    to_do = next((step for pattern, step in STEPS if re.search(pattern, said)), _LATER)
    return f"{said}: {to_do.format(add=ADD, other=other, front=front)}" if to_do else said
