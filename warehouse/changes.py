"""What changed from one version of an article to the next: word by word, block by block, and what kind of change it was."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from duckdb import DuckDBPyConnection

from articles.corrections import opens_correction
from warehouse.handed_over import put_rows
from warehouse.staged import TEXT, TEXTS
from warehouse.statements import statement

Text = Sequence[str]
"""A block: its label and its text."""

_ALIKE = 0.5
"""A block with this share of its words and marks in common with one that it replaces is that block, changed (Dice)."""

_LONGEST = 10_000
"""Words and marks of two blocks together that are compared one by one; longer ones are replaced whole. difflib is quadratic."""


@dataclass(frozen=True, slots=True)
class BlockChange:
    """`change` is "added", "cut" or "changed"; `added` and `cut` are runs of words; `marked` is "[-cut-]{+added+}" in place."""

    change: str
    label: str
    old_text: str | None
    new_text: str | None
    added: tuple[str, ...]
    cut: tuple[str, ...]
    marked: str


def block_changes(old: Sequence[Text], new: Sequence[Text]) -> list[BlockChange]:
    """What was added, cut and changed, in the order of the new text; what was cut stands where it stood."""
    before, after = [tuple(block) for block in old], [tuple(block) for block in new]
    found: list[BlockChange] = []
    for step, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step != "equal":
            found += _replaced(before[i:j], after[k:m])
    return found


def kind_of_change(changes: Sequence[BlockChange], *, headline_only: bool, says_so: bool) -> str:
    """ "correction", "headline only", "silent" or "update"; `says_so`: the page gives a later time of change than before."""
    if any(_is_correction(change) for change in changes):
        return "correction"
    if headline_only:
        return "headline only"
    return "update" if says_so else "silent"


def record_changes(store: DuckDBPyConnection) -> None:
    """Compare the versions that this load has touched with those they follow. The last step of a load."""
    store.execute(statement("load", "succession"))
    pairs = chain.from_iterable(iter(lambda: store.fetchmany(1_000), []))
    versions, blocks = [], []
    for article_id, version, previous_version, headline_only, says_so, old, new in pairs:
        changes = block_changes(old, new)
        versions.append(
            (
                article_id, version, previous_version,
                kind_of_change(changes, headline_only=headline_only, says_so=says_so),
                sum(_words(run) for change in changes for run in change.added),
                sum(_words(run) for change in changes for run in change.cut),
            )
        )  # fmt: skip
        blocks += [
            (article_id, version, position, c.change, c.label, c.old_text, c.new_text, c.added, c.cut, c.marked)
            for position, c in enumerate(changes, 1)
        ]
    for name, rows, types in (("version_changes", versions, _VERSIONS), ("block_changes", blocks, _BLOCKS)):
        if rows:
            put_rows(store, name, types, rows)
            store.execute(statement("load", name))


_VERSIONS = {
    "article_id": TEXT, "version": "INTEGER", "previous_version": "INTEGER", "class": TEXT, "words_added": "INTEGER",
    "words_cut": "INTEGER",
}  # fmt: skip
_BLOCKS = {
    "article_id": TEXT, "version": "INTEGER", "position": "INTEGER", "change": TEXT, "label": TEXT, "old_text": TEXT,
    "new_text": TEXT, "added": TEXTS, "cut": TEXTS, "marked": TEXT,
}  # fmt: skip


def _replaced(old: Sequence[Text], new: Sequence[Text]) -> Iterator[BlockChange]:
    """Each new block is the first old one that it is like, changed; what is left over was cut or added."""
    before = [_bag(text) for _, text in old]
    at = 0
    for label, text in new:
        after = _bag(text)
        like = next((n for n in range(at, len(old)) if old[n][0] == label and _alike(before[n], after)), None)
        if like is None:
            yield BlockChange("added", label, None, text, (text,), (), f"{{+{text}+}}")
            continue
        yield from map(_cut, old[at:like])
        yield _changed(label, old[like][1], text)
        at = like + 1
    yield from map(_cut, old[at:])


def _cut(block: Text) -> BlockChange:
    label, text = block
    return BlockChange("cut", label, text, None, (), (text,), f"[-{text}-]")


def _changed(label: str, old: str, new: str) -> BlockChange:
    before, after = _pieces(old), _pieces(new)
    added, cut, marked = [], [], ""
    for step, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        if step == "equal":
            marked += come
            continue
        if gone:
            marked += f"[-{gone}-]"
        if come:
            marked += f"{{+{come}+}}"
        cut += [gone.strip()] if gone.strip() else []
        added += [come.strip()] if come.strip() else []
    return BlockChange("changed", label, old, new, tuple(added), tuple(cut), marked)


def _bag(text: str) -> Counter[str]:
    """How often each word and mark stands in a text. Spaces do not count: any two texts have them in common."""
    return Counter(piece for piece in _pieces(text) if not piece.isspace())


def _alike(old: Counter[str], new: Counter[str]) -> bool:
    both = old.total() + new.total()
    return both <= _LONGEST and 2 * (old & new).total() >= _ALIKE * both


_ALONE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # kana and ideographs: words without spaces between them
_PIECE = re.compile(rf"\s+|[{_ALONE}]|[^\W{_ALONE}]+|[^\w\s]")


def _pieces(text: str) -> list[str]:
    """The words, marks and spaces of a text; joined, they are the text."""
    return _PIECE.findall(text)


def _words(text: str) -> int:
    return sum(piece[0].isalnum() for piece in _pieces(text))


def _is_correction(change: BlockChange) -> bool:
    return opens_correction(change.new_text) and not opens_correction(change.old_text)
