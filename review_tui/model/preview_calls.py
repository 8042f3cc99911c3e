"""What a line of the roll call means, said back in full words before it counts."""

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model import acts
from review_tui.model.attendance import opens_another
from review_tui.model.session import Here, Role, Session

ROLE_NAMES = {
    Role.CHAIR: N_("chủ trì"),
    Role.RECORDER: N_("thư ký hội nghị"),
    Role.TELLERS: N_("tổ kiểm phiếu"),
}


def call_preview(entry: acts.Entry, session: Session) -> str:
    """What a line of the roll call means; empty for other lines."""
    match entry:
        case acts.AllPresent():
            return _("Tất cả đảng viên phải dự họp đều có mặt")
        case acts.Marked():
            return _marked_preview(entry, session)
        case acts.RoleTaken():
            names = ", ".join(session.name_of(member) for member in entry.members)
            return _("Từ đây {role}: {names}").format(role=_(ROLE_NAMES[entry.role]), names=names)
        case acts.GuestAdded():
            title = f" ({entry.title})" if entry.title else ""
            return _("Khách mời: {name}{title}").format(name=entry.name, title=title)
        case acts.SittingOpened():
            return _sitting_preview(entry, session)
        case acts.SittingClosed():
            return _("Kết thúc buổi họp lúc {time}").format(time=entry.at)
        case acts.PlaceNamed():
            if len(session.sittings) > 1:
                return _("Địa điểm buổi {n}: {place}").format(n=session.sittings[-1].number, place=entry.place)
            return _("Địa điểm: {place}").format(place=entry.place)
        case acts.FloorEntered():
            return _("Vào phần kiểm điểm: {who}").format(who=session.floor_name(entry.key))
    return ""


def _sitting_preview(entry: acts.SittingOpened, session: Session) -> str:
    day = numeric_date(entry.day) if entry.day else ""
    last = session.sitting
    if last is not None and opens_another(session, opened=entry.opened, day=entry.day):
        words = _("MỞ BUỔI {n} ngày {day}, {time}") if entry.opened else _("MỞ BUỔI {n} ngày {day}")
        return words.format(n=last.number + 1, day=day or "…", time=entry.opened)
    when = " ".join(word for word in (entry.opened, day) if word)
    if last is not None and last.closed:
        return _("Ghi thêm cho buổi {n}: bắt đầu {when}").format(n=last.number, when=when)
    return _("Bắt đầu buổi họp {when}").format(when=when)


def _marked_preview(entry: acts.Marked, session: Session) -> str:
    first = entry.presences[0]
    names = ", ".join(session.name_of(presence.member) for presence in entry.presences[:3])
    if len(entry.presences) > 3:
        names = _("{count} đồng chí").format(count=len(entry.presences))
    if first.here is Here.ABSENT:
        reason = f" ({first.reason})" if first.reason else _(" (không rõ lý do)")
        return _("Vắng: {names}{reason}").format(names=names, reason=reason)
    if first.left:
        return _("Về lúc {time}: {names}").format(time=first.left, names=names)
    if first.arrived:
        return _("Đến lúc {time}: {names}").format(time=first.arrived, names=names)
    return _("Có mặt: {names}").format(names=names)
