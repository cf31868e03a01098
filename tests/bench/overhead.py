"""What Prefect adds to a run: the same load with its decorators, less the time inside of the plain function.

The time is that of one run, from the flow's call to its end: state changes, artifacts, report link, events, log lines and progress.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

PARAGRAPH = "The ferry between the two banks of harbour {n} will sail every twenty minutes until the bridge is open again. "


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    articles = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        home, pages = Path(folder) / "home", Path(folder) / "pages"
        (Path(folder) / "config").mkdir()
        pages.mkdir()
        for n in range(articles):
            (pages / f"{n}.txt").write_text(f"Ferry {n} sails again\n\n" + (PARAGRAPH.format(n=n) * 3 + "\n\n") * 3)
        os.environ |= {"COPYDESK_HOME": str(home), "COPYDESK_CONFIG": str(Path(folder) / "config")}
        from prefect.testing.utilities import prefect_test_harness

        from flows import files
        from flows.progress import Tell
        from flows.server import deployed

        inside, told = [], [0.0]
        plain = files.load_files

        def timed(*given, tell: Tell, **more):
            def timed_tell(step):
                began = time.perf_counter()
                tell(step)
                told[0] += time.perf_counter() - began

            began = time.perf_counter()
            ended = plain(*given, tell=timed_tell, **more)
            inside.append(time.perf_counter() - began)
            return ended

        with patch.object(files, "load_files", timed), prefect_test_harness(server_startup_timeout=120):
            began = time.perf_counter()
            deployed.load_files([pages])
            whole = time.perf_counter() - began
        added = whole - inside[0] + told[0]
        print(f"{articles} articles: {whole:.1f} s, of which Prefect and what it shows {added:.2f} s")
        print(f"an article's share of it: {1000 * added / articles:.2f} ms")


if __name__ == "__main__":
    main()
