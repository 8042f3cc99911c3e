"""The guided way beside the entry line: short questions that end in a line of the grammar, so that it is learnt."""

from textual.app import App

from review_tui.language.dates import numeric_date, read_date
from review_tui.language.translate import _
from review_tui.model.counts import present
from review_tui.model.people import Member
from review_tui.model.points import COLLECTIVE, AnswerKind, Kind, Point
from review_tui.model.session import Session
from review_tui.model.words import ANSWER_NAMES, KIND_SIGNS
from review_tui.tui.dialogs.ask import Ask, Choose, PickMember

_POINT_KINDS = (Kind.SHORTCOMING, Kind.STRENGTH, Kind.QUESTION, Kind.SUGGESTION, Kind.STATEMENT)
_VERDICTS = ("khuyết điểm", "nhắc nhở", "không phải", "xác minh")


async def guided_line(app: App[None], session: Session) -> str | None:
    """Ask what, who, text, and what belongs to it; None when left by Esc."""
    options = [
        _("Một đồng chí nêu khuyết điểm ( - )"),
        _("Một đồng chí nêu ưu điểm ( + )"),
        _("Một đồng chí hỏi ( ? )"),
        _("Một đồng chí đề nghị ( * )"),
        _("Trình bày, phát biểu ( . )"),
        _("Trả lời một ý kiến ( = )"),
        _("Cam kết khắc phục ( ! )"),
        _("Chủ trì kết luận một ý kiến ( ct = )"),
        _("Chủ trì kết luận phần này ( ct . )"),
    ]
    if not session.on_floor:
        return await _opening(app, session)
    chosen = await app.push_screen_wait(Choose(_("Ghi gì?"), options))
    if chosen is None:
        return None
    if chosen < 5:
        return await _point(app, session, _POINT_KINDS[chosen])
    return await (_answer, _commitment, _verdict, _conclusion)[chosen - 5](app, session)


async def _opening(app: App[None], session: Session) -> str | None:
    """The lines of the opening and of the ends of a sitting, while nobody is on the floor."""
    options = [
        _("Tất cả có mặt ( @ * )"),
        _("Một đồng chí vắng ( @ - )"),
        _("Bắt đầu buổi họp: giờ, ngày ( @bd )"),
        _("Địa điểm ( @tai )"),
        _("Chủ trì hội nghị ( @ct )"),
        _("Thư ký hội nghị ( @tk )"),
        _("Khách mời: họ tên, chức vụ ( @k )"),
        _("Kết thúc hoặc tạm nghỉ buổi họp ( @kt )"),
        _("Vào kiểm điểm tập thể ( / cb )"),
    ]
    chosen = await app.push_screen_wait(Choose(_("Ghi gì?"), options))
    if chosen in (None, 0, 8):
        return {None: None, 0: "@ *", 8: "/ cb"}[chosen]
    if chosen in (1, 4, 5):
        member = await app.push_screen_wait(PickMember(_("Đồng chí nào?"), session.roll))
        if member is None:
            return None
        no = session.member(member).no
        if chosen > 1:
            return f"@ct {no}" if chosen == 4 else f"@tk {no}"
        reason = await app.push_screen_wait(Ask(_("Lý do vắng"), example=_("Nằm viện, có giấy")))
        return None if reason is None else f"@ -{no} {reason}".rstrip()
    sign, example = {2: ("@bd", "18:00 5/12/2026"), 3: ("@tai", ""), 6: ("@k", ""), 7: ("@kt", "21:40")}[chosen]
    text = await _text(app, options[chosen], example)
    return None if text is None else f"{sign} {text}"


def _speakers(session: Session) -> tuple[Member, ...]:
    return present(session) or session.roll


async def _who(app: App[None], session: Session, title: str, *, own: bool = False) -> str | None:
    if own and session.on_floor == COLLECTIVE:
        return "cb"
    if own:
        return str(session.member(session.on_floor).no)
    member = await app.push_screen_wait(PickMember(title, _speakers(session)))
    return str(session.member(member).no) if member else None


async def _text(app: App[None], title: str, example: str) -> str | None:
    return await app.push_screen_wait(Ask(title, example=example, longest=20_000, refuse=_why_empty))


def _why_empty(text: str) -> str | None:
    return None if text else _("Chưa có nội dung.")


async def _point(app: App[None], session: Session, kind: Kind) -> str | None:
    who = await _who(app, session, _("Ai nói?"))
    if who is None:
        return None
    text = await _text(app, _("Nội dung: việc gì, khi nào, ở đâu?"), _("Vắng 4 buổi sinh hoạt quý 2, không báo trước"))
    return None if text is None else f"{who} {KIND_SIGNS[kind]} {text}"


async def _which_point(app: App[None], session: Session, *, open_first: bool) -> Point | None:
    points = session.points_of(session.on_floor)
    if open_first:
        points = tuple(sorted(points, key=lambda point: (not point.is_open, point.place)))
    if not points:
        await app.push_screen_wait(Choose(_("Phần này chưa có ý kiến nào."), [_("Đã rõ")]))
        return None
    words = [f"{point.place} {KIND_SIGNS[point.kind]} {point.text}" for point in points]
    chosen = await app.push_screen_wait(Choose(_("Ý kiến nào?"), words))
    return None if chosen is None else points[chosen]


async def _answer(app: App[None], session: Session) -> str | None:
    point = await _which_point(app, session, open_first=True)
    if point is None:
        return None
    kinds = list(AnswerKind)
    chosen = await app.push_screen_wait(Choose(_("Trả lời thế nào?"), [_(ANSWER_NAMES[kind]) for kind in kinds]))
    if chosen is None:
        return None
    who = await _who(app, session, _("Ai trả lời?"), own=True)
    text = await _text(app, _("Nội dung trả lời"), _("Làm ca đêm nhưng không báo trước là lỗi của tôi"))
    return None if text is None else f"{who} = {point.place} {ANSWER_NAMES[kinds[chosen]]} {text}"


async def _commitment(app: App[None], session: Session) -> str | None:
    point = await _which_point(app, session, open_first=False)
    if point is None:
        return None
    who = await _who(app, session, _("Ai cam kết?"), own=session.on_floor != COLLECTIVE)
    text = (
        None if who is None else await _text(app, _("Cam kết làm gì, kết quả đo được?"), _("Dự ít nhất 11 trên 12 kỳ"))
    )
    if text is None:
        return None
    verifier = await app.push_screen_wait(PickMember(_("Ai theo dõi?"), _speakers(session)))
    mark = f" ~{session.member(verifier).no}" if verifier else ""
    return f"{who} ! {point.place} {text}{mark}{await _due(app)}"


async def _due(app: App[None]) -> str:
    chosen = await app.push_screen_wait(Choose(_("Bao giờ xong?"), [_("chọn ngày"), _("làm ngay"), _("thường xuyên")]))
    if chosen is None:
        return ""
    if chosen:
        return (" >ngay", " >tx")[chosen - 1]
    day = await app.push_screen_wait(Ask(_("Hạn ngày nào?"), example="30/6/2027", refuse=_why_no_date))
    return f" >{numeric_date(read_date(day))}" if day else ""


def _why_no_date(text: str) -> str | None:
    read_date(text)
    return None


async def _verdict(app: App[None], session: Session) -> str | None:
    point = await _which_point(app, session, open_first=False)
    if point is None:
        return None
    options = [_("là khuyết điểm"), _("nhắc nhở, rút kinh nghiệm"), _("không phải khuyết điểm"), _("chờ xác minh")]
    chosen = await app.push_screen_wait(Choose(_("Chủ trì kết luận thế nào?"), options))
    return None if chosen is None else f"ct = {point.place} {_VERDICTS[chosen]}"


async def _conclusion(app: App[None], session: Session) -> str | None:
    text = await _text(app, _("Kết luận của chủ trì"), _("Ghi nhận tiếp thu; quý sau kiểm tra lại"))
    return None if text is None else f"ct . {text}"
