"""The one-digit questions about a line: which sign, which answer, which of several people."""

from review_tui.language.translate import _
from review_tui.model.acts import EntryError
from review_tui.model.points import AnswerKind
from review_tui.model.words import ANSWER_NAMES


def question_options(unread: EntryError, line: str) -> tuple[str, list[tuple[str, str]]]:
    """(the question, [(words, what goes into the line)])."""
    if unread.candidates:
        title = _("“{word}” là đồng chí nào?").format(word=unread.word)
        return title, [(f"{member.no} {member.name}", str(member.no)) for member in unread.candidates]
    if unread.missing == "answer":
        # The grammar reads Vietnamese words whatever the language of the screen.
        return _("Trả lời thế nào?"), [(_(ANSWER_NAMES[kind]), ANSWER_NAMES[kind]) for kind in AnswerKind]
    return _("“{line}” là gì?").format(line=line), sign_options()


def sign_options() -> list[tuple[str, str]]:
    """The signs of the grammar with their words."""
    return [
        (_("khuyết điểm ( - )"), "-"),
        (_("ưu điểm ( + )"), "+"),
        (_("câu hỏi ( ? )"), "?"),
        (_("đề nghị ( * )"), "*"),
        (_("phát biểu, trình bày ( . )"), "."),
    ]
