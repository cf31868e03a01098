"""Attacks of somebody who is signed in to `copydesk serve`, or is not, on a real Prefect server and its runner."""

import http.client
import json
import re
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect as websocket

from flows.server.allowed import of_a_form, refusal
from flows.server.entry import LETS_IN_S, SIGNED_IN_S, entry_link, is_signed_in, sign_in
from tests.flows.served import Served, serving
from tests.flows.server.test_serving import GAZETTE, HARBOUR, SCHEDULES
from warehouse.home import Home
from warehouse.query import connect
from warehouse.store import locked

SOME = str(uuid4())


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("gate")
    (folder / "config" / "publishers").mkdir(parents=True)
    (folder / "config" / "publishers" / "gazette.toml").write_text(GAZETTE)
    (folder / "config" / "schedules.toml").write_text(SCHEDULES)
    (folder / "wire").mkdir()
    (folder / "wire" / "tunnel.txt").write_text(HARBOUR.replace("bridge", "tunnel"))
    (folder / "secret.txt").write_text(HARBOUR.replace("bridge", "vault"))
    (folder / "config" / "desk.toml").write_text(f'load_roots = ["{folder / "wire"}"]\n')
    with serving(folder) as desk:
        yield desk


def test_the_schemas_of_our_own_forms_may_be_tried() -> None:
    from flows.server.deployed import FLOWS

    assert [flow.name for flow in FLOWS if not of_a_form(flow.parameters.model_dump())] == []


def canary(served: Served) -> Path:
    """A file that is there if anybody got a command run."""
    return served.home.with_name("canary")


def command(served: Served) -> list[dict]:
    """What Prefect would run before a flow."""
    return [{"prefect.deployments.steps.run_shell_script": {"script": f"touch {canary(served)}"}}]


def code_of(served: Served) -> list[dict]:
    """What says which code runs, and where."""
    of = (
        "entrypoint",
        "path",
        "pull_steps",
        "job_variables",
        "work_pool_name",
        "work_queue_name",
        "parameters",
        "enforce_parameter_schema",
    )
    return [{name: deployment[name] for name in of} for deployment in served.deployments().values()]


LOOK = re.compile(r".*/(filter|count|paginate|history|lateness|concurrency_status|count-by/.*)|/ui/.*")
DO = {
    "POST /deployments/{}/create_flow_run", "POST /deployments/{}/pause_deployment", "POST /deployments/{}/resume_deployment",
"PATCH /deployments/{}/schedules/{}", "PATCH /flow_runs/{}", "POST /flow_runs/{}/set_state",
    "POST /flow_runs/bulk_set_state", "POST /flow_runs/{}/resume", "DELETE /flow_runs/{}", "POST /flow_runs/bulk_delete",
    "DELETE /task_runs/{}", "PUT /saved_searches/", "DELETE /saved_searches/{}",
}  # fmt: skip


def test_each_route_of_prefects_is_decided_on() -> None:
    """Whoever takes a new Prefect sees here what it would let people do."""
    from prefect.server.api.server import API_ROUTERS  # three seconds, in each process that collects the tests

    routes = [
        (method, re.sub(r"\{.*?\}", "{}", route.path))
        for router in API_ROUTERS
        for route in router.routes
        for method in getattr(route, "methods", ())
    ]
    assert len(routes) > 150
    open_ = {f"{method} {path}" for method, path in routes if refusal(method, path.replace("{}", SOME), {}, None) is None}
    changing = {route for route in open_ if not route.startswith("GET ")}
    assert {route for route in changing if not LOOK.fullmatch(route.partition(" ")[2])} == DO
    assert "POST /deployments/get_scheduled_flow_runs" not in open_


ATTACKS: list[tuple[str, str, object]] = [
    *(("PATCH", "/deployments/DEPLOYMENT", field) for field in (
        {"pull_steps": "COMMAND"}, {"paused": False, "pull_steps": "COMMAND"}, {"entrypoint": "os.system"}, {"path": "/tmp"},
        {"job_variables": {"env": {"PYTHONPATH": "/tmp"}}}, {"work_pool_name": "mine"}, {"work_queue_name": "mine"},
        {"parameters": {}, "enforce_parameter_schema": False}, {"storage_document_id": SOME}, {"infrastructure_document_id": SOME},
        {"schedules": []}, {"parameter_openapi_schema": {}}, [{"pull_steps": "COMMAND"}],
    )),
    *(("POST", "/deployments/DEPLOYMENT/create_flow_run", field) for field in (
        {"job_variables": {"command": "touch CANARY"}}, {"infrastructure_document_id": SOME}, {"work_queue_name": "mine"},
        {"enforce_parameter_schema": False}, {"context": {"x": 1}}, {"state": {"type": "SCHEDULED", "data": {"serializer": {"type": "pickle"}}}},
        {"state": {"type": "SCHEDULED", "state_details": {"deployment_concurrency_lease_id": SOME}}},
    )),
    *(("POST", "/deployments/DEPLOYMENT/create_flow_run", {"parameters": {"paths": [template]}}) for template in (
        {"__prefect_kind": "jinja", "template": "{{ 9 ** (9 ** 9) }}"},
        {"__prefect_kind": "json", "value": {"__prefect_kind": "jinja", "template": "{{ 9 ** (9 ** 9) }}"}},
        {"__prefect_kind": "none", "value": [{"__prefect_kind": "jinja", "template": {"__prefect_kind": "none", "value": "{{ 9 ** (9 ** 9) }}"}}]},
    )),
    ("PATCH", "/deployments/DEPLOYMENT/schedules/SCHEDULE", {"parameters": {"mode": {"__prefect_kind": "jinja", "template": "{{ 9 ** (9 ** 9) }}"}}}),
    *(("POST", "/ui/schemas/validate", {"schema": {"type": "object", "properties": {"a": schema}}, "values": {"a": "a" * 30 + "!"}}) for schema in (
        {"type": "string", "pattern": "^(a+)+$"}, {"patternProperties": {"^(a+)+$": {}}}, {"uniqueItems": True}, {"$ref": "#"},
        {"anyOf": [{"items": {"pattern": "^(a+)+$"}}]}, {"anyOf": {"pattern": "^(a+)+$"}}, {"properties": [{"pattern": "^(a+)+$"}]},
    )),
    ("POST", "/deployments/", {"name": "mine", "flow_id": "FLOW", "entrypoint": "os.system", "pull_steps": "COMMAND"}),
    ("POST", "/deployments/DEPLOYMENT/create_flow_run/bulk", [{"job_variables": {"command": "touch CANARY"}}]),
    ("POST", "/deployments/DEPLOYMENT/schedules", [{"schedule": {"interval": 60}, "parameters": {"paths": ["/etc"]}}]),
    ("PATCH", "/deployments/DEPLOYMENT/schedules/SCHEDULE", {"active": True, "job_variables": {"command": "touch CANARY"}}),
    ("POST", "/deployments/DEPLOYMENT/schedule", {}),
    ("POST", "/deployments/get_scheduled_flow_runs", {"deployment_ids": ["DEPLOYMENT"]}),
    ("DELETE", "/deployments/DEPLOYMENT", None),
    ("POST", "/deployments/bulk_delete", {"deployments": {}}),
    ("POST", "/flows/", {"name": "mine"}),
    ("DELETE", "/flows/FLOW", None),
    ("POST", "/flow_runs/", {"flow_id": "FLOW", "deployment_id": "DEPLOYMENT", "job_variables": {"command": "touch CANARY"}}),
    ("PATCH", f"/flow_runs/{SOME}", {"job_variables": {"command": "touch CANARY"}}),
    ("PATCH", f"/flow_runs/{SOME}", {"parameters": {"paths": ["/etc"]}}),
    ("PATCH", f"/flow_runs/{SOME}", {"infrastructure_pid": "1"}),
    ("POST", f"/flow_runs/{SOME}/set_state", {"state": {"type": "COMPLETED", "data": {"serializer": {"type": "pickle"}}}}),
    ("POST", f"/flow_runs/{SOME}/input", {"key": "x", "value": "y"}),
    ("POST", "/task_runs/", {"task_key": "x", "dynamic_key": "0"}),
    ("POST", f"/task_runs/{SOME}/set_state", {"state": {"type": "COMPLETED"}}),
    ("POST", "/work_pools/", {"name": "mine", "type": "process"}),
    ("POST", "/work_pools/mine/queues", {"name": "mine"}),
    ("PATCH", "/work_pools/default", {"base_job_template": {}}),
    ("POST", "/work_pools/default/get_scheduled_flow_runs", {}),
    ("POST", "/work_pools/mine/workers/heartbeat", {"name": "mine"}),
    ("POST", "/work_queues/", {"name": "mine"}),
    ("POST", "/block_types/", {"name": "mine", "slug": "mine"}),
    ("POST", "/block_schemas/", {"fields": {}, "block_type_id": SOME}),
    ("POST", "/block_documents/", {"name": "mine", "block_type_id": SOME, "block_schema_id": SOME, "data": {"url": "http://127.0.0.1:9"}}),
    ("POST", "/block_documents/filter", {"include_secrets": True}),
    ("GET", "/block_documents/SOME?include_secrets=true", None),
    ("POST", "/automations/", {"name": "mine", "actions": [{"type": "run-deployment", "deployment_id": "DEPLOYMENT", "job_variables": {}}]}),
    ("POST", "/variables/", {"name": "mine", "value": "x"}),
    ("PUT", "/admin/storage", {"default_result_storage_block_id": SOME}),
    ("POST", "/v2/concurrency_limits/increment", {"slots": 1, "names": ["deployment:DEPLOYMENT"]}),
    ("POST", "/logs/", []),
    ("POST", "/events", []),
    ("POST", "/artifacts/", {"key": "for-a-person", "data": "all is well"}),
    ("PATCH", "//deployments/DEPLOYMENT", {"pull_steps": "COMMAND"}),
    ("PATCH", "/deployments/DEPLOYMENT/", {"pull_steps": "COMMAND"}),
    ("PATCH", "/deployments/./DEPLOYMENT", {"pull_steps": "COMMAND"}),
    ("PATCH", "/%64eployments/DEPLOYMENT", {"pull_steps": "COMMAND"}),
    ("PATCH", "/deployments/DEPLOYMENT%0A", {"pull_steps": "COMMAND"}),
    ("PATCH", "/saved_searches/../deployments/DEPLOYMENT", {"pull_steps": "COMMAND"}),
]  # fmt: skip


def test_who_is_signed_in_cannot_change_which_code_runs_or_where(served: Served) -> None:
    deployment = served.deployments()["load-files"]
    (due, *_) = served.deployments()["nightly"]["schedules"]
    before = code_of(served)
    for method, path, asked in ATTACKS:
        said = (
            json.dumps([path, asked]).replace('"COMMAND"', json.dumps(command(served))).replace("CANARY", str(canary(served)))
        )
        for name, value in {"DEPLOYMENT": deployment["id"], "FLOW": deployment["flow_id"], "SCHEDULE": due["id"]}.items():
            said = said.replace(name, value)
        path, asked = json.loads(said)
        with pytest.raises(urllib.error.HTTPError) as refused:
            served.api(path, asked, method)
        assert refused.value.code in (403, 404, 405), (method, path)  # by another spelling there is nothing to find
        if refused.value.code == 403:
            assert "who is signed in" in (why := refused.value.read().decode()) or "the runner's alone" in why, (
                method,
                path,
                why,
            )
    for raw in (
        b'{"paused": false, "pull_steps": [], "pull_steps": %s}' % json.dumps(command(served)).encode(),
        json.dumps({"pull_steps": command(served)}).encode("utf-16"),
        b"\xef\xbb\xbf" + json.dumps({"pull_steps": command(served)}).encode(),
    ):
        assert raw_status(served, "PATCH", f"/api/deployments/{deployment['id']}", raw) in (400, 403)
    assert code_of(served) == before
    run = served.run("load-files", {"paths": [str(served.home.with_name("secret.txt")), str(served.home.with_name("wire"))]})
    assert run["state"]["name"] == "Degraded", served.logs()
    assert not canary(served).exists()
    with connect(Home(served.home)) as warehouse:  # load_roots binds whoever is signed in
        assert warehouse.execute("select title from articles").fetchall() == [("Harbour tunnel to close for a month",)]
        assert warehouse.execute("select reason from pages where outcome = 'rejected'").fetchall() == [("outside_roots",)]


def raw_status(served: Served, method: str, path: str, body: bytes, **headers: str) -> int:
    """The status of an answer to exactly these bytes, from who is signed in."""
    token = served.api("/csrf-token?client=raw")["token"]
    said = {
        "Authorization": f"Basic {b64encode(served.auth.encode()).decode()}",
        "Content-Type": "application/json",
        "Prefect-Csrf-Client": "raw",
        "Prefect-Csrf-Token": token,
    } | headers
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)) as connection:
        connection.request(method, path, body, said)
        return connection.getresponse().status


def test_a_body_that_is_too_large_or_none_is_refused(served: Served) -> None:
    path = "/api/flow_runs/filter"
    assert raw_status(served, "POST", path, b"{}") == 200
    assert raw_status(served, "POST", path, b"[" * 100_000) == 400
    for too_much in (path, "/enter", "/form/nightly", "/api/none"):
        for said in ({}, {"Authorization": ""}):
            assert raw_status(served, "POST", too_much, b" " * (3 << 20), **said) == 413


def test_the_runner_runs_its_own_flows_whatever_the_server_says(served: Served) -> None:
    """As if the runner's key, or the server's database, were somebody else's."""
    publish = served.deployments()["publish"]
    for changed in ({"pull_steps": command(served)}, {"entrypoint": "tests.newspaper.demo.desk", "pull_steps": None}):
        served.api(f"/deployments/{publish['id']}", changed, "PATCH", auth=served.runner_key)
        assert served.run("publish", {})["state"]["message"].startswith("published as"), served.logs()
    assert served.api("/logs/filter", {}), "of these runs: who is signed in may read them"
    served.api(f"/deployments/{publish['id']}", {"pull_steps": command(served)}, "PATCH", auth=served.runner_key)
    with locked(Home(served.home)):  # Prefect's runner would run them for the hooks of a run that is cancelled, too
        run = served.start("publish", {})
        served.wait_until(lambda: served.state(run) == "RUNNING", 120)
        served.api(f"/flow_runs/{run}/set_state", {"state": {"type": "CANCELLING"}})
        assert served.ended(run)["state"]["type"] == "CANCELLED"
    assert not canary(served).exists()
    assert "run_shell_script" not in served.logs()["runner.log"]


def test_who_is_signed_in_starts_stops_and_deletes_runs(served: Served) -> None:
    nightly = served.deployments()["nightly"]
    (due, *_) = nightly["schedules"]
    for active in (False, True):
        served.api(f"/deployments/{nightly['id']}/schedules/{due['id']}", {"active": active}, "PATCH")
        assert served.deployments()["nightly"]["schedules"][0]["active"] is active
    for word, paused in (("pause", True), ("resume", False)):
        served.api(f"/deployments/{nightly['id']}/{word}_deployment", method="POST")
        assert served.deployments()["nightly"]["paused"] is paused
    later = {"type": "SCHEDULED", "state_details": {"scheduled_time": "2200-01-01T00:00:00Z"}}
    asked = {
        "parameters": {},
        "tags": ["mine"],
        "state": later,
        "job_variables": {},
        "work_queue_name": None,
        "empirical_policy": {"retries": None},
    }
    run = served.api(f"/deployments/{nightly['id']}/create_flow_run", asked)["id"]
    served.api(f"/flow_runs/{run}", {"name": "mine"}, "PATCH")
    assert served.api(f"/flow_runs/{run}")["name"] == "mine"
    served.api(f"/flow_runs/{run}/set_state", {"state": {"type": "CANCELLED"}, "force": True})
    assert served.state(run) == "CANCELLED"
    served.api(f"/flow_runs/{run}", method="DELETE")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        served.api(f"/flow_runs/{run}")


def test_the_runners_key_is_the_runners(served: Served) -> None:
    kept = Home(served.home).prefect / "runner-key"
    assert kept.stat().st_mode & 0o777 == 0o600
    shown = [served.api(path) for path in ("/admin/settings", "/csrf-token?client=x")] + [served.said.read_text()]
    assert served.runner_key.partition(":")[2] not in json.dumps(shown)
    written = [file for file in served.home.rglob("*") if file.is_file() and not file.is_symlink() and file != kept]
    assert [file for file in written if served.runner_key.partition(":")[2].encode() in file.read_bytes()] == []
    for path in ("events/in", "events/out", "logs/out", "work_pools/mine/workers/connect"):
        with (
            websocket(f"ws://127.0.0.1:{served.port}/api/{path}", subprotocols=["prefect"]) as wire,
            pytest.raises(ConnectionClosed, match="1008"),
        ):
            wire.send(json.dumps({"type": "auth", "token": served.auth}))
            wire.recv(30)


@pytest.mark.parametrize(
    "first", ["[]", '"x"', "{", '{"type": "auth", "token": 5}', '{"type": "auth", "token": "é"}', "[" * 300_000]
)
def test_a_first_message_that_is_no_sign_in_closes_the_wire_and_leaves_no_traceback(served: Served, first: str) -> None:
    for path in ("events/out", "logs/out"):
        with (
            websocket(f"ws://127.0.0.1:{served.port}/api/{path}", subprotocols=["prefect"]) as wire,
            pytest.raises(ConnectionClosed, match="1008"),
        ):
            wire.send(first)
            wire.recv(30)
    assert "Traceback" not in (Home(served.home).prefect / "server.log").read_text()


def test_half_a_character_is_refused(served: Served) -> None:
    nightly = served.deployments()["nightly"]
    run = served.api(f"/deployments/{nightly['id']}/create_flow_run", {})["id"]
    assert raw_status(served, "PATCH", f"/api/flow_runs/{run}", b'{"name": "\\ud800"}') == 400


@pytest.mark.parametrize(
    "path", ["", "dashboard", "login", "api/health", "api/none", "api/docs", "form/nightly", "enter", "reports/0/0.html"]
)
def test_no_answer_may_be_shown_in_a_frame(served: Served, path: str) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)) as connection:
        connection.request("GET", f"/{path}", headers={"Accept": "text/html"})
        answer = connection.getresponse()
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers.get_all("Content-Security-Policy")


@pytest.mark.parametrize("place", ["", "/api"])
@pytest.mark.parametrize("page", ["docs", "docs/", "docs/oauth2-redirect", "redoc", "redoc/", "openapi.json"])
def test_no_page_loads_scripts_from_elsewhere(served: Served, place: str, page: str) -> None:
    assert raw_status(served, "GET", f"{place}/{page}", b"") == 404


def entered(served: Served, link: str) -> str:
    """What the page behind a link does in a browser: the session."""
    site, _, token = link.partition("#")
    with urllib.request.urlopen(site) as page:
        assert token not in page.read().decode()
        assert page.headers["Cache-Control"] == "no-store"
    with urllib.request.urlopen(urllib.request.Request(site, token.encode())) as answer:
        return answer.read().decode()


def test_a_link_signs_in_once_with_a_session_of_its_own(served: Served) -> None:
    link = entry_link(Home(served.home), served.site)
    wrong = f"{link[:-1]}{'x' if link[-1] != 'x' else 'y'}"
    with pytest.raises(urllib.error.HTTPError, match="403"):
        entered(served, wrong)
    kept = entered(served, link)
    with pytest.raises(urllib.error.HTTPError, match="403") as refused:
        entered(served, link)
    assert "This link was used, or is over" in refused.value.read().decode()
    assert b64encode(served.auth.encode()).decode() not in kept
    asked = urllib.request.Request(f"{served.site}/api/flows/name/nightly", headers={"Authorization": f"Basic {kept}"})
    with urllib.request.urlopen(asked) as answer:
        assert json.loads(answer.read())["name"] == "nightly"
    for session in (Home(served.home).prefect / "sessions").iterdir():
        session.unlink()  # signed out
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(asked)


def test_a_link_is_over_after_an_hour_and_a_session_after_a_week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, now = Home(tmp_path), 1_800_000_000.0
    monkeypatch.setattr("flows.server.entry.time.time", lambda: now)
    assert sign_in(home, "") is None
    first, token = (entry_link(home, "").partition("#")[2] for _ in range(2))
    assert sign_in(home, first) is None
    now += LETS_IN_S - 1
    with ThreadPoolExecutor(8) as pool:
        (session,) = filter(None, pool.map(lambda _: sign_in(home, token), range(8)))
    assert is_signed_in(home, session)
    assert not is_signed_in(home, "session:")
    now += SIGNED_IN_S
    assert not is_signed_in(home, session)
    late = entry_link(home, "").partition("#")[2]
    now += LETS_IN_S
    assert sign_in(home, late) is None
    assert sign_in(home, entry_link(home, "").partition("#")[2])
    assert len(list((home.prefect / "sessions").iterdir())) == 1  # the one that was over is gone
    secrets = {token, session, session.partition(":")[2]}
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and any(one in file.read_text() for one in secrets)]


def test_without_auth_the_desk_answers_its_own_hosts_alone_and_the_runner_keeps_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config").mkdir()
    monkeypatch.setenv("PREFECT_SERVER_API_AUTH_STRING", "any:body")
    with serving(tmp_path, "--no-auth") as desk:
        own = [f"127.0.0.1:{desk.port}", f"localhost:{desk.port}", f"LOCALHOST:{desk.port}", f"[::1]:{desk.port}", "127.0.0.1"]
        for host in own:
            assert raw_status(desk, "GET", "/api/flows/name/nightly", b"", Host=host) == 200
        for host in ("evil.example", f"evil.example:{desk.port}", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.1", "127.0.0.1@evil.example", "localhost.", "["):  # fmt: skip
            for path in ("/", "/api/flows/name/nightly", "/ui-settings", "/api/health", "/form/nightly"):
                assert raw_status(desk, "GET", path, b"", Host=host) == 421, (host, path)
        with urllib.request.urlopen(f"{desk.site}/ui-settings") as answer:
            assert json.loads(answer.read())["auth"] is None
        publish = f"/api/deployments/{desk.deployments()['publish']['id']}"
        assert raw_status(desk, "PATCH", publish, json.dumps({"pull_steps": command(desk)}).encode()) == 403
        assert desk.run("publish", {})["state"]["type"] == "COMPLETED"
        assert not canary(desk).exists()
        assert desk.stop() == 0
