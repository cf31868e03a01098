"""`copydesk browse`: the pages on a port of loopback, until Ctrl-C."""

import errno
import signal
import socket

import uvicorn

from flows.browse.app import create_app
from flows.refusal import NothingDone
from warehouse.home import Home
from warehouse.limits import Limits

LOOPBACK = "127.0.0.1"


def listening(port: int) -> socket.socket:
    """A socket of loopback that listens. Raises NothingDone where another program has the port."""
    try:
        return socket.create_server((LOOPBACK, port), backlog=64)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise NothingDone(
            f"port {port} of {LOOPBACK} cannot be used: name another one, like --port {port % 60000 + 1025}"
        ) from error


def serve(home: Home, limits: Limits, listener: socket.socket) -> None:
    """Answer at `listener` until SIGINT or SIGTERM."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)  # uvicorn hears them first, and hands them on when it has ended
    config = uvicorn.Config(
        create_app(home, limits), log_level="warning", access_log=False, server_header=False, ws="none", lifespan="off",
        proxy_headers=False, limit_concurrency=64, timeout_graceful_shutdown=2,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listener])
