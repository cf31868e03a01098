"""Why nothing was done, in words for whoever asked: exit status 2, and the state Failed in Prefect."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)


class NothingDone(Exception):
    """What was asked for was not done: says why, and what to do."""


class WrongUse(NothingDone):
    """Something asked for that cannot be done: says what, and what can be asked for."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """What config, warehouse and disk refuse, as NothingDone in their own words. Anything else is a fault of Copydesk's."""
    from articles.config import ConfigError
    from warehouse.lake import LakeError
    from warehouse.query import QueryError
    from warehouse.store import StoreError

    try:
        yield
    except (ConfigError, LakeError, QueryError, StoreError) as error:
        raise NothingDone(str(error)) from error
    except OSError as error:
        if error.errno not in _DISK:
            raise
        again = "when the disk takes more, the same command goes on where it was"
        raise NothingDone(f"{error.filename or 'the disk'}: {error.strerror}; {again}") from error
