"""What a runner that ended left at the Prefect server: runs said to go on, slots said to be held, runs that were due since."""

import json
import logging
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
from prefect import State, get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Cancelled, Crashed

GOING_ON = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
DIED = "its runner ended, and the run with it; run it again, and it goes on where it was"
LOOKED_FOR_EVERY_S = 15.0
AT_ONCE = 200
"""Flow runs that the server gives in one answer."""

_log = logging.getLogger("prefect.copydesk")


def clear_up(client: SyncPrefectClient, deployments: list[str]) -> None:
    """Before a runner begins, nothing of these deployments goes on: what ended with the last runner is said to have ended.

    Each holds its deployment's slot from before its process starts, and whoever waits for the slot waits as long as it is held.
    """
    for run in _runs(client, FlowRunFilterState(type=FlowRunFilterStateType(any_=GOING_ON))):
        died: State[None] = Crashed(message=DIED)
        try:
            client.set_flow_run_state(run.id, died, force=True)
        except httpx.HTTPError as error:  # a run whose state cannot be set must not keep all others from being run
            _log.warning("%s: cannot be said to have crashed: %s", run.name, error)
    for one in client.read_deployments():
        if one.name in deployments and (limit := one.global_concurrency_limit) and limit.active_slots:
            client.update_global_concurrency_limit(limit.name, GlobalConcurrencyLimitUpdate(active_slots=0))


def skip_missed(client: SyncPrefectClient, now: datetime) -> None:
    """Of runs that were due by the same schedule while nobody could run them, the last one is left to be caught up."""
    due = FlowRunFilterExpectedStartTime.model_validate({"before_": now})
    waiting = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))
    last: dict[tuple[str, str], FlowRun] = {}
    for run in list(_runs(client, waiting, due, "auto-scheduled")):
        kept = last.setdefault((str(run.deployment_id), json.dumps(run.parameters, sort_keys=True, default=str)), run)
        if kept is not run:
            instead = f"{kept.expected_start_time:%Y-%m-%d %H:%M} UTC"
            skipped: State[None] = Cancelled(
                name="Skipped", message=f"missed; the one that was due at {instead} is run instead"
            )
            client.set_flow_run_state(run.id, skipped)


def keep_skipping() -> None:
    """Skip what was missed for as long as this process lives: a machine may sleep, and a run take longer than its schedule."""

    def look() -> None:
        while True:
            time.sleep(LOOKED_FOR_EVERY_S)
            try:
                with get_client(sync_client=True) as client:
                    skip_missed(client, datetime.now(UTC))
            except (httpx.HTTPError, RuntimeError) as error:  # the server is away or busy: next time
                _log.info("missed runs are looked for again: %s", error)

    threading.Thread(target=look, name="missed runs", daemon=True).start()


def _runs(
    client: SyncPrefectClient, state: FlowRunFilterState, due: FlowRunFilterExpectedStartTime | None = None, *tags: str
) -> Iterator[FlowRun]:
    """The last due first. All are asked for before one is given: what is done to them changes what is there."""
    wanted = FlowRunFilter(state=state, expected_start_time=due, tags=FlowRunFilterTags(all_=["copydesk", *tags]))
    found: list[FlowRun] = []
    while True:
        some = client.read_flow_runs(
            flow_run_filter=wanted, sort=FlowRunSort.EXPECTED_START_TIME_DESC, limit=AT_ONCE, offset=len(found)
        )
        found += some
        if len(some) < AT_ONCE:
            return iter(found)
