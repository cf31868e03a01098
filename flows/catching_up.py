"""Archived pages are read again with what was learned of their publishers since they were read. No network."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from flows.desk import Desk
from flows.learning import known_profiles, read_again
from flows.loading import load_and_publish
from flows.progress import Tell, silent
from flows.readers.forked import give_back_memory
from flows.readers.reading import reading
from flows.refusal import NothingDone, plain_errors
from flows.run import open_run
from flows.summary import Ended
from warehouse.profiles import pages_before_learning

MOST = 2000
"""Pages that are read again at once for what was learned of their publishers; what is left waits for the next run."""


def with_what_was_learned(desk: Desk, ended: Ended, *, tell: Tell = silent) -> Ended:
    """A run, followed by a reread of the pages that were read before it learned what they hold, if there are any."""
    try:
        with plain_errors():
            later = reread_learned(desk, ended, trigger=ended.run.trigger, tell=tell)
    except NothingDone as refused:  # the run itself is done; the next upkeep sees to it
        return replace(ended, notes=(*ended.notes, f"pages of before were not read again with what was learned: {refused}"))
    if later is None:
        return ended
    note = f"{later.counts.asked:,} pages of before were read again with what was learned ({later.run.run_id})"
    ended = later.earlier or ended  # with what its checks still find
    return replace(ended, published=later.published, notes=(*ended.notes, note), later=replace(later, earlier=None))


def reread_learned(desk: Desk, before: Ended | None = None, *, trigger: str = "shell", tell: Tell = silent) -> Ended | None:
    """Read again, and load, what was read before a run, or any, learned something of it. None where there is nothing.

    So a version that differs by nothing but what turned out to be no article's own is withdrawn (docs/profiles.md).
    """
    lying = pages_before_learning(desk.home, before.run.run_id if before else None, MOST)
    if not lying:
        return None
    places = [(file, offsets) for _, file, offsets in lying]
    return reread_pages(desk, places, {"learned": True}, {publisher for publisher, *_ in lying}, trigger, tell, before)


def reread_pages(
    desk: Desk,
    lying: Iterable[tuple[str, Iterable[int]]],
    parameters: dict[str, Any],
    publishers: Collection[str] | None,
    trigger: str,
    tell: Tell,
    before: Ended | None = None,
) -> Ended:
    """Read these archived pages (WARC file, offsets in bytes) again, as a run, and load what comes of it.

    The headlines of the publishers' other articles are known to the readers: None for those of all publishers. `before` is the
    run that taught what they are read with.
    """
    with open_run(desk, "reread", trigger, parameters) as run:
        with reading(desk, desk.publishers(), run.staged, tell, known_profiles(desk, run, publishers)) as reader:
            for warc_file, offsets in lying:
                for offset in offsets:
                    reader.add(warc_file, offset)
            staged, learned = read_again(desk, run, reader.finish(), tell)
        give_back_memory(staged)
        return load_and_publish(desk, run.run, staged, tell, learned=learned, before=before)
