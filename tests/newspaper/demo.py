"""`make demo`: the sample newspaper is served on loopback, the nightly run crawls it, and its articles are there to be asked for."""

import subprocess
import sys
from pathlib import Path

from tests.newspaper.papers import load_papers
from tests.newspaper.site import Newspaper

CHECKOUT = Path(__file__).parent.parent.parent
COPYDESK = Path(sys.executable).with_name("copydesk")
NOW = "2026-11-22T03:00:00+00:00"  # the night after the sample papers' first day, whatever today is
PORTS = range(8811, 8811 + len(load_papers()))  # the same addresses each time: a second demo finds nothing new
SHOW = "select publisher, language, title, authors, place from articles order by published_at desc limit 12"
NEXT = (
    'copydesk sql "select place, country, count(*) as articles from articles where place is not null group by all order by 3 desc"',
    "copydesk explain {url}",
)


def main() -> int:
    """Serve, crawl, show. The status is the nightly run's."""
    config = CHECKOUT / "data" / "demo-config"
    with Newspaper(day=1, ports=PORTS) as newspaper:
        (config / "publishers").mkdir(parents=True, exist_ok=True)
        newspaper.write_config(config / "publishers")
        print(f"The sample newspaper: {', '.join(paper.base for paper in newspaper.papers)}\n", flush=True)
        status = subprocess.run([COPYDESK, "nightly", "--config", config, "--now", NOW], check=False).returncode
    if status == 0:
        subprocess.run([COPYDESK, "sql", SHOW], check=True)
        print("\nTwo things to type next:\n")
        for line in NEXT:
            print("    .venv/bin/" + line.format(url=_an_article()))
    return status


def _an_article() -> str:
    asked = [COPYDESK, "sql", "select url from articles where dateline is not null order by url limit 1", "--format", "csv"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.splitlines()[1]


if __name__ == "__main__":
    sys.exit(main())
