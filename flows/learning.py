"""What a run's pages teach of their publishers, and the pages that are read again with it, before anything is loaded."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from articles.profile import Profile
from flows.desk import Desk
from flows.progress import Tell
from flows.readers.profiles import write_profile
from flows.readers.reading import reading
from flows.run import OpenRun
from warehouse.profiles import Learned, learn, profiles


def known_profiles(desk: Desk, run: OpenRun, headlines_of: Collection[str] | None = ()) -> Path:
    """A folder of what was learned before this run: with the headlines of these publishers' articles, or of all for None."""
    return _written(profiles(desk.home, headlines_of), run.folder / "profiles")


ROUNDS = 3
"""Times that pages are read again: what is learned of a page that was read better may teach more of others, once or twice."""


def read_again(desk: Desk, run: OpenRun, staged: Sequence[Path], tell: Tell) -> tuple[list[Path], Learned]:
    """The staged files with those of the pages that were read again, and what was learned.

    Of two readings of a page the load takes the one whose file comes first by name: `again1` before `again2` before `staged`.
    """
    readings = [list(staged)]
    read_with: dict[tuple[str, int], Profile] = {}
    for left in range(ROUNDS, 0, -1):
        learned = learn(desk.home, readings)
        again = {page: learned.profiles[publisher] for page, publisher in learned.again.items()}
        # With the same profile a page is read as it was.
        again = {page: profile for page, profile in again.items() if read_with.get(page) != profile}
        if not again:
            break
        read_with |= again
        folder, profiles = run.folder / f"again{left}", _written(learned.profiles, run.folder / f"learned{left}")
        folder.mkdir(exist_ok=True)
        with reading(desk, desk.publishers(), folder, tell, profiles) as reader:
            for warc_file, offset in again:
                reader.add(warc_file, offset)
            readings.append(reader.finish())
    return [file for files in readings for file in files], learned


def _written(profiles: Mapping[str, Profile], folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for publisher, profile in profiles.items():
        write_profile(profile, folder, publisher)
    return folder
