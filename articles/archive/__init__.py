"""Pages at rest, and what HTTP wraps around them."""

import sys

# warcio takes fsspec along where it is installed, as Prefect has it, and asyncio with it: a tenth of a second of each start.
# It opens addresses with that, and is never asked to: what it reads and writes here is open already.
if "fsspec" not in sys.modules:
    sys.modules["fsspec"] = None  # type: ignore[assignment]
    import warcio.utils  # noqa: F401

    del sys.modules["fsspec"]
