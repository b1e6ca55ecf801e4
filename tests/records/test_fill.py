"""What fills an item and what never does: statuses, substitutes, romaji of either width, numbers, constants."""

from __future__ import annotations

import pytest

from kananame.model import Severity
from kananame.record import Facts, Layout, Options, filler, layout, layouts
from kananame.record.fill import narrow, wide
from kananame.record.validate import KEPT
from kananame.record.values import SECRET, STATUS_OF
from tests.records.people import operated, record, resident

EVERY = pytest.mark.parametrize("made", layouts(), ids=lambda made: made.key)
JUMIN = layout("jumin-joho")


def certified_cells(made: Layout, cells: tuple[str, ...]) -> list[str]:
    """Return the cells of the items that take certified readings alone."""
    rows = zip(made.items, cells, strict=True)
    return [cell for item, cell in rows if item.fill in STATUS_OF or item.fill == "name-reading-print"]


@EVERY
def test_certified_readings_fill_certified_items(made: Layout) -> None:
    assert all(cell for cell in certified_cells(made, record(made, resident(former_family="田中",
               former_family_reading="タナカ")).cells))  # fmt: skip


@EVERY
@pytest.mark.parametrize("status", ["provisional", "inferred", "none", "", "asked"])
def test_other_readings_never_do(made: Layout, status: str) -> None:
    facts = resident(certified=False, name_status=status, householder_status=status, former_family="田中",
                     former_family_reading="タナカ", former_family_status=status)  # fmt: skip
    assert not any(certified_cells(made, record(made, facts).cells))


@EVERY
def test_not_even_when_the_facts_contradict_themselves(made: Layout) -> None:
    facts = {**resident(), **dict.fromkeys(STATUS_OF.values(), "provisional"), "name-reading-print": ""}
    found = record(made, facts)
    assert not any(certified_cells(made, found.cells))
    held = [item.name for item in made.items if item.fill in STATUS_OF and facts[item.fill]]
    told = [one for one in found.findings if one.code == "reading-uncertified"]
    assert [dict(one.params)["item"] for one in told] == ["、".join(held)] * bool(held)
    assert all(one.severity is Severity.WARNING for one in told)


def test_whatever_is_on_file_fills_the_items_that_mean_it() -> None:
    older = layout("jumin-joho@2025-01")
    values = record(older, resident(certified=False)).values
    assert (values["shimei_furigana"], values["shimei_furiganakoshokakuninjokyo"]) == ("サトウ　イチロウ", "0")


def test_two_states_of_one_familys_parts() -> None:
    facts = resident(given_status="provisional")
    values = record(JUMIN, facts).values
    assert (values["uji_nihonjin_furigana"], values["na_nihonjin_furigana"]) == ("サトウ", "")
    assert (values["shimei_furigana"], values["shimei_furiganakoshokakuninjokyo"]) == ("", "0")
    assert record(layout("juminhyo"), facts).values["shimei_furigana"] == "サトウ　【名空欄】"


def test_the_width_of_romaji_follows_the_type() -> None:
    assert record(layout("card-tsuiki")).values["romaji"] == "SATO ICHIRO"
    assert record(layout("gif-person")).values["FamilyNameEN"] == "SATO"
    abroad = record(JUMIN, resident(name="", reading="", foreign_name_latin="ZHANG YULI")).values
    assert (abroad["shimei_gaikokujinromaji"], abroad["uji_nihonjin"]) == ("ＺＨＡＮＧ　ＹＵＬＩ", "")
    assert narrow(wide("O'NEIL-SMITH ANNE")) == "O'NEIL-SMITH ANNE"


def test_a_foreign_residents_romaji_is_copied() -> None:
    facts = resident(name="", reading="ジャン　ユーリ", foreign_name_latin="ZHANG YULI")
    assert record(layout("card-tsuiki"), facts).values["romaji"] == "ZHANG YULI"
    facts = resident(name="張　玉蓮", reading="チョウ　ギョクレン", foreign_name_kanji="張　玉蓮")
    assert record(layout("card-tsuiki"), facts).values["romaji"] == ""


def test_romaji_is_of_certified_readings_and_the_holders_own_stands() -> None:
    card = layout("card-tsuiki")
    assert record(card, resident(certified=False)).values["romaji"] == ""
    assert record(card, resident(romaji="SATOH ICHIRO")).values["romaji"] == "SATOH ICHIRO"
    gif = record(layout("gif-person"), resident(given_status="provisional")).values
    assert (gif["FamilyNameEN"], gif["GivenNameEN"], gif["FullNameEN"]) == ("SATO", "", "")


def test_a_doubtful_spelling_is_told() -> None:
    found = record(layout("card-tsuiki"), resident(name="御園生　一郎", reading="ブンブウ　イチロウ")).findings
    assert [one.code for one in found] == ["romaji-not-aligned"]


@EVERY
def test_numbers_pass_only_when_asked(made: Layout) -> None:
    facts = resident(resident_number="123456789018", resident_code="12345678901")
    places = [at for at, item in enumerate(made.items) if item.fill in SECRET]
    quiet, asked = record(made, facts), record(made, facts, numbers=True)
    assert [quiet.cells[at] for at in places] == [""] * len(places)
    assert all(asked.cells[at] for at in places)
    assert "123456789018" not in repr(asked)


def test_a_wrong_number_is_told_without_its_digits() -> None:
    found = record(JUMIN, resident(resident_number="12345678901x"), numbers=True).findings
    assert [one.code for one in found] == ["item-digits"]
    assert not any("1234" in value for one in found for _, value in one.params)


def test_reasons_have_names_always_and_codes_by_the_callers_table() -> None:
    history = layout("ido-rireki")
    assert record(history).values["idojiyu"] == ""
    assert record(history, reasons={"corrected": "91"}).values["idojiyu"] == "91"
    by_kind = {"corrected": "91", "ex-officio-entry": "92"}
    assert record(history, reasons=by_kind).values["idojiyu"] == "92"
    assert record(history, reasons=by_kind).values["idojiyu_meisho"] == "職権修正"
    assert [one.code for one in record(history, reasons={"corrected": "901"}).findings] == ["item-length"]


def test_substitutes_come_from_the_callers_table_and_are_told() -> None:
    facts = resident(name="髙橋　𠮷郎")
    chosen = {"repertoire": "jisx0208-0212", "substitutes": {"髙": "高", "山": "川"}}
    found = record(layout("juminhyo"), facts, **chosen)
    assert found.values["shimei"] == "高橋　𠮷郎"
    (used,) = found.used
    assert used.code == "item-substituted"
    assert dict(used.params) == {"item": "氏名", "field": "shimei", "char": "髙", "codepoint": "U+9AD9",
                                 "position": "1", "substitute": "高 U+9AD8"}  # fmt: skip
    (left,) = found.findings
    assert (left.code, dict(left.params)["codepoint"], dict(left.params)["substitute"]) == (
        "item-unencodable", "U+20BB7", "吉 U+5409",
    )  # fmt: skip
    assert not found.ok


def test_what_can_be_held_is_not_substituted_nor_is_a_reading() -> None:
    table = {"佐": "左", "サ": "ザ"}
    found = record(layout("juminhyo"), substitutes=table, repertoire="cp932")
    assert (found.values["shimei"], found.used) == ("佐藤　一郎", ())
    facts = resident(reading="サヷウ　イチロウ")
    found = record(layout("juminhyo"), facts, substitutes={"ヷ": "バ"}, repertoire="cp932")
    assert found.values["shimei_furigana"] == "サヷウ　イチロウ"
    assert (found.used, found.ok) == ((), False)


def test_what_a_certificate_cannot_hold() -> None:
    facts, certificate = resident(name="髙橋　𠮷郎"), layout("jpki-name")
    values = record(certificate, facts, substitutes={"髙": "高"}).values
    assert (values["daitaimoji_yohi"], values["daitaimojiwoyosurumoji"]) == ("1", "U+9AD9 U+20BB7")
    assert values["shimei_daitaimoji"] == ""
    values = record(certificate, facts, substitutes={"髙": "高", "𠮷": "吉"}).values
    assert (values["shimei"], values["shimei_daitaimoji"]) == ("髙橋　𠮷郎", "高橋　吉郎")
    values = record(certificate).values
    assert (values["daitaimoji_yohi"], values["daitaimojiwoyosurumoji"]) == ("0", "")


def test_what_only_the_caller_knows_of_an_item_comes_under_its_field() -> None:
    facts = {**resident(), "jusho_choazakodo": "0011001"}
    assert record(layout("jutogai-atena-2.0"), facts).values["jusho_choazakodo"] == "0011001"
    assert record(layout("jutogai-atena-2.0")).values["jusho_choazakodo"] == ""


@pytest.mark.parametrize(
    ("constants", "said"),
    [
        ({"sosashaid": "0123456789x"}, "has 11 characters; the limit is 10"),
        ({"sosanengappi": "today"}, "Pass a constant sosanengappi that fits"),
        ({"shimei_furigana": "サトウ　イチロウ"}, "is filled from facts"),
        ({"操作者ID": "op01"}, "by the field of another item"),
        ({"operator": "op01"}, "has the items"),
    ],
)
def test_a_constant_that_cannot_be_is_wrong_use(constants: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        filler(JUMIN, Options(constants=constants))


def test_the_constants_of_a_layout_are_its_own() -> None:
    assert record(layout("juminhyo")).values["chuki"] == "確認用（証明書ではない）"
    with pytest.raises(ValueError, match="filled from facts"):
        filler(layout("juminhyo"), Options(constants={"chuki": "証明書"}))


def test_facts_that_are_no_text_are_wrong_use() -> None:
    facts: Facts = {**resident(), "sex": 1}  # type: ignore[dict-item]
    with pytest.raises(TypeError, match="facts are str"):
        filler(JUMIN)(facts)


def test_few_facts_make_a_record_that_says_what_is_missing() -> None:
    found = filler(JUMIN)({"person": "1"})
    missing = [dict(one.params)["field"] for one in found.findings]
    assert missing == ["shikuchosonkodo", "rirekibango", "saishinfuragu", "seinengappi", "shorinengappi"]
    assert (found.person, found.event, found.ok) == ("1", "", False)


def test_a_memory_that_is_full_changes_nothing() -> None:
    fill = filler(layout("card-tsuiki"), Options(repertoire="cp932"))
    expected = fill(resident())
    for number in range(KEPT + 2):
        assert fill(resident(id=str(number), name=f"{chr(0x3400 + number)}　一郎")).person == str(number)
    assert fill(resident()) == expected


def test_a_filler_leaves_its_facts_alone() -> None:
    facts = resident()
    before = dict(facts)
    for made in layouts():
        filler(made, operated(made, reasons={"corrected": "91"}))(facts)
    assert facts == before
