"""Nights of made-up papers, brought into a warehouse as `flows.nightly` does it, but for the crawl."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from articles.archive.warc import open_warc
from flows.catching_up import with_what_was_learned
from flows.desk import Desk, open_desk
from flows.learning import known_profiles, read_again
from flows.loading import load_and_publish
from flows.progress import silent
from flows.readers.reading import reading
from flows.rereading import reread
from flows.run import open_run
from flows.summary import Ended
from tests.papers.paper import Paper
from tests.papers.stories import FIRST_DAY


def desk_of(folder: Path, papers: Sequence[Paper], day: int) -> Desk:
    """A desk at midnight after a day, with the papers' files."""
    config = folder / "config"
    (config / "publishers").mkdir(parents=True, exist_ok=True)
    for paper in papers:
        file = config / "publishers" / f"{paper.name}.toml"
        file.write_text(f'name = "{paper.site}"\ndomain = "{paper.name}.example"\n', "utf-8")
    at = datetime.combine(FIRST_DAY + timedelta(days=day + 1), time(), UTC)
    return open_desk(folder / "home", config, at)


def night(folder: Path, papers: Sequence[Paper], day: int) -> Ended:
    """What the papers show on a day: archived, read, learned from, loaded, published; then what it taught of earlier pages."""
    return with_what_was_learned(desk_of(folder, papers, day), loaded(folder, papers, day))


def loaded(folder: Path, papers: Sequence[Paper], day: int) -> Ended:
    """The same, but as if it was killed before earlier pages were read again."""
    desk = desk_of(folder, papers, day)
    known = {paper.name for paper in papers}
    with (
        open_run(desk, "nightly", "shell", {"day": day}) as run,
        reading(desk, desk.publishers(), run.staged, silent, known_profiles(desk, run, known)) as reader,
    ):
        for paper in papers:
            with open_warc(desk.home.archive, run.warc_name(paper.name)) as warc:
                lying = [warc.append(page) for page in paper.pages(day)]
            for one in lying:
                reader.add(one.warc_file, one.warc_offset)
        staged, learned = read_again(desk, run, reader.finish(), silent)
        return load_and_publish(desk, run.run, staged, silent, crawled=sorted(known), learned=learned)


def read_once_more(folder: Path, papers: Sequence[Paper], day: int) -> None:
    """`copydesk reread`, after the last night."""
    reread(desk_of(folder, papers, day))
