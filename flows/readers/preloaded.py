"""What the fork server does once for all: import what loading and reading need, and read a page, so that tables are built.

A worker is a fork of it: it starts with all that, and shares the memory for as long as it does not write to it.
"""

import gc
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from inspect import signature

from articles.patterns import kept_patterns

PAGE = f"""<!doctype html><html lang="en"><head><title>The ferry sails again</title></head><body><article>
<h1>The ferry sails again</h1><p class="byline">By Ada Archer</p><p>LYON, France (Reuters) – {"It sails every hour. " * 20}</p>
</article></body></html>"""


def tables() -> list[Callable[[], object]]:
    """The functions of articles/ that make a table once, when they are first asked."""
    modules = [module for name, module in sys.modules.items() if name.startswith("articles.")]
    cached = {id(one): one for module in modules for one in vars(module).values() if hasattr(one, "cache_info")}
    return [one for one in cached.values() if not signature(one).parameters]


with kept_patterns(keep=True):
    import flows.readers.apart
    import flows.readers.local
    import flows.readers.worker  # noqa: F401 - what workers and loaders run: one that is killed often takes its work at once
    import loaders.detect  # noqa: F401
    from articles.page import Page
    from articles.publisher import UNKNOWN
    from articles.read import read

    for make in tables():
        make()
    read(Page("https://paper.example/ferry", UNKNOWN.id, datetime(2026, 3, 1, tzinfo=UTC), PAGE.encode(), "text/html"), UNKNOWN)

NEW_OBJECTS = 10_000
"""So many are made before Python looks for cycles among them. With its own 700 that is a fourteenth of the time of reading."""

gc.set_threshold(NEW_OBJECTS)
gc.collect()
gc.freeze()  # before the first fork: a collection in a worker would write to every object, and so copy what is shared
