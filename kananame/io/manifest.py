"""What stands beside a file of records: its layout and form, how many rows it has, and its checksum (送付票)."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any, Final, NamedTuple

from kananame.io.files import reason
from kananame.io.refusals import Refusal

FORMAT: Final = 1
ENDING: Final = ".manifest.json"
CSV, JSONL, JSON, TEXT, HTML = "csv", "jsonl", "json", "text", "html"
KINDS: Final = (CSV, JSONL, JSON, TEXT, HTML)
ENDINGS: Final = {".csv": CSV, ".jsonl": JSONL, ".ndjson": JSONL, ".json": JSON, ".txt": TEXT, ".html": HTML}
"""The form that a file name's ending tells."""
NEWLINES: Final = {"crlf": "\r\n", "lf": "\n"}
QUOTINGS: Final = ("all", "minimal")
HEADERS: Final = ("names", "fields", "none")
ENCODINGS: Final = {"utf-8": "", "cp932": "cp932"}
"""The encodings a file may have, each with the one repertoire that fits it (``""``: all do)."""
_OF_CSV: Final = {"newline": "crlf", "quoting": "all", "header": "names"}
_OF_OTHERS: Final = {"newline": "lf", "quoting": "", "header": ""}


class Form(NamedTuple):
    """How a file of records is written; quoting and header are of CSV alone, and UTF-8 is all that JSON may be."""

    kind: str = CSV
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "crlf"
    quoting: str = "all"
    header: str = "names"

    @property
    def end(self) -> str:
        """What a line ends with."""
        return NEWLINES[self.newline]

    @property
    def mark(self) -> bytes:
        """The byte order mark, empty where there is none."""
        return codecs.BOM_UTF8 if self.bom else b""


def form_of(kind: str, **chosen: str | bool | None) -> Form:
    r"""Return a form with what was chosen of it, the rest as is usual for the kind of file.

    Raises ``Refusal``: ``form-option`` for a choice the kind of file has not.

    >>> form_of("csv", header="fields").header, form_of("jsonl").end
    ('fields', '\n')
    """
    usual: dict[str, Any] = {"encoding": "utf-8", "bom": False, **(_OF_CSV if kind == CSV else _OF_OTHERS)}
    for name, value in chosen.items():
        if value is None or value == usual[name]:
            continue
        if kind != CSV and (name in {"quoting", "header"} or kind in {JSON, JSONL, HTML}):
            raise Refusal("form-option", option=f"--{name}", form=kind)
        usual[name] = value
    if usual["bom"] and usual["encoding"] != "utf-8":
        raise Refusal("form-option", option="--bom", form=usual["encoding"])
    return Form(kind, **usual)


class Manifest(NamedTuple):
    """What is known of a file of records; ``docs/schema.md`` says what each means."""

    file: str
    layout: str
    version: str
    documented: bool
    form: Form
    repertoire: str
    content: str
    rows: int
    refused: int
    size: int
    sha256: str
    audit: str | None
    on: str | None
    through: int | None
    edition: str
    library: str
    generated: str | None

    @property
    def key(self) -> str:
        """The layout with its version."""
        return f"{self.layout}@{self.version}"

    def to_dict(self) -> dict[str, Any]:
        """Return the manifest as JSON-ready data, flat."""
        flat: dict[str, Any] = {"format": FORMAT}
        for name, value in self._asdict().items():
            flat.update(value._asdict() if name == "form" else {name: value})
        return flat

    def written(self) -> bytes:
        """Return the bytes of the file: the same for the same manifest."""
        return f"{json.dumps(self.to_dict(), ensure_ascii=False, indent=2)}\n".encode()


TYPES: Final[dict[str, tuple[type, ...]]] = {
    **dict.fromkeys(Manifest._fields, (str,)),
    **dict.fromkeys(Form._fields, (str,)),
    **dict.fromkeys(("documented", "bom"), (bool,)),
    **dict.fromkeys(("rows", "refused", "size", "format"), (int,)),
    **dict.fromkeys(("audit", "on", "generated"), (str, type(None))),
    "through": (int, type(None)),
}
CHOICES: Final = {
    "format": (FORMAT,), "kind": KINDS, "encoding": ENCODINGS, "newline": NEWLINES, "quoting": ("", *QUOTINGS),
    "header": ("", *HEADERS),
}  # fmt: skip


def beside(path: str | Path) -> Path:
    """Return where the manifest of a file stands.

    >>> beside("out.csv").name
    'out.csv.manifest.json'
    """
    return Path(f"{path}{ENDING}")


def read(path: str) -> Manifest:
    """Return the manifest of a file.

    Raises ``Refusal``: ``manifest-missing``, ``manifest-invalid`` naming the field, ``file-unreadable``.
    """
    place = beside(path)
    try:
        told = json.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refusal("manifest-missing", path=path, manifest=place.name) from None
    except (ValueError, RecursionError):
        raise Refusal("manifest-invalid", path=place, field="JSON") from None
    except OSError as error:
        raise Refusal("file-unreadable", path=place, why=reason(error)) from None
    fields = ["format", *(name for name in Manifest._fields if name != "form"), *Form._fields]
    for name in fields:
        if not isinstance(told, dict) or not _holds(name, told.get(name, ...)):
            raise Refusal("manifest-invalid", path=place, field=name)
    form = Form(*(told[name] for name in Form._fields))
    return Manifest(**{name: told[name] for name in Manifest._fields if name != "form"}, form=form)


def _holds(name: str, value: object) -> bool:
    """Tell whether a value is one that a field may have."""
    return type(value) in TYPES[name] and value in CHOICES.get(name, (value,))
