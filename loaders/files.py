"""What lies below the named paths, file by file: folders, patterns, standard input; within the roots that are allowed."""

import io
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from articles.page import Page, Unread
from articles.publisher import Publisher
from loaders.bounds import bounded
from loaders.mapping import load_mappings
from loaders.named_paths import STDIN, all_files, refused_for, within
from loaders.publisher_of import Whose
from loaders.source import Load, Meter, Refused, Remarks, Source, open_regular, path_of, rejected

LARGEST_STDIN = 16 << 30
"""Bytes taken from standard input, which may have no end. They lie in a file without a name while they are read."""

Progress = Callable[[int, int], None]
"""Is told (bytes done, bytes in all) after each page."""

Remark = Callable[[Path, Remarks], None]
"""Is told what is good to know of a file, once it is read."""


def pages_in(
    paths: Sequence[Path],
    *,
    publishers: dict[str, Publisher],
    publisher: str | None,
    now: datetime,
    roots: Sequence[Path] | None = None,
    leave_out: Path | None = None,
    mappings: Path | None = None,
    progress: Progress | None = None,
    remark: Remark | None = None,
    each: "Each | None" = None,
) -> Iterator[Page | Unread]:
    """Each page in these files and folders (recursively, sorted), one at a time; an Unread for each that gives none.

    `-` is standard input; a pattern (`*.warc.gz`) that no shell has expanded is expanded here. A page without an address gets
    `file:` and its path below the folder that was named, with `#` and a number or key for a part of a file. `publisher` is the
    id to put on all of them; for None each page's address, its file's own word or its boilerplate tells it.

    With `roots`, what does not lie below one of them, links resolved, is rejected unread. `leave_out` is a folder that is
    passed over in silence where it lies below a named one: the home of the run itself. `mappings` is the folder of TOML files
    that say which column is which field; `remark` hears of columns that no field takes. `each` loads one file, where that is
    not to be done here. Raises ConfigError for a wrong mapping; nothing that can lie on a disk raises.
    """
    load = Load(Whose(publishers, publisher), now, load_mappings(mappings) if mappings else ())
    bounds = None if roots is None else [root.resolve() for root in roots]
    return _pages_in(paths, load, bounds, leave_out.resolve() if leave_out else None, progress, remark, each or one_file)


def _pages_in(
    paths: Sequence[Path],
    load: Load,
    roots: list[Path] | None,
    leave_out: Path | None,
    progress: Progress | None,
    remark: Remark | None,
    each: "Each",
) -> Iterator[Page | Unread]:
    done, total = 0, _bytes_in(paths, roots, leave_out) if progress else 0
    for url, path in all_files(paths, roots, leave_out):
        if isinstance(path, Refused):
            yield rejected(url, load, path)
            continue
        behind, size = 0, 0
        for found, behind, size in (one_file if path == STDIN else each)(url, path, load, roots):
            total += size if path == STDIN and found is None else 0  # what comes through a pipe has a size once it has come
            if progress:
                progress(min(done + behind, total), total)
            if isinstance(found, Remarks):
                if remark:
                    remark(path, found)
            elif found is not None:
                yield found
        done += size
        if progress:
            progress(min(done, total), total)


Each = Callable[[str, Path, Load, "list[Path] | None"], Iterator["Found"]]
"""Loads the file with an address and a path. Only what lies below the roots is read."""

Found = tuple[Page | Unread | Remarks | None, int, int]
"""What is in a file, how much of the file is behind, and how long it is, in bytes.

The first is (None, 0, its length), where the file can be opened; remarks come last, where there are any.
"""


def one_file(url: str, path: Path, load: Load, roots: list[Path] | None) -> Iterator[Found]:
    """An `Each` that loads the file here."""
    from loaders.detect import pages  # imported here: who has files loaded elsewhere starts without all formats

    with ExitStack() as opened:
        try:
            file = opened.enter_context(_stdin() if path == STDIN else _opened(path, roots))
            size = os.fstat(file.fileno()).st_size
        except Refused as refused:
            yield rejected(url, load, refused), 0, 0
            return
        except (OSError, ValueError) as error:
            yield rejected(url, load, refused_for(Path(url), error)), 0, 0
            return
        yield None, 0, size
        name = "" if path == STDIN else path.name
        source = Source("standard input" if path == STDIN else str(path), name, url, file, load, Meter(size))
        behind = 0
        for found in bounded(pages(source), source):
            # Some formats go back in their file, which takes nothing back; others say themselves how far they are.
            behind = max(behind, min(size, file.tell() if source.meter.share is None else int(source.meter.share * size)))
            yield found, behind, size
        if source.remarks.unused:
            yield source.remarks, behind, size


def _opened(path: Path, roots: list[Path] | None) -> BinaryIO:
    """Raises Refused, also where a folder on the way has become a link out of the roots since the path was resolved."""
    file = open_regular(path)
    if isinstance(refused := within(roots, path_of(file)), Refused):
        file.close()
        raise refused
    return file


def _bytes_in(paths: Sequence[Path], roots: list[Path] | None, leave_out: Path | None) -> int:
    total = 0
    for _, path in all_files(paths, roots, leave_out):
        try:
            total += path.stat().st_size if isinstance(path, Path) and path != STDIN else 0
        except OSError:
            continue  # loading it will say why
    return total


def _stdin() -> BinaryIO:
    """Standard input as a file that can be read from any place. Raises Refused."""
    given = sys.stdin.buffer
    kind = os.fstat(given.fileno()).st_mode
    if stat.S_ISREG(kind):
        return os.fdopen(os.dup(given.fileno()), "rb")
    if stat.S_ISCHR(kind) and not os.isatty(given.fileno()):
        raise Refused("unsupported", "standard input: a device, not a file or pipe")
    kept = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115
    taken = 0
    while data := given.read(1 << 20):
        taken += kept.write(data)
        if taken > LARGEST_STDIN:
            kept.close()
            raise Refused("too_large", f"standard input: more than {LARGEST_STDIN} bytes: save it as a file")
    kept.seek(0, io.SEEK_SET)
    return kept
