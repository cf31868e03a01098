import gzip
import io
import os

import pytest

from articles.archive.gzip_member import DamagedData, Member

BODIES = [b"", b"short", b"a" * 1_000_000, os.urandom(300_000).hex().encode(), os.urandom(65_536), os.urandom(200_001)]


@pytest.mark.parametrize("step", [1 << 7, 1 << 16, 1 << 20])
def test_members_one_behind_the_other(step: int) -> None:
    file = io.BytesIO(b"".join(gzip.compress(body, mtime=0) for body in BODIES))
    offset, found = 0, []
    for _ in BODIES:
        member = Member(file, offset)
        found.append(io.BufferedReader(member, step).read())
        offset = member.end
    assert found == BODIES
    assert offset == len(file.getvalue())


@pytest.mark.parametrize("body", BODIES)
def test_one_that_is_cut_off(body: bytes) -> None:
    with pytest.raises(EOFError):
        io.BufferedReader(Member(io.BytesIO(gzip.compress(body, mtime=0)[:-1]), 0)).read()


def test_one_that_is_damaged() -> None:
    given = bytearray(gzip.compress(BODIES[3], mtime=0))
    given[-6] ^= 1
    with pytest.raises(DamagedData):
        io.BufferedReader(Member(io.BytesIO(given), 0)).read()
