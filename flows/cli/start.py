"""What `copydesk` runs: the commands of `flows.cli.app`, and Ctrl-C in good order while these are still being imported."""

import signal
import sys

_READING = (["load"], ["reread"])
_HELP = frozenset(("-h", "--help"))


def main() -> None:
    """Run one command and exit with its status."""
    try:
        if sys.argv[1:2] in _READING and _HELP.isdisjoint(sys.argv):
            from flows.readers.forked import begin_fork_server

            begin_fork_server()  # first of all: what it imports takes longer than what is imported here
        from flows.cli.app import main as run

        run()
    except KeyboardInterrupt:  # no command has begun: one that has says more
        sys.exit(128 + signal.SIGINT)
