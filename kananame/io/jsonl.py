"""JSON lines: records in, one object a line; the form in which reports go out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any, BinaryIO

from kananame.io.encoding import Encoding
from kananame.io.lines import Lines, LineTooLong, TextSource
from kananame.io.refusals import Refusal


class Objects(TextSource):
    """JSON lines: every line an object, its keys the columns in the order they are first seen.

    A key that an object lacks is an empty cell, ``null`` too; a number is the text it is written as, and what is no
    plain value is its JSON.  Lines without anything are left out.
    """

    form = "jsonl"
    newline = "\n"

    def __init__(self, stream: BinaryIO, encoding: Encoding, path: str) -> None:
        """Read every line once to find the columns.

        Raises ``Refusal`` ``json-invalid`` for a line that is no object, or has a key twice.
        """
        super().__init__(stream, encoding, path)
        keys: dict[str, None] = {}
        for one in self._objects(Lines(stream, encoding)):
            keys.update(dict.fromkeys(one))
        self.header = list(keys)
        if not any(key.strip() for key in keys):
            raise Refusal("header-missing", path=path)
        self._lines.jump(len(encoding.bom))
        self._records = ([_text(one.get(key)) for key in self.header] for one in self._objects(self._lines))

    @property
    def records(self) -> Iterator[list[str]]:
        """The records that are left, all as long as the header."""
        return self._records

    def _objects(self, lines: Lines) -> Iterator[dict[str, Any]]:
        number = 0
        try:
            for line in lines:
                number += 1
                if line.strip():
                    yield _parsed(line)
        except (ValueError, RecursionError):
            raise Refusal("json-invalid", path=self.path, line=number) from None
        except LineTooLong:
            raise Refusal("record-too-large", path=self.path, row=number) from None


def is_object(line: str) -> bool:
    """Say whether a line is a JSON object.

    >>> is_object('{"氏": "松浦"}'), is_object("氏,名")
    (True, False)
    """
    with suppress(ValueError, RecursionError):
        return isinstance(json.loads(line), dict)
    return False


def _parsed(line: str) -> dict[str, Any]:
    value = json.loads(line, object_pairs_hook=_unique, parse_float=Decimal)
    if not isinstance(value, dict):
        raise ValueError  # noqa: TRY004 (it is no JSON lines either)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str | Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=float)


def as_json(value: object) -> str:
    """Return a value as JSON without needless spaces.

    >>> as_json({"row": 7, "id": None})
    '{"row":7,"id":null}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def encoded(lines: str) -> bytes:
    """Return lines in UTF-8."""
    # Only a kept byte could be no UTF-8, and no report holds one; JSON has the same escape.
    return lines.encode("utf-8", "backslashreplace")
