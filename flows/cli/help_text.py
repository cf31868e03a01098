"""The layout of `--help`."""

import re

from typer._click import Context, HelpFormatter
from typer.core import TyperCommand

_TYPE = re.compile(r" <[^<>]*>$")


class Command(TyperCommand):
    """A command whose help names an argument once: Typer would add its Python type, like `PATH <list[Path]>`."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the sections of arguments and options."""
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            records = [param.get_help_record(ctx) for param in self.get_params(ctx) if param.param_type_name == kind]
            if rows := [(_TYPE.sub("", name), text) for name, text in filter(None, records)]:
                with formatter.section(title):
                    formatter.write_dl(rows)
