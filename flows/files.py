"""Load from files and folders: the same way as a crawl's pages, from the archive on."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from flows.archiving import take_in
from flows.catching_up import with_what_was_learned
from flows.desk import Desk
from flows.learning import known_profiles, read_again
from flows.loading import load_and_publish
from flows.progress import Step, Tell, silent
from flows.readers.apart import loading_apart
from flows.readers.forked import give_back_memory
from flows.readers.reading import reading
from flows.refusal import WrongUse
from flows.run import open_run
from flows.summary import Ended
from loaders import not_there, pages_in
from loaders.source import Remarks
from warehouse.known import rejected_paths

NAMED_COLUMNS, NAMED_FILES = 30, 3
"""Columns and files that the note on unused columns names."""


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

    With `roots`, what does not lie below one of them is rejected unread. Raises WrongUse where none of the paths is there.
    """
    if not paths:
        raise WrongUse("nothing to load: name files or folders, for example: copydesk load articles/ export.warc.gz")
    if missing := not_there(paths, roots):
        raise WrongUse(f"nothing to load: {'; '.join(missing)}, on the machine that this runs on")
    return _load(desk, paths, publisher, roots=roots, trigger=trigger, tell=tell)


def _load(
    desk: Desk,
    paths: Sequence[Path],
    publisher: str | None,
    *,
    roots: Sequence[Path] | None,
    trigger: str = "shell",
    tell: Tell,
) -> Ended:
    publishers = desk.publishers()
    if publisher in desk.broken():
        desk.publishers([publisher])
    named = [path if path == Path("-") else path.absolute() for path in paths]
    parameters = {"paths": [str(path) for path in named], "publisher": publisher}
    share = 0.0
    unused: dict[str, list[str]] = {}

    def remark(path: Path, remarks: Remarks) -> None:
        for name in remarks.unused:
            unused.setdefault(name, []).append(path.name)

    def progress(done: int, total: int) -> None:
        nonlocal share
        share = done / total if total else 1.0

    def archived(done: int) -> None:
        tell(Step("archive", done, share=share))

    with open_run(desk, "load-files", trigger, parameters) as run:
        with reading(desk, publishers, run.staged, tell, known_profiles(desk, run)) as reader:
            with loading_apart(desk.settings.file_timeout_s) as each:
                found = pages_in(
                    named,
                    publishers=publishers,
                    publisher=publisher,
                    now=run.run.started_at,
                    roots=roots,
                    leave_out=desk.home.root,
                    mappings=desk.config / "mappings",
                    progress=progress,
                    remark=remark,
                    each=each,
                )
                staged = take_in(desk, run, found, reader, archived, is_named=publisher is not None)
            read, learned = read_again(desk, run, reader.finish(), tell)
        give_back_memory(read)
        notes = list(_unused_columns(unused))
        ended = load_and_publish(desk, run.run, [*read, *staged], tell, notes=notes, learned=learned)
    return with_what_was_learned(desk, ended, tell=tell)


def _unused_columns(unused: Mapping[str, list[str]]) -> Iterator[str]:
    """One note for all columns that no field takes: {column: the files it stands in}."""
    if unused:
        named = ", ".join(list(unused)[:NAMED_COLUMNS]) + (" ..." if len(unused) > NAMED_COLUMNS else "")
        of = sorted({file for files in unused.values() for file in files})
        where = ", ".join(of[:NAMED_FILES]) + (f" and {len(of) - NAMED_FILES:,} more" if len(of) > NAMED_FILES else "")
        yield f"columns not used, in {where}: {named}; to use one, map it to a field in config/mappings/ (docs/loading.md)"


def retry_rejects(desk: Desk, *, tell: Tell = silent) -> Iterator[Ended]:
    """Load again each path that the last load of it rejected something of: what was mended goes in, the rest stays as it is.

    What the UI may not read is not read here either, if it was named there: a retry widens nothing.
    """
    for (publisher, is_from_shell), named in groupby(
        rejected_paths(desk.home), key=lambda rejected: (rejected.publisher, rejected.is_from_shell)
    ):
        roots = None if is_from_shell else desk.load_roots
        yield _load(desk, [Path(one.path) for one in named], publisher, roots=roots, tell=tell)
