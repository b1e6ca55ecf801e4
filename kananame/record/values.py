"""What an item may be filled with: every value by its name, and the facts of a person from a row of a file (項目の値).

Facts are a plain dictionary, value name -> text; ``""``, or a name left out, is what is not known.  Besides the values
listed here facts may hold what only the caller knows of an item, under the field of that item (an address, say).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from kananame.text import SPACE_RUN, SPACES

Facts = dict[str, str]
"""What is known of a person: value name -> text.  Empty, or left out: not known."""

CERTIFIED, PROVISIONAL, INFERRED, NONE = "certified", "provisional", "inferred", "none"
"""What a reading is: recorded and public (公証), only notified, held or kept for convenience, guessed, not there."""
GAP: Final = "\u3000"
"""What parts the elements of a name (氏名の要素の区切り)."""
NO_FAMILY, NO_GIVEN = "【氏空欄】", "【名空欄】"
"""What is printed for the part whose reading is not recorded yet while the other one is."""


class Value(NamedTuple):
    """A value: what it is, and who finds it.

    ``origin`` is ``history`` (a history, or a row of a file), ``event`` (a history, of the event that made the record),
    ``derived`` (the filler, from other values) or ``caller`` (only the caller knows it).
    """

    origin: str
    ja: str
    en: str


_H, _E, _D, _C = "history", "event", "derived", "caller"
VALUES: Final[Mapping[str, Value]] = {
    name: Value(origin, ja, en)
    for name, origin, ja, en in (
        ("person", _H, "個人を識別する番号（宛名番号）", "the id of the person"),
        ("municipality", _H, "住所地の市区町村コード", "the municipality of residence"),
        ("registry", _H, "本籍地の市区町村コード", "the municipality that keeps the register"),
        ("register", _H, "戸籍を識別する番号", "the id of the register"),
        ("head-name", _H, "筆頭者の氏名", "the name of the head of the register"),
        ("family", _H, "氏", "the family name"),
        ("given", _H, "名", "the given name"),
        ("name", _H, "氏名（全角空白で区切る）", "the full name, parted by a full-width space"),
        ("family-reading", _H, "公証された氏の振り仮名", "the certified reading of the family name"),
        ("given-reading", _H, "公証された名の振り仮名", "the certified reading of the given name"),
        ("name-reading", _H, "公証された氏名の振り仮名（両方あるとき）", "the certified reading of both parts"),
        ("family-reading-known", _H, "氏の振り仮名（公証を問わない）", "the family reading on file, certified or not"),
        ("given-reading-known", _H, "名の振り仮名（公証を問わない）", "the given reading on file, certified or not"),
        ("name-reading-known", _H, "氏名の振り仮名（公証を問わない）", "the reading on file, certified or not"),
        ("name-reading-print", _H, "印字する振り仮名（氏空欄など）", "the certified reading as printed, with its gaps"),
        ("family-status", _H, "氏の振り仮名の状態", "whether the family reading is certified"),
        ("given-status", _H, "名の振り仮名の状態", "whether the given reading is certified"),
        ("name-status", _H, "氏名の振り仮名の状態（低い方）", "whether both readings are certified"),
        ("former-family", _H, "旧氏", "the former family name"),
        ("former-family-reading", _H, "記載された旧氏の振り仮名", "the recorded reading of the former family name"),
        ("former-family-reading-known", _H, "旧氏の振り仮名（記載を問わない）", "the former family reading on file"),
        ("former-family-status", _H, "旧氏の振り仮名の状態", "whether the former family reading is recorded"),
        ("birth", _H, "生年月日", "the date of birth"),
        ("household", _H, "世帯を識別する番号", "the id of the household"),
        ("householder-name", _H, "世帯主の氏名", "the name of the householder"),
        ("householder-reading", _H, "公証された世帯主の氏名の振り仮名", "the certified reading of the householder"),
        ("householder-status", _H, "世帯主の振り仮名の状態", "whether the householder's readings are certified"),
        ("history-number", _H, "履歴番号", "the number of the record among those of the person"),
        ("branch", _H, "履歴番号の枝番（常に0）", "the branch of that number, always 0"),
        ("newest", _H, "最新の記録か（1・0）", "whether it is the newest record of the person"),
        ("event", _E, "事件を識別する番号", "the id of the event"),
        ("act", _E, "事件の種類", "what kind of event it was"),
        ("ground", _E, "異動事由の種類", "the reason of the change, an id"),
        ("reason", _E, "異動事由（名称）", "the reason of the change, in words"),
        ("provision", _E, "根拠の条文", "the article it rests on"),
        ("effective", _E, "異動日（効力の日）", "the day it has effect from"),
        ("recorded", _E, "処理日（記録した日）", "the day it was recorded"),
        ("filed", _E, "届出日", "the day it was filed"),
        ("filer", _E, "届出人の氏名", "the names of those who filed"),
        ("authority", _E, "許可した裁判所・法務局", "the court or bureau that gave leave"),
        ("permission-date", _E, "許可の日", "the day leave was given"),
        ("permission-number", _E, "許可の番号", "the number of the leave"),
        ("part", _E, "変わった部分（氏・名・旧氏）", "the part of the name that changed"),
        ("before-name", _E, "異動前の氏・名・旧氏", "that part of the name before"),
        ("before-reading", _E, "異動前の公証された振り仮名", "its certified reading before"),
        ("after-name", _E, "異動後の氏・名・旧氏", "that part of the name afterwards"),
        ("after-reading", _E, "異動後の公証された振り仮名", "its certified reading afterwards"),
        ("certificate-reissue", _E, "署名用証明書の氏名が変わるとき1", "1 where the name in a certificate changes"),
        ("system", _E, "更新する記録", "the record that has to be updated"),
        ("romaji-family", _D, "氏のローマ字", "the family name in Latin letters"),
        ("romaji-given", _D, "名のローマ字", "the given name in Latin letters"),
        ("romaji-former-family", _D, "旧氏のローマ字", "the former family name in Latin letters"),
        ("romaji", _D, "氏名のローマ字", "the full name in Latin letters"),
        ("name-substitute", _D, "氏名の代替文字（利用者の表による）", "the name with the caller's substitutes"),
        ("substitute-needed", _D, "代替文字を要すれば1", "1 where a certificate cannot hold the name"),
        ("substitute-characters", _D, "代替文字を要する文字（符号位置）", "the code points of such characters"),
        ("reason-code", _D, "異動事由コード（利用者の表による）", "the code of the reason, from the caller's table"),
        ("foreign-name-latin", _C, "外国人の氏名（ローマ字、写し）", "the Latin name of a foreign resident, copied"),
        ("foreign-name-kanji", _C, "外国人の氏名（漢字）", "the kanji name of a foreign resident"),
        ("alias", _C, "通称", "the alias"),
        ("alias-reading", _C, "通称のフリガナ", "the reading of the alias"),
        ("alias-status", _C, "通称のフリガナの確認", "whether the reading of the alias was asked for"),
        ("birth-unknown", _C, "生年月日が不詳か（不詳なら1）", "1 where the date of birth is unknown"),
        ("birth-words", _C, "不詳の生年月日の表記", "an unknown date of birth in words"),
        ("sex", _C, "性別（0・1・2）", "the sex"),
        ("resident-number", _C, "個人番号（求められたときだけ）", "the individual number, only when asked for"),
        ("resident-code", _C, "住民票コード（求められたときだけ）", "the resident record code, only when asked for"),
        ("receiver", _C, "転出先の市区町村コード", "the municipality moved to"),
        ("notified", _C, "通知を受けた日", "the day of the notice received"),
        ("requested", _C, "申出・請求の日", "the day of a request"),
        ("operator", _C, "操作者のID", "who operates the system"),
        ("operated-date", _C, "操作の日", "the day of the operation"),
        ("operated-time", _C, "操作の時刻", "the time of the operation"),
        ("created-date", _C, "作成の日", "the day the record is made"),
    )
}  # fmt: skip
"""Every value that an item may be filled with."""

BLANK: Final[Mapping[str, str]] = dict.fromkeys(VALUES, "")
PAIRS: Final = frozenset({"name-reading", "name-reading-print", "householder-reading"})
"""Values of Japanese residents alone: a family name and a given name, both there."""
SINGLE: Final = frozenset(
    (
        *(
            f"{part}{kind}"
            for part in ("family", "given", "former-family")
            for kind in ("", "-reading", "-reading-known")
        ),
        *(f"{when}-{what}" for when in ("before", "after") for what in ("name", "reading")),
    )
)
"""Values that are one part of a name."""
SECRET: Final = frozenset({"resident-number", "resident-code"})
"""Values that pass only when asked for, and that no finding repeats (個人番号、住民票コード)."""
STATUS_OF: Final[Mapping[str, str]] = {
    "family-reading": "family-status",
    "given-reading": "given-status",
    "name-reading": "name-status",
    "former-family-reading": "former-family-status",
    "householder-reading": "householder-status",
}
"""Values that are certified readings, and the status without which none of them leaves."""


class Reading(NamedTuple):
    """One part of a name as it is on file: the name, its reading, what the reading is."""

    name: str = ""
    kana: str = ""
    status: str = ""


ABSENT: Final = Reading()


def named(facts: Facts, family: Reading, given: Reading, former: Reading = ABSENT) -> None:
    """Put into facts what follows from the parts of a name, certified readings apart from those only known.

    A certified reading is kept from a guessed one too: what was guessed is not on file.
    """
    surname, first, of_first = family
    name, second, of_second = given
    facts["family"], facts["given"], facts["name"] = surname, name, joined(surname, name)
    facts["family-status"], facts["given-status"], facts["name-status"] = (
        of_first,
        of_second,
        lower(of_first, of_second),
    )
    first = "" if of_first == INFERRED else first
    second = "" if of_second == INFERRED else second
    facts["family-reading-known"], facts["given-reading-known"] = first, second
    facts["name-reading-known"] = full(first, second)
    first = first if of_first == CERTIFIED else ""
    second = second if of_second == CERTIFIED else ""
    facts["family-reading"], facts["given-reading"], facts["name-reading"] = first, second, full(first, second)
    facts["name-reading-print"] = f"{first or NO_FAMILY}{GAP}{second or NO_GIVEN}" if first or second else ""
    if former is not ABSENT:
        facts["former-family"], kana, facts["former-family-status"] = former
        facts["former-family-reading-known"] = "" if former.status == INFERRED else kana
        facts["former-family-reading"] = kana if former.status == CERTIFIED else ""


def joined(family: str, given: str) -> str:
    r"""Return a name with its parts parted.

    >>> joined("佐藤", "一郎"), joined("佐藤", "")
    ('佐藤\u3000一郎', '佐藤')
    """
    return f"{family}{GAP}{given}" if family and given else family or given


def full(family: str, given: str) -> str:
    r"""Return a reading with its parts parted, ``""`` unless both are there.

    >>> full("サトウ", "イチロウ"), full("サトウ", "")
    ('サトウ\u3000イチロウ', '')
    """
    return f"{family}{GAP}{given}" if family and given else ""


_RANK: Final = {CERTIFIED: 3, PROVISIONAL: 2, INFERRED: 1}


def lower(first: str, second: str) -> str:
    """Return what is true of two readings together.

    >>> lower("certified", "provisional"), lower("certified", "certified"), lower("certified", "")
    ('provisional', 'certified', '')
    """
    return first if _RANK.get(first, 0) < _RANK.get(second, 0) else second


READING: Final = "reading"
ID: Final = "id"
"""What columns of a file are called whose values have another name."""


def facts_of_row(row: Mapping[str, str], *, certified: bool = False) -> Facts:
    r"""Return the facts of a person from a row of a cleansed file.

    A full name and a full reading are parted at their space.  A status in the row (``family-status``, ``given-status``,
    ``former-family-status``) counts for its part; without one the reading is what ``certified`` says.  Whatever else
    the row has is taken as it stands: a value, or what is known of an item under its field.

    Args:
        row: cells by the role of their column (``family``, ``given``, ``name``, ``family-reading``, ``given-reading``,
            ``reading``, ``id``) or by the name of a value.
        certified: whether the file holds the readings of the register; otherwise they are provisional.

    >>> facts = facts_of_row({"name": "佐藤 一郎", "reading": "サトウ イチロウ"}, certified=True)
    >>> facts["name"], facts["given-reading"]
    ('佐藤\u3000一郎', 'イチロウ')
    >>> facts_of_row({"family": "佐藤", "family-reading": "サトウ"})["family-reading"]
    ''
    """
    facts = {**BLANK, **row}
    if READING in row:
        facts["name-reading-known"] = facts.pop(READING) or facts["name-reading-known"]
    if ID in row:
        facts["person"] = facts.pop(ID) or facts["person"]
    held = CERTIFIED if certified else PROVISIONAL
    if facts["householder-reading"]:
        facts["householder-status"] = facts["householder-status"] or held
    if facts["foreign-name-latin"] or facts["foreign-name-kanji"]:
        _foreign(facts)
    else:
        _japanese(facts, held)
    return facts


def _japanese(facts: Facts, held: str) -> None:
    """Part the name and its reading, and keep certified readings apart."""
    whole, kana, told = facts["name"], facts["name-reading"] or facts["name-reading-known"], facts["name-status"]
    names = _parts(facts["family"], facts["given"], whole)
    first, second = facts["family-reading"], facts["given-reading"]
    readings = _parts(first or facts["family-reading-known"], second or facts["given-reading-known"], kana)
    family, given = names or ("", "")
    first, second = readings or ("", "")
    former = facts["former-family-reading"] or facts["former-family-reading-known"]
    named(
        facts,
        Reading(family, first, facts["family-status"] or told or (held if first else "")),
        Reading(given, second, facts["given-status"] or told or (held if second else "")),
        Reading(facts["former-family"], former, facts["former-family-status"] or (held if former else "")),
    )
    if names is None:
        facts["name"] = whole
    if readings is None:
        # It cannot be told which part is which: the items of the whole will say so.
        facts["name-status"] = told or held
        facts["name-reading-known"] = "" if told == INFERRED else kana
        facts["name-reading"] = kana if (told or held) == CERTIFIED else ""


def _foreign(facts: Facts) -> None:
    """Let the name of a foreign resident be one, and its reading known: no register certifies it."""
    name, known = facts["name"], facts["name-reading"] or facts["name-reading-known"]
    named(facts, ABSENT, ABSENT, Reading())
    facts["name"] = name or facts["foreign-name-latin"] or facts["foreign-name-kanji"]
    facts["name-reading-known"] = known


def _parts(family: str, given: str, whole: str) -> tuple[str, str] | None:
    """Return the two parts of a name or a reading, from their own cells or else from the whole; ``None``: no space."""
    if family or given or not whole:
        return family.strip(SPACES), given.strip(SPACES)
    first, *rest = SPACE_RUN.split(whole.strip(SPACES), maxsplit=1)
    return (first, rest[0]) if rest else None
