"""Loading a regulation pack: a folder of TOML files, the shared lists it names, and a local overlay."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.regulation.decoding import MisfitError, decoded, read_toml, typed
from review_tui.regulation.overlay import merged
from review_tui.regulation.pack import EntryList, Pack
from review_tui.regulation.sound import check

_HEAD = "pack.toml"
_SHARED = "shared_lists"


def available(folder: Path | None = None) -> tuple[str, ...]:
    """The ids of all packs, in the order of their names; every folder with a pack.toml is one."""
    return tuple(sorted(found.parent.name for found in (folder or shipped("regulations")).glob(f"*/{_HEAD}")))


def pack(id: str, overlay: Path | None = None, folder: Path | None = None) -> Pack:
    """The pack with this id, changed by the overlay of a province if one is given.

    Raises `ReviewError` with one sentence that names file and path.
    """
    folder = folder or shipped("regulations")
    if id not in available(folder):
        raise ReviewError(
            _("Không có bộ quy định “{id}”; hiện có: {known}.").format(
                id=clean_line(id), known=", ".join(available(folder))
            )
        )
    data, origin = _gathered(folder / id)
    made = _typed(data, origin, f"{id}/{_HEAD}")
    if overlay is None:
        return made
    name = clean_line(overlay.name)
    changed = merged(data, read_toml(overlay), name)
    return replace(_typed(changed, {}, name), overlay=name)


def pack_for_year(year: int, folder: Path | None = None) -> str:
    """The id of the pack in force on the last day of a year: the day by which a yearly review is finished."""
    last = date(year, 12, 31)
    periods = _periods(folder or shipped("regulations"))
    found = [(since, id) for id, since, until in periods if since <= last and (until is None or last <= until)]
    if not found:
        raise ReviewError(_("Không có bộ quy định nào cho năm {year}.").format(year=year))
    return max(found)[1]


def _periods(folder: Path) -> Iterator[tuple[str, date, date | None]]:
    for id in available(folder):
        file = f"{id}/{_HEAD}"
        head = read_toml(folder / id / _HEAD, file=file)
        since = decoded(head.get("in_force_from"), date, file=file, path="$.in_force_from")
        until = head.get("in_force_to")
        yield id, since, None if until is None else decoded(until, date, file=file, path="$.in_force_to")


def _gathered(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """All tables of a pack's files, and which file each top key stands in."""
    data: dict[str, Any] = {"id": folder.name}
    origin = {"id": f"{folder.name}/{_HEAD}"}
    for path in sorted(folder.glob("*.toml")):
        file = f"{folder.name}/{path.name}"
        for key, value in read_toml(path, file=file).items():
            if key in data:
                raise ReviewError(
                    _("{file}: {path}: đã có trong {other}.").format(
                        file=file, path=f"$.{clean_line(key)}", other=origin[key]
                    )
                )
            data[key], origin[key] = value, file
    names, file = data.pop(_SHARED, []), origin.get(_SHARED, "")
    shared = tuple(_shared(names, file, folder.parent.parent / "lists"))
    data["lists"] = [*shared, *data.get("lists", [])]
    return data, origin


def _shared(names: object, file: str, folder: Path) -> Iterator[dict[str, Any]]:
    """The lists that several packs share, each checked under the name of its own file."""
    for place, name in enumerate(cast("list[object]", names) if isinstance(names, list) else [names]):
        if not isinstance(name, str) or not name.replace("-", "").isalnum():
            raise ReviewError(
                _("{file}: {path}: cần tên một danh mục.").format(file=file, path=f"$.{_SHARED}[{place}]")
            )
        own = f"lists/{name}.toml"
        data = read_toml(folder / f"{name}.toml", file=own)
        decoded(data, EntryList, file=own)
        yield data


def _typed(data: dict[str, Any], origin: dict[str, str], otherwise: str) -> Pack:
    """The pack out of its tables; an error is put down to the file that holds the top key, else to `otherwise`."""
    ready = {**data, "settings": _pairs(data.get("settings"))}
    if isinstance(page := data.get("page"), dict):
        ready["page"] = {**page, "symbols": _pairs(page.get("symbols"))}
    try:
        made = typed(ready, Pack)
        check(made)
    except MisfitError as error:
        top = error.path.removeprefix("$.").split(".")[0].split("[")[0]
        raise ReviewError(f"{origin.get(top, otherwise)}: {error}") from None
    return made


def _pairs(table: object) -> object:
    """A table as sorted pairs, which is how a frozen value keeps it."""
    return sorted(cast("dict[str, object]", table).items()) if isinstance(table, dict) else table or []
