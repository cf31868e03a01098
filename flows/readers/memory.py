"""What memory a process holds, and how it gives back what is free in it."""

import ctypes
import os
import resource
import sys
from pathlib import Path


def held_bytes(pid: int | None = None) -> int:
    """The memory of a process (this one) that no file backs, as the kernel counts it; 0 where it is gone or there is no Linux.

    What a fork has not written to is its parent's too, and is counted.
    """
    try:
        _, resident, of_files, *_ = Path(f"/proc/{pid or os.getpid()}/statm").read_text("ascii").split()
    except OSError:
        return 0
    return (int(resident) - int(of_files)) * resource.getpagesize()


def give_back() -> None:
    """Have malloc (glibc's) and Arrow's pool return what is free; by themselves they keep most of what was once in use."""
    if arrow := sys.modules.get("pyarrow"):  # a process that has not imported it has nothing there
        arrow.default_memory_pool().release_unused()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
