"""A count of the ballots as the minutes keep it, in one line of words."""

from review_tui.language.translate import _
from review_tui.model.session import Tally
from review_tui.model.words import LEVEL_NAMES


def tally_words(tally: Tally) -> str:
    """ "19/19 phiếu, hợp lệ 19: 2 - 15 - 2 - 0 → hoàn thành tốt nhiệm vụ"."""
    votes = " - ".join(str(votes) for _level, votes in tally.votes)
    result = _(LEVEL_NAMES[tally.result]) if tally.result else _("chưa mức nào quá nửa")
    return _("{returned}/{issued} phiếu, hợp lệ {valid}: {votes} → {result}").format(
        returned=tally.returned, issued=tally.issued, valid=tally.valid, votes=votes, result=result
    )
