"""`python -m flows.server.runner`: tell the server at PREFECT_API_URL of every flow, and run what is triggered or due."""

import os
from datetime import UTC, datetime
from typing import cast

from prefect import get_client, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.server.deployed import FLOWS, desk_from_environment
from flows.server.leftovers import clear_up, keep_skipping, skip_missed
from flows.server.own_flow import serve_own_flows_alone
from flows.server.schedules import Overlap, Schedule, load_schedules

STRATEGY: dict[Overlap, ConcurrencyLimitStrategy] = {
    "wait": ConcurrencyLimitStrategy.ENQUEUE,
    "skip": ConcurrencyLimitStrategy.CANCEL_NEW,
}


def main() -> None:
    """Register the flows under their own names, with the schedules of `config/schedules.toml`, and wait for work."""
    with get_client(sync_client=True) as client:
        clear_up(client, [one.name for one in FLOWS])
        skip_missed(client, datetime.now(UTC))
    keep_skipping()
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


if __name__ == "__main__":
    main()
