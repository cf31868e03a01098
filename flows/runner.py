"""`python -m flows.runner`: tell the Prefect server at PREFECT_API_URL of every flow, and run what is triggered or due."""

import os
from typing import cast

from prefect import State, get_client, serve
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from flows.deployed import FLOWS, desk_from_environment
from flows.own_flow import serve_own_flows_alone
from flows.schedules import Overlap, Schedule, load_schedules

GOING_ON = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
DIED = "its runner ended, and the run with it; run it again, and it goes on where it was"
STRATEGY: dict[Overlap, ConcurrencyLimitStrategy] = {
    "wait": ConcurrencyLimitStrategy.ENQUEUE,
    "skip": ConcurrencyLimitStrategy.CANCEL_NEW,
}


def main() -> None:
    """Register the flows under their own names, with the schedules of `config/schedules.toml`, and wait for work."""
    with get_client(sync_client=True) as client:
        _say_what_died(client)
    os.environ["COPYDESK_RUNNER"] = str(os.getpid())
    serve_own_flows_alone()
    # Left on: a desk that comes back after an upgrade goes on by its schedule.
    serve(*deployments(), pause_on_shutdown=False, print_starting_message=False)


def deployments() -> list[RunnerDeployment]:
    """One deployment a flow, as `config/schedules.toml` has it."""
    schedules = load_schedules(desk_from_environment().config, {one.name for one in FLOWS})
    made: list[RunnerDeployment] = []
    for one in FLOWS:
        own = {name: schedule for name, schedule in schedules.items() if schedule.flow == one.name}
        overlap = _overlap(own)
        deployment = one.to_deployment(
            name=one.name,
            description=(one.description or "").partition("\n\nArgs:")[0],  # the form shows what each parameter means
            schedules=[
                Cron(due.cron, timezone=due.timezone, parameters=due.parameters, slug=name) for name, due in own.items()
            ],
            tags=["copydesk"],
            concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=STRATEGY[overlap]),
            # By module: by path, flows/ itself would come first on the import path and hide other packages.
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        made.append(cast("RunnerDeployment", deployment))  # the coroutine is for callers that are async
    return made


def _overlap(schedules: dict[str, Schedule]) -> Overlap:
    return next((schedule.overlap for schedule in schedules.values()), "wait")


def _say_what_died(client: SyncPrefectClient) -> None:
    """Runs of an earlier runner that are still said to go on: they ended with it, and nobody was left to say so."""
    left = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=GOING_ON)), tags=FlowRunFilterTags(all_=["copydesk"])
    )
    for run in client.read_flow_runs(flow_run_filter=left):
        died: State[None] = Crashed(message=DIED)
        client.set_flow_run_state(run.id, died, force=True)


if __name__ == "__main__":
    main()
