"""The roll call: who is due, who is here, who came late or left."""

from dataclasses import dataclass

from rich.cells import cell_len

from review_tui.language.translate import N_, _
from review_tui.model.counts import is_due, presence_of, votes
from review_tui.model.people import Member, Status
from review_tui.model.session import Here, Presence, Role, Session
from review_tui.tui.views.status import STATUS_NAMES
from review_tui.tui.widgets.listing import Line, fitted

_ROLE_NAMES = ((Role.CHAIR, N_("chủ trì")), (Role.RECORDER, N_("thư ký")), (Role.TELLERS, N_("kiểm phiếu")))


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One member at the roll call."""

    key: str
    no: int
    name: str
    presence: str
    role: str
    remark: str


def call_rows(session: Session) -> tuple[CallRow, ...]:
    """Everybody on the roll in the order of its numbers, then the guests."""
    rows = [_row(session, member) for member in session.roll]
    rows += [
        CallRow(
            key=guest.id,
            no=0,
            name=guest.name,
            presence=_("khách mời {id}").format(id=guest.id),
            role="",
            remark=guest.title,
        )
        for guest in session.guests
    ]
    return tuple(rows)


def _row(session: Session, member: Member) -> CallRow:
    words, role = _presence_words(session, member)
    remarks = [_(name) for kind, name in _ROLE_NAMES if member.id in session.holder(kind)]
    status = member.status_on(session.day)
    if status is not Status.OFFICIAL:
        remarks.append(_(STATUS_NAMES[status]))
    if is_due(session, member) and not votes(session, member):
        remarks.append(_("không biểu quyết"))
    return CallRow(key=member.id, no=member.no, name=member.name, presence=words, role=role, remark=", ".join(remarks))


def _presence_words(session: Session, member: Member) -> tuple[str, str]:
    presence = presence_of(session, member.id)
    if presence is None:
        return (_("… chưa gọi"), "quiet") if is_due(session, member) else (_("không phải dự"), "quiet")
    return presence_words(presence)


def presence_words(presence: Presence) -> tuple[str, str]:
    """(words, colour role) of one presence."""
    if presence.here is Here.ABSENT:
        return _("○ vắng: {reason}").format(reason=presence.reason or _("chưa rõ lý do")), "warning"
    words = _("✓ có mặt")
    if presence.arrived:
        words += _(", đến {time}").format(time=presence.arrived)
    if presence.left:
        words += _(", về {time}").format(time=presence.left)
        words += f" ({presence.left_reason})" if presence.left_reason else ""
    return words, "good"


def draw_call_row(row: CallRow, width: int) -> tuple[Line, ...]:
    """Number, name, presence, remark in one line."""
    no = f"{row.no:>3} " if row.no else "    "
    name = fitted(row.name, 28)
    remark = f"  {row.remark}" if row.remark else ""
    room = max(width - len(no) - 29 - cell_len(remark), 12)
    presence = fitted(row.presence, room) if remark else row.presence
    return ((((no, "quiet"), (name + " ", "strong"), (presence, row.role), (remark, "quiet"))),)
