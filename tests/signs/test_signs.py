"""What the rows of a file together show, on small files with one damage each."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from itertools import cycle, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.messages import advice
from kananame.model import Severity
from kananame.signs import EXAMPLES, Signs

Cells = dict[str, str]
Damage = Callable[[Cells], Cells]

FAMILIES = [
    ("大野", "オオノ"),
    ("山崎", "ヤマザキ"),
    ("服部", "ハットリ"),
    ("松浦", "マツウラ"),
    ("島袋", "シマブクロ"),
]
GIVEN = [
    ("京子", "キョウコ"),
    ("翔太", "ショウタ"),
    ("隆一", "リュウイチ"),
    ("健太郎", "ケンタロウ"),
    ("祐介", "ユウスケ"),
    ("清子", "キヨコ"),
    ("大輔", "ダイスケ"),
]
SMALL = str.maketrans("ャュョッ", "ヤユヨツ")
MARKED, PLAIN = "ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ"
VOICED = str.maketrans(MARKED, PLAIN)
FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンャュョッー"
HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｬｭｮｯｰ"
TO_HALF = dict(zip(map(ord, FULL), HALF, strict=True))
TO_HALF |= {ord(marked): TO_HALF[ord(plain)] + "ﾞ" for marked, plain in zip(MARKED, PLAIN, strict=True)}
ANY_TEXT = st.text(st.characters(), max_size=8)


def rows(count: int) -> list[Cells]:
    pairs = zip(cycle(FAMILIES), cycle(GIVEN), strict=False)
    return [
        {"family": family, "family-reading": family_kana, "given": name, "given-reading": kana}
        for (family, family_kana), (name, kana) in islice(pairs, count)
    ]


def readings(change: Callable[[str], str]) -> Damage:
    return lambda cells: {role: change(cell) if role.endswith("reading") else cell for role, cell in cells.items()}


def renamed(**roles: str) -> Damage:
    """Return the damage of columns taken for others."""
    return lambda cells: cells | {role.replace("_", "-"): cells[of] for role, of in roles.items()}


DAMAGES: dict[str, Damage] = {
    "large": readings(lambda kana: kana.translate(SMALL)),
    "voiceless": readings(lambda kana: kana.translate(VOICED)),
    "dash": readings(lambda kana: kana.replace("オオ", "オ-").replace("ユウ", "ユ－").replace("リュウ", "リュ‐")),
    "half": readings(lambda kana: kana.translate(TO_HALF)),
    "parts": renamed(family="given", family_reading="given-reading", given="family", given_reading="family-reading"),
    "readings": renamed(family_reading="given-reading", given_reading="family-reading"),
    "names": renamed(family="family-reading", family_reading="family"),
    "empty": lambda cells: cells | {"family": "　", "given-reading": ""},
}
BOTH = ("family-reading", "given-reading")
SHOWN: dict[str, list[tuple[str, str | None]]] = {
    "large": [("file-small-kana-lost", column) for column in BOTH],
    "voiceless": [("file-voicing-lost", column) for column in BOTH],
    "dash": [("file-long-mark-dash", column) for column in BOTH],
    "half": [("file-half-width", column) for column in BOTH],
    "parts": [("file-parts-swapped", None)],
    "readings": [("file-readings-swapped", None)],
    "names": [("file-reading-not-kana", "family-reading")],
    "empty": [("file-column-empty", "family"), ("file-column-empty", "given-reading")],
}


def signs_of(cells: list[Cells]) -> Signs:
    signs = Signs()
    for row in cells:
        signs.add(row)
    return signs


def shown(signs: Signs) -> list[tuple[str, str | None]]:
    return [(finding.code, dict(finding.params).get("column")) for finding in signs.findings()]


def whole(cells: Cells) -> Cells:
    return {
        "name": f"{cells['family']}　{cells['given']}",
        "reading": f"{cells['family-reading']} {cells['given-reading']}",
    }


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 100])
def test_a_sound_file_shows_nothing(count: int) -> None:
    assert shown(signs_of(rows(count))) == []
    assert shown(signs_of([whole(cells) for cells in rows(count)])) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_damaged_one_way_shows_that_and_nothing_else(damage: str) -> None:
    assert shown(signs_of([DAMAGES[damage](cells) for cells in rows(100)])) == SHOWN[damage]


@pytest.mark.parametrize("damage", DAMAGES)
def test_two_rows_are_no_sign(damage: str) -> None:
    assert shown(signs_of([DAMAGES[damage](cells) for cells in rows(2)])) == []


@pytest.mark.parametrize("damage", ["large", "voiceless", "dash", "half"])
def test_one_sound_row_takes_the_sign_away(damage: str) -> None:
    sound = [{"family": "小野", "family-reading": "オーノバッショ", "given": "譲二", "given-reading": "ジョージッパ"}]
    damaged = [DAMAGES[damage](cells) for cells in rows(100)]
    assert shown(signs_of(sound + damaged)) == []
    assert shown(signs_of(damaged + sound)) == []


@pytest.mark.parametrize("damage", ["large", "voiceless", "dash", "half", "parts", "readings"])
def test_whole_names_show_the_same(damage: str) -> None:
    found = shown(signs_of([whole(DAMAGES[damage](cells)) for cells in rows(100)]))
    codes = {code for code, _ in SHOWN[damage]}
    assert found == [(code, "reading" if SHOWN[damage][0][1] else None) for code in sorted(codes)]


def test_counts_rows_and_no_values() -> None:
    damaged = [DAMAGES["large"](cells) for cells in rows(100)]
    found = signs_of(damaged).findings()
    lost = [sum(row[column].translate(SMALL) != row[column] for row in rows(100)) for column in BOTH]
    assert [dict(finding.params) for finding in found] == [
        {"column": "family-reading", "count": str(lost[0]), "total": "100", "rows": "3, 8, 13, 18, 23"},
        {"column": "given-reading", "count": str(lost[1]), "total": "100", "rows": "1, 2, 3, 8, 9"},
    ]
    values = {cell for cells in damaged for cell in cells.values()}
    assert all(value not in values for finding in found for _, value in finding.params)
    assert all(advice(finding.code, lang, **dict(finding.params)) for finding in found for lang in ("ja", "en"))


def test_rows_keep_the_numbers_they_are_given() -> None:
    signs = Signs()
    for number, cells in enumerate(rows(100), start=500):
        signs.add(DAMAGES["parts"](cells), number)
    params = dict(signs.findings()[0].params)
    assert len(params["rows"].split(", ")) == EXAMPLES
    assert params["rows"].startswith("500, ")


def test_a_column_partly_not_kana_is_a_warning_and_mostly_an_error() -> None:
    good, bad = {"family-reading": "ワダ"}, {"family-reading": "和田"}
    found = [signs_of([good] * (100 - share) + [bad] * share).findings() for share in (19, 20, 50)]
    assert [[finding.severity for finding in one] for one in found] == [[], [Severity.WARNING], [Severity.ERROR]]
    assert dict(found[1][0].params)["share"] == "20"


def test_exchanged_columns_need_most_of_the_rows_that_tell() -> None:
    straight, exchanged = rows(100), [DAMAGES["parts"](cells) for cells in rows(100)]
    assert shown(signs_of(straight[:50] + exchanged[:50])) == []
    assert shown(signs_of(straight[:49] + exchanged[:51])) == [("file-parts-swapped", None)]


def test_a_column_with_one_cell_is_not_empty() -> None:
    signs = signs_of([{"family": "", "family-reading": "ワダ"}] * 99 + [{"family": "和田", "family-reading": ""}])
    assert shown(signs) == []


def test_the_file_may_have_more_rows_than_were_looked_at() -> None:
    signs = signs_of([{"family": "", "family-reading": "マツウラ"}] * 2)
    assert shown(signs) == []
    assert [dict(finding.params)["total"] for finding in signs.findings(total=40)] == ["40"]


def test_the_state_can_be_put_aside_and_taken_up_again() -> None:
    damaged = [DAMAGES["large"](cells) for cells in rows(40)]
    signs = pickle.loads(pickle.dumps(signs_of(damaged[:20])))  # noqa: S301  our own bytes
    for cells in damaged[20:]:
        signs.add(cells)
    assert signs.findings() == signs_of(damaged).findings()


def test_the_state_does_not_grow_with_the_file() -> None:
    sizes = [len(pickle.dumps(signs_of([DAMAGES["large"](cells) for cells in rows(count)]))) for count in (200, 2_000)]
    assert sizes[1] - sizes[0] < 50


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(rows(1)[0], ANY_TEXT)), max_size=6))
def test_no_cells_raise(cells: list[Cells]) -> None:
    assert signs_of(cells).findings() == signs_of(cells).findings()


@given(st.lists(st.dictionaries(st.sampled_from(["name", "reading", "family-reading", "given"]), ANY_TEXT), max_size=6))
def test_no_choice_of_columns_raises(cells: list[Cells]) -> None:
    assert all(finding.severity for finding in signs_of(cells).findings())
