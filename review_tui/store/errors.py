"""What can go wrong with a book, each as one whole sentence for the user.

No sentence says which byte or which key was wrong: that would only help somebody who tries keys (safety.md, R27).
"""

import errno
from typing import ClassVar

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _


class StoreError(ReviewError):
    """An error of the store room; without a sentence of its own it says what its class says."""

    told: ClassVar[str] = N_("Sổ gặp lỗi.")

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _(self.told))


class NoBook(StoreError):  # noqa: N818 - named by what happened
    """Nothing is there to be opened."""

    told = N_("Không tìm thấy sổ ở nơi này. Hãy kiểm tra lại đường dẫn, hoặc lập sổ mới.")


class Corrupt(StoreError):  # noqa: N818 - named by what happened
    """Copies exist and none of them verifies; never treated as an empty book."""

    told = N_("Sổ bị hỏng, không còn bản ghi nào nguyên vẹn. Hãy phục hồi từ bản sao lưu gần nhất.")


class Unreadable(Corrupt):
    """A copy is there but the system does not let it be read now, so what it holds may be newer than the others."""

    told = N_("Không đọc được sổ. Hãy đóng chương trình khác đang giữ tệp (chống vi-rút, đồng bộ), rồi mở lại.")


class NewerVersion(StoreError):  # noqa: N818 - named by what happened
    """Written by a later version of the program."""

    told = N_("Sổ do bản chương trình mới hơn ghi. Hãy cập nhật chương trình rồi mở lại; sổ chưa bị thay đổi gì.")


class WrongPassphrase(StoreError):  # noqa: N818 - named by what happened
    """Passphrase, paper key or member's code does not open the book."""

    told = N_("Mật khẩu không đúng. Hãy nhập lại, hoặc dùng khóa giấy.")


class Held(StoreError):  # noqa: N818 - named by what happened
    """Another process holds the book; `str` names it."""

    told = N_("Sổ đang được mở ở nơi khác, ở đây chỉ xem được.")


class NotSaved(StoreError):  # noqa: N818 - named by what happened
    """An act was not saved; what is in memory is what was saved last."""

    told = N_("Chưa lưu được, nội dung vẫn như lần lưu trước. Hãy thử lại.")

    @classmethod
    def because(cls, error: OSError) -> "NotSaved":
        """The sentence for an error of the system: what happened and what to do now."""
        for numbers, sentence in _CAUSES:
            if error.errno in numbers:
                return cls(_(sentence))
        return cls(
            _("Chưa lưu được vì ổ đĩa báo lỗi (mã {code}). Hãy sao lưu sổ sang ổ khác rồi thử lại.").format(
                code=error.errno or 0
            )
        )


class Conflict(NotSaved):
    """Somebody else wrote the file since it was opened here."""

    told = N_("Chưa lưu được vì sổ vừa bị thay đổi từ nơi khác. Hãy đóng sổ và mở lại để xem bản mới nhất.")


FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""The numbers by which a system says that there is no room left."""

_CAUSES = (
    (FULL, N_("Chưa lưu được vì ổ đĩa đã đầy. Hãy xóa bớt tệp không cần trên ổ đĩa chứa sổ rồi thử lại.")),
    (
        frozenset({errno.EACCES, errno.EPERM, errno.EROFS}),
        N_(
            "Chưa lưu được vì không có quyền ghi vào thư mục của sổ. "
            "Hãy đóng chương trình khác đang giữ tệp hoặc bỏ chế độ chỉ đọc, rồi thử lại."
        ),
    ),
    (
        frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO}),
        N_("Chưa lưu được vì không còn thấy thư mục của sổ. Hãy cắm lại ổ đĩa chứa sổ rồi thử lại."),
    ),
)
