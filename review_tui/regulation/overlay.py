"""The local overlay: a province changes what it may change, and nothing else moves."""

from typing import Any, cast

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _

_IDENTITY = {
    "documents": ("number",),
    "exclusions": ("status", "below_months"),
    "forms": ("code",),
    "sections": ("key",),
    "rubrics": ("subject",),
    "groups": ("key",),
    "parts": ("key",),
    "bands": ("level",),
    "gates": ("key", "subject", "level"),
    "lists": ("key", "since"),
    "entries": ("key",),
    "deadlines": ("key",),
    "figures": ("key",),
}
"""What tells the members of an array apart; any other array is replaced as a whole."""

_REMOVED = "removed"
_FIXED = ("id", "overlay")


def merged(base: dict[str, Any], overlay: dict[str, Any], file: str) -> dict[str, Any]:
    """The tables of a pack with those of an overlay laid over them, path by path.

    In an array whose members have a key, the overlay names the member that it changes; an unknown one is added at
    the end, and `removed = true` takes one away. Raises `ReviewError` naming file and path.
    """
    for key in _FIXED:
        if key in overlay:
            raise ReviewError(_("{file}: {path}: tệp địa phương không đổi được mục này.").format(file=file, path=key))
    return _table(base, overlay, file, "$")


def _table(base: dict[str, Any], overlay: dict[str, Any], file: str, path: str) -> dict[str, Any]:
    made = dict(base)
    for key, value in overlay.items():
        if key == _REMOVED:
            continue
        made[key] = _value(base.get(key), value, file, f"{path}.{clean_line(key)}", _IDENTITY.get(key))
    return made


def _value(base: object, value: object, file: str, path: str, identity: tuple[str, ...] | None) -> object:
    if isinstance(base, dict) and isinstance(value, dict):
        return _table(base, value, file, path)
    if (
        identity
        and isinstance(base, list)
        and isinstance(value, list)
        and all(isinstance(part, dict) for part in value)
    ):
        return _array(cast("list[dict[str, Any]]", base), value, file, path, identity)
    return value


def _array(
    base: list[dict[str, Any]], overlay: list[dict[str, Any]], file: str, path: str, identity: tuple[str, ...]
) -> list[dict[str, Any]]:
    made = list(base)
    for number, part in enumerate(overlay):
        here = f"{path}[{number}]"
        named = {key: part[key] for key in identity if key in part}
        fitting = [place for place, old in enumerate(made) if all(old.get(key) == named[key] for key in named)]
        if not named or len(fitting) > 1:
            raise ReviewError(
                _("{file}: {path}: cần ghi rõ {keys} để biết sửa mục nào.").format(
                    file=file, path=here, keys=", ".join(identity)
                )
            )
        if part.get(_REMOVED) is True:
            made = [old for place, old in enumerate(made) if place not in fitting]
        elif fitting:
            made[fitting[0]] = _table(made[fitting[0]], part, file, here)
        else:
            made.append(part)
    return made
