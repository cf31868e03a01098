"""`copydesk browse` from the shell."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

COPYDESK = Path(sys.executable).with_name("copydesk")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_on_loopback_until_it_is_told_to_stop(tmp_path: Path, told: signal.Signals) -> None:
    command = [COPYDESK, "browse", "--home", tmp_path, "--port", str(free_port())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+", served.stdout.readline())
        with urllib.request.urlopen(f"{address}/style.css", timeout=30) as answer:
            assert answer.status == 200
        served.send_signal(told)
        said, error = served.communicate(timeout=30)
    assert (served.returncode, said, error) == (0, "", "")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port = one.getsockname()[1]
        done = subprocess.run(
            [COPYDESK, "browse", "--home", tmp_path, "--port", str(port)], capture_output=True, text=True, check=False
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(
        rf"copydesk: port {port} of 127\.0\.0\.1 cannot be used: name another one, like --port \d+\n", done.stderr
    )
