"""A file's bytes in another file: the kernel's work where it can, which shares them where the file system can (reflinks)."""

import errno
import os
import shutil
from typing import BinaryIO

AT_ONCE = 1 << 30
_CANNOT = frozenset((errno.ENOSYS, errno.EXDEV, errno.EOPNOTSUPP, errno.EINVAL, errno.EPERM, errno.EBADF))
"""What a kernel or a file system says that does not do this, or not between these two files."""


def copy_file(source: BinaryIO, target: BinaryIO) -> None:
    """Fill an open, empty file with all that another holds. Raises OSError, as for a full disk."""
    if not _copied_by_the_kernel(source, target):
        source.seek(0)
        target.seek(0)
        target.truncate()
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()


def _copied_by_the_kernel(source: BinaryIO, target: BinaryIO) -> bool:
    if not hasattr(os, "copy_file_range"):  # macOS
        return False
    try:
        while os.copy_file_range(source.fileno(), target.fileno(), AT_ONCE):
            pass
    except OSError as error:
        if error.errno in _CANNOT:
            return False
        raise
    # Some file systems are at an end at once, and say nothing.
    return os.fstat(source.fileno()).st_size == os.fstat(target.fileno()).st_size
