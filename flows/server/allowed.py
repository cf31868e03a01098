"""What people may have Prefect's server do. Everything else is the runner's: what could change which code runs, and where.

They may look at all but secrets; start, cancel, retry, rename and delete runs; pause and resume schedules; save searches.
A route that Prefect adds is refused until it stands here: tests/flows/server/test_gate.py goes through all of them.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Holds = Callable[[object], bool]
"""Whether a value of a request may be so."""


def anything(_: object) -> bool:
    """Any value."""
    return True


def nothing(value: object) -> bool:
    """As if it were not there."""
    return value in (None, {}, [])


def unless_false(value: object) -> bool:
    """The form's own rules hold."""
    return value in (None, True)


def only(**fields: Holds) -> Holds:
    """An object with no other fields than these, each as it may be, and what says nothing; or no object."""
    return lambda value: (
        value is None or (isinstance(value, dict) and all(fields.get(name, nothing)(one) for name, one in value.items()))
    )


def without(*fields: str) -> Holds:
    """Any object that leaves these fields out."""
    return lambda value: not isinstance(value, dict) or not any(value.get(name) for name in fields)


def written_out(value: object) -> bool:
    """Any value, but no template that the server would have to work out: one could keep it busy for ever."""
    rest = [value]
    while rest:
        match rest.pop():
            case {"__prefect_kind": "jinja"}:
                return False
            case dict() as fields:
                rest.extend(fields.values())
            case list() as items:
                rest.extend(items)
    return True


DAY = r"^\d{4}-\d{2}-\d{2}$"
PUBLISHER_ID = r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"
PATTERNS = frozenset((DAY, PUBLISHER_ID))
"""Those that our forms have."""

SAYS = frozenset(("title", "description", "default", "type", "format", "enum", "required", "position"))
PARTS: Mapping[str, Callable[[Any], Iterable[object]]] = {
    "anyOf": list,
    "items": lambda schema: [schema],
    "properties": lambda schemas: schemas.values(),
    "definitions": lambda schemas: schemas.values(),
}


def _is_ours(pattern: object) -> bool:
    return pattern is None or (isinstance(pattern, str) and pattern in PATTERNS)


def of_a_form(schema: object) -> bool:
    """A JSON schema that says no more than those of our flows do: another pattern or reference could be tried for ever."""
    rest = [schema]
    while rest:
        match rest.pop():
            case dict() as said if said.keys() <= SAYS | PARTS.keys() | {"pattern"} and _is_ours(said.get("pattern")):
                try:
                    rest.extend(part for name, parts in PARTS.items() if name in said for part in parts(said[name]))
                except (AttributeError, TypeError):
                    return False
            case _:
                return False
    return True


# `data` could name a file to unpickle; other details could let go of slots that runs hold.
STATE = only(
    type=anything,
    name=anything,
    message=anything,
    timestamp=anything,
    state_details=only(scheduled_time=anything, pause_timeout=anything, pause_reschedule=anything, pause_key=anything),
)
RUN = only(
    state=STATE,
    name=anything,
    parameters=written_out,
    tags=anything,
    idempotency_key=anything,
    empirical_policy=anything,
    enforce_parameter_schema=unless_false,
)

ID = r"[0-9A-Fa-f-]+"
NAME = r"[^/]+"
LISTED = (
    "flows|flow_runs|task_runs|deployments|logs|artifacts|artifacts/latest|saved_searches|block_types|block_schemas|block_documents"
    f"|work_pools|work_pools/{NAME}/(queues|workers)|work_queues|variables|automations|events|concurrency_limits"
    f"|v2/concurrency_limits|task_workers|flow_runs/{ID}/input"
)
COUNTED = "flows/(count-deployments|next-runs)|flow_runs/(history|count-task-runs)|task_runs/(count|dashboard/counts)"
ALLOWED: Mapping[tuple[str, str], Holds] = {
    ("GET|HEAD", "/.*"): nothing,
    ("POST", f"/({LISTED})/(filter|count|paginate|history|lateness)"): without("include_secrets"),
    ("POST", f"/events/count-by/{NAME}|/(work_pools|work_queues)/{NAME}/concurrency_status"): anything,
    ("POST", f"/ui/({COUNTED})"): anything,
    ("POST", "/ui/schemas/validate"): only(schema=of_a_form, values=written_out),
    ("POST", f"/deployments/{ID}/create_flow_run"): RUN,
    ("POST", f"/deployments/{ID}/(pause|resume)_deployment"): nothing,
    # The UI sends the whole schedule to pause it; what people change of it, they could as well start themselves.
    ("PATCH", f"/deployments/{ID}/schedules/{ID}"): only(
        active=anything, slug=anything, schedule=anything, parameters=written_out
    ),
    ("POST", f"/flow_runs/{ID}/set_state"): only(state=STATE, force=anything),
    ("POST", "/flow_runs/bulk_set_state"): only(flow_runs=anything, state=STATE, force=anything, limit=anything),
    ("POST", f"/flow_runs/{ID}/resume"): only(),
    ("PATCH", f"/flow_runs/{ID}"): only(name=anything, tags=anything),
    ("DELETE", f"/(flow_runs|task_runs)/{ID}"): nothing,
    ("POST", "/flow_runs/bulk_delete"): anything,
    ("PUT", "/saved_searches/"): anything,
    ("DELETE", f"/saved_searches/{ID}"): nothing,
}


def refusal(method: str, path: str, query: Mapping[str, object], asked: object) -> str | None:
    """Why people may not ask this of the API, whose path begins after `/api`; None where they may."""
    if "include_secrets" in query:
        return "secrets of blocks are shown to nobody who is signed in"
    rules = [
        holds for (methods, pattern), holds in ALLOWED.items() if re.fullmatch(methods, method) and re.fullmatch(pattern, path)
    ]
    if any(holds(asked) for holds in rules):
        return None
    asked_for = f"{method} {path} with these values" if rules else f"{method} {path}"
    return f"{asked_for} is the runner's alone: people start, stop and delete runs, and pause and resume schedules"
