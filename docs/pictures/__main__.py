"""Write the figures beside this file, or into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from docs.pictures.figures import figures

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent

if __name__ == "__main__":
    for name, text in figures().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
