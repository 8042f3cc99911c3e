"""The one-digit questions about a line: which sign, which answer, which of several people."""

from review_tui.language.translate import _
from review_tui.model.acts import EntryError
from review_tui.model.points import AnswerKind
from review_tui.model.words import ANSWER_NAMES
from review_tui.tui.widgets.listing import Line


def question_options(unread: EntryError, line: str) -> tuple[str, list[tuple[str, str, str]]]:
    """(the question, [(number to type, words, what goes into the line)]). People keep the number of the roll."""
    if unread.candidates:
        title = _("“{word}” là đồng chí nào?").format(word=unread.word)
        return title, [(str(member.no), member.name, str(member.no)) for member in unread.candidates]
    if unread.missing == "answer":
        # The grammar reads Vietnamese words whatever the language of the screen.
        return _("Trả lời thế nào?"), _numbered([(_(ANSWER_NAMES[kind]), ANSWER_NAMES[kind]) for kind in AnswerKind])
    return _("Dòng này là gì?"), _numbered(sign_options())


def _numbered(options: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    return [(str(place), words, choice) for place, (words, choice) in enumerate(options, start=1)]


def question_line(unread: EntryError, line: str) -> Line:
    """The question above the entry line; it is answered by a number and Enter, so that no letter typed on is lost."""
    title, options = question_options(unread, line)
    words: list[tuple[str, str]] = [(f" {title} ", "warning")]
    for number, option, _choice in options:
        words += [(f" {number} ", "strong"), (f"{option} ·", "")]
    return (*words, (_(" gõ số rồi Enter"), "quiet"))


def sign_options() -> list[tuple[str, str]]:
    """The signs of the grammar with their words."""
    return [
        (_("khuyết điểm"), "-"),
        (_("ưu điểm"), "+"),
        (_("câu hỏi"), "?"),
        (_("đề nghị"), "*"),
        (_("phát biểu"), "."),
    ]
