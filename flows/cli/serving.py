"""`serve`: server, UI and schedules; `browse` and `mcp`: what was published, for a browser or an assistant."""

import sys
from typing import Annotated

import typer

from flows.cli.options import CONFIG, HOME, ConfigOption, HomeOption
from flows.output import say
from flows.refusal import NothingDone


def serve(
    port: Annotated[
        int, typer.Option(min=1, max=65535, metavar="PORT", envvar="COPYDESK_PORT", help="Port of the UI and the API.")
    ] = 4200,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="Address to listen on; beyond loopback only with --auth.")
    ] = "127.0.0.1",
    url: Annotated[str | None, typer.Option(metavar="URL", help="Public address, if a proxy is in front.")] = None,
    auth: Annotated[bool, typer.Option("--auth/--no-auth", help="Require the auth string.")] = True,
    show_auth: Annotated[bool, typer.Option("--show-auth", help="Print the auth string and exit.")] = False,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Start the Prefect server, UI, schedules and runner.

    Ctrl-C stops all of them.

    Example: copydesk serve --port 4201
    """
    from flows.desk import open_desk, open_home
    from flows.server.entry import auth_string
    from flows.server.serving import Place, ServingFailed
    from flows.server.serving import serve as run

    if show_auth:
        say(auth_string(open_home(home, config)))
        return
    try:
        run(open_desk(home, config), Place(host, port, url, auth), say=say, to_a_person=sys.stdout.isatty())
    except ServingFailed as error:
        raise NothingDone(str(error)) from error


def browse(
    port: Annotated[
        int, typer.Option(min=1, max=65535, metavar="PORT", envvar="COPYDESK_BROWSE_PORT", help="Port on this machine.")
    ] = 4280,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Read the published warehouse in a browser.

    Search, articles with their evidence and versions, stories, a map, people, rejects. Read-only, and for this machine alone.
    Ctrl-C stops it.

    Example: copydesk browse --port 4281
    """
    from flows.browse.serving import LOOPBACK, listening
    from flows.browse.serving import serve as run
    from flows.desk import open_home, open_limits

    reads, limits = open_home(home, config), open_limits(config)
    with listening(port) as listener:
        say(f"Browse: http://{LOOPBACK}:{port}    (Ctrl-C stops it)")
        run(reads, limits, listener)


def mcp(home: HomeOption = HOME, config: ConfigOption = CONFIG) -> None:
    """Answer an assistant's questions over stdio (MCP).

    Read-only tools on the published warehouse: search, sql, article, story, schema. An assistant starts this command itself.

    Example: copydesk mcp --home data
    """
    from flows.desk import open_home, open_limits

    try:
        from flows.assistant import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise NothingDone("this needs the extra: pip install 'copydesk[mcp]'") from error

    server(open_home(home, config), open_limits(config)).run("stdio")
