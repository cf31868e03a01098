"""Processes that never outlive who started them, not even a kill -9. On Linux the kernel sees to it, elsewhere a thread."""

import ctypes
import os
import signal
import sys
import time
from threading import Thread

KERNEL_DOES_IT = sys.platform == "linux"
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LOOK_EVERY_S = 0.2


def die_with_parent(parent: int) -> None:
    """Kill this process when `parent` (a pid) is gone; at once, where it is gone already.

    Elsewhere than on Linux a thread sees to it, which an exec would end.
    """
    if not KERNEL_DOES_IT:
        Thread(target=_watch, args=(parent,), daemon=True).start()
    elif ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    _kill_orphan(parent)


def _watch(parent: int) -> None:
    while True:
        _kill_orphan(parent)
        time.sleep(_LOOK_EVERY_S)


def _kill_orphan(parent: int) -> None:
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
