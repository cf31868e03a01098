"""Load from files and folders: the same way as a crawl's pages, from the archive on."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import cache
from itertools import groupby, islice
from pathlib import Path

from articles.page import Page, Unread
from articles.warc import Archived, open_warc, pages
from flows.desk import Desk, WrongUse
from flows.loading import Ended, load_and_publish, rule_set
from flows.progress import Step, Tell, silent
from flows.reading import Reading, reading
from flows.run import OpenRun, open_run
from loaders import pages_in
from warehouse.known import rejected_paths
from warehouse.load import known_pages
from warehouse.query import NothingPublished, connect
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
        with reading(desk, publishers, run.staged, tell) as reader:
            staged = _archive(desk, run, found, reader, tell)
            staged += reader.finish()
        return load_and_publish(desk, run.run, staged, tell)


def retry_rejects(desk: Desk, *, tell: Tell = silent) -> Iterator[Ended]:
    """Load again what was named in loads that something was rejected of: what was mended goes in, the rest stays as it is."""
    for publisher, named in groupby(rejected_paths(desk.home), key=lambda row: row[1]):
        yield load_files(desk, [Path(path) for path, _ in named], publisher, tell=tell)


def _archive(desk: Desk, run: OpenRun, found: Iterable[Page | Unread], reader: Reading, tell: Tell) -> list[Path]:
    """Archive each page that is not there yet and have it read; stage what needs no reading: the files of that."""
    warc_file = run.warc_name("files")
    lying = _before_it_was_interrupted(desk, warc_file) if run.resumed else {}
    staged: list[Path] = []
    done = 0
    with ExitStack() as files:
        append = cache(lambda: files.enter_context(open_warc(desk.home.archive, warc_file)).append)  # no new page, no file
        published = None
        with suppress(NothingPublished):
            published = files.enter_context(connect(desk.home))
        for some in _by(desk.settings.batch_pages, found):
            page_ids = [item.page_id for item in some if isinstance(item, Page)]
            known = known_pages(published, page_ids) if published else {}
            other: list[Known | Unread] = []
            for item in some:
                if isinstance(item, Unread):
                    other.append(item)
                    continue
                before = known.get(item.page_id)
                if before is None or before.warc_file is None or before.warc_offset is None:
                    lies = lying.get(item.page_id) or append()(item)
                    lying[item.page_id] = lies
                    reader.add(lies.warc_file, lies.warc_offset)
                elif before.rule_set == rule_set():
                    other.append(Known(replace(item, warc_file=before.warc_file, warc_offset=before.warc_offset)))
                else:
                    reader.add(before.warc_file, before.warc_offset)
            if other:
                staged.append(write(other, run.staged / f"not-read-{len(staged):06}.parquet"))
            done += len(some)
            tell(Step("archive", done))
    return staged


def _before_it_was_interrupted(desk: Desk, warc_file: str) -> dict[str, Archived]:
    """{page_id: where it lies} of what this run had archived already."""
    if not (desk.home.archive / warc_file).exists():
        return {}
    with open_warc(desk.home.archive, warc_file):  # cuts off a record that was not finished
        pass
    found = pages(desk.home.archive, warc_file)
    return {p.page_id: Archived(p.page_id, p.url, p.publisher, warc_file, p.warc_offset or 0) for p in found}


def _by(size: int, found: Iterable[Page | Unread]) -> Iterator[list[Page | Unread]]:
    rest = iter(found)
    while some := list(islice(rest, size)):
        yield some
