"""Scores by a scale: sums that hold, parts that do not apply, words in place of points."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.language.errors import ReviewError
from review_tui.model.ratings import Body, Mark, Rating
from review_tui.model.scoring import Group, Leaf, Scale, reaches, score, score_words, scored, why_not_score, worst_word
from review_tui.regulation.load import pack
from review_tui.regulation.scales import scale_of

LOCAL = """
[[rubrics]]
subject = "member"
[[rubrics.groups]]
key = "common"
parts = [{ key = "c1", points = 10 }, { key = "c2", points = 12 }, { key = "c3", points = 8 }]
"""


@pytest.fixture
def local(tmp_path: Path) -> Scale:
    """The scale for members with the sub-points of an invented committee: 10 + 12 + 8 and 70."""
    overlay = tmp_path / "phường.toml"
    overlay.write_text(LOCAL, encoding="utf-8")
    scale = scale_of(pack("366-2025", overlay), "member")
    assert scale is not None
    return scale


def marks(**points: int | str | None) -> tuple[Mark, ...]:
    """Points, words, or None for what does not apply."""
    return tuple(
        Mark(key=key, applies=value is not None, points=value if isinstance(value, int) else None,
             word=value if isinstance(value, str) else "")
        for key, value in points.items()
    )  # fmt: skip


def test_the_points_of_all_parts_make_the_score(local: Scale) -> None:
    """30 + 70: every part is counted once, and the groups are shown by themselves."""
    given = marks(c1=9, c2=10, c3=7, results=58)
    assert why_not_score(local, given) is None
    made = score(local, given)
    assert (made.got, made.base, made.missing, made.left_out) == (84, 100, (), ())
    assert [(group.got, group.base) for group in made.groups] == [(26, 30), (58, 70)]
    assert score_words(made).startswith("84/100 điểm (Nhóm tiêu chí chung 26/30, ")


def test_a_part_that_does_not_apply_is_absent_and_not_zero(local: Scale) -> None:
    """Its points leave the base; what was got is not stretched to a hundred."""
    given = marks(c1=9, c2=None, c3=7, results=58)
    made = score(local, given)
    assert (made.got, made.base, made.total) == (74, 88, 100)
    assert made.left_out == ("Năng lực, thái độ làm việc",)
    assert "không áp dụng: Năng lực, thái độ làm việc" in score_words(made)
    zero = score(local, marks(c1=9, c2=0, c3=7, results=58))
    assert (zero.got, zero.base) == (74, 100)


def test_a_missing_part_leaves_the_score_open(local: Scale) -> None:
    """Nothing is guessed: no total while a part is not marked."""
    made = score(local, marks(c1=9, results=58))
    assert made.got is None
    assert made.missing == ("Năng lực, thái độ làm việc", "Tự phê bình, phê bình và khắc phục hạn chế, khuyết điểm")
    assert "còn thiếu: Năng lực" in score_words(made)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (marks(c1=11), "11 điểm, phải từ 0 đến 10"),
        (marks(c1=-1), "phải từ 0 đến 10"),
        (marks(c9=1), "không có mục “c9”"),
        (marks(common=20, c1=5), "đã chấm cả nhóm"),
        (marks(c1="Tốt"), "phải chấm bằng điểm"),
        (marks(results=71), "71 điểm, phải từ 0 đến 70"),
        ((Mark(key="c1", points=3), Mark(key="c1", points=4)), "được chấm hai lần"),
        ((Mark(key="c1", points=3, applies=False),), "không áp dụng thì không chấm"),
    ],
)
def test_a_wrong_mark_is_named_with_its_part(local: Scale, given: tuple[Mark, ...], words: str) -> None:
    """The sentence names the part and the figure."""
    assert words in (why_not_score(local, given) or "")
    with pytest.raises(ReviewError, match=words):
        scored(Rating(id="r", floor="m1", body=Body.CELL, marks=given), local)


def test_without_local_points_the_group_is_the_limit() -> None:
    """The central text sets 30 and 70 only: leaves may be marked as long as they stay within their group."""
    scale = scale_of(pack("366-2025"), "member")
    assert scale is not None
    assert why_not_score(scale, marks(c1=15, c2=10, c3=5, results=60)) is None
    assert "31 điểm, quá 30" in (why_not_score(scale, marks(c1=15, c2=10, c3=6)) or "")
    assert "chưa có điểm tối đa" in (why_not_score(scale, marks(c1=None)) or "")
    made = scored(Rating(id="r", floor="m1", body=Body.CELL, marks=marks(common=27, results=60)), scale)
    assert (made.points, made.base) == (87, 100)


def test_members_outside_the_system_have_their_own_groups() -> None:
    """2C: two common parts, three of results (phụ lục 5)."""
    scale = scale_of(pack("366-2025"), "outside")
    assert scale is not None
    assert [len(group.leaves) for group in scale.groups] == [2, 3]
    assert score(scale, marks(c1=15, c2=14, r1=30, r2=20, r3=12)).got == 91


def test_a_committee_whose_points_do_not_sum_is_refused(tmp_path: Path) -> None:
    """Sub-points of an overlay must make the 30 of their group."""
    overlay = tmp_path / "phường.toml"
    overlay.write_text(LOCAL.replace("points = 8", "points = 9"), encoding="utf-8")
    with pytest.raises(ReviewError, match="31 điểm, phải là 30"):
        pack("366-2025", overlay)


@pytest.mark.parametrize("id", ["124-2023", "132-2018"])
def test_older_regulations_rate_by_four_words(id: str) -> None:
    """2018 and 2023: Xuất sắc, Tốt, Trung bình, Kém for each criterion; there are no points."""
    scale = scale_of(pack(id), "leader" if id == "124-2023" else "outside")
    assert scale is not None
    assert scale.adjectives == ("Xuất sắc", "Tốt", "Trung bình", "Kém")
    keys = [group.key for group in scale.groups]
    assert "Xuất sắc, Tốt, Trung bình, Kém" in (why_not_score(scale, marks(results="Khá")) or "")
    assert why_not_score(scale, marks(results=9)) is not None
    assert worst_word(scale, marks(results="Tốt"), tuple(keys)) is None
    given = marks(**{key: "Xuất sắc" for key in keys if key != "results"}, results="Trung bình")
    assert why_not_score(scale, given) is None
    assert worst_word(scale, given, tuple(keys)) == 3
    assert worst_word(scale, given, tuple(key for key in keys if key != "results")) == 1
    with pytest.raises(ValueError):
        score(scale, given)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans()), min_size=1, max_size=6))
def test_the_score_is_the_sum_of_what_applies(parts: list[tuple[int, int, bool]]) -> None:
    """Counted again by hand: points and base of the parts that apply, whatever they are."""
    parts = [(min(got, most), most, applies) for got, most, applies in parts]
    leaves = tuple(Leaf(key=f"k{n}", title=f"K{n}", most=most) for n, (_got, most, _applies) in enumerate(parts))
    total = sum(most for _got, most, _applies in parts)
    scale = Scale(subject="x", total=total, groups=(Group(key="g", title="G", most=total, leaves=leaves),))
    given = marks(**{f"k{n}": got if applies else None for n, (got, _most, applies) in enumerate(parts)})
    made = score(scale, given)
    applying = [(got, most) for got, most, applies in parts if applies]
    assert made.base == sum(most for _got, most in applying)
    assert made.got == (sum(got for got, _most in applying) if applying else None)


def test_a_band_is_reached_by_the_share_of_the_base() -> None:
    """72 of 90 is exactly 80 of 100; 79 of 88 falls just short of 90."""
    assert reaches(72, 90, 80, 100)
    assert not reaches(71, 90, 80, 100)
    assert not reaches(79, 88, 90, 100)
    assert reaches(80, 88, 90, 100)
