"""Why a run could not start or finish: one sentence each, saying what was wrong and what to do."""

from __future__ import annotations

from kananame.errors import KananameError

WORDING: dict[str, tuple[str, str]] = {
    "file-missing": (
        "{path}: ファイルがありません。パスを確かめてください。",
        "{path}: no such file; check the path.",
    ),
    "file-directory": (
        "{path}: フォルダーです。中のファイルを指定してください。",
        "{path}: is a directory; name a file in it.",
    ),
    "file-unreadable": (
        "{path}: 読み込めません({why})。権限と、ほかのプログラムで開いていないかを確かめてください。",
        "{path}: cannot be read ({why}); check its permissions and that no other program holds it.",
    ),
    "file-empty": (
        "{path}: 空のファイルです。見出し行のあるCSVを指定してください。",
        "{path}: is empty; give a CSV file with a header row.",
    ),
    "file-binary": (
        "{path}: テキストではありません({kind})。CSV形式で保存し直してください。",
        "{path}: is not text ({kind}); save it as CSV first.",
    ),
    "byte-undecodable": (
        (
            "{path}: {offset}バイト目(0起点)の値{value}は{encoding}として読めません。"
            "そのバイトを直すか、--encodingで文字コードを指定してください。"
        ),
        (
            "{path}: byte offset {offset} holds {value}, which is not valid {encoding}; "
            "repair that byte or name the encoding with --encoding."
        ),
    ),
    "encoding-unknown": (
        "--encoding {encoding}: 知らない文字コードです。utf-8、utf-16、cp932などを指定してください。",
        "--encoding {encoding}: unknown encoding; use utf-8, utf-16 or cp932, for example.",
    ),
    "delimiter-invalid": (
        "--delimiter: 1文字で指定してください(タブはtab)。引用符と改行は使えません。",
        "--delimiter: give one character (tab for a tab); quotes and line ends cannot be used.",
    ),
    "header-missing": (
        "{path}: 1行目に見出しがありません。1行目に列の名前を入れてください。",
        "{path}: the first row holds no header; put the column names there.",
    ),
    "columns-unrecognised": (
        (
            "{path}: {count}列の見出しから氏名の列とその振り仮名の列を見つけられません。"
            "--columns family=氏,family-reading=氏カナ のように指定してください。"
        ),
        (
            "{path}: no name column with its reading column was recognised among {count} columns; "
            "say which they are, as in --columns family=氏,family-reading=氏カナ."
        ),
    ),
    "column-missing": (
        "--columns {role}={column}: その列は見出しにありません。見出しの文字か #番号 で指定してください。",
        "--columns {role}={column}: the header has no such column; give its heading or its #number.",
    ),
    "columns-role": (
        "--columns: {role} という役割はありません。使えるのは {roles} です。",
        "--columns: there is no role {role}; the roles are {roles}.",
    ),
    "columns-repeated": (
        "--columns: 役割 {role} が2回指定されています。1回にしてください。",
        "--columns: the role {role} is given twice; give it once.",
    ),
    "columns-form": (
        "--columns: 「役割=列」の形で、コンマで区切って指定してください(例 family=氏,given=名)。",
        "--columns: write role=column pairs separated by commas, as in family=氏,given=名.",
    ),
    "quote-unclosed": (
        "{path}: データ{row}件目で始まる引用符が閉じていません。その行の引用符を直してください。",
        "{path}: a quote opened in data row {row} is never closed; repair the quotes of that row.",
    ),
    "record-too-large": (
        "{path}: データ{row}件目が大きすぎます。引用符の閉じ忘れか、CSVではない可能性があります。確かめてください。",
        "{path}: data row {row} is too large; check for an unclosed quote, or whether this is CSV at all.",
    ),
    "output-directory-missing": (
        "{path}: 出力先のフォルダーがありません。先に作ってください。",
        "{path}: the output directory does not exist; create it first.",
    ),
    "output-not-file": (
        "{path}: 出力先がファイルではありません。ファイル名を指定してください(標準出力は -)。",
        "{path}: the output is not a regular file; give a file name, or - for standard output.",
    ),
    "output-is-input": (
        "{path}: 出力先が入力と同じです。別の名前を指定してください。",
        "{path}: the output is the input itself; choose another name.",
    ),
    "output-unwritable": (
        "{path}: 書き込めません({why})。権限と空き容量、Excelなどで開いていないかを確かめてください。",
        "{path}: cannot be written ({why}); check permissions, free space, and that no program (Excel) has it open.",
    ),
}


class Refusal(KananameError):
    """A run that cannot be done; ``code`` and ``params`` say why, ``str()`` says it in English."""

    def __init__(self, code: str, **params: object) -> None:
        """Take a code of ``WORDING`` and what its sentence needs."""
        self.code = code
        self.params = params
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """Return the sentence in ``ja`` or ``en``.

        >>> Refusal("file-missing", path="a.csv").text("en")
        'a.csv: no such file; check the path.'
        """
        japanese, english = WORDING[self.code]
        return (english if lang == "en" else japanese).format(**self.params)
