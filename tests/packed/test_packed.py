"""Large tables, packed small."""

from __future__ import annotations

import zlib
from binascii import a2b_base64, b2a_base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame import packed
from kananame.packed import Packed, pack
from tables.emit import Module, fingerprint, render

KEYS = st.characters(codec="utf-8", exclude_characters="\0")
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@given(st.dictionaries(KEYS, TEXTS, max_size=30))
def test_what_is_packed_can_be_read(rows: dict[str, str]) -> None:
    table = Packed(pack(rows))
    assert dict(table) == rows
    assert list(table) == sorted(rows)
    assert len(table) == len(rows)
    assert all(table[key] == text for key, text in rows.items())


def test_rows_go_into_blocks_and_only_the_block_asked_for_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "BLOCK_SIZE", 4)
    blocks = pack({"松": "マツ", "浦": "ウラ", "山": "ヤマ", "田": "タ"})
    assert [start for start, _ in blocks] == ["山", "浦"]
    broken = Packed([blocks[0], ("浦", "not base64")])
    assert broken["山"] == "ヤマ"
    assert broken.get("一", "-") == "-"


def test_a_key_that_is_missing_is_missing() -> None:
    table = Packed(pack({"松": "マツ"}))
    assert table.get("浦") is None
    assert table.get("一") is None
    with pytest.raises(KeyError):
        table["一"]
    assert Packed(()).get("松") is None


@pytest.mark.parametrize("rows", [{"松浦": "マツウラ"}, {"": "マツ"}, {"松": "マツ\0ウラ"}])
def test_what_cannot_be_packed_is_said(rows: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="one character"):
        pack(rows)


def test_another_compressor_makes_no_difference_and_another_row_does() -> None:
    def module(rows: dict[str, str]) -> str:
        return render(Module("sample", "A sample.", rows, 1, "invented", "Apache-2.0", packed=True))

    text = module({"松": "マツ" * 40})
    [(start, block)] = pack({"松": "マツ" * 40})
    other = b2a_base64(zlib.compress(zlib.decompress(a2b_base64(block)), 0), newline=False).decode()
    again = text.replace(block, other)
    assert again != text
    assert start == "松"
    assert fingerprint(again) == fingerprint(text)
    assert fingerprint(module({"松": "マツ" * 41})) != fingerprint(text)
