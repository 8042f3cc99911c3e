"""From TOML files to typed values; every error is one sentence that names file and place."""

import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _

LARGEST_TOML = 256 * 1024
"""Bytes; thousands of dotted keys would otherwise take seconds (safety.md section 7)."""

_T = TypeVar("_T")
_DATES = (date, datetime, time)
_AT = re.compile(r" - at `(.*)`$", re.DOTALL)
_KINDS = {
    "str": N_("chữ trong dấu nháy"),
    "int": N_("số nguyên"),
    "float": N_("số"),
    "bool": N_("true hoặc false"),
    "array": N_("danh sách trong ngoặc vuông"),
    "object": N_("một nhóm mục"),
    "date": N_("ngày"),
    "datetime": N_("ngày giờ"),
    "time": N_("giờ"),
}
_WORDS = (
    (re.compile(r"Object missing required field `(.*)`", re.DOTALL), N_("thiếu mục “{0}”")),
    (re.compile(r"Invalid enum value (.*)", re.DOTALL), N_("giá trị {0} không dùng được ở đây")),
    (re.compile(r"Expected `(.*)`, got `(.*)`", re.DOTALL), N_("cần {0}, lại gặp {1}")),
)


def read_bytes(path: Path, largest: int) -> bytes:
    """The bytes of a file of at most `largest` bytes; one sentence when it is missing, unreadable or too large."""
    name = clean_line(path.name)
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError:
        raise ReviewError(_("Không tìm thấy tệp {file}.").format(file=name)) from None
    except IsADirectoryError:
        raise ReviewError(_("{file} là thư mục, không phải tệp.").format(file=name)) from None
    except (OSError, ValueError):
        raise ReviewError(_("Không đọc được tệp {file}.").format(file=name)) from None
    if len(data) > largest:
        size = _("{n} MB").format(n=largest >> 20) if largest >> 20 else _("{n} kB").format(n=largest >> 10)
        raise ReviewError(_("Tệp {file} lớn quá giới hạn {size}.").format(file=name, size=size))
    return data


def toml_of(data: bytes, file: str) -> dict[str, Any]:
    """The tables of a TOML text; `file` is its name for the sentence of an error."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ReviewError(_("{file}: không phải văn bản UTF-8.").format(file=file)) from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        if place is None:
            raise ReviewError(_("{file}: sai cú pháp TOML ở cuối tệp.").format(file=file)) from None
        raise ReviewError(
            _("{file}:{line}: sai cú pháp TOML ở cột {column}.").format(file=file, line=place[1], column=place[2])
        ) from None
    except (ValueError, RecursionError):
        raise ReviewError(_("{file}: có số quá dài hoặc lồng nhau quá sâu.").format(file=file)) from None


def read_toml(path: Path, *, file: str = "") -> dict[str, Any]:
    """The tables of a TOML file of at most 256 kB."""
    return toml_of(read_bytes(path, LARGEST_TOML), file or clean_line(path.name))


class MisfitError(ReviewError):
    """A value that does not fit its type: `path` says where ("$.rubrics[0].total"), `words` what is wrong."""

    def __init__(self, path: str, words: str) -> None:
        super().__init__(f"{path}: {words}.")
        self.path = path
        self.words = words


def decoded(data: Any, wanted: type[_T], *, file: str, path: str = "$") -> _T:
    """A typed value out of plain tables, or one sentence "FILE: PATH: ..."."""
    try:
        return typed(data, wanted, path=path)
    except MisfitError as error:
        raise ReviewError(f"{file}: {error}") from None


def typed(data: Any, wanted: type[_T], *, path: str = "$") -> _T:
    """A typed value out of plain tables; unknown keys are refused, so that a misspelt one is not lost in silence.

    Raises `MisfitError`, which knows the place but not the file.
    """
    try:
        stray = _unknown(data, msgspec.inspect.type_info(wanted), path)
        if stray is None:
            return msgspec.convert(data, wanted, builtin_types=_DATES)
    except msgspec.ValidationError as error:
        raise _misfit(str(error), path) from None
    except RecursionError:
        raise MisfitError(path, _("lồng nhau quá sâu")) from None
    raise MisfitError(clean_line(stray), _("không có mục nào tên như vậy"))


def _misfit(message: str, path: str) -> MisfitError:
    at = _AT.search(message)
    said = _AT.sub("", message)
    for pattern, words in _WORDS:
        if match := pattern.fullmatch(said):
            kinds = len(match.groups()) > 1
            said = _(words).format(*(_kind(group) if kinds else group for group in match.groups()))
            break
    return MisfitError(clean_line(path + at[1].removeprefix("$") if at else path), clean_line(said))


def _kind(word: str) -> str:
    """The name of a type in words of the screen, where it is one ("int | null" -> "số nguyên")."""
    kinds = [part for part in word.split(" | ") if part != "null"]
    return " / ".join(_(_KINDS[part]) if part in _KINDS else part for part in kinds) or word


def _unknown(data: object, kind: msgspec.inspect.Type, path: str) -> str | None:
    """The path of the first key that the type does not know, or None."""
    if isinstance(kind, msgspec.inspect.UnionType):
        kinds = (part for part in kind.types if isinstance(part, msgspec.inspect.DataclassType))
        return next((_unknown(data, part, path) for part in kinds), None)
    if isinstance(kind, msgspec.inspect.VarTupleType) and isinstance(data, list):
        found = (_unknown(part, kind.item_type, f"{path}[{place}]") for place, part in enumerate(data))
        return next((stray for stray in found if stray), None)
    if not isinstance(kind, msgspec.inspect.DataclassType) or not isinstance(data, dict):
        return None
    fields = {field.encode_name: field.type for field in kind.fields}
    for key, value in cast("dict[str, object]", data).items():
        if key not in fields:
            return f"{path}.{key}"
        if stray := _unknown(value, fields[key], f"{path}.{key}"):
            return stray
    return None
