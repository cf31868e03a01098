"""Publish the store as it is: for example after a snapshot was deleted, or a check was mended."""

from pathlib import Path

from flows.desk import Desk
from warehouse.check import failed_checks
from warehouse.publish import publish as publish_store
from warehouse.store import locked, open_store


def publish(desk: Desk) -> tuple[Path, dict[str, int]]:
    """Check the store and switch people to a fresh snapshot of it: the snapshot, and the checks that found rows."""
    with locked(desk.home), open_store(desk.home) as store:
        return publish_store(store, desk.home, desk.settings.snapshots_kept), failed_checks(store, desk.settings.accepted)
