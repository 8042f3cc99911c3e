"""Where the files that ship with the program lie, in a wheel and in an editable checkout alike."""

from pathlib import Path


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder of `data/` ("regulations", "366-2025")."""
    room = Path(__file__).resolve().parent.parent
    inside = room / "data"
    return (inside if inside.is_dir() else room.parent / "data").joinpath(*parts)
