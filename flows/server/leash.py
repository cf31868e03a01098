"""Put another program on a leash: `python -m flows.server.leash PID COMMAND...` becomes COMMAND, and ends with process PID."""

import os
import signal
import sys

from spiders.kill_with_parent import die_with_parent


def leashed(*command: str) -> list[str]:
    """The command line that runs `command` on this process's leash."""
    return [sys.executable, "-P", "-m", "flows.server.leash", str(os.getpid()), *command]


if __name__ == "__main__":
    die_with_parent(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell that starts us in the background hands on an ignored one
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 - no shell: the words are the caller's own
