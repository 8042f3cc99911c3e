"""Which levels are open, and the sentence why not, with the article of the regulation."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from meeting_room import a_session, said

from review_tui.language.errors import ReviewError
from review_tui.model.levels import Unrepaired, rated
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body, Discipline, Facts, Mark, Rating, Share
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Level, Session
from review_tui.regulation.gates import LevelAnswer, explained
from review_tui.regulation.load import pack
from review_tui.regulation.pack import Pack
from review_tui.regulation.scales import employed, proposed_subject, subject_of

PACK = pack("366-2025")
ARTICLE = "(Quy định 366-QĐ/TW, điều 10, 11)"
GOOD_YEAR = Facts(floor="m5", subject="member", tasks=10, done=10, above=4, late=0, failed=0)
REPRIMAND = Discipline(form="khiển trách", on=date(2026, 3, 2))


def answers(
    facts: Facts = GOOD_YEAR,
    points: int | None = 95,
    *,
    base: int = 100,
    floor: str = "m5",
    left: tuple[Unrepaired, ...] | None = (),
    rules: Pack = PACK,
    marks: tuple[Mark, ...] = (),
    no_room: str = "",
) -> dict[Level, LevelAnswer]:
    """The answers for no. 5, who was reviewed, with these facts and the cell's points."""
    session = said(a_session(), "@ *", "/ cb", "/ 5")
    session = replace(session, facts=(replace(facts, floor=floor),))
    if points is not None or marks:
        session = rated(session, Rating(id="r", floor=floor, body=Body.CELL, points=points, base=base, marks=marks))
    found = explained(session, rules, floor, unrepaired=left, no_room=no_room)
    return {answer.level: answer for answer in found}


def open_levels(found: dict[Level, LevelAnswer]) -> list[Level]:
    """The levels that are open, from the highest."""
    return [level for level in Level if found[level].open]


UPPER = [Level.EXCELLENT, Level.GOOD, Level.COMPLETED]


def test_a_good_year_opens_the_three_upper_levels() -> None:
    """And "không hoàn thành" says why it need not be given."""
    found = answers()
    assert open_levels(found) == UPPER
    assert not any(found[level].unknown for level in UPPER)
    assert found[Level.NOT_COMPLETED].why_not == ("Không thuộc trường hợp nào phải xếp loại không hoàn thành.",)


@pytest.mark.parametrize(
    ("points", "open_"),
    [(90, UPPER), (89, UPPER[1:]), (70, UPPER[1:]), (69, UPPER[2:]), (50, UPPER[2:]), (49, [Level.NOT_COMPLETED])],
)
def test_the_bands_of_points_close_levels(points: int, open_: list[Level]) -> None:
    """From 90, 70 and 50 on; the sentence names both figures and the article."""
    found = answers(points=points)
    assert open_levels(found) == open_
    if points == 89:
        assert found[Level.EXCELLENT].why_not == (
            f"Chi bộ chấm điểm: 89/100 điểm, mức này cần từ 90/100 điểm {ARTICLE}.",
        )


def test_points_out_of_a_smaller_base_count_by_their_share() -> None:
    """80 of 88 are more than 90 of 100; 79 are not."""
    assert answers(points=80, base=88)[Level.EXCELLENT].open
    assert not answers(points=79, base=88)[Level.EXCELLENT].open
    assert "79/88 điểm" in answers(points=79, base=88)[Level.EXCELLENT].why_not[0]


@pytest.mark.parametrize(
    ("facts", "open_", "words"),
    [
        (
            replace(GOOD_YEAR, above=2),
            UPPER[1:],
            "Ít nhất 30 % nhiệm vụ được giao vượt yêu cầu”; hiện nay: 2/10 (20 %)",
        ),
        (replace(GOOD_YEAR, above=3), UPPER, ""),
        (replace(GOOD_YEAR, late=1), UPPER[2:], "đúng hạn, bảo đảm chất lượng”; hiện nay: 9/10 (90 %)"),
        (replace(GOOD_YEAR, late=2), UPPER[2:], "hiện nay: 8/10 (80 %)"),
        (replace(GOOD_YEAR, late=3), [Level.NOT_COMPLETED], "hiện nay: 7/10 (70 %)"),
        (replace(GOOD_YEAR, done=9), [Level.NOT_COMPLETED], "hiện nay: 9/10 (90 %)"),
    ],
)
def test_tasks_not_done_late_or_not_above_close_levels(facts: Facts, open_: list[Level], words: str) -> None:
    """100 % on time for the two upper ones, 30 % above for the highest, at most 20 % late for the third."""
    found = answers(facts)
    assert open_levels(found) == open_
    if words:
        assert any(words in why and why.endswith(f"{ARTICLE}.") for why in found[Level.EXCELLENT].why_not)


def test_what_is_not_repaired_closes_the_highest_level_with_the_list() -> None:
    """Each shortcoming with its number, words and state."""
    left = (Unrepaired(number="2025-014", text="Vắng bốn kỳ", state="đang khắc phục 60 %"),)
    found = answers(left=left)
    assert open_levels(found) == UPPER[1:]
    assert "hiện nay: còn 1: 2025-014 “Vắng bốn kỳ” (đang khắc phục 60 %)" in found[Level.EXCELLENT].why_not[0]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (replace(GOOD_YEAR, found=("degradation",)), "kết luận có suy thoái"),
        (replace(GOOD_YEAR, found=("forbidden",)), "Vi phạm những điều không được làm"),
        (replace(GOOD_YEAR, disciplines=(REPRIMAND,)), "khiển trách năm 2026"),
        (replace(GOOD_YEAR, done=4, above=0, failed=6), "Trên 50 % nhiệm vụ trong năm bị đánh giá không hoàn thành"),
        (replace(GOOD_YEAR, subject="leader", done=6, above=0), "dưới 70 % nhiệm vụ theo kế hoạch; 6/10 (60 %)"),
        (
            replace(GOOD_YEAR, subject="leader", shares=(Share(measure="units_failed", part=2, whole=3),)),
            "2/3 (66,7 %)",
        ),
        (replace(GOOD_YEAR, subject="leader", shares=(Share(measure="low_confidence", part=10, whole=19),)), "10/19"),
        (replace(GOOD_YEAR, subject="leader", shares=(Share(measure="targets_missed", part=5, whole=5),)), "5/5"),
    ],
)
def test_triggers_leave_only_the_lowest_level(facts: Facts, words: str) -> None:
    """Every higher level names the trigger and its article."""
    found = answers(facts)
    assert open_levels(found) == [Level.NOT_COMPLETED]
    for level in UPPER:
        assert any(words in why for why in found[level].why_not)
    (because,) = found[Level.NOT_COMPLETED].because
    assert because.startswith("Thuộc trường hợp xếp loại không hoàn thành: ")
    assert because.endswith(f"{ARTICLE}.")


@pytest.mark.parametrize(
    "facts",
    [
        replace(GOOD_YEAR, done=5, above=3, failed=5),
        replace(GOOD_YEAR, subject="leader", done=7),
        replace(GOOD_YEAR, disciplines=(replace(REPRIMAND, on=date(2025, 12, 30)),)),
        replace(GOOD_YEAR, disciplines=(replace(REPRIMAND, duty=False),)),
        replace(GOOD_YEAR, disciplines=(replace(REPRIMAND, elsewhere=True),)),
        replace(GOOD_YEAR, subject="leader", shares=(Share(measure="targets_missed", part=4, whole=5),)),
        replace(GOOD_YEAR, subject="leader", shares=(Share(measure="units_failed", part=1, whole=2),)),
    ],
)
def test_what_falls_just_short_of_a_trigger_brings_nothing_about(facts: Facts) -> None:
    """Half is not over half; last year's discipline, another duty's and another unit's do not count here."""
    assert not any("Thuộc trường hợp" in why for why in answers(facts)[Level.COMPLETED].why_not)


def test_an_old_fault_disciplined_this_year_counts_now_and_says_so() -> None:
    """The competent body decides; the rule is cited."""
    found = answers(replace(GOOD_YEAR, disciplines=(replace(REPRIMAND, act_year=2023, self_reported=True),)))
    assert not found[Level.GOOD].open
    old, mitigated = found[Level.GOOD].notes
    assert old.startswith("Khiển trách ngày 02/03/2026, vi phạm năm 2023: vi phạm từ trước nhưng kỷ luật trong kỳ này")
    assert "có thể cân nhắc" in mitigated
    former = answers(replace(GOOD_YEAR, disciplines=(replace(REPRIMAND, elsewhere=True),)))
    assert former[Level.GOOD].open
    assert "tính cho đơn vị cũ" in former[Level.GOOD].notes[0]


def test_what_is_not_known_closes_nothing_and_is_listed() -> None:
    """Neither figures nor points nor a look at the ledger: open, with what has to be looked up."""
    found = answers(Facts(floor="m5", subject="member"), points=None, left=None)
    assert open_levels(found) == UPPER
    assert len(found[Level.EXCELLENT].unknown) == 4
    assert found[Level.EXCELLENT].unknown[0] == "Chưa có điểm chấm; mức này cần từ 90 điểm."
    assert all("Chưa có số liệu để xét" in one and ARTICLE in one for one in found[Level.EXCELLENT].unknown[1:])


def test_a_competent_bodys_word_goes_before_the_figures() -> None:
    """Looked at and met, or looked at and not met."""
    assert answers(replace(GOOD_YEAR, above=0, found=("above",)))[Level.EXCELLENT].open
    found = answers(replace(GOOD_YEAR, cleared=("above",)))[Level.EXCELLENT]
    assert found.why_not[0].startswith("Không đạt điều kiện “Ít nhất 30 %")
    assert "hiện nay" not in found.why_not[0]


def test_who_was_not_reviewed_is_not_rated() -> None:
    """At no level, with the article."""
    found = explained(a_session(), PACK, "m4", unrepaired=())
    assert [answer.open for answer in found] == [False] * 4
    assert {answer.why_not for answer in found} == {
        (
            "Đ/c Trần Xuân Nhẫn chưa kiểm điểm nên chưa xếp loại: "
            "không kiểm điểm thì không xếp loại (Quy định 366-QĐ/TW, điều 3 khoản 4).",
        )
    }


def test_a_full_cap_closes_the_highest_level_only() -> None:
    """With the sentence of the cap."""
    found = answers(no_room="Được tối đa 2.")
    assert open_levels(found) == UPPER[1:]
    assert found[Level.EXCELLENT].why_not == ("Được tối đa 2.",)


def test_the_collective_has_its_own_gates() -> None:
    """A disciplined member of the leadership closes the highest level and brings the lowest about."""
    assert open_levels(answers(replace(GOOD_YEAR, subject=""), floor=COLLECTIVE)) == UPPER
    found = answers(replace(GOOD_YEAR, subject="", disciplines=(REPRIMAND,)), floor=COLLECTIVE)
    assert open_levels(found) == [Level.NOT_COMPLETED]
    assert any("Không có đơn vị trực thuộc" in why for why in found[Level.EXCELLENT].why_not)
    low = answers(replace(GOOD_YEAR, subject="", done=6, above=0), floor=COLLECTIVE)
    assert "Đạt dưới 70 % nhiệm vụ theo kế hoạch; 6/10 (60 %)" in low[Level.NOT_COMPLETED].because[0]


@pytest.mark.parametrize("id", ["124-2023", "132-2018"])
@pytest.mark.parametrize(
    ("words", "open_"),
    [
        (("Tốt", "Xuất sắc", "Tốt"), UPPER),
        (("Xuất sắc", "Tốt", "Xuất sắc"), UPPER[1:]),
        (("Trung bình", "Xuất sắc", "Tốt"), UPPER[2:]),
        (("Kém", "Xuất sắc", "Xuất sắc"), [Level.NOT_COMPLETED]),
    ],
)
def test_older_regulations_weigh_words(id: str, words: tuple[str, ...], open_: list[Level]) -> None:
    """2018 and 2023: results Xuất sắc and the others at least Tốt; all Tốt; all Trung bình. Not read again: said so."""
    keys = ("common", "results", "repair")
    given = tuple(Mark(key=key, word=word) for key, word in zip(keys, words, strict=True))
    found = answers(Facts(floor="m5", subject="member"), points=None, rules=pack(id), marks=given)
    assert open_levels(found) == open_
    for level in set(UPPER) - set(open_):
        assert any("thấp nhất là" in why and "chưa đối chiếu với văn bản" in why for why in found[level].why_not)


def test_a_pack_that_says_no_measures_leaves_them_to_people() -> None:
    """As kept by sessions of earlier versions: nothing is closed by itself, everything is listed."""
    bare = replace(PACK, gates=tuple(replace(gate, measure="", relation="") for gate in PACK.gates), settings=())
    found = answers(replace(GOOD_YEAR, above=0, late=9), rules=bare)
    assert open_levels(found) == UPPER
    assert len(found[Level.EXCELLENT].unknown) == 3
    assert answers(replace(GOOD_YEAR, cleared=("tasks",)), rules=bare)[Level.GOOD].open is False


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('measure = "above"', 'measure = "more"', "$.gates[1].measure: phải là một trong: on_time"),
        ('relation = "at_least"', 'relation = ">"', "$.gates[0].relation: cần con số"),
    ],
)
def test_a_gate_with_an_unknown_measure_is_refused(tmp_path: Path, before: str, after: str, words: str) -> None:
    """With file and place, when the pack is loaded."""
    from test_regulation_load import changed

    from review_tui.language.places import shipped

    (tmp_path / "lists").symlink_to(shipped("lists"))
    folder = tmp_path / "regulations" / "366-2025"
    folder.mkdir(parents=True)
    for path in shipped("regulations", "366-2025").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    changed(folder / "gates.toml", before, after)
    with pytest.raises(ReviewError) as error:
        pack("366-2025", folder=folder.parent)
    assert words in str(error.value)


def kinds(session: Session) -> list[str]:
    """The kinds of subject of the small cell."""
    return [subject_of(session, PACK, key) for key in session.floor_keys()]


def test_the_kind_of_subject_is_entered_read_off_the_form_or_proposed() -> None:
    """A post in the cell: 2A, also of somebody retired; others without work or retired: 2C; the rest: 2B."""
    session = a_session()
    assert kinds(session) == ["collective", *["leader"] * 3, *["outside"] * 3]
    jobs = ("Cán bộ hưu trí", "Giáo viên", "Giáo viên", "Hưu trí", "Cán bộ nghỉ hưu", "Công an")
    roll = tuple(replace(one, job=job) for one, job in zip(session.roll, jobs, strict=True))
    session = replace(session, roll=roll)
    assert kinds(session) == ["collective", "leader", "leader", "leader", "outside", "outside", "member"]
    assert [employed(session, PACK, one) for one in session.reviewed] == [False, True, True, False, False, True]
    session = replace(session, self_reviews=(SelfReview(member="m6", form="2A"), SelfReview(member="m1", form="01")))
    assert kinds(session)[1:] == ["leader", "leader", "leader", "outside", "outside", "leader"]
    session = replace(session, facts=(Facts(floor="m3", subject="outside"),))
    assert kinds(session)[3] == "outside"
    assert proposed_subject(session, "m3") == "leader"
    old = replace(session, self_reviews=(SelfReview(member="m4", form="02"),), facts=())
    assert subject_of(old, pack("132-2018"), "m4") == "outside"
