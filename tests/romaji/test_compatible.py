"""What a spelling can stand for, and the holder's own spelling."""

from __future__ import annotations

import pytest

import kananame as kn


@pytest.mark.parametrize(
    ("romaji", "reading", "options"),
    [
        ("ONO", "オオノ", ("standard",)),
        ("ONO", "オノ", ("standard",)),
        ("OHNO", "オオノ", ("oh",)),
        ("OONO", "オオノ", ("oo",)),
        ("YUUTAROU", "ユウタロウ", ("ou+uu",)),
        ("MATSUURA", "マツウラ", ("standard",)),
        ("MATSURA", "マツウラ", ()),
        ("INOUE", "イノウエ", ("standard",)),
        ("KOUCHIWA", "コウチワ", ("ou",)),
        ("JITO", "ヂトウ", ("standard",)),
        ("SENOO", "セノオ", ("standard",)),
        ("BAN", "ヴァン", ("v-as-b",)),
        ("OTAKOH", "オオタコウ", ()),
        ("SUMISU HANAKO", "スミス ハナコ", ("standard",)),
        ("MAIKERU TARO", "マイケルタロウ", ("standard",)),
    ],
)
def test_spellings_that_can_stand_for_a_reading(romaji: str, reading: str, options: tuple[str, ...]) -> None:
    found = kn.compatible(romaji, reading)
    assert found
    assert found.options == options


@pytest.mark.parametrize(
    ("romaji", "reading"),
    [
        ("OHNO", "オノ"),
        ("SENOH", "セノ"),
        ("SMITH", "スミス"),
        ("NANBA", "ナンバ"),
        ("ITI", "イチ"),
        ("ono", "オノ"),
        ("ŌNO", "オオノ"),
        ("", "オノ"),
        ("ONOO", "オノ"),
        ("OHNI", "オニ"),
    ],
)
def test_spellings_that_cannot(romaji: str, reading: str) -> None:
    found = kn.compatible(romaji, reading)
    assert not found
    assert found.options == ()
    assert found.unproven == ()


def test_another_style() -> None:
    assert kn.compatible("Ōno", "オオノ", style="cabinet2025").options == ("standard",)
    assert kn.compatible("Oono", "オオノ", style="cabinet2025").options == ("doubled",)
    assert not kn.compatible("Ono", "オオノ", style="cabinet2025")
    assert kn.compatible("Ono", "オオノ", style="gif-address")
    assert kn.compatible("Zyun'iti", "ジュンイチ", style="iso3602")


def test_what_a_passport_leaves_open() -> None:
    def unproven(romaji: str, reading: str) -> list[tuple[str, ...]]:
        found = kn.compatible(romaji, reading).unproven
        return [(note.code, *(value for _, value in note.params)) for note in found]

    assert unproven("JITO", "ジトウ") == [("romaji-long-vowels-unproven",), ("romaji-kana-unproven", "ジ", "ヂ")]
    assert unproven("AKANE", "アカネ") == []
    assert unproven("JAN", "ジャン")[0] == ("romaji-kana-unproven", "ジャ", "ヂャ")


def test_the_holders_hepburn_spelling_is_used_as_it_stands() -> None:
    answer = kn.romanize("オオノ", name="大野", option="holder", given="OHNO")
    assert (answer.text, answer.option) == ("OHNO", "holder")
    assert [note.code for note in answer.notes] == ["romaji-holder-fits"]
    assert answer.alternatives == ("ONO", "OONO")


def test_a_foreign_or_family_spelling_needs_proof() -> None:
    answer = kn.romanize(
        "スミス マイケルタロウ", name="スミス マイケル太郎", option="holder", given="SMITH MICHAEL TARO"
    )
    assert answer.text == "SMITH MICHAEL TARO"
    assert answer.notes[-1].code == "romaji-needs-proof"
    assert answer.notes[-1].cite == "PASSPORT"


@pytest.mark.parametrize("given", ["", "Smith", "ŌNO", "OHNO ", " OHNO", "O  NO", "O'NEIL", "O-NO", "大野", "ONO1"])
def test_other_letters_are_refused_by_name(given: str) -> None:
    with pytest.raises(ValueError, match="a passport spelling has the letters A-Z and single spaces, not") as caught:
        kn.romanize("オオノ", option="holder", given=given)
    assert repr(given) in str(caught.value)


def test_another_style_has_its_own_letters() -> None:
    assert kn.romanize("トウキョウ", style="cabinet2025", option="holder", given="Tokyo").text == "Tokyo"
    with pytest.raises(ValueError, match="a iso3602 spelling has the letters A-Z a-z âîûêô'"):
        kn.romanize("オオノ", style="iso3602", option="holder", given="Ōno")


def test_wrong_use_is_refused() -> None:
    with pytest.raises(ValueError, match="style is one of passport"):
        kn.compatible("ONO", "オノ", style="x")
    with pytest.raises(ValueError, match="pass a reading in kana"):
        kn.compatible("ONO", "ono")
    with pytest.raises(TypeError, match="romaji is a str, not int"):
        kn.compatible(1, "オノ")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="given is a str, not int"):
        kn.romanize("オノ", option="holder", given=1)  # type: ignore[arg-type]
