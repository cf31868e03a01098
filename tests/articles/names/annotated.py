"""How well names are found and joined in annotated.txt: `python -m tests.articles.names.annotated` prints it, odd and even articles apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from articles.names import mentions

_MARKED = re.compile(r"\[(?P<kind>[plo]) (?P<id>[^|\]]+)\|(?P<words>[^\]]+)\]")
_KINDS = {"person": "p", "place": "l", "organisation": "o"}
Named = tuple[str, int, str, str]
"""Kind, where it begins, the words, the id."""


def articles() -> Iterator[tuple[str, int, list[str], list[Named]]]:
    """(language, number, paragraphs, names) of each article."""
    text = Path(__file__).with_name("annotated.txt").read_text("utf-8")
    for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        head, *marked = block.strip().split("\n")
        language, number = head.split()
        body = "\n\n".join(marked)
        named, taken = [], 0
        for match in _MARKED.finditer(body):
            named.append((match["kind"], match.start() - taken, match["words"], match["id"]))
            taken += len(match[0]) - len(match["words"])
        yield language, int(number), _MARKED.sub(lambda match: match["words"], body).split("\n\n"), named


def figures(numbers: Sequence[int]) -> dict[str, tuple[float, float]]:
    """{what: (precision, recall)} of articles whose number is odd or even as these are."""
    right, given, real = Counter[str](), Counter[str](), Counter[str]()
    joined: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for language, number, paragraphs, named in articles():
        if number not in numbers:
            continue
        answers = {(kind, start, words): name for kind, start, words, name in named}
        real.update(kind for kind, *_ in named)
        for mention in mentions(paragraphs, language):
            spot = (_KINDS[mention.kind], mention.span_start, mention.as_written)
            given[spot[0]] += 1
            if spot in answers:
                right[spot[0]] += 1
                joined[language].append((answers[spot], mention.key))
    told = {kind: (right[kind] / max(1, given[kind]), right[kind] / max(1, real[kind])) for kind in "plo"}
    return told | {"joins B3": _b_cubed(joined.values())}


def _b_cubed(found: "Iterator[list[tuple[str, str]]] | Sequence[list[tuple[str, str]]]") -> tuple[float, float]:
    precision = recall = total = 0.0
    for pairs in found:
        both, real, mine = Counter(pairs), Counter(one for one, _ in pairs), Counter(key for _, key in pairs)
        precision += sum(n * n / mine[key] for (_, key), n in both.items())
        recall += sum(n * n / real[name] for (name, _), n in both.items())
        total += len(pairs)
    return precision / total, recall / total


if __name__ == "__main__":
    for label, numbers in (("odd articles", (1, 3, 5)), ("even articles", (2, 4, 6))):
        for what, (precision, recall) in figures(numbers).items():
            print(f"{label}: {what:8} precision {precision:.3f}, recall {recall:.3f}")
