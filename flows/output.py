"""All that a command says to a person, on stdout or stderr: nothing in it acts on who reads it."""

import os
import shutil
import sys

from articles.printable import visible


def say(line: object) -> None:
    """A line to stdout."""
    sys.stdout.write(f"{visible(str(line))}\n")
    sys.stdout.flush()


def say_lines(line: str) -> None:
    """A line of an answer whose form sees to that itself (warehouse/form.py); one of CSV may hold line breaks."""
    sys.stdout.write(f"{line}\n")


def warn(message: object) -> None:
    """A line to stderr that says who speaks."""
    note(f"copydesk: {message}")


def note(line: object) -> None:
    """A line to stderr."""
    sys.stderr.write(f"{visible(str(line))}\n")
    sys.stderr.flush()


def room() -> int | None:
    """Columns that an answer has: a terminal's, or those that COLUMNS says. None for a pipe or a file, where nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() or os.environ.get("COLUMNS") else None
