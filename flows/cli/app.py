"""The command line, `copydesk --help`: a thin layer over the flows, which run here as plain functions."""

import io
import os
import platform
import re
import signal
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from tempfile import NamedTemporaryFile
from typing import Annotated

import typer

from articles.config import ConfigError
from articles.printable import visible
from flows.cli import asking, keeping, parse, publisher, running, serving
from flows.cli.help_text import Command
from flows.output import say, warn
from flows.refusal import NothingDone

STATUSES = (
    "Exit status: 0 all is well; 1 done, but something needs a person's attention, named on stderr with what to do;"
    " 2 wrong use, or nothing done."
)
app = typer.Typer(
    help="Copydesk: news pages in, clean articles out, bylines and datelines as data. Start with: copydesk load FOLDER",
    epilog=STATUSES,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
parse_app = typer.Typer(
    help="Parse bylines or datelines: JSON lines in, JSON lines out.", no_args_is_help=True, rich_markup_mode=None
)
publisher_app = typer.Typer(
    help="List, add and check publishers, and what was learned.", no_args_is_help=True, rich_markup_mode=None
)

# In the order of --help. Each imports what it needs when it is called: `copydesk sql` starts without Scrapy.
COMMANDS: dict[typer.Typer, tuple[Callable[..., None], ...]] = {
    app: (
        *(running.nightly, running.load, running.reread, serving.serve, serving.browse, serving.mcp),
        *(asking.sql, asking.explain, asking.export, keeping.takedown, asking.report, keeping.check),
    ),
    parse_app: (parse.bylines, parse.datelines),
    publisher_app: (publisher.list_, publisher.add, publisher.check, publisher.learned),
}


_LACKS_SOMETHING = ("CatalogException", "BinderException")
"""DuckDB's errors where a table or a column is missing that SQL of this version's own asks for."""
_OF_AN_OLDER_WAREHOUSE = (
    "the warehouse lacks what this command reads, as one does that an earlier Copydesk has published;"
    " any run brings it up to date, such as: copydesk reread. If it was published by this one"
)


def _traceback_file(error: Exception) -> str:
    """Write the traceback to a file and return its path."""
    with NamedTemporaryFile("w", prefix="copydesk-fault-", suffix=".txt", delete=False, errors="backslashreplace") as file:
        file.writelines(traceback.format_exception(error))
    return file.name


def _with_status(command: Callable[..., None]) -> Callable[..., None]:
    """The command with our exit statuses and messages: Typer would exit with 1 for most of these, or silently."""

    @wraps(command)
    def run(*given: object, **named: object) -> None:
        try:
            command(*given, **named)
            sys.stdout.flush()
        except (NothingDone, ConfigError) as error:
            warn(error)
            sys.exit(2)
        except typer.Abort:
            warn("Cancelled. Nothing was done.")
            sys.exit(2)
        except BrokenPipeError:  # the reader has closed the pipe
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the final flush
            sys.exit(128 + signal.SIGPIPE)
        except KeyboardInterrupt:
            warn("Interrupted. Run the same command to resume.")
            sys.exit(128 + signal.SIGINT)
        except typer.Exit:
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename is not None else ""
            warn(f"{where}{error.strerror or error}: check the path and its permissions")
            sys.exit(2)
        except UnicodeEncodeError as error:
            warn(f"{error.object!r} is not valid UTF-8: use another name")
            sys.exit(2)
        except Exception as error:
            what = _OF_AN_OLDER_WAREHOUSE if type(error).__name__ in _LACKS_SOMETHING else "internal error"
            warn(f"{what} ({type(error).__name__}): please report the traceback in {_traceback_file(error)}")
            sys.exit(2)

    return run


for group, commands in COMMANDS.items():
    for command in commands:
        group.command(command.__name__.rstrip("_"), cls=Command)(_with_status(command))


def _say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        say(f"copydesk {version('copydesk')} (DuckDB {version('duckdb')}, Python {platform.python_version()})")
        raise typer.Exit


@app.callback()
def _before_a_command(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


app.add_typer(parse_app, name="parse")
app.add_typer(publisher_app, name="publisher")


def main() -> None:
    """Run one command and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a file name may not be valid text
    if sys.argv[1:2] == ["sql"]:  # SQL that begins with a comment is no option: a space before it changes nothing else
        sys.argv[2:] = [f" {word}" if _BEGINS_WITH_A_COMMENT.match(word) else word for word in sys.argv[2:]]
    for option in filter(_is_forged, (word.partition("=")[0] for word in sys.argv[1:])):
        warn(f"no such option: {option}. For a file of that name, write ./{option}")
        sys.exit(2)
    app()


_BEGINS_WITH_A_COMMENT = re.compile(r"--[^\s=]*\s")


def _is_forged(option: str) -> bool:
    """Whether an option holds control characters: `copydesk load *` may expand to such a name, and Typer would print it raw."""
    return option.startswith("-") and visible(option) != option
