"""One limit a host, whoever asks: all crawls of a home share what they know of it, one small file a host.

Two publishers on one host, or two runs at once, are processes of their own: its pace, the night's budget and its wish for
quiet would otherwise be kept by each for itself.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Self
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

LONGEST_HOLD_S = 60.0
"""What is believed of `held_until`: a clock that was set back holds nobody longer."""


class Host(BaseModel):
    """What is known of a host. `last_asked` and `held_until` are the system's clock in seconds, the others the run's."""

    last_asked: float = 0.0
    held_until: float = 0.0
    night: date | None = None
    asked: int = 0
    quiet_until: datetime | None = None


class Hosts:
    """The hosts of a home, in `folder`. A host is a name with its port, where one is written.

    Each call locks its host's file for some microseconds (flock: it ends with its holder) and leaves it whole.
    """

    def __init__(self, folder: Path, night: date) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._night = night

    def turn(self, host: str, pause_s: float) -> float:
        """0, and the turn is taken; or the seconds until it may be had: `pause_s` after anybody's last request."""
        with self._open(host) as file:
            state, now = file.read(), time.time()
            since = now - state.last_asked
            pause = pause_s - since if since >= 0 else 0.0
            hold = state.held_until - now
            wait = max(pause, hold if hold <= LONGEST_HOLD_S else 0.0)
            if wait > 0:
                return wait
            file.write(state.model_copy(update={"last_asked": now}))
            return 0.0

    def hold(self, host: str, seconds: float) -> None:
        """Nobody asks it for so long."""
        with self._open(host) as file:
            state = file.read()
            until = time.time() + min(seconds, LONGEST_HOLD_S)
            file.write(state.model_copy(update={"held_until": max(state.held_until, until)}))

    def count(self, host: str, budget: int) -> bool:
        """Count a request against the night's budget. False where that is spent."""
        with self._open(host) as file:
            state = file.read()
            asked = state.asked if state.night == self._night else 0
            if asked >= budget:
                return False
            file.write(state.model_copy(update={"night": self._night, "asked": asked + 1}))
            return True

    def leave_alone(self, host: str, until: datetime) -> None:
        """It asks for quiet until then, into later nights."""
        with self._open(host) as file:
            file.write(file.read().model_copy(update={"quiet_until": until}))

    def quiet_until(self, host: str) -> datetime | None:
        """Until when it asked to be left alone, which may be over."""
        with self._open(host) as file:
            return file.read().quiet_until

    @contextmanager
    def _open(self, host: str) -> Iterator["_File"]:
        with _File(self._folder / f"{quote(host, safe='')[:200]}.json") as file:
            yield file


class _File:
    """A host's file, locked. One line of JSON: what a kill leaves behind it is not read."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def read(self) -> Host:
        """What it says; nothing where it is new, or was damaged by a power cut."""
        line = os.pread(self._handle, 4096, 0).partition(b"\n")[0]
        try:
            return Host.model_validate_json(line) if line else Host()
        except ValidationError:
            return Host()

    def write(self, state: Host) -> None:
        """Say it anew."""
        os.pwrite(self._handle, state.model_dump_json().encode() + b"\n", 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)
