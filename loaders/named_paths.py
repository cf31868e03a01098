"""Which files a named path stands for: folders to their depth, patterns, links; within the roots that are allowed."""

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from loaders.litter import is_litter
from loaders.saved_pages import is_part_of_a_page, pages_among
from loaders.source import Refused

STDIN = Path("-")
"""The path that means standard input."""

_MANY_STARS = re.compile(r"\*{2,}")


def all_files(paths: Sequence[Path], roots: list[Path] | None, leave_out: Path | None) -> Iterator[tuple[str, Path | Refused]]:
    """Address and resolved path of each file, or why there is none."""
    for named in paths:
        if named == STDIN:
            refused = Refused("outside_roots", "standard input: only files in the allowed folders may be read")
            yield "file:stdin", STDIN if roots is None else refused
            continue
        for path in _expanded(named, roots):
            if isinstance(path, Refused):
                yield _address(named.name or str(named)), path
            else:
                yield from _files(path, roots, leave_out)


def not_there(paths: Sequence[Path], roots: Sequence[Path] | None) -> list[str]:
    """Why there is nothing to load, for each path, where not one of them is there; else empty.

    Of what lies outside the roots it says nothing: that counts as there, and is rejected.
    """
    bounds = None if roots is None else [root.resolve() for root in roots]
    why = []
    for path in paths:
        _, found = next(all_files([path], bounds, None))
        if not (isinstance(found, Refused) and found.code == "not_found") or os.path.lexists(path):
            return []
        why.append(found.detail)
    return why


def is_wrong(named: Path, roots: Sequence[Path] | None) -> bool:
    """Whether nothing can come of a path, or of a pattern, as it was named: it is not there, or lies outside the roots."""
    bounds = None if roots is None else [root.resolve() for root in roots]
    try:
        first = next(_expanded(named, bounds))
        return isinstance(first, Refused) or isinstance(within(bounds, first.resolve()), Refused) or not first.exists()
    except (OSError, RuntimeError, ValueError):  # a NUL in it, links that lead round in a circle
        return True


def _expanded(named: Path, roots: list[Path] | None) -> Iterator[Path | Refused]:
    """The path itself, or what a pattern stands for: `*`, `?`, `[...]`, and `**` for folders at any depth.

    As in a shell, what begins with a dot is meant only where the pattern says so; no link is followed to any depth, as it may
    lead round in a circle. What a found folder holds is not found again. Nothing outside the roots is even named.
    """
    if not _is_pattern(named):
        yield named
        return
    at = next(n for n, part in enumerate(named.parts) if glob.has_magic(part))
    found: list[Path] | Refused
    try:
        found = _found(named, at, roots)
    except (OSError, RuntimeError, ValueError, NotImplementedError) as error:
        found = refused_for(named, error)
    if isinstance(found, Refused):
        yield found
        return
    folder, nothing = None, True
    for path in found:
        nothing = False
        if folder is not None and path.is_relative_to(folder):
            continue
        try:
            outside = within(roots, path.parent.resolve())
            folder = path if path.is_dir() else folder
        except (OSError, RuntimeError) as error:  # it has changed since it was found
            yield refused_for(path, error)
            continue
        if isinstance(outside, Refused):
            yield Refused("outside_roots", f"{named}: a link points outside the folders that may be read: skipped")
            return
        yield path
    if nothing:
        yield Refused("not_found", f"{named}: no file or folder matches: check the pattern")


def _is_pattern(named: Path) -> bool:
    """Whether a path stands for others: it has such signs, and there is no file of that very name."""
    try:
        return glob.has_magic(str(named)) and not os.path.lexists(named)
    except ValueError:  # a NUL in it
        return False


def _found(named: Path, at: int, roots: list[Path] | None) -> list[Path] | Refused:
    """What a pattern stands for, in order; its parts before `at` have no such signs. Raises what looking at folders raises."""
    fixed, pattern = Path(*named.parts[:at]), [_MANY_STARS.sub("*", p) if p != "**" else p for p in named.parts[at:]]
    start = within(roots, fixed.resolve())
    if roots is not None and ".." in pattern:
        return Refused("outside_roots", f"{named}: a pattern may not contain .. here")
    if isinstance(start, Refused):
        return start
    hidden = any(part.startswith(".") for part in pattern)
    found = sorted(fixed.glob("/".join(pattern)))
    return [path for path in found if hidden or not any(part.startswith(".") for part in path.parts[at:])]


def within(roots: list[Path] | None, path: Path) -> Path | Refused:
    """The resolved path, where it lies below one of the roots or none are set."""
    if roots is None or any(path.is_relative_to(root) for root in roots):
        return path
    allowed = ", ".join(map(str, roots)) or "none"
    return Refused(
        "outside_roots",
        f"{path}: outside the folders that may be read ({allowed}): move it there, or add its folder to load_roots",
    )


def _files(named: Path, roots: list[Path] | None, leave_out: Path | None) -> Iterator[tuple[str, Path | Refused]]:
    """Address and resolved path of each file below a path, or why there is none; outside the roots nothing is looked at."""
    try:
        root = named.resolve()
        if isinstance(refused := within(roots, root), Refused):
            yield _address(named.name or root.name), refused
            return
        if not root.resolve(strict=True).is_dir():
            yield _address(named.name or root.name), root
            return
    except (OSError, RuntimeError, ValueError) as error:
        yield _address(named.name), refused_for(named, error)
        return
    nothing = True
    for path, fault in _walk(root, leave_out if leave_out != root else None):
        nothing = False
        below = root.name if path == root else str(path.relative_to(root))
        yield _address(below), refused_for(path, fault) if fault else _inside(root, path)
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
            name
            for name in folders
            if not is_part_of_a_page(f"{name}/", pages) and not is_litter(name) and Path(folder, name) != leave_out
        )
        files = [name for name in files if not is_litter(name)]
        for name in sorted([*files, *(name for name in folders if _leads_out(root, Path(folder, name)))]):
            yield Path(folder, name), None
        while errors:
            yield Path(errors[0].filename), errors.pop(0)
    for error in errors:
        yield Path(error.filename), error


def _leads_out(root: Path, folder: Path) -> bool:
    """Whether a folder is a link to what is not inside the root, or has become one that leads nowhere since it was listed."""
    try:
        return folder.is_symlink() and not folder.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return True


def _inside(root: Path, path: Path) -> Path | Refused:
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        return refused_for(path, error)
    if not real.is_relative_to(root):
        return Refused("outside_roots", f"{path}: a link from {root} to {real}: give that path itself to load it")
    return real


def refused_for(path: Path, error: OSError | RuntimeError | ValueError) -> Refused:
    """Why a path cannot be opened, in the contract's codes."""
    why = getattr(error, "strerror", None) or error
    if isinstance(error, FileNotFoundError):
        return Refused("not_found", f"{path}: no such file or folder: check the name")
    if isinstance(error, PermissionError):
        return Refused("unreadable", f"{path}: {why}: give the user running Copydesk permission to read it")
    return Refused("unreadable", f"{path}: {why}")


def _address(path: str) -> str:
    """`file:` and the path as it is; bytes of a name that are no UTF-8 as %XX."""
    return "file:" + "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in path)
