"""Papers before and after the meeting: the same numbers in all of them, and nobody else's record in any."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from three_years import CELL, FAULT, OLD_PACK, PACK, PROMISE, SESSIONS, made, sources, told

from review_tui.language.errors import ReviewError
from review_tui.model.evidence import Evidence, EvidenceKind
from review_tui.model.people import Status, StatusPeriod
from review_tui.model.points import COLLECTIVE
from review_tui.model.preparing import evidence_entered, review_kept
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Level, Session
from review_tui.papers.binding import rendered_together
from review_tui.papers.extract import names_inside
from review_tui.papers.following import month_strips
from review_tui.papers.kinds import KINDS, papers_from
from review_tui.papers.pdf import pdf_bytes
from review_tui.papers.structure import Table
from review_tui.papers.text import text_of
from review_tui.papers.write import rendered

NOW = SESSIONS[-1]
NEW = ("self-review", "collective-review", "commitment", "remedy-plan", "month-check", "extract", "invitation")
NEW += ("temporary-opinion", "supplement", "handover", "quarter", "topic-answers", "receipt")


@pytest.mark.parametrize("kind", NEW)
@pytest.mark.parametrize("ending", [".pdf", ".docx", ".txt"])
def test_every_paper_is_written_by_every_writer(kind: str, ending: str) -> None:
    """Before anything was said, too: what is not known is a blank, never a refusal."""
    empty = replace(SESSIONS[0], sittings=(), points=(), commitments=(), floors=(), packets=(), topics=())
    no = 5 if KINDS[kind].needs_member else None
    for paper in (made(kind, no=no), made(kind, no=no, session=empty, sessions=(empty,), ledger=(), today=None)):
        content, warnings = rendered(paper, ending, template=None, page=PACK.page)
        assert content
        assert warnings == ()


@pytest.mark.parametrize("kind", sorted(kind for kind in NEW if KINDS[kind].needs_member))
def test_a_paper_of_one_person_needs_the_person(kind: str) -> None:
    """One sentence instead of a paper about nobody."""
    with pytest.raises(ReviewError, match="hãy chọn đảng viên"):
        made(kind)


class TestOneNumber:
    """The shortcoming of 2024 and its promise keep their numbers everywhere."""

    @pytest.mark.parametrize(
        ("kind", "year", "no"),
        [
            ("minutes", 2024, None),
            ("remedy-plan", 2024, None),
            ("self-review", 2025, 5),
            ("self-review", 2026, 5),
            ("extract", 2024, 5),
        ],
    )
    def test_the_point_and_the_promise(self, kind: str, year: int, no: int | None) -> None:
        """In minutes, plan, extract, and in section III of both later years."""
        text = told(kind, year, no)
        assert FAULT in text
        assert PROMISE in text

    @pytest.mark.parametrize("kind", ["month-check", "handover", "commitment", "quarter", "remedy-plan"])
    def test_what_is_open_again_goes_on_under_its_number(self, kind: str) -> None:
        """After the fault came back in 2026, every list of open ones has it, as "lần 2"."""
        text = told(kind, no=5 if KINDS[kind].needs_member else None)
        assert PROMISE in text
        assert "lần 2" in text

    def test_section_three_of_2025_says_what_was_known_then(self) -> None:
        """Two postponements, not done; nothing of the closing of 2026."""
        text = told("self-review", 2025, 5)
        assert "Ý kiến số 2024-001: Vắng bốn kỳ sinh hoạt, không báo trước. Kết quả: đang khắc phục, đạt 40 %" in text
        assert (
            "cam kết CK2024-001, thời hạn 31/03/2026, đã gia hạn 2 lần, người theo dõi: đồng chí Bùi Thị Hiếu" in text
        )

    def test_section_three_before_the_meeting_of_2026_says_repaired(self) -> None:
        """Closed by the verifier since the last review, so it is named once more."""
        before = replace(NOW, sittings=(), points=(), commitments=(), floors=())
        text = told("self-review", 2026, 5, session=before, sessions=(*SESSIONS[:2], before), today=date(2026, 12, 1))
        assert "Kết quả: đã khắc phục (cam kết CK2024-001, đồng chí Bùi Thị Hiếu xác nhận ngày 07/03/2026" in text
        assert "Ý kiến số 2025-001" in text
        assert "đang khắc phục, đạt 60 %" in text

    def test_section_three_after_the_return_says_lần_2(self) -> None:
        """The old closing does not stand any more."""
        text = told("self-review", 2026, 5)
        assert "Ý kiến số 2024-001, lần 2: Vắng bốn kỳ sinh hoạt, không báo trước. Kết quả: chưa khắc phục" in text


class TestSelfReview:
    """Forms 2A, 2B, 2C and their letters of 2023."""

    @pytest.mark.parametrize(
        ("year", "no", "code"), [(2026, 1, "2A"), (2026, 5, "2B"), (2024, 1, "02B"), (2024, 5, "02A")]
    )
    def test_the_form_follows_the_post_and_the_year(self, year: int, no: int, code: str) -> None:
        """The letters were swapped in 2025; each year keeps its own."""
        assert f"(Mẫu {code})" in made("self-review", year, no).subject

    def test_a_retired_member_has_2c(self) -> None:
        """Who stands outside the political system."""
        roll = tuple(replace(one, job="Hưu trí") if one.no == 5 else one for one in NOW.roll)
        assert "(Mẫu 2C)" in made("self-review", 2026, 5, session=replace(NOW, roll=roll)).subject

    def test_what_is_written_is_printed_to_the_letter(self) -> None:
        """Sections in the order of the form, points, total, one ticked level."""
        review = SelfReview(
            member="m5",
            form="2B",
            sections=(("A.II", "Tháng 5 vắng họp.\nDo đi học xa."), ("A.VI", "Nộp lịch trước ngày 05")),
            common=26,
            results=60,
            level=Level.GOOD,
        )
        session = replace(NOW, self_reviews=(review,))
        text = told("self-review", 2026, 5, session=session)
        assert "Tháng 5 vắng họp. Do đi học xa." in text
        assert "Tiêu chí chung: 26/30 điểm. - Kết quả thực hiện nhiệm vụ: 60/70 điểm. - Tổng cộng: 86/100 điểm." in text
        assert text.count("[X]") == 1
        assert "[X] Hoàn thành tốt nhiệm vụ" in text
        assert text.index("Tháng 5 vắng họp") < text.index("Nộp lịch trước")

    def test_topics_stand_in_section_four(self) -> None:
        """Each one that concerns the member, and none of another."""
        text = told("self-review", 2026, 5)
        part = text.split("IV. Giải trình")[1].split("V. Trách nhiệm")[0]
        assert "Vấn đề được gợi ý: Hồ sơ" in part
        assert "Sinh hoạt" not in part
        assert "Không có gợi ý kiểm điểm" in told("self-review", 2026, 2)

    def test_the_report_of_the_cell_speaks_of_the_cell(self) -> None:
        """Form 01, signed for the cell, with a number to be filled by pen."""
        paper = made("collective-review")
        assert "(Mẫu 01)" in paper.subject
        assert paper.letterhead.number == "Số ……-BC/CB"
        assert paper.right is not None
        assert (paper.right.label, paper.right.name) == ("T/M CHI BỘ\nBÍ THƯ", "Lý Thị Vượng")
        assert FAULT not in text_of(paper)


class TestExtract:
    """What has one member as its subject, and nothing else."""

    def test_nothing_about_others_is_in_it(self) -> None:
        """Neither the collective's floor nor another comrade's points and promises."""
        text = told("extract", 2026, 5)
        assert "Lại vắng hai kỳ" in text
        for foreign in ("Chậm nộp báo cáo quý 3", "chậm họp chuyên đề", "Đã họp bù", "Trần Xuân Nhẫn"):
            assert foreign not in text

    def test_other_names_inside_texts_are_shown_before_it_prints(self) -> None:
        """With the words in which they stand; speakers and verifiers are not meant."""
        found = names_inside(NOW, "m5")
        assert {one.name for one in found} == {"Hồ Thị Diệu"}
        assert {one.as_written for one in found} == {"đ/c Diệu", "đồng chí Hồ Thị Diệu"}
        assert names_inside(NOW, "m4") == ()

    def test_they_are_replaced_where_that_was_chosen(self) -> None:
        """By "một đồng chí"; the names of those who spoke stay."""
        kept = told("extract", 2026, 5)
        assert "đ/c Diệu" in kept
        text = told("extract", 2026, 5, replaced=("Hồ Thị Diệu",))
        assert "Diệu" not in text
        assert "Lại vắng hai kỳ như một đồng chí" in text
        assert "Tôi cùng một đồng chí đi công tác" in text
        assert "Chủ trì nhắc một đồng chí và đồng chí Đồng." in text
        assert "Đồng chí Bùi Thị Hiếu nêu khuyết điểm" in text

    def test_words_that_look_like_a_name_are_none(self) -> None:
        """ "đồng chí đồng ý" names nobody."""
        points = tuple(replace(one, text="Các đồng chí đồng ý, diệu kỳ") for one in NOW.points)
        assert [one for one in names_inside(replace(NOW, points=points), "m4") if "đồng ý" in one.text] == []

    def test_it_ends_with_a_slip_to_sign(self) -> None:
        """And bears DỰ THẢO until the minutes are approved."""
        paper = made("extract", 2026, 5)
        assert "PHẦN KÝ NHẬN" in text_of(paper)
        assert "DỰ THẢO" in paper.marks

    def test_a_withheld_critic_stays_withheld(self) -> None:
        """The name is nowhere in it."""
        points = tuple(
            replace(one, withheld=True, critic="", critic_name="") if one.floor == "m4" else one for one in NOW.points
        )
        text = told("extract", 2026, 4, session=replace(NOW, points=points))
        assert "Một đồng chí (không nêu tên) nêu khuyết điểm" in text


class TestFollowing:
    """Plan, monthly check, commitment of the year."""

    def test_the_plan_names_every_fault_even_without_a_promise(self) -> None:
        """A fault for which nobody promised anything says so."""
        plan = made("remedy-plan")
        rows = [row for block in plan.blocks if isinstance(block, Table) for row in block.rows]
        by_number = {row[0]: row for row in rows}
        assert by_number["2026-003"][2:5] == ("chưa có", "chưa có", "chưa có")
        assert by_number["2026-002"][2] == "CK2026-001: Nộp lịch công tác đầu tháng"
        assert by_number["2026-002"][4] == "31/03/2027"
        assert by_number["2025-001"][1] == "Cam kết năm 2025"

    def test_the_monthly_check_can_be_cut_by_owner(self) -> None:
        """Whole for the recorder; a strip holds what its owner promised."""
        whole = next(block for block in made("month-check").blocks if isinstance(block, Table))
        assert [row[0] for row in whole.rows] == [PROMISE, "CK2026-001", "CK2025-001"]
        assert [row[4] for row in whole.rows][2] == "07/11/2026: đang làm 60 %"
        assert "Không còn cam kết phải kiểm tra" in told("month-check", no=4)
        assert "Đồng chí Huỳnh Quang Đồng" in text_of(month_strips(sources()))

    def test_the_commitment_of_the_year_is_of_the_coming_year(self) -> None:
        """Its seventh theme is what was promised at the review."""
        paper = made("commitment", 2026, 5)
        assert paper.subject == "Tu dưỡng, rèn luyện, phấn đấu năm 2027"
        text = told("commitment", 2026, 5)
        assert "Nộp lịch công tác đầu tháng. (CK2026-001; khắc phục ý kiến số 2026-002; thời hạn: 31/03/2027" in text


class TestLetters:
    """To the superior, to members, to another cell, to the next recorder."""

    def test_answers_to_topics_go_up_with_what_is_still_to_come(self) -> None:
        """Every topic, every answer, the report-back list with its date."""
        text = told("topic-answers")
        assert "Công văn số 27-CV/ĐU, ngày 16/11/2026 của Đảng ủy phường" in text
        assert "Đồng chí Lý Thị Vượng (thay mặt tập thể chi bộ) giải trình: Đã họp bù hai chuyên đề" in text
        rest = text.split("CÒN PHẢI BÁO CÁO BỔ SUNG")[1]
        assert "Tập thể chi bộ, vấn đề “Sinh hoạt”: phải báo cáo bổ sung, báo cáo trước ngày 15/01/2027." in rest
        assert "Đồng chí Trần Xuân Nhẫn, vấn đề “Vắng”: chưa giải trình." in rest
        assert "“Hồ sơ”" not in rest

    def test_the_invitation_says_when_where_and_until_when_to_send(self) -> None:
        """Three working days before a Saturday is the Wednesday."""
        text = told("invitation", no=5)
        assert "Kính mời: đồng chí Huỳnh Quang Đồng" in text
        assert "Thời gian: 18 giờ, ngày 05 tháng 12 năm 2026." in text
        assert "ít nhất 3 ngày làm việc (chậm nhất ngày 02/12/2026)" in text

    def test_the_other_cell_is_asked_about_those_who_are_there(self) -> None:
        """Who is in temporary Party life elsewhere, and nobody else."""
        away = StatusPeriod(status=Status.TEMPORARY_ELSEWHERE, since=date(2026, 1, 1))
        roll = tuple(replace(one, periods=(away,)) if one.no == 4 else one for one in NOW.roll)
        text = told("temporary-opinion", session=replace(NOW, roll=roll))
        assert "Trần Xuân Nhẫn" in text
        assert "Huỳnh Quang Đồng" not in text

    def test_the_supplement_tells_who_is_still_to_be_reviewed(self) -> None:
        """And who was, in which session, since."""
        assert "Còn 4 đồng chí chưa kiểm điểm" in told("supplement")
        second = replace(NOW, id="2026-2", reviewed=("m3",), floors=tuple(replace(f, key="m3") for f in NOW.floors[:1]))
        text = told("supplement", sessions=(*SESSIONS, second))
        assert "Còn 3 đồng chí chưa kiểm điểm" in text
        assert "đã kiểm điểm ngày 05/12/2026, kỳ 2026-2" in text

    def test_the_handover_begins_with_what_is_open(self) -> None:
        """Then the sessions, then every backup, to be collected."""
        text = told("handover", backups=("Thẻ nhớ xanh, 05/11/2026",))
        assert text.index("VIỆC CÒN ĐANG THEO DÕI") < text.index("SỔ VÀ CÁC KỲ") < text.index("BẢN SAO LƯU")
        assert "1. Cam kết chưa xong: 3" in text
        assert "Thẻ nhớ xanh, 05/11/2026: [ ] đã thu hồi" in text
        assert "báo cáo bổ sung trước ngày 15/01/2027" in text


class TestDossier:
    """The file that is handed in as a set."""

    def test_the_list_counts_what_is_there_and_names_what_is_missing(self) -> None:
        """By the titles of form 04."""
        session = with_everything(NOW)
        paper = made("dossier", session=session)
        rows = next(block for block in paper.blocks if isinstance(block, Table)).rows
        assert paper.subject.endswith("năm 2026 (Mẫu 04)")
        assert rows[0][2:] == ("1", "1/7 bản đã có trong sổ")
        assert rows[1][2:] == ("1", "dự thảo")
        assert rows[2][2:] == ("1", "Công văn số 27-CV/ĐU")
        assert rows[4][2:] == ("2", "đã đọc tại hội nghị 0")
        text = " ".join(text_of(paper).split())
        assert "Đồng chí Trần Xuân Nhẫn: chưa có bản kiểm điểm (Mẫu 2B) trong sổ." in text
        assert "Đồng chí Huỳnh Quang Đồng: chưa có bản kiểm điểm" not in text
        assert "Biên bản hội nghị chưa ký." in text

    def test_everything_comes_in_the_order_of_the_list(self) -> None:
        """The list, the cell, everybody in the order of review, the minutes, the answers, the plan."""
        kinds = [paper.kind for paper in papers_from("dossier", sources())]
        assert kinds == [
            "dossier",
            "collective-review",
            *["self-review"] * 6,
            "minutes",
            "topic-answers",
            "remedy-plan",
        ]
        assert [paper.kind for paper in papers_from("minutes", sources())] == ["minutes"]

    def test_bound_papers_keep_their_own_page_numbers(self) -> None:
        """And their marks: DỰ THẢO stands on the minutes alone."""
        papers = papers_from("dossier", sources())
        content, warnings = rendered_together(papers, ".pdf", template=None, page=PACK.page)
        assert warnings == ()
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
        alone = sum(len(pypdf.PdfReader(io.BytesIO(pdf_bytes(one, PACK.page)[0])).pages) for one in papers)
        assert len(pages) == alone
        first = next(n for n, text in enumerate(pages) if "BIÊN BẢN" in text)
        assert pages[first].split("\n")[0] == "DỰ THẢO"
        assert pages[first + 1].split("\n")[0] == "2 DỰ THẢO"
        assert not any("DỰ THẢO" in text for text in pages[:first])

    def test_as_text_they_follow_each_other(self) -> None:
        """With a form feed between them."""
        content, _warnings = rendered_together(papers_from("dossier", sources()), ".txt", template=None, page=PACK.page)
        assert content.count(b"\f") == 10


def with_everything(session: Session) -> Session:
    """The session with a call and a petition, whose callers are known to the recorder."""
    for about in ("m5", COLLECTIVE):
        entry = Evidence(id=f"v{about}", about=about, kind=EvidenceKind.PETITION, text="Đơn về hồ sơ chậm")
        session = evidence_entered(session, entry, "Mạc Thị Lành")
    return review_kept(session, SelfReview(member="m5", form="2B", sections=(("A.II", "Chậm hồ sơ"),)))


@pytest.mark.parametrize("kind", sorted(kind for kind, known in KINDS.items() if known.ready))
def test_no_paper_names_who_petitioned(kind: str) -> None:
    """The recorder's only, whatever is printed."""
    session = with_everything(NOW)
    no = 5 if KINDS[kind].needs_member else None
    assert "Lành" not in told(kind, no=no, session=session, sessions=(*SESSIONS[:2], session))


def test_the_packs_of_both_years_are_at_hand() -> None:
    """The papers of 2024 follow the rules of 2024."""
    assert sources(2024).pack is OLD_PACK
    assert CELL.superior.upper() in text_of(made("self-review", 2024, 5))
