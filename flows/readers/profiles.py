"""What was learned of publishers, on its way to the readers: a file each in a folder of the run."""

import json
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from articles.profile import NOTHING_LEARNED, Profile


def write_profile(profile: Profile, folder: Path, publisher: str) -> None:
    """Put a publisher's profile where `read_profile` finds it."""
    fields = {name: sorted(values) for name, values in asdict(profile).items()}
    _file(folder, publisher).write_text(json.dumps(fields), "utf-8")


@lru_cache(maxsize=64)
def read_profile(folder: Path, publisher: str) -> Profile:
    """The profile that lies in a folder, which does not change; an empty one where nothing was learned."""
    file = _file(folder, publisher)
    if not file.exists():
        return NOTHING_LEARNED
    fields = json.loads(file.read_text("utf-8"))
    told: dict[str, Any] = {
        name: frozenset(tuple(one) if isinstance(one, list) else one for one in of) for name, of in fields.items()
    }
    return Profile(**told)


def _file(folder: Path, publisher: str) -> Path:
    """Named after the publisher's id, which others may have written: of a long one, or one in another case, the sum tells."""
    digest = sha256(publisher.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return folder / f"{quote(publisher, safe='', errors='replace')[:100]}-{digest}.json"
