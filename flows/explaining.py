"""One article, explained: every block with its label and the rule that gave it, every field with where it came from.

Or one rule: what it does, an example that it takes, one that it leaves, and what is known to go wrong.
"""

import difflib
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.refusal import WrongUse
from warehouse.home import Home
from warehouse.known import Explained, explained

if TYPE_CHECKING:
    from articles.labels.rule_pages import RulePage


def explain(home: Home, url_or_id: str) -> Iterator[str]:
    """The lines to print, cut to a terminal's width, whole elsewhere. Raises QueryError where no article has this name."""
    width = max(60, shutil.get_terminal_size().columns) if sys.stdout.isatty() else sys.maxsize
    found = explained(home, url_or_id)
    yield f"{found.url}"
    yield f"article {found.article_id}, version {found.version}, publisher {found.publisher}"
    yield f"read from page {found.page_id} ({found.warc_file} at byte {found.warc_offset})"
    yield f"by run {found.run_id}, Copydesk {found.code_version}, rules {found.rule_set}"
    yield ""
    yield "Fields: every candidate, * the one that was chosen"
    yield from _evidence(found, width)
    yield ""
    yield "Blocks: label, rule, text"
    for label, rule, text in found.blocks:
        yield f"  {label:<11} {rule:<26} {_cut(text, width - 41)}"


def explain_rule(name: str) -> Iterator[str]:
    """The lines of one rule's page. Raises WrongUse, with the names that are close, where no rule has this one."""
    from articles.labels.rule_pages import rule_pages
    from articles.reading_rules import byline_pages, dateline_pages, lines_of

    reading = byline_pages() | dateline_pages()
    if name in reading:
        yield from lines_of(reading[name])
    elif page := rule_pages().get(name):
        yield from _label_rule(page)
    else:
        close = difflib.get_close_matches(name, [*rule_pages(), *reading], n=5, cutoff=0.4)
        hint = f": did you mean {', '.join(close)}?" if close else "; docs/rules.md has them all"
        raise WrongUse(f"no rule {name!r}{hint}")


def _label_rule(page: "RulePage") -> Iterator[str]:
    yield f"{page.name}: {', '.join(page.labels) or 'gives no label'}"
    for heading, text in (
        ("", page.what),
        (f"Taken, {page.taken.where}:", page.taken.text),
        (f"Left, {page.left.where}:", page.left.text),
        ("Known problems:", page.problems),
    ):
        yield ""
        if heading:
            yield heading
        yield from (f"  {line}" if heading and line else line for line in text.splitlines())


def _evidence(found: Explained, width: int) -> Iterator[str]:
    last = None
    for field, value, source, chosen in found.evidence:
        name = field if field != last else ""
        last = field
        yield f"  {name:<13} {'*' if chosen else ' '} {source:<24} {_cut(value, width - 43)}"


def _cut(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: max(19, width - 1)] + "…"
