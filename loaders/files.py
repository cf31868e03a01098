"""What lies below the named paths, file by file: folders, patterns, standard input; within the roots that are allowed."""

import glob
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
from loaders.formats import pages
from loaders.mapping import load_mappings
from loaders.saved import is_part_of_a_page, pages_among
from loaders.source import Load, Meter, Refused, Source, open_regular, rejected
from loaders.whose import Whose

STDIN = Path("-")
"""The path that means standard input."""

LARGEST_STDIN = 16 << 30
"""Bytes taken from standard input, which may have no end. They lie in a file without a name while they are read."""

Progress = Callable[[int, int], None]
"""Is told (bytes done, bytes in all) after each page."""


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
) -> Iterator[Page | Unread]:
    """Each page in these files and folders (recursively, sorted), one at a time; an Unread for each that gives none.

    `-` is standard input; a pattern (`*.warc.gz`) that no shell has expanded is expanded here. A page without an address gets
    `file:` and its path below the folder that was named, with `#` and a number or key for a part of a file. `publisher` is the
    id to put on all of them; for None each page's address, its file's own word or its boilerplate tells it.

    With `roots`, what does not lie below one of them, links resolved, is rejected unread. `leave_out` is a folder that is
    passed over in silence where it lies below a named one: the home of the run itself. `mappings` is the folder of TOML files
    that say which column is which field. Raises ConfigError for a wrong one of these; nothing that can lie on a disk raises.
    """
    load = Load(Whose(publishers, publisher), now, load_mappings(mappings) if mappings else ())
    bounds = None if roots is None else [root.resolve() for root in roots]
    return _pages_in(paths, load, bounds, leave_out.resolve() if leave_out else None, progress)


def _pages_in(
    paths: Sequence[Path], load: Load, roots: list[Path] | None, leave_out: Path | None, progress: Progress | None
) -> Iterator[Page | Unread]:
    done, total = 0, _bytes_in(paths, roots, leave_out) if progress else 0
    for url, path in _all_files(paths, roots, leave_out):
        with ExitStack() as opened:
            try:
                if isinstance(path, Refused):
                    raise path
                file = opened.enter_context(_stdin() if path == STDIN else open_regular(path))
                size = os.fstat(file.fileno()).st_size
            except Refused as refused:
                yield rejected(url, load, refused)
                continue
            except (OSError, ValueError) as error:
                yield rejected(url, load, _refused(Path(url), error))
                continue
            name = "" if path == STDIN else path.name
            source = Source("standard input" if path == STDIN else str(path), name, url, file, load, Meter(size))
            for found in pages(source):
                if progress:
                    progress(min(done + file.tell(), total), total)
                yield found
            done += size
            if progress:
                progress(min(done, total), total)


def _bytes_in(paths: Sequence[Path], roots: list[Path] | None, leave_out: Path | None) -> int:
    total = 0
    for _, path in _all_files(paths, roots, leave_out):
        try:
            total += path.stat().st_size if isinstance(path, Path) and path != STDIN else 0
        except OSError:
            continue  # loading it will say why
    return total


def _all_files(paths: Sequence[Path], roots: list[Path] | None, leave_out: Path | None) -> Iterator[tuple[str, Path | Refused]]:
    """Address and resolved path of each file, or why there is none."""
    for named in paths:
        if named == STDIN:
            refused = Refused("outside_roots", "standard input: only files below the allowed folders are read here")
            yield "file:stdin", STDIN if roots is None else refused
            continue
        for path in _expanded(named, roots):
            if isinstance(path, Refused):
                yield _address(named.name or str(named)), path
                continue
            for url, file in _files(path, leave_out):
                yield url, file if isinstance(file, Refused) else _within(roots, file)


def _expanded(named: Path, roots: list[Path] | None) -> Iterator[Path | Refused]:
    """The path itself, or what a pattern stands for: `*`, `?`, `[...]`, and `**` for folders at any depth."""
    try:
        if os.path.lexists(named) or not glob.has_magic(str(named)):
            yield named
            return
    except ValueError:  # a NUL in it
        yield named
        return
    parts = named.parts
    fixed = Path(*parts[: next(n for n, part in enumerate(parts) if glob.has_magic(part))])
    start = _within(roots, fixed.resolve())
    if isinstance(start, Refused):
        yield start
        return
    nothing = True
    for found in sorted(glob.glob(str(named), recursive=True)):  # noqa: PTH207
        nothing = False
        yield Path(found)
    if nothing:
        yield Refused("not_found", f"{named}: no file or folder has such a name: check the pattern")


def _within(roots: list[Path] | None, path: Path) -> Path | Refused:
    if roots is None or any(path.is_relative_to(root) for root in roots):
        return path
    allowed = ", ".join(map(str, roots)) or "none"
    return Refused(
        "outside_roots",
        f"{path}: not below a folder that may be read here ({allowed}): put it there, or add its folder to the config",
    )


def _files(named: Path, leave_out: Path | None) -> Iterator[tuple[str, Path | Refused]]:
    """Address and resolved path of each file below a path, or why there is none."""
    try:
        root = named.resolve(strict=True)
        if not root.is_dir():
            yield _address(named.name or root.name), root
            return
    except (OSError, RuntimeError, ValueError) as error:
        yield _address(named.name), _refused(named, error)
        return
    nothing = True
    for path, fault in _walk(root, leave_out if leave_out != root else None):
        nothing = False
        below = root.name if path == root else str(path.relative_to(root))
        yield _address(below), _refused(path, fault) if fault else _inside(root, path)
    if nothing:
        yield _address(root.name), Refused("empty", f"{named}: a folder without files")


def _walk(root: Path, leave_out: Path | None) -> Iterator[tuple[Path, OSError | None]]:
    """Files, symlinks that are no folder inside the root, and folders that cannot be listed; sorted within each folder.

    A symlink to a folder inside the root is ignored by name: its files are met where they lie. So are the folder that is to
    be left out, and the folders that browsers write beside a saved page.
    """
    errors: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=errors.append):
        pages = pages_among(files)
        folders[:] = sorted(
            name for name in folders if not is_part_of_a_page(f"{name}/", pages) and Path(folder, name) != leave_out
        )
        links = [name for name in folders if Path(folder, name).is_symlink()]
        outside = [name for name in links if not Path(folder, name).resolve().is_relative_to(root)]
        for name in sorted(files + outside):
            yield Path(folder, name), None
        while errors:
            yield Path(errors[0].filename), errors.pop(0)
    for error in errors:
        yield Path(error.filename), error


def _inside(root: Path, path: Path) -> Path | Refused:
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        return _refused(path, error)
    if not real.is_relative_to(root):
        return Refused("outside_roots", f"{path}: a link that leads out of {root}, to {real}: name that path itself to load it")
    return real


def _stdin() -> BinaryIO:
    """Standard input as a file that can be read from any place. Raises Refused."""
    given = sys.stdin.buffer
    kind = os.fstat(given.fileno()).st_mode
    if stat.S_ISREG(kind):
        return os.fdopen(os.dup(given.fileno()), "rb")
    if stat.S_ISCHR(kind) and not os.isatty(given.fileno()):
        raise Refused("unsupported", "standard input: a device, and no file or pipe")
    kept = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115
    taken = 0
    while data := given.read(1 << 20):
        taken += kept.write(data)
        if taken > LARGEST_STDIN:
            kept.close()
            raise Refused("too_large", f"standard input: more than {LARGEST_STDIN} bytes: save it as a file")
    kept.seek(0, io.SEEK_SET)
    return kept


def _refused(path: Path, error: OSError | RuntimeError | ValueError) -> Refused:
    why = getattr(error, "strerror", None) or error
    if isinstance(error, FileNotFoundError):
        return Refused("not_found", f"{path}: no such file or folder: check the name")
    if isinstance(error, PermissionError):
        return Refused("unreadable", f"{path}: {why}: let the user who runs Copydesk read it")
    return Refused("unreadable", f"{path}: {why}")


def _address(path: str) -> str:
    """`file:` and the path as it is; bytes of a name that are no UTF-8 as %XX."""
    return "file:" + "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in path)
