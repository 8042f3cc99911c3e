"""The command `room`: the view for the projector, in a second terminal, without the passphrase of the book."""

import argparse
from datetime import datetime
from pathlib import Path

from review_tui.cli.launcher import need_terminal
from review_tui.cli.secret import ask_passphrase
from review_tui.cli.speech import shown
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.store.room_file import RoomReader


def room(arguments: argparse.Namespace) -> int:
    """`review-tui room BOOK`: shows step, whose turn, clock and counts while the recorder's process tells them."""
    need_terminal()
    folder = Path(arguments.book)
    if not folder.is_dir():
        raise ReviewError(_("Không có sổ nào ở {path}.").format(path=shown(folder)))
    reader = RoomReader(folder)
    if not reader.is_on():
        raise ReviewError(
            _("Thư ký chưa bật màn hình phòng họp: ở Trang chính bấm 4 (Việc khác), chọn Màn hình phòng họp.")
        )
    if reader.asks_code():
        reader = RoomReader(folder, ask_passphrase(_("Mã phòng họp (đang hiện trên máy của thư ký):")))
        reader.read()  # a wrong code is told before the screen opens
    from review_tui.tui.start import quiet_environment

    quiet_environment()  # before the screen library is loaded
    from review_tui.tui.screens.room import RoomApp

    app = RoomApp(reader.read, lambda: datetime.now().astimezone())
    app.run()
    return app.return_code or 0
