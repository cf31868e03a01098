"""Names that an editor has joined (articles.aliases), put where the views find them."""

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from articles.aliases import Join, NameJoin
from articles.article import Contributor
from warehouse.ids import contributor_id, name_id
from warehouse.statements import statement


def put_joins(store: DuckDBPyConnection, joins: Sequence[Join]) -> None:
    """Replace all joins of the store by these: what is no longer among them is undone."""
    store.execute(statement("load", "forget_joins"))
    for join in joins:
        ids = [contributor_id(Contributor(join.kind, name)) for name in join.names]
        for one in dict.fromkeys(ids):
            row = {"contributor_id": one, "same_as": ids[0], "name": join.names[0], "evidence": join.evidence}
            store.execute(statement("load", "put_join"), row)


def put_name_joins(store: DuckDBPyConnection, joins: Sequence[NameJoin]) -> None:
    """Replace all joins of names in texts by these, likewise."""
    store.execute(statement("load", "forget_name_joins"))
    if not joins:
        return
    from articles.names import key_of  # here, as with it comes all that is known of names, and few desks join any

    for join in joins:
        ids = [name_id(join.kind, key_of(join.kind, name, join.language)) for name in join.names]
        for one in dict.fromkeys(ids):
            row = {"name_id": one, "same_as": ids[0], "name": join.names[0], "evidence": join.evidence}
            store.execute(statement("load", "put_name_join"), row)
