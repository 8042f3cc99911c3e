"""The room view as rows: large, few, and told in words and shapes, never by colour alone."""

from rich.cells import cell_len

from review_tui.language.translate import _
from review_tui.model.points import COLLECTIVE
from review_tui.model.room import RoomState
from review_tui.model.session import Step
from review_tui.tui.views.bars import STEP_NAMES
from review_tui.tui.widgets.lines import Line, fitted

SILENT_AFTER = 5
"""Seconds without news after which the room is told so."""

_DIGITS = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": (" █ ", "██ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    ":": ("   ", " █ ", "   ", " █ ", "   "),
}


def big(text: str, scale: int) -> list[str]:
    """Figures five rows high, or ten where there is room."""
    rows = ["  ".join("".join(c * 2 * scale for c in _DIGITS[sign][row]) for sign in text) for row in range(5)]
    return [row for row in rows for _time in range(scale)]


def room_rows(state: RoomState, quiet: int, width: int, height: int) -> list[Line]:
    """All rows of the room view, each centred by blanks. `quiet`: seconds since the recorder's process told it."""
    rows = [(), *_who(state, width), (), *_clock(state, quiet, width, height), (), *_counts(state)]
    if quiet >= SILENT_AFTER and not state.ballot:  # while people vote nothing is told from second to second
        words = _("Chưa có tin mới từ {seconds} giây. Máy của thư ký có thể đã tắt.").format(seconds=quiet)
        rows += [(), ((f" ! {words} ", "warning"),)]
    rows = rows[:height]
    above = max((height - len(rows)) // 2, 0)
    return [() for _row in range(above)] + [_centred(row, width) for row in rows]


def _who(state: RoomState, width: int) -> list[Line]:
    if not state.begun:
        return [(((_("Hội nghị kiểm điểm năm {year}").format(year=state.year), "strong"),)), ((state.cell, ""),)]
    steps = list(Step)
    step = Step(state.step) if state.step in set(Step) else Step.OPENING
    head: Line = ((_("Bước {n}/{all}").format(n=steps.index(step) + 1, all=len(steps)), ""), (" · ", ""))
    rows: list[Line] = [(*head, (_(STEP_NAMES[step]), "strong")), ()]
    if state.ballot:
        return [*rows, *_framed(_("ĐANG BỎ PHIẾU"), width)]
    if not state.who:
        return rows
    if state.who == COLLECTIVE:
        return [*rows, ((_("Đang kiểm điểm"), ""),), *_framed(_("TẬP THỂ CHI BỘ"), width)]
    name = _("Đ/c {name} (số {no})").format(name=state.who, no=state.no)
    return [*rows, ((_("Đang kiểm điểm"), ""),), *_framed(name, width)]


def _framed(words: str, width: int) -> list[Line]:
    words = fitted(words, width - 10).rstrip() if cell_len(words) > width - 10 else words
    inner = cell_len(words) + 6
    return [
        (("┌" + "─" * inner + "┐", "strong"),),
        (("│   ", "strong"), (words, "strong"), ("   │", "strong")),
        (("└" + "─" * inner + "┘", "strong"),),
    ]


def _clock(state: RoomState, quiet: int, width: int, height: int) -> list[Line]:
    if not state.begun or not state.who or state.ballot:
        return []
    seconds = state.seconds + quiet
    time = f"{seconds // 60}:{seconds % 60:02d}"
    scale = 2 if height >= 34 and width >= 100 else 1
    rows: list[Line] = [((row, "strong"),) for row in big(time, scale)]
    if not state.planned:
        return rows
    over = seconds > state.planned * 60
    plan = _("dự kiến {planned} phút").format(planned=state.planned)
    late = _("QUÁ {minutes} PHÚT").format(minutes=(seconds - state.planned * 60) // 60 + 1)
    return [*rows, (), ((plan, ""), *(((" · ", ""), (late, "warning")) if over else ()))]


def _counts(state: RoomState) -> list[Line]:
    if not state.begun:
        return []
    rows: list[Line] = [
        (
            (_("có mặt {here}/{due}").format(here=state.present, due=state.due), "strong"),
            (_(" · biểu quyết {voting}").format(voting=state.voting), ""),
            (_(" · đã kiểm điểm {done}/{all}").format(done=state.done, all=state.floors), ""),
        )
    ]
    chair = _("chủ trì {name}").format(name=state.chair) if state.chair else ""
    after = _("Tập thể chi bộ") if state.after == COLLECTIVE else state.after
    told = [words for words in (chair, _("tiếp theo: {name}").format(name=after) if after else "") if words]
    return [*rows, ((" · ".join(told), "quiet"),)] if told and not state.ballot else rows


def _centred(row: Line, width: int) -> Line:
    cells = sum(cell_len(text) for text, _role in row)
    return ((" " * max((width - cells) // 2, 0), ""), *row)
