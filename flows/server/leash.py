"""Put another program on a leash: `python -m flows.server.leash PID COMMAND...` runs COMMAND, which ends with process PID."""

import os
import signal
import subprocess
import sys
import time

from spiders.kill_with_parent import KERNEL_DOES_IT, die_with_parent

_LOOK_EVERY_S = 0.2


def leashed(*command: str) -> list[str]:
    """The command line that runs `command` on this process's leash."""
    return [sys.executable, "-P", "-m", "flows.server.leash", str(os.getpid()), *command]


def become(parent: int, command: list[str]) -> None:
    """Turn this process into `command`; the kernel remembers who its parent is."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell that starts us in the background hands on an ignored one
    os.execvp(command[0], command)  # noqa: S606 - no shell: the words are the caller's own


def hold(parent: int, command: list[str]) -> int:
    """Run `command` and hand on what it is told, for systems whose kernel ends no orphans. Returns its exit status."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command) as child:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda received, _: child.send_signal(received))
        while child.poll() is None:
            if os.getppid() != parent:
                child.kill()
            time.sleep(_LOOK_EVERY_S)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


if __name__ == "__main__":
    if KERNEL_DOES_IT:
        become(int(sys.argv[1]), sys.argv[2:])
    sys.exit(hold(int(sys.argv[1]), sys.argv[2:]))
