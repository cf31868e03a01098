"""`python -m flows.runner`: tell the Prefect server at PREFECT_API_URL of every flow, and run what is triggered or due."""

from typing import cast

from prefect import serve
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.deployed import FLOWS, desk_from_environment
from flows.schedules import load_schedules


def main() -> None:
    """Register the flows under their own names, with the schedules of `config/schedules.toml`, and wait for work."""
    schedules = load_schedules(desk_from_environment().config, {one.name for one in FLOWS})
    deployments: list[RunnerDeployment] = []
    for one in FLOWS:
        due = schedules.get(one.name)
        deployment = one.to_deployment(
            name=one.name,
            description=(one.description or "").partition("\n\nArgs:")[0],  # the form shows what each parameter means
            schedule=Cron(due.cron, timezone=due.timezone) if due else None,
            tags=["copydesk"],
            concurrency_limit=1,  # a second run of the same flow waits for the first
            # By module: by path, flows/ itself would come first on the import path and hide other packages.
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        deployments.append(cast("RunnerDeployment", deployment))  # the coroutine is for callers that are async
    # Left on: a desk that comes back after an upgrade goes on by its schedule.
    serve(*deployments, pause_on_shutdown=False, print_starting_message=False)


if __name__ == "__main__":
    main()
