"""Names of files that the screens offer: whose paper it is, in letters that every system takes."""

from review_tui.papers.names import LONGEST, why_no_file_name
from review_tui.tui.screens.papers import file_name


def test_the_file_of_one_members_paper_has_number_and_name() -> None:
    """Two extracts of one evening never ask to write over each other; papers of the cell keep their names."""
    assert file_name("extract", "2026", "7 Nguyễn Thị Đào") == "trich-bien-ban-7-nguyen-thi-dao-2026"
    assert file_name("minutes", "2026") == "bien-ban-hoi-nghi-kiem-diem-2026"
    hostile = file_name("extract", "2026", "8 ../..\\C:*?" + "Ă" * 200)
    assert why_no_file_name(hostile) is None
    assert len(hostile.encode()) <= LONGEST
    assert hostile.endswith("-2026")
