"""The command line: `copydesk --help`. A thin skin over the flows, which run here as plain functions."""

import errno
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from articles.publisher import ConfigError
from flows.desk import Desk, Runner, WrongUse, open_desk, open_home

if TYPE_CHECKING:
    from flows.loading import Ended
    from flows.progress import Tell

CHECKOUT = Path(__file__).parent.parent

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
app.add_typer(parse_app, name="parse")
app.add_typer(publisher_app, name="publisher")

HomeOption = Annotated[Path, typer.Option("--home", envvar="COPYDESK_HOME", help="Folder that everything is written below.")]
ConfigOption = Annotated[Path, typer.Option("--config", envvar="COPYDESK_CONFIG", help="Folder of publishers and settings.")]
RunnerOption = Annotated[
    Runner | None,
    typer.Option("--runner", help="local (this machine) or dask (the cluster that desk.toml names)."),
]
NowOption = Annotated[str | None, typer.Option("--now", envvar="COPYDESK_NOW", help="The run's clock, ISO 8601 with zone.")]
DAY = ["%Y-%m-%d"]
HOME, CONFIG = CHECKOUT / "data", CHECKOUT / "config"


def main() -> None:
    """Run one command. Exit status: 0 done; 1 done, but something failed and is named on stderr; 2 wrong use."""
    try:
        app()
    except (WrongUse, ConfigError) as error:
        sys.stderr.write(f"copydesk: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("copydesk: interrupted; the same command takes it up where it was\n")
        sys.exit(130)


@app.command()
def nightly(
    publishers: Annotated[list[str] | None, typer.Argument(metavar="[PUBLISHER]...", help="All, if none is named.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=DAY, help="Fill in the past from this day (UTC) on.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAY, help="Up to and with this day (UTC).")] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
    runner: RunnerOption = None,
    now: NowOption = None,
) -> None:
    """Crawl all (or the named) publishers, read, load, check, publish.

    Example: copydesk nightly gazette
    """
    from flows.nightly import nightly as run  # each command imports its own room: `copydesk sql` starts without Scrapy

    first, last = (day.date() if day else None for day in (since, until))
    _finish(lambda desk, tell: [run(desk, publishers, first, last, tell=tell)], home, config, now, runner)


@app.command()
def load(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Files or folders; - is stdin.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Whose pages they are, where they do not say.")] = None,
    retry_rejects: Annotated[bool, typer.Option("--retry-rejects", help="Try again what was rejected before.")] = False,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
    runner: RunnerOption = None,
    now: NowOption = None,
) -> None:
    """Read, load, check and publish articles from files, folders and patterns ('exports/**/*.warc.gz').

    Web archives, saved pages, tables, wires, feeds, mail, documents, exports and archives of them, by their content.

    Example: copydesk load old-pages/ export.warc.gz --publisher gazette
    """
    from flows.files import load_files
    from flows.files import retry_rejects as retry

    def run(desk: Desk, tell: "Tell") -> "Iterable[Ended]":
        if paths or not retry_rejects:
            yield load_files(desk, paths or [], publisher, tell=tell)
        if retry_rejects:
            again = list(retry(desk, tell=tell))
            if not again:
                typer.echo("nothing to try again: no load has rejected anything that was named as a file or folder")
            yield from again

    _finish(run, home, config, now, runner, every_reject=True)


@app.command()
def reread(
    publisher: Annotated[str | None, typer.Option(help="Only this publisher's pages.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only pages fetched on this day (UTC) or later.")
    ] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
    runner: RunnerOption = None,
    now: NowOption = None,
) -> None:
    """Read the archived pages again with today's rules. No network.

    Example: copydesk reread --publisher gazette --since 2026-11-01
    """
    from flows.rereading import reread as run

    start = since.replace(tzinfo=UTC) if since else None
    _finish(lambda desk, tell: [run(desk, publisher, start, tell=tell)], home, config, now, runner)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the UI and the API.")] = 4200,
    host: Annotated[str, typer.Option(help="Address to listen on; other than loopback only with auth.")] = "127.0.0.1",
    url: Annotated[str | None, typer.Option(help="Address that browsers use, where a proxy stands in front.")] = None,
    auth: Annotated[bool, typer.Option("--auth/--no-auth", help="Ask for the auth string.")] = True,
    show_auth: Annotated[bool, typer.Option("--show-auth", help="Print the auth string and end.")] = False,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Prefect server, UI, schedule and runner in one command; Ctrl-C stops all of it.

    Example: copydesk serve --port 4201
    """
    from flows.entry import auth_string
    from flows.serving import Place, ServingFailed
    from flows.serving import serve as run

    if show_auth:
        typer.echo(auth_string(open_home(home, config)))
        return
    try:
        run(open_desk(home, config), Place(host, port, url, auth), say=typer.echo, to_a_person=sys.stdout.isatty())
    except ServingFailed as error:
        _complain(str(error))


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="SQL, `-` for stdin, or the name of a file in warehouse/queries/.")],
    format: Annotated[str, typer.Option("--format", help="table, json, jsonl or csv.")] = "table",  # noqa: A002 - the option's name
    parameters: Annotated[list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="A query's $name.")] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Read-only SQL on the published warehouse, also while a run goes on.

    Example: copydesk sql "select title, authors, place from articles limit 5"
    """
    from warehouse.query import FORMATS, format_rows, run_query

    if format not in FORMATS:
        raise WrongUse(f"no format {format!r}: one of {', '.join(FORMATS)}")
    text = sys.stdin.read() if query == "-" else query
    given = dict(_named(parameter) for parameter in parameters or ())
    with _plain_errors():
        for line in format_rows(run_query(open_home(home, config), text, given), format):
            typer.echo(line)


@publisher_app.command()
def add(
    url: Annotated[str, typer.Argument(help="Address of the site.")],
    private_network: Annotated[bool, typer.Option("--private-network", help="The site is on loopback or an intranet.")] = False,
    config: ConfigOption = CONFIG,
    home: HomeOption = HOME,
) -> None:
    """Write a publisher's file by looking at its site; each guess with its reason. Prints where it lies.

    Example: copydesk publisher add https://gazette.example
    """
    from flows.publishers import add as write

    typer.echo(write(open_desk(home, config), url, private_network=private_network))


@publisher_app.command(name="check")
def check_publisher(
    publisher: Annotated[str, typer.Argument(metavar="ID", help="The publisher: the name of its file.")],
    url: Annotated[str | None, typer.Option(help="This page; else the first one that is listed.")] = None,
    keep: Annotated[
        Path | None, typer.Option(help="Record page and answer in this folder; tests/publishers is tested.")
    ] = None,
    config: ConfigOption = CONFIG,
    home: HomeOption = HOME,
    now: NowOption = None,
) -> None:
    """Try one page of a publisher and show what came out, with its evidence. Status 1 when no article did.

    Example: copydesk publisher check gazette
    """
    from flows.publishers import check

    lines, is_article = check(open_desk(home, config, _time(now)), publisher, url, keep)
    for line in lines:
        typer.echo(line)
    if not is_article:
        raise typer.Exit(1)


@parse_app.command()
def bylines() -> None:
    """Bylines and credits as data: {"id", "raw", "channel"?, "lang"?, "jsonld_type"?} a line.

    Example: echo '{"id": 1, "raw": "By JANE DOE and John Smith in Baghdad, AFP"}' | copydesk parse bylines
    """
    from articles.byline import parse, to_json

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        return to_json(parse(row["raw"], channel=row.get("channel"), lang=row.get("lang"), jsonld_type=row.get("jsonld_type")))

    _answer_lines(answer)


@parse_app.command()
def datelines() -> None:
    """Datelines as data: {"id", "raw", "lang"?, "published"?, "country"?} a line; raw is the start of a paragraph.

    Example: echo '{"id": 1, "raw": "ERBIL, Kurdistan Region – The talks", "lang": "en"}' | copydesk parse datelines
    """
    from articles.dateline import parse, to_json

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        published = row.get("published")
        day = datetime.fromisoformat(published).date() if published else None
        return to_json(row["raw"], parse(row["raw"], lang=row.get("lang"), country=row.get("country"), published=day))

    _answer_lines(answer)


@app.command()
def explain(
    url_or_id: Annotated[str, typer.Argument(metavar="URL_OR_ID", help="An article's address or article_id.")],
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """One article: every block with its label and the rule that gave it, every field with where it came from.

    Example: copydesk explain https://gazette.example/2026/11/budget-vote
    """
    from flows.explaining import explain as lines

    with _plain_errors():
        for line in lines(open_home(home, config), url_or_id):
            typer.echo(line)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="A file (csv, jsonl) or folder (parquet) that is not there yet.")],
    format: Annotated[str, typer.Option("--format", help="parquet, csv or jsonl.")] = "parquet",  # noqa: A002 - the option's name
    text: Annotated[bool, typer.Option("--text/--no-text", help="Leave out bodies, for sharing.")] = True,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """The published articles as files; Parquet is parted by publisher and day.

    Example: copydesk export articles.csv --format csv --no-text
    """
    from warehouse.export import export as write

    with _plain_errors():
        try:
            typer.echo(f"{write(open_home(home, config), out, format, text=text)} articles in {out}")
        except (ValueError, FileExistsError) as error:
            raise WrongUse(str(error)) from error


@app.command()
def takedown(
    url_or_id: Annotated[str, typer.Argument(metavar="URL_OR_ID", help="An article's address or article_id.")],
    reason: Annotated[str, typer.Option(help="Why; it stays in the view tombstones.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """Remove an article for good: from store, archive, snapshots, exports and reports. A tombstone is left.

    Example: copydesk takedown https://gazette.example/2026/11/budget-vote --reason "court order 12/26"
    """
    from warehouse.takedown import take_down

    if not yes:
        typer.confirm(f"{url_or_id} will be gone from {home}, and not come again. Go on?", abort=True)
    with _plain_errors():
        down = take_down(open_home(home, config), url_or_id, reason, datetime.now(UTC))
    typer.echo(f"taken down: {', '.join(down.urls)}; {down.records} archived pages erased")
    for file in down.files:
        typer.echo(f"it was in {file}, too")
    if down.missing:
        _complain("not where it was, and may still hold it: " + ", ".join(map(str, down.missing)))


@app.command()
def report(
    run: Annotated[str | None, typer.Option(help="A run_id; the last run, if none is named.")] = None,
    home: HomeOption = HOME,
    config: ConfigOption = CONFIG,
) -> None:
    """The HTML report of the last run: one file that needs no network. Prints where it lies.

    Example: copydesk report
    """
    from flows.report import write_report

    with _plain_errors():
        typer.echo(write_report(open_home(home, config), run))


@app.command()
def check(home: HomeOption = HOME, config: ConfigOption = CONFIG) -> None:
    """The data-quality checks on the published warehouse; status 1 when one finds rows.

    Example: copydesk check
    """
    from warehouse.check import failed_checks
    from warehouse.query import connect

    with _plain_errors(), connect(open_home(home, config)) as warehouse:
        failed = failed_checks(warehouse)
    if failed:
        _complain("checks that found rows: " + ", ".join(f"{name} ({rows})" for name, rows in failed.items()))
    typer.echo("all checks passed")


def _named(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not (name and equals):
        raise WrongUse(f"-p {parameter!r}: write it like -p words=harbour")
    return name, value


def _complain(message: str) -> NoReturn:
    sys.stderr.write(f"copydesk: {message}\n")
    raise typer.Exit(1)


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What the warehouse refuses is said in its own words, with status 1."""
    from warehouse.query import QueryError
    from warehouse.store import StoreError

    try:
        yield
    except (QueryError, StoreError) as error:
        _complain(str(error))


def _answer_lines(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            answered = {"id": row["id"], **answer(row)}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WrongUse(f"line {number} of the input is not a JSON object with id and raw: {error}") from error
        sys.stdout.write(json.dumps(answered, ensure_ascii=True) + "\n")


def _finish(
    run: "Callable[[Desk, Tell], Iterable[Ended]]",
    home: Path,
    config: Path,
    now: str | None,
    runner: Runner | None,
    *,
    every_reject: bool = False,
) -> None:
    """Run a flow undecorated, say what came of it, and exit with 1 if something failed."""
    from flows.ending import say_what_came
    from flows.progress import shown_on_stderr
    from flows.run import AlreadyRunning, DiskFull
    from warehouse.load import LoadError

    desk = open_desk(home, config, _time(now), runner)
    sys.stderr.write(
        "Without a Prefect server: the same flow as a plain function (`copydesk serve` has schedule, UI and history)\n"
    )
    try:
        with _plain_errors(), shown_on_stderr() as tell:
            all_ended = list(run(desk, tell))
    except (AlreadyRunning, DiskFull, LoadError) as error:
        _complain(str(error))
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS):
            raise
        _complain(
            f"{error.filename or home}: {error.strerror}; when the disk takes more, the same command goes on where it was"
        )
    went_well = [say_what_came(desk, ended, every_reject=every_reject) for ended in all_ended]
    if not all(went_well):
        raise typer.Exit(1)


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(f"--now {text!r} is no time: write it like 2026-11-22T03:00:00+00:00") from None
