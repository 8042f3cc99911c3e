"""The command line: every word, option and its help (design.md section 6)."""

import argparse
from collections.abc import Callable

from review_tui import __version__
from review_tui.cli.usage import (
    Parser,
    read_day,
    read_number,
    read_votes,
    read_year,
    reading,
    translate_argparse,
)
from review_tui.language.translate import _

Add = Callable[[Parser], None]


def command_line() -> Parser:
    """The parser, in the language of the screen; a parsed line carries `module` and `run`, the function that does it.

    The modules of the commands are loaded only when their word is used: `--version` must not wait for a PDF engine.
    """
    translate_argparse()
    parser = Parser(
        prog="review-tui",
        description=_("Kiểm điểm tự phê bình và phê bình cuối năm của chi bộ, từ điểm danh đến biên bản đã ký."),
        epilog=_("Không ghi lệnh nào: mở sổ mặc định. Thử trước với: review-tui demo"),
    )
    parser.add_argument(
        "--version", action="version", version=f"review-tui {__version__}", help=_("hiện số phiên bản rồi thoát")
    )
    parser.set_defaults(module="launcher", run="default", lang=None)
    _language_option(parser)
    words = parser.add_subparsers(metavar=_("LỆNH"), title=_("các lệnh"), parser_class=Parser)
    _screens(words)
    _books(words)
    _sessions(words)
    _papers(words)
    _afterwards(words)
    _keeping(words)
    return parser


Words = argparse._SubParsersAction  # the only name that argparse has for it


def _language_option(parser: Parser) -> None:
    parser.add_argument(
        "--lang", choices=("vi", "en"), default=argparse.SUPPRESS, help=_("ngôn ngữ (cũng: biến REVIEW_TUI_LANG)")
    )


def _word(words: "Words[Parser]", name: str, module: str, summary: str, *, run: str = "") -> Parser:
    parser: Parser = words.add_parser(name, help=summary, description=summary)
    parser.set_defaults(module=module, run=run or name)
    _language_option(parser)
    return parser


def _book(parser: Parser, *, passphrase: bool = True) -> None:
    parser.add_argument("book", metavar=_("SỔ"), help=_("thư mục của sổ kiểm điểm"))
    if passphrase:
        _passphrase(parser)


def _passphrase(parser: Parser) -> None:
    parser.add_argument(
        "--passphrase-file",
        metavar=_("TỆP"),
        help=_("lấy mật khẩu ở dòng đầu của tệp (- là đầu vào chuẩn); không có thì hỏi trên màn hình"),
    )


def _session(parser: Parser) -> None:
    parser.add_argument("--session", metavar="S", required=True, help=_("mã kỳ kiểm điểm, ví dụ 2026 hoặc 2026-2"))


def _member(parser: Parser, summary: str) -> None:
    parser.add_argument("--member", metavar=_("SỐ"), type=reading(read_number), help=summary)


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help=_("in ra dạng JSON"))


def _screens(words: "Words[Parser]") -> None:
    demo = _word(words, "demo", "launcher", _("mở sổ tập dượt: chi bộ giả định, không hỏi gì"))
    demo.add_argument("--book", metavar=_("THƯ MỤC"), help=_("nơi chép sổ tập dượt đến"))
    _book(_word(words, "open", "launcher", _("mở sổ trên màn hình"), run="open_book"))
    _book(_word(words, "room", "room", _("màn hình cho máy chiếu: bước, ai đang kiểm điểm, giờ")), passphrase=False)


def _books(words: "Words[Parser]") -> None:
    new = _word(words, "new", "rolls", _("lập sổ mới từ danh sách đảng viên (.xlsx, .csv)"))
    _book(new)
    new.add_argument("--name", required=True, metavar=_("TÊN"), help=_("tên chi bộ"))
    new.add_argument("--superior", required=True, metavar=_("TÊN"), help=_("tên đảng ủy cấp trên"))
    new.add_argument("--roll", required=True, metavar=_("TỆP"), help=_("danh sách đảng viên"))
    new.add_argument("--place", default="", metavar=_("ĐỊA DANH"), help=_("địa danh ghi trước ngày tháng trên văn bản"))
    new.add_argument(
        "--practice",
        metavar=_("NGÀY"),
        type=reading(read_day),
        help=_("sổ tập dượt không mật khẩu, hôm nay là ngày này"),
    )
    members = _word(words, "members", "rolls", _("danh sách đảng viên; so với danh sách mới hơn"))
    _book(members)
    choice = members.add_mutually_exclusive_group()
    _json_in(choice)
    choice.add_argument("--roll", metavar=_("TỆP"), help=_("so với danh sách này: ai mới, ai chuyển đi, gì đã đổi"))
    members.add_argument("--apply", action="store_true", help=_("với --roll: ghi thay đổi vào sổ, không xóa ai"))


def _json_in(group: argparse._MutuallyExclusiveGroup) -> None:
    group.add_argument("--json", action="store_true", help=_("in ra dạng JSON"))


def _sessions(words: "Words[Parser]") -> None:
    session = _word(words, "session", "sessions", _("mở kỳ kiểm điểm mới, hoặc liệt kê các kỳ"))
    _book(session)
    choice = session.add_mutually_exclusive_group()
    choice.add_argument("--new", metavar=_("NĂM"), type=reading(read_year), help=_("mở kỳ kiểm điểm của năm này"))
    _json_in(choice)
    session.add_argument("--regulation", metavar=_("MÃ"), help=_("bộ quy định, ví dụ 366-2025; không ghi: theo năm"))
    points = _word(words, "points", "sessions", _("các ý kiến của một kỳ: số, ai nêu, trả lời, kết luận"))
    _book(points)
    _session(points)
    _member(points, _("chỉ ý kiến đối với đảng viên mang số này"))
    _json(points)
    topics = _word(words, "topics", "entering", _("nhập gợi ý kiểm điểm của cấp trên (.toml)"))
    _book(topics)
    _session(topics)
    topics.add_argument("file", metavar=_("TỆP"), help=_("tệp gợi ý kiểm điểm"))
    topics.add_argument("--replace", action="store_true", help=_("thay gợi ý đã nhập bằng bản đã sửa"))
    notes = _word(words, "notes", "entering", _("nhập ghi chép tại hội nghị: tất cả hoặc không gì cả"))
    _book(notes)
    _session(notes)
    notes.add_argument("file", metavar=_("TỆP"), help=_("tệp ghi chép, mỗi dòng một việc"))
    for parser in (topics, notes):
        parser.add_argument("--again", action="store_true", help=_("nhập lại tệp đã nhập trước đây"))


def _paper(parser: Parser) -> None:
    _book(parser)
    parser.add_argument("kind", metavar=_("LOẠI"), help=_("loại văn bản, ví dụ minutes (biên bản)"))
    _session(parser)
    _member(parser, _("số của đảng viên, với loại văn bản dành cho một người"))
    parser.add_argument("--template", metavar=_("TỆP"), help=_("mẫu Word của cơ quan (.docx)"))
    parser.add_argument(
        "--hide-names",
        action="store_true",
        help=_("với extract: tên đồng chí khác trong lời văn thay bằng “một đồng chí”"),
    )
    parser.add_argument(
        "--hide-name",
        metavar=_("SỐ"),
        type=reading(read_number),
        action="append",
        default=[],
        help=_("với extract: chỉ thay tên của đồng chí mang số này; ghi được nhiều lần"),
    )


def _papers(words: "Words[Parser]") -> None:
    paper = _word(words, "paper", "printing", _("ghi văn bản ra tệp .pdf, .docx hoặc .txt"))
    _paper(paper)
    paper.add_argument("--to", required=True, metavar=_("TỆP"), help=_("tệp cần ghi; - là chữ thường ra đầu ra chuẩn"))
    sent = _word(words, "print", "printing", _("in văn bản"), run="print_paper")
    _paper(sent)
    sent.add_argument("--printer", default="", metavar=_("TÊN"), help=_("máy in; không ghi: máy in mặc định"))
    sent.add_argument("--copies", type=reading(read_number), default=1, metavar="N", help=_("số bản"))
    _word(words, "printers", "printing", _("các máy in của máy này"))


def _afterwards(words: "Words[Parser]") -> None:
    minutes = _word(words, "minutes", "closing", _("còn thiếu gì trước khi đọc lại; thông qua, ký, mở lại biên bản"))
    _book(minutes)
    _session(minutes)
    act = minutes.add_mutually_exclusive_group()
    act.add_argument("--approve", metavar="N/M", type=reading(read_votes), help=_("hội nghị thông qua, n trên m phiếu"))
    act.add_argument("--sign", metavar=_("NGÀY"), type=reading(read_day), help=_("đã ký ngày này: khóa biên bản"))
    act.add_argument("--reopen", metavar=_("LÝ DO"), help=_("mở lại biên bản đã thông qua, có in lý do"))
    minutes.add_argument("--number", metavar=_("SỐ"), help=_("số của văn bản; không ghi: để trống điền bút"))
    minutes.add_argument("--place", metavar=_("ĐỊA DANH"), help=_("địa danh trước ngày tháng"))
    minutes.add_argument("--recipients", metavar=_("NƠI NHẬN"), nargs="+", help=_("nơi nhận văn bản"))
    followed = _word(words, "commitments", "following", _("sổ theo dõi cam kết; ghi một lần kiểm tra"))
    _book(followed)
    _member(followed, _("chỉ cam kết của đảng viên mang số này"))
    followed.add_argument("--overdue", action="store_true", help=_("chỉ cam kết quá hạn"))
    given = followed.add_mutually_exclusive_group()
    _json_in(given)
    given.add_argument("--ics", metavar=_("TỆP"), help=_("ghi hạn của các cam kết chưa xong ra tệp lịch (.ics)"))
    followed.add_argument(
        "--check",
        nargs=2,
        metavar=(_("SỐ"), _("KẾT QUẢ")),
        help=_(
            "ghi kiểm tra: số cam kết và xong | đang làm 60%% | chưa làm | hoãn 30/6/2027 | kết thúc "
            "| người theo dõi 4 | theo dõi đến 30/6/2027 | mở lại 2026-014"
        ),
    )
    followed.add_argument("--text", metavar=_("LỜI"), help=_("nhận xét hoặc lý do"))
    followed.add_argument("--proof", metavar=_("TỆP"), help=_("tệp minh chứng (chỉ ghi tên và mã đối chiếu)"))
    followed.add_argument(
        "--on", metavar=_("NGÀY"), type=reading(read_day), help=_("ngày kiểm tra; không ghi: hôm nay")
    )


def _keeping(words: "Words[Parser]") -> None:
    _book(_word(words, "check", "keeping", _("đọc lại toàn bộ sổ và báo chỗ nào hỏng")))
    backup = _word(words, "backup", "keeping", _("chép sổ ra nơi khác, có kiểm tra lại"))
    _book(backup)
    backup.add_argument("--to", required=True, metavar=_("THƯ MỤC"), help=_("nơi để bản sao"))
    redact = _word(words, "redact", "redacting", _("lập bản che tên: tên thành mã, bỏ địa chỉ, số thẻ, ngày sinh"))
    _book(redact)
    redact.add_argument("--to", required=True, metavar=_("NƠI"), help=_("sổ mới; với --paper: tệp .docx hoặc .txt"))
    redact.add_argument("--open", action="store_true", help=_("sổ mới như sổ tập dượt, ai cũng mở được"))
    redact.add_argument("--new-passphrase-file", metavar=_("TỆP"), help=_("lấy mật khẩu của sổ mới ở dòng đầu của tệp"))
    redact.add_argument("--paper", metavar=_("LOẠI"), help=_("chỉ ghi một văn bản mẫu, không lập sổ mới"))
    redact.add_argument("--session", metavar="S", help=_("với --paper: mã kỳ kiểm điểm"))
    _member(redact, _("với --paper: số của đảng viên, với loại văn bản dành cho một người"))
    restore = _word(words, "restore", "keeping", _("khôi phục sổ từ bản sao"))
    restore.add_argument("source", metavar=_("BẢN SAO"), help=_("thư mục bản sao"))
    restore.add_argument("--to", required=True, metavar=_("SỔ"), help=_("thư mục mới của sổ"))
    _passphrase(restore)
