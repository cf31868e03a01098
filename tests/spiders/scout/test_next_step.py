"""What cannot be looked at says what to type next: the kinds of failure of somebody's first hour, each made on a site of its own."""

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from spiders.scout.next_step import STEPS, with_next_step
from spiders.scout.probe import CannotLook, look_at
from tests.spiders.scout.test_probe import CONTACT, HTML, NO_ROBOTS
from tests.spiders.wire import Wire, answer

SITE = "https://gazette.example/front?page=1"


def said_of(url: str, hosts: Path) -> str:
    with pytest.raises(CannotLook) as why:
        look_at(url, contact=CONTACT, hosts=hosts, private_network=True)
    return str(why.value)


@pytest.mark.parametrize(
    ("robots", "front", "says"),
    [
        (answer(b"User-agent: *\nDisallow: /"), answer(HTML), "ask the paper for permission, or for pages as files; those come in by: copydesk load"),
        (answer(b"", status="404 Not Found"), answer(b"", status="403 Forbidden"), "the site refuses programs: ask the paper"),
        (answer(b"", status="404 Not Found"), answer(b"", status="404 Not Found"), "the site has no front page at this address: correct it, like: copydesk publisher add https://"),
        (answer(b"", status="404 Not Found"), answer(b"", status="500 Broken"), "the site may be down: the same command again, later"),
    ],
    ids=["robots forbids", "refused", "no front page", "down"],
)  # fmt: skip
def test_a_site_that_answers_otherwise(tmp_path: Path, robots: bytes, front: bytes, says: str) -> None:
    with Wire({"/robots.txt": robots, "/": front}) as wire:
        assert says.format(host=wire.host) in said_of(f"http://{wire.host}/", tmp_path)


def test_nobody_listens_there(tmp_path: Path) -> None:
    with socket.socket() as taken:  # bound and not listening: refused
        taken.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{taken.getsockname()[1]}"
        assert f"try the other way: copydesk publisher add http://{host}/" in said_of(f"https://{host}/", tmp_path)


class Silent(BaseHTTPRequestHandler):
    """A server that speaks no TLS."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_site_without_tls_is_looked_at_the_other_way(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        host = f"127.0.0.1:{server.server_port}"
        assert f"try the other way: copydesk publisher add http://{host}/" in said_of(f"https://{host}/", tmp_path)
        server.shutdown()


def test_no_host_has_the_name(tmp_path: Path) -> None:
    assert "no host has this name: correct it, like: copydesk publisher add https://" in said_of(
        "https://gazete.invalid", tmp_path
    )


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("deferred: robots.txt: unknown host", "no host has this name"),
        (
            "deferred: robots.txt: timeout",
            "try the other way: copydesk publisher add http://gazette.example/; or the site may be down",
        ),
        (
            "the server's certificate cannot be trusted, or is another host's",
            "try the other way: copydesk publisher add http://",
        ),
        ("deferred: robots.txt: the answer is incomplete", "try the other way: copydesk publisher add http://"),
        ("deferred: robots.txt 503", "the same command again, later"),
        ("something that nobody thought of", "the same command again, later"),
        ("429", "the site refuses programs"),
    ],
)
def test_each_reason_has_a_step(said: str, says: str) -> None:
    assert says in with_next_step(f"{SITE}: {said}", SITE)


@pytest.mark.parametrize(
    "said", ["https://gazette.example leads to https://other.example/: add that one, if that is the paper"]
)
def test_what_says_so_itself_stays_as_it_is(said: str) -> None:
    assert with_next_step(said, SITE) == said


def test_a_page_that_is_gone_leads_to_the_front_page(tmp_path: Path) -> None:
    with Wire({**NO_ROBOTS, "/papers/old": answer(b"", status="410 Gone")}) as wire:
        assert f"begin at its front page: copydesk publisher add http://{wire.host}/" in said_of(
            f"http://{wire.host}/papers/old", tmp_path
        )


def test_a_number_in_an_address_is_no_status() -> None:
    assert "front page" in with_next_step("https://gazette.example/503/a: 404", "https://gazette.example/503/a")
    assert len(STEPS) == 8
