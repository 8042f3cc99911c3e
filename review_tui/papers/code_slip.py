"""Phiếu mã cá nhân: the slip with which a member opens the own record, and against which it is compared later."""

from review_tui.language.dates import numeric_date
from review_tui.papers.signers import paper
from review_tui.papers.sources import Sources
from review_tui.papers.structure import DOTS, Block, Heading, Paper, Paragraph, Record, Signature

_HOW = (
    "Mở chương trình; ở màn hình hỏi mật khẩu, bấm phím F6.",
    "Gõ số thứ tự hoặc họ tên, rồi gõ mã. Bộ gõ tiếng Việt bật hay tắt đều được; không cần gõ dấu gạch.",
    "Xem xong, bấm Esc ở trang đầu để trả máy.",
)
_CARE = (
    "Mã chỉ mở phần của riêng đồng chí; không mở được phần của người khác và không sửa được biên bản.",
    "Ai có phiếu này thì xem được hồ sơ của đồng chí: giữ như giữ giấy tờ riêng. "
    "Mất phiếu thì báo ngay thư ký để thu hồi mã và in phiếu mới; mã cũ hết hiệu lực.",
)
_BLANK_CODE = "-".join(["…………"] * 4)


def code_slip(sources: Sources) -> Paper:
    """One member's slip. The code is known only when it is made; printed at any other time it is dotted."""
    member = sources.session.member(sources.need_member())
    return paper(
        sources,
        kind="code-slip",
        title="PHIẾU MÃ CÁ NHÂN",
        subject="Để xem hồ sơ kiểm điểm của mình",
        blocks=(
            Record(
                rows=(
                    ("Họ và tên", member.name),
                    ("Số thứ tự", str(member.no)),
                    ("Mã", sources.code or _BLANK_CODE),
                    ("Mở được", "ý kiến, kết luận, cam kết, xếp loại của đồng chí qua các năm; việc gửi thư ký"),
                    ("Dấu của hồ sơ", _grouped(sources.fingerprint) or DOTS),
                    ("Ngày lập phiếu", numeric_date(sources.today) or DOTS),
                )
            ),
            *_listed("Cách dùng", _HOW),
            *_listed("Giữ phiếu", _CARE),
            Paragraph(text=_marked(sources)),
        ),
        right=Signature(label="NGƯỜI NHẬN PHIẾU", name=member.name),
        day=sources.today,
    )


def _grouped(mark: str) -> str:
    """In groups of four, to be read aloud and compared."""
    return "-".join(mark[start : start + 4] for start in range(0, len(mark), 4))


def _listed(title: str, sentences: tuple[str, ...]) -> tuple[Block, ...]:
    return (Heading(level=1, text=title), *(Paragraph(text=one, marker="-") for one in sentences))


def _marked(sources: Sources) -> str:
    if not sources.fingerprint:
        return "Chưa có biên bản nào được ký nên hồ sơ chưa có dấu; khi biên bản ký xong, thư ký in phiếu mới có dấu."
    return (
        "Dấu của hồ sơ là dấu của mọi phần đã khóa đến ngày lập phiếu. Sau này, khi xem hồ sơ, đồng chí gõ dấu này ở "
        "mục “Đối chiếu hồ sơ với phiếu”: nếu phần đã khóa bị sửa thì dấu không khớp."
    )
