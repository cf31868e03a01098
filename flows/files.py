"""Load from files and folders: the same way as a crawl's pages, from the archive on."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from itertools import groupby, islice
from pathlib import Path

from articles.page import Page, Unread
from articles.warc import Archived, open_warc, pages
from flows.desk import Desk, WrongUse
from flows.loading import Ended, load_and_publish, rule_set
from flows.progress import Step, Tell, silent
from flows.reading import batches, read_all
from flows.run import OpenRun, open_run
from loaders import pages_in
from warehouse.known import rejected_paths
from warehouse.load import KnownPage, known_pages
from warehouse.query import connect
from warehouse.staging import Known, write


def load_files(
    desk: Desk,
    paths: Sequence[Path],
    publisher: str | None = None,
    *,
    roots: Sequence[Path] | None = None,
    trigger: str = "shell",
    tell: Tell = silent,
) -> Ended:
    """Bring files, folders and archives into the published warehouse. What cannot be loaded becomes a reject with a reason.

    With `roots`, what does not lie below one of them is rejected unread.
    """
    if not paths:
        raise WrongUse("nothing to load: name files or folders, for example: copydesk load articles/ export.warc.gz")
    publishers = desk.publishers()
    if publisher is not None and publisher not in publishers:
        desk.publishers([publisher])
    named = [path if path == Path("-") else path.absolute() for path in paths]
    parameters = {"paths": [str(path) for path in named], "publisher": publisher}
    with open_run(desk, "load-files", trigger, parameters) as run:
        found = pages_in(
            named,
            publishers=publishers,
            publisher=publisher,
            now=run.run.started_at,
            roots=roots,
            leave_out=desk.home.root,
            mappings=desk.config / "mappings",
        )
        archived, other = _archive(desk, run, found, tell)
        staged = read_all(desk, batches(desk, archived, run.staged), publishers, tell)
        staged.append(write(other, run.staged / "not-read.parquet"))
        return load_and_publish(desk, run.run, staged, tell)


def retry_rejects(desk: Desk, *, tell: Tell = silent) -> Iterator[Ended]:
    """Load again what was named in loads that something was rejected of: what was mended goes in, the rest stays as it is."""
    for publisher, named in groupby(rejected_paths(desk.home), key=lambda row: row[1]):
        yield load_files(desk, [Path(path) for path, _ in named], publisher, tell=tell)


def _archive(
    desk: Desk, run: OpenRun, found: Iterable[Page | Unread], tell: Tell
) -> tuple[list[Archived], list[Known | Unread]]:
    """Archive each page that is not in the archive yet: what is to be read, and what needs no reading."""
    warc_file = run.warc_name("files")
    lying = _before_it_was_interrupted(desk, warc_file) if run.resumed else {}
    to_read: dict[str, Archived] = {}
    other: list[Known | Unread] = []
    done = 0
    with ExitStack() as files:
        append = cache(lambda: files.enter_context(open_warc(desk.home.archive, warc_file)).append)  # no new page, no file
        for some in _by(desk.settings.batch_pages, found):
            known = _known(desk, [item.page_id for item in some if isinstance(item, Page)])
            for item in some:
                if isinstance(item, Unread):
                    other.append(item)
                    continue
                before = known.get(item.page_id)
                if before is None or before.warc_file is None or before.warc_offset is None:
                    to_read[item.page_id] = lying.get(item.page_id) or append()(item)
                    lying[item.page_id] = to_read[item.page_id]
                elif before.rule_set == rule_set():
                    other.append(Known(replace(item, warc_file=before.warc_file, warc_offset=before.warc_offset)))
                else:
                    to_read[item.page_id] = Archived(
                        item.page_id, item.url, item.publisher, before.warc_file, before.warc_offset
                    )
            done += len(some)
            tell(Step("archive", done))
    return list(to_read.values()), other


def _before_it_was_interrupted(desk: Desk, warc_file: str) -> dict[str, Archived]:
    """{page_id: where it lies} of what this run had archived already."""
    if not (desk.home.archive / warc_file).exists():
        return {}
    with open_warc(desk.home.archive, warc_file):  # cuts off a record that was not finished
        pass
    found = pages(desk.home.archive, warc_file)
    return {p.page_id: Archived(p.page_id, p.url, p.publisher, warc_file, p.warc_offset or 0) for p in found}


def _known(desk: Desk, page_ids: list[str]) -> dict[str, KnownPage]:
    if not desk.home.published.exists():
        return {}
    with connect(desk.home) as published:
        return known_pages(published, page_ids)


def _by(size: int, found: Iterable[Page | Unread]) -> Iterator[list[Page | Unread]]:
    rest = iter(found)
    while some := list(islice(rest, size)):
        yield some
