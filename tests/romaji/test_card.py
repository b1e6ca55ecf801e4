"""The lines of a card face: published examples, limits, and what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kananame as kn
from kananame import messages
from tables.loader import Row, load

VECTORS = Path(__file__).parents[1] / "vectors" / "romaji_alias.tsv"
COLUMNS = ("part", "kanji", "kana", "former", "family", "given", "own", "romaji", "source")
ROWS = load(VECTORS, columns=COLUMNS, optional=("former", "family", "given", "own"))
PERSON = kn.PersonName("大野", "オオノ", "純一", "ジュンイチ")


def person(row: Row) -> kn.PersonName:
    """Return the person of a row."""
    if row["part"] == "full":
        (family, given), (kana, given_kana) = row["kanji"].split(" "), row["kana"].split(" ")
        return kn.PersonName(family, kana, given, given_kana)
    return kn.PersonName(**{row["part"]: row["kanji"], f"{row['part']}_reading": row["kana"]})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.line}-{row['romaji']}")
def test_a_published_bracketed_name(row: Row) -> None:
    layout = kn.CardLayout(alternative=" ({})" if " (" in row["romaji"] else "({})")
    face = kn.card_face(
        person(row),
        former=("", row["former"]) if row["former"] else None,
        alternative={part: row[part] for part in ("family", "given") if row[part]},
        own={"given": row["own"]} if row["own"] else None,
        layout=layout,
    )
    assert face.text("romaji") == row["romaji"]


def test_the_lines_and_their_rules() -> None:
    face = kn.card_face(PERSON, born=date(1990, 1, 2))
    assert [(line.field, line.text, line.rule, line.published) for line in face.lines] == [
        ("name", "大野 純一", "registered-name", True),
        ("furigana", "オオノ ジュンイチ", "registered-reading", True),
        ("family_romaji", "ONO", "spelled", False),
        ("given_romaji", "JUNICHI", "spelled", False),
        ("romaji", "ONO JUNICHI", "spelled", False),
        ("birth", "1990-01-02", "western-date", True),
    ]
    assert face.findings == ()
    assert face.fits


def test_the_holders_spelling_goes_before_ours() -> None:
    face = kn.card_face(PERSON, own={"family": "OHNO"})
    assert face.text("romaji") == "OHNO JUNICHI"
    assert {line.field: line.rule for line in face.lines}["family_romaji"] == "holder-spelling"
    assert {line.field: line.rule for line in face.lines}["given_romaji"] == "spelled"
    assert [finding.code for finding in face.findings] == ["romaji-holder-fits"]


def test_another_style_and_form() -> None:
    layout = kn.CardLayout(style="cabinet2025", between="\u3000", birth="{0.year}年{0.month}月{0.day}日")
    face = kn.card_face(PERSON, born=date(1990, 1, 2), layout=layout, former=("東", "アズマ"))
    assert face.text("name") == "大野［東］\u3000純一"
    assert face.text("furigana") == "オオノ［アズマ］\u3000ジュンイチ"
    assert face.text("romaji") == "Ōno (Azuma)\u3000Jun'ichi"
    assert face.text("birth") == "1990年1月2日"


def test_what_does_not_fit_is_reported_and_stays_whole() -> None:
    face = kn.card_face(PERSON, layout=kn.CardLayout(limits={"romaji": 10, "name": 5}))
    assert not face.fits
    assert face.text("romaji") == "ONO JUNICHI"
    (finding,) = face.findings
    assert messages.describe(finding, "en") == "The card line romaji has 11 characters; the limit is 10."
    assert [line["fits"] for line in face.to_dict()["lines"]] == [True, True, True, True, False]


def test_bad_data_is_a_finding() -> None:
    face = kn.card_face({"family": "大野", "family_reading": "ONO", "given": "純一"})
    assert [line.field for line in face.lines] == ["name", "furigana"]
    assert [finding.code for finding in face.findings] == ["romaji-not-spelled", "reading-missing"]
    assert [dict(finding.params)["part"] for finding in face.findings] == ["family", "given"]
    assert messages.describe(face.findings[0], "en") == "The reading ONO cannot be spelled in Latin letters."
    assert kn.card_face({}).lines == ()


@given(st.builds(kn.PersonName, st.text(), st.text(), st.text(), st.text()), st.dates())
def test_any_person_has_a_face(row: kn.PersonName, born: date) -> None:
    face = kn.card_face(row, born=born, former=(row.given, row.given_reading))
    assert face.text("birth") == born.isoformat()
    assert face.to_dict()["findings"] == [finding.to_dict() for finding in face.findings]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"own": {"middle": "X"}}, "own has family, given, former-family, not 'middle'"),
        ({"alternative": {"former-family": "X"}}, "alternative has family, given, not 'former-family'"),
        ({"layout": kn.CardLayout(limits={"sex": 1})}, "limits has name, furigana, .*, not 'sex'"),
        ({"layout": kn.CardLayout(style="x")}, "style is one of"),
        ({"layout": kn.CardLayout(option="x")}, "option of passport is one of"),
        ({"own": {"family": "Ono"}}, "letters A-Z and single spaces, not 'Ono'"),
    ],
)
def test_wrong_use_is_raised(more: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        kn.card_face(PERSON, **more)  # type: ignore[arg-type]
