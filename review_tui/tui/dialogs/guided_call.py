"""The guided way for the opening and the roll call: lines that begin with @, and the way to the first floor."""

from collections.abc import Awaitable, Callable

from textual.app import App

from review_tui.language.translate import _
from review_tui.model.counts import present
from review_tui.model.people import Member
from review_tui.model.session import Session
from review_tui.tui.dialogs.ask import Ask, Choose, PickMember

Dictated = Callable[[str, str, str], Awaitable[str | None]]
"""Asks for a text: what the line begins with, the question, an example; answers the whole line."""

_TEXTS = {
    4: ("@bd", "18:00 5/12/2026"),
    5: ("@tai", "Nhà sinh hoạt cộng đồng khu phố"),
    8: ("@k", "Nguyễn Văn A, Phó Bí thư Đảng ủy phường"),
    9: ("@kt", "21:40"),
}


def speakers(session: Session) -> tuple[Member, ...]:
    """Who can speak: those in the room, or everybody while the roll was not called."""
    return present(session) or session.roll


async def guided_call(app: App[None], session: Session, text: Dictated) -> str | None:
    """Ask what, and whom it concerns; None when left."""
    options = [
        _("Tất cả có mặt ( @ * )"),
        _("Một đồng chí vắng ( @ - )"),
        _("Một đồng chí đến muộn ( @ số giờ )"),
        _("Một đồng chí về sớm ( @ - số giờ )"),
        _("Bắt đầu buổi họp: giờ, ngày ( @bd )"),
        _("Địa điểm ( @tai )"),
        _("Chủ trì hội nghị ( @ct )"),
        _("Thư ký hội nghị ( @tk )"),
        _("Khách mời: họ tên, chức vụ ( @k )"),
        _("Kết thúc hoặc tạm nghỉ buổi họp ( @kt )"),
        _("Vào kiểm điểm tập thể ( / cb )"),
    ]
    chosen = await app.push_screen_wait(Choose(_("Ghi gì?"), options))
    if chosen in (None, 0, 10):
        return {None: None, 0: "@ *", 10: "/ cb"}[chosen]
    if chosen in _TEXTS:
        sign, example = _TEXTS[chosen]
        return await text(sign, options[chosen], example)
    member = await app.push_screen_wait(PickMember(_("Đồng chí nào?"), session.roll))
    if member is None:
        return None
    no = session.member(member).no
    if chosen in (6, 7):
        return f"@ct {no}" if chosen == 6 else f"@tk {no}"
    title, example = {
        1: (_("Lý do vắng"), _("Nằm viện, có giấy")),
        2: (_("Đến lúc mấy giờ?"), "18:25"),
        3: (_("Về lúc mấy giờ, vì sao?"), _("20:40 Việc gia đình")),
    }[chosen]
    said = await app.push_screen_wait(Ask(title, example=example))
    if said is None:
        return None
    return f"@ {no} {said}".rstrip() if chosen == 2 else f"@ -{no} {said}".rstrip()
