"""``python -m kananame`` is the command ``kananame``."""

from __future__ import annotations

from kananame.cli import main

if __name__ == "__main__":
    main()
