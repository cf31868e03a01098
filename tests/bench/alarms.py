"""The silent-source alarm on simulated publishers: false alarms on ordinary nights, and which faults it finds on the first night."""

import argparse
from collections import Counter
from random import Random

from tests.warehouse.ordinary import FAULTS, alarms, nights, paper
from warehouse.alarms import judge

SIZES = ((2, 10), (10, 30), (30, 100), (100, 400))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=150)
    parser.add_argument("--weeks", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng, said, weeks = Random(asked.seed), Counter[str](), 0.0
    found: Counter[tuple[str, tuple[int, int]]] = Counter()
    tried: Counter[tuple[str, tuple[int, int]]] = Counter()
    for _ in range(asked.papers):
        one = paper(rng)
        told = list(nights(one, rng, asked.weeks * 7))
        for _night, faults in alarms(told):
            weeks += 1 / 7
            for fault in faults:
                said[" ".join(word for word in fault.split() if not any(c.isdigit() for c in word))] += 1
        size = next(each for each in SIZES if one.volume <= each[1])
        for at in range(len(told) - 21, len(told)):
            for name, broken in FAULTS.items():
                if name == "lost bylines" and one.no_byline > 0.5:
                    continue  # a paper that hardly names its authors cannot lose them
                tried[name, size] += 1
                found[name, size] += bool(judge(broken(told[at]), told[max(0, at - 56) : at]))
    print(
        f"{weeks:.0f} publisher-weeks of ordinary nights: {sum(said.values())} alarms, {100 * sum(said.values()) / weeks:.2f} in 100"
    )
    for fault, times in said.most_common():
        print(f"  {times:4}  {fault}")
    print("\nfound on the first night, by new articles a day")
    print(f"{'':18}" + "".join(f"{f'{low}-{high}':>10}" for low, high in SIZES))
    for name in FAULTS:
        shares = (f"{found[name, size] / tried[name, size]:.0%}" if tried[name, size] else "-" for size in SIZES)
        print(f"{name:18}" + "".join(f"{share:>10}" for share in shares))


if __name__ == "__main__":
    main()
