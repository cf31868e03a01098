"""What today's DuckDB wrote, the newest one reads: python -m tests.warehouse.on_newest_duckdb [VERSION]

Makes an environment of its own with that DuckDB, loads and publishes a few articles with ours, and asks the snapshot there: every
view, every query of warehouse/queries/ that takes no parameter, and a search. Status 1, and why, where one of them fails.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.warehouse.pages import STORY, Newsroom, read, rejected
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.statements import names, statement

NEWEST = "2.0.0"

ASK = """
import json, sys
import duckdb
snapshot, version, questions = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
assert duckdb.__version__ == version, duckdb.__version__
warehouse = duckdb.connect(snapshot, read_only=True, config={"enable_external_access": "false"})
views = [name for (name,) in warehouse.execute("select view_name from duckdb_views() where not internal").fetchall()]
for question in [*(f"from {view}" for view in views), *questions]:
    warehouse.execute(question).fetchall()
((found,),) = warehouse.execute("select count(*) from search('BRIDGE')").fetchall()
assert found == 2, found
print(f"DuckDB {version} reads {len(views)} views, answers {len(questions)} queries and finds {found} articles")
"""


def main() -> None:
    """Make the environment and ask."""
    version = sys.argv[1] if len(sys.argv) > 1 else NEWEST
    with TemporaryDirectory() as folder:
        newsroom = Newsroom(Home(Path(folder, "home")))
        newsroom.home.root.mkdir()
        newsroom.load(read(), read(f"{STORY}/2", "Two."), rejected(f"{STORY}/3", "x"))
        newsroom.load(read(day=1, text="The bridge is shut."))
        with newsroom.store() as store:
            snapshot = publish(store, newsroom.home)
        venv.create(Path(folder, "newest"), with_pip=True)
        python = str(Path(folder, "newest", "bin", "python"))
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"duckdb=={version}", "pytz"], check=True
        )
        questions = [sql for sql in (statement("queries", name) for name in names("queries")) if "$" not in sql]
        asked = subprocess.run([python, "-c", ASK, str(snapshot), version, json.dumps(questions)], check=False)
        sys.exit(asked.returncode)


if __name__ == "__main__":
    main()
