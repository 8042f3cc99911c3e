"""The one-digit questions about a line: which sign, which answer, which of several people."""

from review_tui.language.translate import _
from review_tui.model.acts import EntryError
from review_tui.model.points import AnswerKind
from review_tui.model.words import ANSWER_NAMES
from review_tui.tui.widgets.listing import Line


def question_options(unread: EntryError, line: str) -> tuple[str, list[tuple[str, str]]]:
    """(the question, [(words, what goes into the line)])."""
    if unread.candidates:
        title = _("“{word}” là đồng chí nào?").format(word=unread.word)
        return title, [(f"{member.no} {member.name}", str(member.no)) for member in unread.candidates]
    if unread.missing == "answer":
        # The grammar reads Vietnamese words whatever the language of the screen.
        return _("Trả lời thế nào?"), [(_(ANSWER_NAMES[kind]), ANSWER_NAMES[kind]) for kind in AnswerKind]
    return _("Dòng này là gì?"), sign_options()


def question_line(unread: EntryError, line: str) -> Line:
    """The question in one row; it is answered by a number and Enter, so that nothing typed on is ever swallowed."""
    title, options = question_options(unread, line)
    words: list[tuple[str, str]] = [(f" {title} ", "warning")]
    for place, (option, _choice) in enumerate(options, start=1):
        words += [(f" {place} ", "strong"), (f"{option} ·", "")]
    return (*words, (_(" (số, Enter)"), "quiet"))


def sign_options() -> list[tuple[str, str]]:
    """The signs of the grammar with their words."""
    return [
        (_("khuyết điểm"), "-"),
        (_("ưu điểm"), "+"),
        (_("câu hỏi"), "?"),
        (_("đề nghị"), "*"),
        (_("phát biểu"), "."),
    ]
