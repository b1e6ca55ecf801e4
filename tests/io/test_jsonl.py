"""JSON lines: objects of any shape become rows, and what is no object is told by its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kananame.io.refusals import Refusal

from .conftest import Read

Reader = Callable[..., Read]


def test_columns_are_all_keys_in_the_order_they_are_seen(read: Reader) -> None:
    found = read('{"氏":"松浦","カナ":"マツウラ"}\n\n{"番号":1,"氏":"日高"}\n'.encode())
    assert found.header == ["氏", "カナ", "番号"]
    assert found.records == [["松浦", "マツウラ", ""], ["日高", "", "1"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('"松\\n浦"', "松\n浦"),
        ("null", ""),
        ("true", "true"),
        ("12", "12"),
        ("12345678901234567890", "12345678901234567890"),
        ("1.10", "1.10"),
        ('["松", 1.5]', '["松", 1.5]'),
        ('{"a": null}', '{"a": null}'),
        ('"\\ud83d"', "\ud83d"),
    ],
)
def test_a_value_is_a_text(read: Reader, value: str, text: str) -> None:
    assert read(f'{{"氏":{value}}}\n'.encode()).records == [[text]]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[1]", "json-invalid"),
        ('{"氏":1', "json-invalid"),
        ('{"氏":1,"氏":2}', "json-invalid"),
        ('{"氏":{"a":1,"a":2}}', "json-invalid"),
        ("[" * 100_000, "json-invalid"),
        ("氏,名", "json-invalid"),
    ],
)
def test_a_line_that_is_no_object_is_told(read: Reader, line: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(f'{{"氏":1}}\n\n{line}\n'.encode())
    assert (refused.value.code, refused.value.params["line"]) == (code, 3)


def test_objects_without_a_key_have_no_header(read: Reader) -> None:
    with pytest.raises(Refusal) as refused:
        read(b"{}\n{}\n")
    assert refused.value.code == "header-missing"


def test_a_bad_byte_in_a_string_is_kept(read: Reader) -> None:
    content = '{"氏":"松浦"}\n'.encode() * 3 + b'{"\xe6\xb0\x8f":"\xe6\x9d"}\n'
    assert read(content, encoding="utf-8").records[-1] == ["\udce6\udc9d"]


def test_japanese_escapes_and_a_mark_at_the_beginning(read: Reader) -> None:
    assert read(b'\xef\xbb\xbf{"\\u6c0f":"\\u677e"}\r\n').header == ["氏"]
