"""Memory that is free inside a process, given back to the system."""

import ctypes
import sys

import pyarrow as pa


def give_back() -> None:
    """Have malloc (glibc's) and Arrow's pool return what is free; by themselves they keep most of what was once in use."""
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
