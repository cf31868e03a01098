"""`make demo`: the sample newspaper is served on loopback, the nightly run crawls it, and its articles are there to be asked for.

`make desk` (`python -m tests.newspaper.demo serve`): its next day, and a desk that crawls it when somebody says so.

Both work in a home of their own, `demo/`, so that the sample newspaper never stands among what somebody collects in `data/`.
"""

import errno
import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests.newspaper.papers import load_papers
from tests.newspaper.site import Newspaper

CHECKOUT = Path(__file__).parent.parent.parent
COPYDESK = Path(sys.executable).with_name("copydesk")
HOME = Path(os.environ.get("COPYDESK_HOME", CHECKOUT / "demo"))
NOW = "2026-11-22T03:00:00+00:00"  # the night after the sample papers' first day, whatever today is
FIRST_PORT = int(os.environ.get("COPYDESK_DEMO_PORT", "8811"))
PORTS = range(FIRST_PORT, FIRST_PORT + len(load_papers()))  # the same addresses each time: a second demo finds nothing new
SHOW = "select publisher, language, title, authors, place from articles order by published_at desc limit 12"
NEXT = (
    "export COPYDESK_HOME={home}    # the demo's home: your own data goes to data/",
    '.venv/bin/copydesk sql "select place, country, count(*) as articles from articles where place is not null group by all order by 3 desc"',
    ".venv/bin/copydesk explain {url}",
    "make desk    # the next day of the sample newspaper, from the UI",
)


def demo() -> int:
    """Serve, crawl, show. The status is the nightly run's."""
    with Newspaper(day=1, ports=PORTS) as newspaper:
        config = _config(newspaper)
        print(f"The sample newspaper: {', '.join(paper.base for paper in newspaper.papers)}\n", flush=True)
        status = subprocess.run([COPYDESK, "nightly", "--home", HOME, "--config", config, "--now", NOW], check=False).returncode
    if status != 2:
        subprocess.run([COPYDESK, "sql", SHOW, "--home", HOME], check=True)
        url = _an_article()
        print("\nThings to type next:\n")
        for line in NEXT:
            print("    " + line.format(url=url, home=_as_typed(HOME)))
    return status


def desk() -> int:
    """Serve the papers' second day, and the desk, until Ctrl-C. The status is the desk's."""
    with (
        Newspaper(day=2, ports=PORTS) as newspaper,
        subprocess.Popen([COPYDESK, "serve", "--home", HOME, "--config", _config(newspaper)]) as served,
    ):
        for told in (signal.SIGINT, signal.SIGTERM):
            signal.signal(told, lambda number, _: served.send_signal(number))
        return served.wait()


def _config(newspaper: Newspaper) -> Path:
    config = HOME / "config"
    newspaper.write_config(config / "publishers")
    shutil.copy(CHECKOUT / "config" / "schedules.toml", config)
    return config


def _an_article() -> str:
    question = "select url from articles where dateline is not null order by url limit 1"
    asked = [COPYDESK, "sql", question, "--format", "csv", "--home", HOME]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.splitlines()[1]


def _as_typed(home: Path) -> str:
    """A home as somebody in the checkout's folder would write it."""
    return shlex.quote(str(home.relative_to(CHECKOUT) if home.is_relative_to(CHECKOUT) else home))


def main() -> int:
    """The demo, or the desk; 2 where the sample newspaper cannot be served."""
    try:
        return desk() if sys.argv[1:] == ["serve"] else demo()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        ports = f"{PORTS.start} to {PORTS.stop - 1}"
        print(
            f"The sample newspaper wants the ports {ports}, and one is taken: by `make desk` or another `make demo`? End",
            end=" ",
        )
        print("that one first, or say COPYDESK_DEMO_PORT=9911 make demo")
        return 2


if __name__ == "__main__":
    sys.exit(main())
