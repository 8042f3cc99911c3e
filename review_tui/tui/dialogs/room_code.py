"""How the projector's terminal is opened, told to the recorder: the command and the code of this evening."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.widgets.words import Words


class RoomAsked(Message):
    """The recorder wants the room view: on, or its code again."""


class RoomCode(Dialog[bool]):
    """Answers True when the room view shall be switched off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("Để chạy"), tooltip=N_("Đóng bảng này; màn hình phòng họp vẫn chạy.")),
        Binding("1", "off", N_("Tắt"), tooltip=N_("Tắt màn hình phòng họp; mã này không dùng được nữa.")),
    ]

    def __init__(self, book: Path, code: str) -> None:
        super().__init__(_("Màn hình phòng họp đang bật"))
        self._book, self._code = book, code

    def body(self) -> ComposeResult:
        """The steps, and what the room will see."""
        yield Words(id="steps")

    def fill(self) -> None:
        """In the language of the screen."""
        path = clean_line(str(self._book))
        steps = [
            _("1. Ở cửa sổ dòng lệnh thứ hai, kéo sang máy chiếu, gõ:"),
            f'   review-tui room "{path}"',
            _("2. Gõ mã phòng họp: {code}").format(code=self._code)
            if self._code
            else _("2. Sổ tập dượt không cần mã."),
            "",
            _("Phòng chỉ thấy: bước, ai đang kiểm điểm, giờ, số người có mặt. Không có lời nào, không có điểm của ai."),
            _("Khi đang bỏ phiếu chỉ thấy “ĐANG BỎ PHIẾU”. Rời chương trình là tự tắt."),
        ]
        self.query_one("#steps", Words).say("\n".join(steps))

    def action_keep(self) -> None:
        """Let it run."""
        self.dismiss(False)

    def action_off(self) -> None:
        """Switch it off."""
        self.dismiss(True)
