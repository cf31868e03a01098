"""`make bench`: every benchmark, one after the other, each in a process of its own."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run them; 1 when one of them broke down."""
    failed = []
    for file in sorted(Path(__file__).parent.glob("*.py")):
        if not file.stem.startswith("_") and file.stem != "extract":  # which runs in other environments
            print(f"\n== {file.stem}", flush=True)
            if subprocess.run([sys.executable, "-m", f"tests.bench.{file.stem}"], check=False).returncode:
                failed.append(file.stem)
    for name in failed:
        print(f"benchmark {name} broke down", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
