"""The flow of a run that the runner has started: the one that it serves under that name, whatever the server says of it.

Prefect would ask the server for steps to run first and for the code's place, so whoever may write to the server, or to its
database, would be a shell here.
"""

import os
from typing import Any

from prefect import Flow
from prefect.runner import runner

from flows.server.deployed import FLOWS

ENTRYPOINT = f"{__name__}.flow"
"""Where Prefect's engine finds the flow of its process; the runner names the deployment in the engine's environment."""


def serve_own_flows_alone() -> None:
    """Let the runner and all that it starts take no flow from the server's word."""
    os.environ["PREFECT__FLOW_ENTRYPOINT"] = ENTRYPOINT
    # In its own process Prefect's runner loads a flow for the hooks of runs that were cancelled or crashed. Ours have none.
    setattr(runner, "load_flow_from_flow_run", _of_no_run)  # noqa: B010 - not a name that it exports


async def _of_no_run(*_: object, **__: object) -> Flow[Any, Any]:
    return Flow(lambda: None, name="no-hooks")


def __getattr__(name: str) -> Flow[Any, Any]:
    if name == "flow":
        return {one.name: one for one in FLOWS}[os.environ["PREFECT__DEPLOYMENT_NAME"]]
    raise AttributeError(name)
