"""`make torture`: the long forms, each with a seed that reproduces what it finds.

Example: python -m tests.torture kill --seed 7
"""

import argparse
import importlib
import sys
from pathlib import Path


def main() -> int:
    """Run the named forms, or all of them; 1 when one found something."""
    there = sorted(
        file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py") if "\ndef long(" in file.read_text()
    )
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("forms", nargs="*", help=f"of {', '.join(there)}; all, if none is named")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    unknown = sorted(set(asked.forms) - set(there))
    if unknown:
        parser.error(f"no {', '.join(unknown)}; there are {', '.join(there)}")
    found: list[str] = []
    for form in asked.forms or there:
        print(f"\n== {form}, seed {asked.seed}", flush=True)
        long = importlib.import_module(f"tests.torture.test_{form}").long
        found += [f"{form}: {line}" for line in long(asked.seed, lambda line: print(line, flush=True))]
    for line in found:
        print(line, file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
