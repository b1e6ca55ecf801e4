"""``python -m docs.site``: build the site into ``build/site``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from docs.playground.assemble import NotInstalled
from docs.site.build import Faulty, build

HERE = Path("build", "site")


def main() -> int:
    """Build as the command line says and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m docs.site", description="Build the site of both languages.")
    parser.add_argument("--out", type=Path, default=HERE, help="the folder it comes to stand in (build/site)")
    parser.add_argument("--quick", action="store_true", help="without the programs of the playground")
    given = parser.parse_args()
    try:
        build(given.out.resolve(), quick=given.quick)
    except (Faulty, NotInstalled) as fault:
        print(fault, file=sys.stderr)
        return 1
    print(given.out / "index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
