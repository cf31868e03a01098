"""In whatever order the captures of an article arrive, its history is the same."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.warehouse.pages import Newsroom, at, read
from warehouse.check import failed_checks
from warehouse.home import Home
from warehouse.load import load
from warehouse.run import Run

Capture = tuple[int, str]
captures = st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ABC")), min_size=1, max_size=6, unique_by=lambda c: c[0])


def history(captured: list[Capture]) -> list[tuple[str, int, int | None]]:
    """What the history must be: a version for each turn of the text, from its first capture to the next turn's."""
    turns: list[Capture] = []
    for day, text in sorted(captured):
        if not turns or turns[-1][1] != text:
            turns.append((day, text))
    ends = [day for day, _ in turns[1:]] + [None]
    return [(text, day, end) for (day, text), end in zip(turns, ends, strict=True)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(batches=([(0, "C"), (4, "A"), (1, "A"), (2, "B")], 1))  # what a late arrival extends, a later one may part again
@given(
    batches=captures.flatmap(
        lambda all_of: st.permutations(all_of).flatmap(lambda order: st.tuples(st.just(order), st.integers(1, 3)))
    )
)
def test_history_does_not_depend_on_the_order_of_arrival(empty_store: Path, batches: tuple[list[Capture], int]):
    order, at_once = batches
    with TemporaryDirectory() as folder:
        newsroom = Newsroom(Home(Path(folder)))
        newsroom.home.store.parent.mkdir()
        shutil.copy(empty_store, newsroom.home.store)
        with newsroom.store() as store:
            batches_of_rows = [order[number : number + at_once] for number in range(0, len(order), at_once)]
            # The last batch is all of it once more, which must change nothing.
            for number, batch in enumerate([*batches_of_rows, order]):
                staged = newsroom.stage(*(read(day=day, text=text, chrome=str(day)) for day, text in batch))
                run = Run(f"run-{number}", "load-files", "shell", at(0))
                counts = load(store, staged, run, ended_at=at(0), code_version="1", rule_set="1")
            assert (counts.unchanged, counts.new_versions) == (len(order), 0)
            assert failed_checks(store) == {}
        found = [(body, int(since), None if until is None else int(until)) for _, body, since, until in newsroom.versions()]
        assert found == history(order)
