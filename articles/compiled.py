"""What is slow to make of the files beside the code is kept, ready made, where Python keeps its own compiled files.

A copy bears the digest of what it was made of, so none is out of date; it is trusted as Python's own are. Where nothing may be
written (a read-only installation, PYTHONDONTWRITEBYTECODE), it is made anew each time.
"""

import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

_TAG = sys.implementation.cache_tag


def kept(name: str, made_of: Iterable[bytes], write: Callable[[Path], None]) -> Path | None:
    """The file that `write` makes, which depends on nothing but `made_of`; None where it cannot be kept."""
    file = _file(name, made_of)
    if not file.exists():
        try:
            _put(file, write)
        except OSError:
            return None
        for other in file.parent.glob(f"{name}.{_TAG}.*"):
            if other != file and other.suffix != ".part":
                other.unlink(missing_ok=True)
    return file


def table(name: str, made_of: Iterable[bytes], make: Callable[[], Any]) -> Any:  # noqa: ANN401 (whatever `make` returns)
    """What `make` returns, which depends on nothing but `made_of`: lists, tuples and dicts of texts, numbers and bools."""
    made_of = list(made_of)
    file = _file(name, made_of)
    try:
        return marshal.loads(file.read_bytes())  # noqa: S302 (who can write there can write bytecode)
    except (OSError, ValueError, EOFError, TypeError):
        made = make()
        _forget(file)
        kept(name, made_of, lambda part: _dump(made, part))
        return made


def put(name: str, made_of: Iterable[bytes], made: Any) -> None:  # noqa: ANN401
    """Have `table` return this from now on, where something can be kept."""
    with suppress(OSError):
        _put(_file(name, made_of), lambda part: _dump(made, part))


def _forget(file: Path) -> None:
    """A damaged one, which would be taken for kept."""
    with suppress(OSError):
        file.unlink()


def _dump(made: Any, part: Path) -> None:  # noqa: ANN401
    part.write_bytes(marshal.dumps(made))


def _file(name: str, made_of: Iterable[bytes]) -> Path:
    digest = sha256()
    for part in made_of:
        digest.update(sha256(part).digest())
    return Path(cache_from_source(__file__)).with_name(f"{name}.{_TAG}.{digest.hexdigest()[:16]}")


def _put(file: Path, write: Callable[[Path], None]) -> None:
    """Whole, or not at all, whoever else makes it at the same time; readable for whom the code is."""
    if sys.dont_write_bytecode:
        raise PermissionError(f"{file} is not to be written")
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, prefix=f"{file.name}.", suffix=".part", delete=False) as made:
        part = Path(made.name)
    try:
        write(part)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.chmod(Path(__file__).stat().st_mode & 0o666 | 0o200)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
