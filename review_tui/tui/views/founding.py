"""The fields of a new book, and what is wrong with what is typed into them."""

from pathlib import Path

from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _
from review_tui.store.phrases import passphrase_bytes
from review_tui.tui.dialogs.choose_file import file_picker, folder_picker
from review_tui.tui.shelf import need_path, why_not_new_book
from review_tui.tui.widgets.form import Field

ROLL_ENDINGS = (".xlsx", ".csv")


def fact_fields(name: str = "", superior: str = "", place: str = "") -> list[Field]:
    """The facts of a cell that stand on its papers."""
    return [
        Field(name="name", label=N_("Tên chi bộ"), text=name, example=N_("ví dụ Chi bộ khu phố 4"), why=why_empty),
        Field(
            name="superior",
            label=N_("Đảng ủy cấp trên"),
            text=superior,
            example=N_("ví dụ Đảng ủy phường Tân An Đông"),
            why=why_empty,
        ),
        Field(
            name="place",
            label=N_("Địa danh"),
            text=place,
            example=N_("ví dụ Tân An Đông (trước ngày tháng trên văn bản)"),
        ),
    ]


def cell_fields(new_book: Path) -> list[Field]:
    """The facts of the cell, and where its book shall lie."""
    folder = Field(
        name="folder",
        label=N_("Thư mục đặt sổ"),
        text=str(new_book),
        longest=4_000,
        why=lambda text: why_not_new_book(need_path(text)),
        pick=folder_picker(N_("Đặt sổ vào thư mục nào?")),
    )
    return [*fact_fields(), folder]


def roll_field() -> Field:
    """The file of a roll."""
    return Field(
        name="roll",
        label=N_("Tệp danh sách"),
        example=N_("gõ đường dẫn, hoặc F4 để chọn tệp"),
        longest=4_000,
        why=why_no_roll,
        pick=file_picker(N_("Chọn tệp danh sách đảng viên"), ROLL_ENDINGS),
    )


def secret_fields() -> list[Field]:
    """A passphrase, typed twice. Its strength is not judged."""
    return [
        Field(name="first", label=N_("Mật khẩu"), secret=True, why=_why_no_phrase),
        Field(name="again", label=N_("Gõ lại mật khẩu"), secret=True),
    ]


def _why_no_phrase(text: str) -> str | None:
    passphrase_bytes(text)
    return None


def why_empty(text: str) -> str | None:
    """A field that must not stay empty."""
    return None if text else _("Ô này không để trống được.")


def why_no_roll(text: str) -> str | None:
    """Why this is no file of a roll."""
    path = need_path(text)
    if path.suffix.lower() not in ROLL_ENDINGS:
        return _("Danh sách là tệp .xlsx hoặc .csv.")
    return None if path.is_file() else _("Không có tệp {path}.").format(path=clean_line(str(path)))
