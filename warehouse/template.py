"""An empty store, made once and copied: that takes a tenth of the time of the statements that made it.

It is kept where Python keeps its own compiled files (articles/compiled.py), and made anew when a file of schema/ changes.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection, __version__, connect
from duckdb import Error as DuckDBError

from articles.compiled import kept
from warehouse.statements import statement


def copy_template(
    store: DuckDBPyConnection, config: Mapping[str, Any], schema: Iterable[str], make: Callable[[DuckDBPyConnection], None]
) -> None:
    """Fill a store that holds nothing yet as `make` would by these texts of schema files and the columns' comments.

    Where no template can be kept or opened, the store is left as it is.
    """
    comments = (files("warehouse") / "schema" / "columns.toml").read_text("utf-8")

    def write(file: Path) -> None:
        file.unlink()  # DuckDB takes no empty file for a database
        with connect(str(file), config=dict(config)) as template:
            make(template)

    template = kept("schema", [text.encode() for text in (__version__, repr(config), comments, *schema)], write)
    if template is None:
        return
    try:
        store.execute(statement("schema", "attach_template").format(file=str(template).replace("'", "''")))
    except DuckDBError:
        with suppress(OSError):
            template.unlink()  # it is damaged; the next store makes another
        return
    store.execute(statement("schema", "copy_template"))
