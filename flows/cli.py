"""The command line: `copydesk --help`. A thin skin over the flows, which run here as plain functions."""

import sys
from collections.abc import Callable

import typer

from articles.publisher import ConfigError
from articles.visible import visible
from flows.commands import asking, keeping, parse, publisher, running, serving
from flows.desk import WrongUse
from flows.saying import warn

app = typer.Typer(
    help="Copydesk: news pages in, clean articles out, bylines and datelines as data. Start with: copydesk load FOLDER",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
parse_app = typer.Typer(
    help="The normalisers alone: JSON lines in, JSON lines out.", no_args_is_help=True, rich_markup_mode=None
)
publisher_app = typer.Typer(help="Add a publisher, or try one page of it.", no_args_is_help=True, rich_markup_mode=None)

# In the order of --help. Each imports its own room when it is called: `copydesk sql` starts without Scrapy.
COMMANDS: dict[typer.Typer, tuple[Callable[..., None], ...]] = {
    app: (
        *(running.nightly, running.load, running.reread, serving.serve),
        *(asking.sql, asking.explain, asking.export, keeping.takedown, asking.report, keeping.check),
    ),
    parse_app: (parse.bylines, parse.datelines),
    publisher_app: (publisher.add, publisher.check),
}
for group, commands in COMMANDS.items():
    for command in commands:
        group.command()(command)
app.add_typer(parse_app, name="parse")
app.add_typer(publisher_app, name="publisher")


def main() -> None:
    """Run one command. Exit status: 0 done; 1 done, but something failed and is named on stderr; 2 wrong use."""
    try:
        _refuse_forged_options()
        app()
    except (WrongUse, ConfigError) as error:
        warn(error)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except KeyboardInterrupt:
        warn("interrupted; the same command takes it up where it was")
        sys.exit(130)


def _refuse_forged_options() -> None:
    """A pattern (`copydesk load *`) may bring in a file that is named like an option; the parser would show it as it is."""
    for word in sys.argv[1:]:
        option = word.partition("=")[0]
        if option.startswith("-") and visible(option) != option:
            raise WrongUse(f"there is no option {option}; a file of that name is written ./{option}")
