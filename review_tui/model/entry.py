"""The one door of the entry grammar: read a line, say what it means, enter it, bring it back."""

from review_tui.model.acts import Entry, EntryError, answered_question
from review_tui.model.entered import edited, entered, why_not_write
from review_tui.model.grammar import read_floor, read_line
from review_tui.model.preview import act_name, answers_nothing, comrade, due_words, line_of, preview, speaker

__all__ = [
    "Entry",
    "EntryError",
    "act_name",
    "answered_question",
    "answers_nothing",
    "comrade",
    "due_words",
    "edited",
    "entered",
    "line_of",
    "preview",
    "read_floor",
    "read_line",
    "speaker",
    "why_not_write",
]
