"""Names in the machine readable zone: every example ICAO prints, and what holds for any name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kananame as kn
from kananame.mrz import LENGTHS, SHORTENED, components
from tables.emit import GENERATED, render
from tables.loader import Row, TableError, load
from tables.makers import mrz

VECTORS = Path(__file__).parents[1] / "vectors" / "mrz.tsv"
COLUMNS = ("family", "given", "document", "truncation", "letters", "text", "source")
ROWS = load(VECTORS, columns=COLUMNS, optional=("given", "truncation", "letters"))
LEAST = 22
names = st.lists(st.text("ABC", min_size=1, max_size=24), min_size=1, max_size=6).map(" ".join)


def test_there_are_vectors() -> None:
    assert len(ROWS) >= LEAST


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.line}-{row['text']}")
def test_a_printed_example(row: Row) -> None:
    shortened = {"truncation": row["truncation"]} if row["truncation"] else {}
    letters = int(row["letters"] or 6)
    answer = kn.mrz_name(row["family"], row["given"], row["document"], letters=letters, **shortened)
    assert answer.text == row["text"]
    assert answer.truncated is bool(row["truncation"])


@given(
    names, names | st.just(""), st.sampled_from(sorted(LENGTHS)), st.sampled_from(sorted(SHORTENED)), st.integers(1, 9)
)
def test_a_zone_is_full_and_ends_in_a_letter_where_it_was_cut(
    family: str, second: str, document: str, truncation: str, letters: int
) -> None:
    answer = kn.mrz_name(family, second, document, truncation, letters)
    assert len(str(answer)) == LENGTHS[document]
    whole = "<<".join(filter(None, ["<".join(family.split()), "<".join(second.split())]))
    assert answer.truncated is (len(whole) > LENGTHS[document])
    if answer.truncated:
        assert answer.text[-1] != "<" or not second
        assert answer.text[0] == family[0]
        assert [note.code for note in answer.notes] == ["mrz-truncated"]
        assert not second or answer.text.split("<<")[1][0] == second[0]
    else:
        assert answer.text.rstrip("<") == whole


def test_what_is_in_brackets_is_no_part_of_the_zone() -> None:
    assert kn.mrz_name("SUZUKI (SMITH)", "KANAKO（HANNAH）").text.rstrip("<") == "SUZUKI<<KANAKO"


def test_the_styles_of_romaji_fall_back_to_plain_letters() -> None:
    assert components("Ōno") == ["ONO"]
    assert components("Jun'ichi") == ["JUNICHI"]
    assert components("Müller-Weiß") == ["MUELLER", "WEISS"]


def test_without_a_surname_the_given_name_is_primary() -> None:
    assert kn.mrz_name("", "TARO").text.rstrip("<") == "TARO"


def test_a_name_that_ends_at_the_last_place_is_noted() -> None:
    assert [note.code for note in kn.mrz_name("PAPANDROPOULOUS", "JONATHON ALEC").notes] == ["mrz-full"]
    assert kn.mrz_name("ONO", "TARO").notes == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ONO", "TARO", "TD4"), "document is one of TD1, TD2, TD3, not 'TD4'"),
        (("ONO", "TARO", "TD1", "cut"), "truncation is one of initials, share, fixed, not 'cut'"),
        (("ONO", "TARO", "TD1", "fixed", 0), "letters is a number from 1, not 0"),
        (("", " "), "'' and ' ' hold no letter"),
        (("ONO2",), r"'ONO2' holds '2' \(U\+0032\), which the zone has no letter for"),
        (("大野",), r"U\+5927"),
    ],
)
def test_wrong_input_names_the_value(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        kn.mrz_name(*arguments)  # type: ignore[arg-type]


def test_the_generated_module_is_current() -> None:
    (module,) = mrz.make()
    assert (GENERATED / "mrz_letters.py").read_text(encoding="utf-8") == render(module)


@pytest.mark.parametrize("row", ["AB\tA\tS\tx", "Ø\tø\tS\tx", "Ø\t<<\tS\tx"])
def test_a_faulty_row_is_refused(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mrz_letters.tsv"
    path.write_text(f"letter\tto\tconfidence\tsource\n{row}\n", encoding="utf-8", newline="\n")
    monkeypatch.setattr(mrz, "DATA", path)
    with pytest.raises(TableError, match=r"mrz_letters\.tsv:2: .* write one sign"):
        mrz.make()
