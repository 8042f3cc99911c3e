"""Writes the key table of the README from the bindings of the screens: `make keys`. `--check` says if it is stale."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode

import review_tui.tui as room
from review_tui.language.places import shipped
from review_tui.language.translate import _, speak

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- keys: begin -->\n", "<!-- keys: end -->\n"

_NAMES = {"escape": "Esc", "enter": "Enter", "space": "Space", "up": "↑", "down": "↓"}


def bindings() -> Iterator[tuple[str, Binding]]:
    """(where, binding) for every key that a screen shows or explains, in a stable order."""
    modules = sorted(found.name for found in pkgutil.walk_packages(room.__path__, "review_tui.tui."))
    for name in modules:
        module = importlib.import_module(name)
        owners = [made for _name, made in inspect.getmembers(module, inspect.isclass) if made.__module__ == name]
        for owner in sorted(owners, key=lambda made: inspect.getsourcelines(made)[1]):
            if issubclass(owner, DOMNode):
                for binding in owner.__dict__.get("BINDINGS", ()):
                    if isinstance(binding, Binding) and (binding.show or binding.tooltip):
                        yield where(name), binding


def where(module: str) -> str:
    """ "everywhere" for the app itself, else the name of the screen or dialog."""
    last = module.removeprefix("review_tui.tui.").split(".")[-1]
    return {"app": "everywhere", "covering": "everywhere", "page": "every screen", "dialog": "every dialog"}.get(
        last, last.replace("_", " ")
    )


def pressed(key: str) -> str:
    """The key as it stands on the keyboard: "Ctrl+Q", "F2", "Esc"."""
    return "+".join(_NAMES.get(part, part.capitalize()) for part in key.split("+"))


def table() -> str:
    """The whole table, in English as far as the catalogue goes, with the Vietnamese label that the screen shows."""
    rows = ["| Key | Where | On the screen | Does |", "|---|---|---|---|"]
    order = {"everywhere": 0, "every screen": 1, "every dialog": 2}
    for place, binding in sorted(bindings(), key=lambda row: (order.get(row[0], 3), row[0])):
        keys = " ".join(f"`{pressed(key)}`" for key in binding.key.split(","))
        rows.append(f"| {keys} | {place} | {binding.description} | {_(binding.tooltip) or _(binding.description)} |")
    return "\n".join(dict.fromkeys(rows)) + "\n"


def renewed(readme: str) -> str:
    """The README with the table of today between its two marks."""
    head, rest = readme.split(BEGIN)
    return head + BEGIN + table() + END + rest.split(END)[1]


def main() -> int:
    """Renew the README; with `--check` change nothing and exit 1 where it is stale."""
    speak("en", shipped("locale"))
    before = README.read_text(encoding="utf-8")
    after = renewed(before)
    if "--check" in sys.argv:
        if before != after:
            sys.stderr.write("The key table of README.md is stale: run `make keys`.\n")
        return int(before != after)
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
