"""Who may write what, and until when: the rights of the moment as sentences, for a member and for the recorder."""

from review_tui.language.translate import N_, _
from review_tui.model.session import Session, State, Step

_MEMBER = {
    State.PREPARED: N_(
        "Chưa họp: đồng chí viết và nộp bản kiểm điểm trước khi trình bày; thư ký chuẩn bị gợi ý, ý kiến bên ngoài."
    ),
    State.RECORDING: N_(
        "Đang họp: thư ký ghi biên bản; đồng chí gửi trả lời đến khi thông qua biên bản, góp ý từng câu khi đọc lại."
    ),
    State.APPROVED: N_(
        "Biên bản đã thông qua: không ai sửa nữa, trừ khi hội nghị mở lại. Đồng chí chỉ còn báo cáo cam kết."
    ),
    State.SIGNED: N_("Biên bản đã ký, khóa hẳn. Đồng chí báo cáo cam kết đến khi người theo dõi xác nhận kết thúc."),
}
_READ_BACK = N_(
    "Đang đọc lại: đồng chí trả lời, góp ý từng câu đến khi thông qua biên bản; thư ký tiếp nhận từng điều."
)

_RECORDER = {
    State.PREPARED: N_("Kỳ {id} chưa họp: tiếp nhận bản kiểm điểm đến khi đảng viên trình bày."),
    State.RECORDING: N_("Kỳ {id} đang ghi: tiếp nhận trả lời, góp ý, bản kiểm điểm đến khi thông qua biên bản."),
    State.APPROVED: N_("Kỳ {id} đã thông qua: chỉ tiếp nhận báo cáo cam kết; điều khác thì trả lại kèm lời."),
    State.SIGNED: N_("Kỳ {id} đã khóa: chỉ tiếp nhận báo cáo cam kết; điều khác thì trả lại kèm lời."),
}


def member_may(session: Session) -> str:
    """What a member may write for this session now."""
    if session.state is State.RECORDING and session.step is Step.READ_BACK:
        return _(_READ_BACK)
    return _(_MEMBER[session.state])


def recorder_may(session: Session) -> str:
    """What the recorder may take over into this session now."""
    return _(_RECORDER[session.state]).format(id=session.id)
