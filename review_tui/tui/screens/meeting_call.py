"""The roll call of the meeting: short questions about the row of the cursor."""

from textual import work

from review_tui.language.dates import read_clock
from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _
from review_tui.model.attendance import marked, role_taken
from review_tui.model.session import Here, Presence, Role
from review_tui.tui.dialogs.ask import Ask, Choose
from review_tui.tui.screens.meeting_acts import MeetingActs

_CALL = (
    N_("có mặt"),
    N_("vắng"),
    N_("đến muộn"),
    N_("về sớm"),
    N_("chủ trì hội nghị"),
    N_("thư ký hội nghị"),
    N_("vào tổ kiểm phiếu, hoặc ra khỏi tổ"),
)
_ROLES = (Role.CHAIR, Role.RECORDER, Role.TELLERS)


class MeetingCall(MeetingActs):
    """Presence and roles of one member."""

    @work
    async def mark_presence(self, member: str) -> None:
        """Mark one member by a digit; late, early and absent ask for one more word."""
        if self.closed():
            return
        if any(guest.id == member for guest in self.session.guests):
            self.say(_("Khách mời không điểm danh; ghi thêm khách bằng “@k Họ tên, chức vụ”."))
            return
        who = self.session.name_of(member)
        chosen = await self.app.push_screen_wait(Choose(who, [_(words) for words in _CALL]))
        if chosen is None:
            return
        if chosen >= 4:
            self._give_role(member, _ROLES[chosen - 4])
            return
        presence = await self._presence(member, chosen)
        if presence is not None:
            name = _("điểm danh: {who}").format(who=who)
            self.step(name, lambda session: marked(session, (presence,)), session=self.session_id)

    async def _presence(self, member: str, chosen: int) -> Presence | None:
        if chosen == 0:
            return Presence(member=member, here=Here.PRESENT)
        if chosen == 1:
            reason = await self.app.push_screen_wait(Ask(_("Lý do vắng"), example=_("Nằm viện, có giấy")))
            return None if reason is None else Presence(member=member, here=Here.ABSENT, reason=reason)
        now = f"{self.clock():%H:%M}"
        title = _("Đến lúc mấy giờ?") if chosen == 2 else _("Về lúc mấy giờ?")
        time = await self.app.push_screen_wait(Ask(title, text=now, refuse=_why_no_clock))
        if time is None:
            return None
        if chosen == 2:
            return Presence(member=member, here=Here.PRESENT, arrived=read_clock(time))
        reason = await self.app.push_screen_wait(Ask(_("Lý do về sớm"), example=_("Việc gia đình")))
        if reason is None:
            return None
        return Presence(member=member, here=Here.PRESENT, left=read_clock(time), left_reason=clean_line(reason))

    def _give_role(self, member: str, role: Role) -> None:
        held = self.session.holder(Role.TELLERS) if role is Role.TELLERS else ()
        members = tuple(one for one in held if one != member) if member in held else (*held, member)
        name = _("phân công {who}").format(who=self.session.name_of(member))
        self.step(name, lambda session: role_taken(session, role, members), session=self.session_id)


def _why_no_clock(text: str) -> str | None:
    read_clock(text)
    return None
