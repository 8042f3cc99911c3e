"""The words of argparse in the language of the screen, and values that it reads from the command line."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from typing import NoReturn, TypeVar

from review_tui.cli.speech import shown
from review_tui.language.dates import read_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _, language

T = TypeVar("T")

WRONG_USAGE = 2
"""Exit code for a command line that cannot be understood."""

_WORDS = {
    "usage: ": N_("cách dùng: "),
    "options": N_("tùy chọn"),
    "positional arguments": N_("tham số"),
    "show this help message and exit": N_("hiện hướng dẫn này rồi thoát"),
    "show program's version number and exit": N_("hiện số phiên bản rồi thoát"),
    "%(prog)s: error: %(message)s\n": N_("%(prog)s: lỗi: %(message)s\n"),
    "argument %(argument_name)s: %(message)s": N_("tham số %(argument_name)s: %(message)s"),
    "invalid %(type)s value: %(value)r": N_("giá trị %(value)r không đúng kiểu %(type)s"),
    "invalid choice: %(value)r (choose from %(choices)s)": N_("không có %(value)r (chọn trong: %(choices)s)"),
    "the following arguments are required: %s": N_("còn thiếu tham số: %s"),
    "unrecognized arguments: %s": N_("không hiểu tham số: %s"),
    "expected one argument": N_("cần một giá trị"),
    "expected at most one argument": N_("nhiều nhất một giá trị"),
    "expected at least one argument": N_("cần ít nhất một giá trị"),
    "expected %s argument": N_("cần %s giá trị"),
    "expected %s arguments": N_("cần %s giá trị"),
    "not allowed with argument %s": N_("không dùng cùng với %s"),
    "one of the arguments %s is required": N_("cần một trong các tham số %s"),
    "ambiguous option: %(option)s could match %(matches)s": N_("tùy chọn %(option)s có thể là %(matches)s"),
    "unexpected option string: %s": N_("tùy chọn bất ngờ: %s"),
    "ignored explicit argument %r": N_("tùy chọn này không nhận giá trị %r"),
    "unknown parser %(parser_name)r (choices: %(choices)s)": N_("không có lệnh %(parser_name)r (có: %(choices)s)"),
}
"""What argparse says, by its English wording; a sentence unknown here stays English."""


def _say(message: str) -> str:
    found = _WORDS.get(message)
    return message if found is None or language() == "en" else _(found)


def _say_many(one: str, many: str, number: int) -> str:
    return _say(one if number == 1 else many)


def translate_argparse() -> None:
    """Let argparse speak the language of the screen; it looks these two names up each time it says something."""
    vars(argparse)["_"] = _say
    vars(argparse)["ngettext"] = _say_many


class Parser(argparse.ArgumentParser):
    """An argument parser without abbreviations, whose messages carry no control character of the user's words."""

    def __init__(self, **settings: object) -> None:
        settings.setdefault("allow_abbrev", False)
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**settings)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and leave with code 2."""
        super().error(shown(message))


def reading(read: Callable[[str], T]) -> Callable[[str], T]:
    """A value type for argparse whose refusal is our own sentence."""

    def value(text: str) -> T:
        try:
            return read(text)
        except ReviewError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return value


def refuse_alone(arguments: argparse.Namespace, options: Sequence[str], needed: str) -> None:
    """One sentence when an option stands without the one that it belongs to, instead of passing it over."""
    for option in options:
        if getattr(arguments, option) is not None:
            raise ReviewError(_("--{option} chỉ dùng cùng với {needed}.").format(option=option, needed=needed))


def read_number(text: str) -> int:
    """A whole number from 1 on (a number of the roll, copies)."""
    if not (text.isascii() and text.isdigit()) or not 0 < int(text[:9]) == int(text):
        raise ReviewError(_("“{text}” không phải là số nguyên dương.").format(text=text))
    return int(text)


def read_year(text: str) -> int:
    """A year of four digits."""
    if not (text.isascii() and text.isdigit() and len(text) == 4) or not 1930 <= int(text) <= 2200:
        raise ReviewError(_("“{text}” không phải là năm (ví dụ 2026).").format(text=text))
    return int(text)


def read_votes(text: str) -> tuple[int, int]:
    """ "20/22": votes for, and voters."""
    first, slash, second = text.partition("/")
    if not slash or not all(part.isascii() and part.isdigit() and len(part) < 6 for part in (first, second)):
        raise ReviewError(_("“{text}” không phải là kết quả biểu quyết (ví dụ 21/22).").format(text=text))
    votes, voters = int(first), int(second)
    if votes > voters or not voters:
        raise ReviewError(
            _("Số tán thành {votes} không hợp với {voters} người biểu quyết.").format(votes=votes, voters=voters)
        )
    return votes, voters


def read_day(text: str) -> date:
    """A day, d/m/yyyy or ISO."""
    return read_date(text)
