"""A copy is whole, whoever makes it: the kernel, or this process where the kernel cannot."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse import file_copy
from warehouse.file_copy import copy_file

SIZES = (0, 1, 4096, (3 << 20) + 7)


def copied(folder: Path, content: bytes) -> bytes:
    (folder / "source").write_bytes(content)
    with (folder / "source").open("rb") as source, (folder / "target").open("wb") as target:
        copy_file(source, target)
    return (folder / "target").read_bytes()


@pytest.mark.parametrize("size", SIZES)
def test_all_bytes_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(file_copy, "AT_ONCE", 1 << 20)
    content = os.urandom(size)
    assert copied(tmp_path, content) == content


def refusing(code: int, after: int = 0) -> Callable[[int, int, int], int]:
    """As a kernel that copies some bytes first, and then says why it does not go on; 0 for one that says nothing."""
    real, left = os.copy_file_range, [after]

    def copy_file_range(source: int, target: int, most: int) -> int:
        if left[0]:
            left[0] -= (done := real(source, target, min(most, left[0])))
            return done
        if code:
            raise OSError(code, os.strerror(code))
        return 0

    return copy_file_range


@pytest.mark.parametrize("after", [0, 5000])
@pytest.mark.parametrize("code", [0, errno.ENOSYS, errno.EXDEV, errno.EOPNOTSUPP, errno.EINVAL, errno.EPERM])
def test_what_the_kernel_cannot_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, after: int) -> None:
    monkeypatch.setattr(os, "copy_file_range", refusing(code, after))
    content = os.urandom(3 << 20)
    assert copied(tmp_path, content) == content


def test_where_there_is_no_such_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "copy_file_range")
    content = os.urandom(3 << 20)
    assert copied(tmp_path, content) == content


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(os, "copy_file_range", refusing(code, 5000))
    with pytest.raises(OSError, match=os.strerror(code)):
        copied(tmp_path, os.urandom(1 << 20))
