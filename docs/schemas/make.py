"""Write the JSON Schema of every layout of records, as ``kananame.record`` makes it from the layout itself."""

from __future__ import annotations

import json
from pathlib import Path

from kananame.record.layout import layouts
from kananame.record.schema import json_schema

FOLDER = Path(__file__).parent


def texts() -> dict[str, str]:
    """Return the text of each schema by the name of its file."""
    return {
        f"{one.id}@{one.version}.json": json.dumps(json_schema(one), ensure_ascii=False, indent=1) + "\n"
        for one in layouts()
    }


def main() -> None:
    """Write the files beside this one, and remove those of layouts that are gone."""
    made = texts()
    for path in FOLDER.glob("*.json"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
