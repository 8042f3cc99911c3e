"""Copies without people: names, places, cards and days go in every spelling, and a second look finds what stayed."""

import unicodedata
from dataclasses import replace
from datetime import date

import evening_room
import pytest
import three_years
from hypothesis import given, settings
from hypothesis import strategies as st

from review_tui.language.text import fold
from review_tui.model.evidence import Informant
from review_tui.model.followup import FollowUp
from review_tui.model.ledger import ledger
from review_tui.model.redaction import Redactor, Secrets
from review_tui.model.redaction_book import redacted, secrets_of, texts_in
from review_tui.model.redaction_check import left_over
from review_tui.model.session import Guest, Session, Signing, State
from review_tui.papers.kinds import KINDS, paper_from
from review_tui.papers.text import text_of

SECRETS = Secrets(
    codes=(
        ("Huỳnh Quang Đồng", "A05"),
        ("Phạm Thị Hạnh", "A07"),
        ("Vương Sỹ Hạnh", "A06"),
        ("Lê Văn An", "A02"),
        ("Trần Thị Mỹ Vượng", "A01"),
    ),
    places=(("Tân An Đông", "[địa điểm]"), ("Chi bộ khu phố 4", "Chi bộ X")),
    born=frozenset({date(1965, 3, 12)}),
    cards=frozenset({"12345678"}),
)
HIDE = Redactor(SECRETS)

SAID = [
    ("Đồng chí Huỳnh Quang Đồng vắng 4 buổi", "Đ/c A05 vắng 4 buổi"),
    ("gặp huynh quang dong ở cơ quan", "gặp đ/c A05 ở cơ quan"),
    ("HUỲNH QUANG ĐỒNG và Quang Đồng", "Đ/c A05 và đ/c A05"),
    ("Tôi cùng đ/c Đồng và anh An đi", "Tôi cùng đ/c A05 và đ/c A02 đi"),
    ("dong chi Dong di hop", "đ/c A05 di hop"),
    ("Đồng chí đồng ý; Đồng thời nhắc. An toàn giao thông.", None),
    ("Chi bộ thi hành nghiêm, anh hùng lao động, ba công trình", None),
    ("Đề nghị Hạnh báo trước", "Đề nghị một đảng viên báo trước"),
    ("chị Thị Hạnh và Sỹ Hạnh", "đ/c A07 và đ/c A06"),
    ("Trần Vượng nêu", "Đ/c A01 nêu"),
    ("Đi công tác Đồng Nai", None),
    ("họp ở Tân An Đông, tan an dong", "họp ở [địa điểm], [địa điểm]"),
    ("sinh ngày 12/3/1965", "sinh [ngày sinh]"),
    ("từ 12-03-1965 đến ngày 12 tháng 3 năm 1965", "từ [ngày sinh] đến ngày [ngày sinh]"),
    ("thẻ số 12.345.678, thẻ 12 345 678", "thẻ số [số], thẻ [số]"),
    ("gọi 0905 123 456 hoặc +84 905-123-456", "gọi [số] hoặc [số]"),
    ("CCCD 048065001234", "CCCD [số]"),
    ("nộp 12.500.000 đồng ngày 30/6/2026, kỳ 2025-2026, ý kiến 2026-014", None),
    ("nhà ở số 12 đường Lê Lợi, phường Hải Châu, thành phố Đà Nẵng", "nhà ở [địa chỉ]"),
    ("xã hội phát triển, tổ kiểm phiếu, đường lối của Đảng", None),
    ("thư dong.hq@phuong.gov.vn", "thư [thư điện tử]"),
    ("Đồng chí động viên, đồng chí đông con", None),
    ("Học tập tư tưởng Hồ Chí Minh", None),
]


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_what_people_write_loses_its_people_and_keeps_its_sense(text: str, wanted: str | None) -> None:
    """Names in each usual form, days, numbers, addresses; ordinary words that look like them stay."""
    assert HIDE.text(text) == (text if wanted is None else wanted)
    assert HIDE.text(unicodedata.normalize("NFD", text)) == (text if wanted is None else wanted)
    assert left_over([("câu", HIDE.text(text))], SECRETS) == ()


@pytest.mark.parametrize(
    "text",
    [
        "đồng chí Huỳnh Quang Đồng", "huynh quang dong", "Huynh-Quang_Dong", "đ/c Đồng nói", "dong chi dong noi",
        "gặp Đồng ở chợ", "12345678", "12.345.678", "12/03/1965", "ngày 12 tháng 3 năm 1965", "1965-03-12",
        "0905123456", "phường tan an dong",
    ],
)  # fmt: skip
def test_the_second_look_finds_what_stayed(text: str) -> None:
    """The check has teeth of its own, and says where without saying what."""
    (sentence,) = left_over([("ý kiến 3 text", text)], SECRETS)
    assert sentence.startswith("ý kiến 3 text: ")
    assert not any(part in sentence for part in ("Đồng", "1965", "12345678", "0905"))


FILLING = st.sampled_from(["vắng họp,", "đã nhận lỗi.", "Chi bộ", "nhắc", "và", "không", "năm 2026", "(", ")", "–"])
FORMS = st.sampled_from(
    [form for name, _code in SECRETS.codes for form in (name, " ".join(name.split()[1:]), f"đ/c {name.split()[-1]}")]
)
SHAPES = st.sampled_from([str, fold, str.upper, lambda text: unicodedata.normalize("NFD", text)])
MENTIONS = st.tuples(FORMS, SHAPES).map(lambda two: two[1](two[0]))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(FILLING, MENTIONS), max_size=12))
def test_no_full_name_survives_in_any_shape(pieces: list[str]) -> None:
    """With and without marks, capital or not, composed or not: nothing of a whole name is left."""
    text = HIDE.text(" ".join(pieces))
    plain = " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
    assert not any(fold(name) in plain for name, _code in SECRETS.codes)
    assert left_over([("câu", text)], SECRETS) == ()


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    """Whatever stands in a text, the redactor answers, and its answer is stable enough to pass the check."""
    left_over([("câu", HIDE.text(text))], SECRETS)


def three_years_book() -> tuple[object, tuple[Session, ...], FollowUp]:
    """Three years with a guest, an informant and signed minutes."""
    first, *others = three_years.SESSIONS
    first = replace(
        first,
        state=State.SIGNED,
        signing=Signing(on=date(2024, 12, 8), recorder="Lê Ngọc Nhẫn", chair="Đặng Bá Lực"),
        guests=(Guest(id="k1", name="Mai Thị Khách", title="Đảng ủy viên phường Tân An Đông"),),
        informants=(Informant(evidence="e", name="Võ Thị Gọi"),),
    )
    return three_years.CELL, (first, *others), three_years.FOLLOW_UP


def test_a_whole_book_keeps_its_chains_and_loses_its_people() -> None:
    """Numbers, promises and their checks still fit together; no name, day of birth or place is left anywhere."""
    book = three_years_book()
    secrets = secrets_of(*book)  # type: ignore[arg-type]
    assert {"Lê Ngọc Nhẫn", "Mai Thị Khách", "Võ Thị Gọi", "Đặng Bá Lực"} <= {name for name, _code in secrets.codes}
    cell, sessions, follow_up = redacted(*book, secrets)  # type: ignore[arg-type]
    assert left_over(texts_in((cell, sessions, follow_up)), secrets) == ()
    assert left_over(texts_in(book), secrets)
    assert [one.state for one in sessions] == [State.RECORDING] * 3
    assert all(member.born is None and not member.card for one in sessions for member in one.roll)
    numbers = [[point.number for point in one.points] for one in sessions]
    assert numbers == [[point.number for point in one.points] for one in three_years.SESSIONS]
    before = ledger(three_years.SESSIONS, three_years.FOLLOW_UP, three_years.TODAY)
    after = ledger(sessions, follow_up, three_years.TODAY)
    assert [(one.commitment.number, one.due, one.is_open) for one in after] == [
        (one.commitment.number, one.due, one.is_open) for one in before
    ]
    assert "Tôi cùng đ/c A06 đi công tác" in [a.text for p in sessions[2].points for a in p.answers]


@pytest.mark.parametrize("kind", sorted(kind for kind, known in KINDS.items() if known.ready))
def test_no_paper_of_a_redacted_book_names_anybody(kind: str) -> None:
    """Every kind of paper of an evening with levels and a poll, made from the redacted book."""
    sources = evening_room.sources()
    secrets = secrets_of(sources.cell, sources.sessions, sources.follow_up)
    cell, sessions, follow_up = redacted(sources.cell, sources.sessions, sources.follow_up, secrets)
    items = ledger(sessions, follow_up, date(2027, 3, 20))
    made = replace(
        sources, cell=cell, sessions=sessions, session=sessions[0], follow_up=follow_up, ledger=items, member="m5"
    )
    lines = text_of(paper_from(kind, made)).splitlines()
    assert left_over([(f"dòng {n}", line) for n, line in enumerate(lines, 1)], secrets) == ()
