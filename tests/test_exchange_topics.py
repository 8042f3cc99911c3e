"""Letters of suggested topics: whom each concerns, and every wrong place named in one run."""

from datetime import date
from itertools import count
from pathlib import Path

import pytest

from review_tui.exchange.digest import file_digest
from review_tui.exchange.roll import members_of, read_roll
from review_tui.exchange.topics import TopicsReading, concerned, read_topics
from review_tui.language.errors import InputErrors, ReviewError
from review_tui.model.people import Member, Post, Status
from review_tui.model.points import COLLECTIVE, TopicKind
from review_tui.regulation import load
from review_tui.regulation.order import rules_of

SAMPLES = Path(__file__).parent / "samples"
ENTRIES = rules_of(load.pack("366-2025")).entries
ROLL = (
    Member(id="a", no=1, name="Lý Thị Mỹ Vượng", post=Post.HEAD),
    Member(id="b", no=7, name="Huỳnh Quang Đồng"),
    Member(id="c", no=13, name="Trần Xuân Nhẫn"),
    Member(id="d", no=15, name="Trần Hữu Hạnh"),
    Member(id="e", no=17, name="Phan Tấn Nhẫn"),
)
PACKET = '[packet]\nissuer = "Đảng ủy phường"\nnumber = "Số 27-CV/ĐU"\ndate = 2026-11-16\nyear = 2026\n'
TOPIC = '[[topic]]\nid = "g1"\nkind = "individual"\nconcerns = ["7"]\ntitle = "Vắng"\ntext = "Vì sao vắng?"\n'


def reading(tmp_path: Path, text: str, roll: tuple[Member, ...] = ROLL) -> TopicsReading:
    """The packet with this text."""
    path = tmp_path / "g.toml"
    path.write_text(text, encoding="utf-8")
    return read_topics(path, roll, new_id=lambda: "p1", entries=ENTRIES)


def refusals(tmp_path: Path, text: str, roll: tuple[Member, ...] = ROLL) -> tuple[str, ...]:
    """The sentences with which a packet is refused."""
    with pytest.raises(InputErrors) as error:
        reading(tmp_path, text, roll)
    for sentence in error.value.sentences:
        assert sentence.startswith("g.toml: $")
        assert sentence.endswith(".")
        assert "\n" not in sentence
    return error.value.sentences


def changed(before: str, after: str) -> str:
    """The right packet with one place changed."""
    whole = PACKET + TOPIC
    assert before in whole
    return whole.replace(before, after, 1)


def test_the_sample_packet_finds_its_members() -> None:
    """Five topics: two for the collective, three members by number, the head, one member by name."""
    numbers = count(1)
    roll = members_of(
        read_roll(SAMPLES / "roll.csv"), new_id=lambda: f"m{next(numbers)}", temporary=Status.TEMPORARY_ELSEWHERE
    )
    made = read_topics(SAMPLES / "topics-2026.toml", roll, new_id=lambda: "p1", entries=ENTRIES)
    assert (made.packet.issuer, made.packet.number) == ("Đảng ủy phường Tân An Đông", "Số 27-CV/ĐU")
    assert (made.packet.dated, made.packet.year, made.packet.answer_by) == (date(2026, 11, 16), 2026, date(2026, 12, 1))
    assert [topic.floors() for topic in made.topics] == [
        (COLLECTIVE,),
        (COLLECTIVE,),
        ("m7", "m14", "m18"),
        ("m1",),
        ("m15",),
    ]
    assert [topic.entries for topic in made.topics] == [(), (), ("1.4",), (), ("d11",)]
    assert (made.topics[0].task_group, made.topics[1].priority, made.topics[1].source) == (3, True, "hotline")
    assert made.topics[3].must_answer == ("responsibility", "measures", "deadline")
    assert {topic.packet for topic in made.topics} == {made.packet.id}
    assert made.digest == file_digest(SAMPLES / "topics-2026.toml")
    assert not made.notes
    assert concerned(made.topics[4], roll) == "g5: 15. Trần Hữu Hạnh"


def test_names_without_marks_and_doubled_numbers(tmp_path: Path) -> None:
    """A name is found without marks, a number may be a number, and the same comrade counts once."""
    made = reading(tmp_path, changed('["7"]', '["tran huu hanh", 15, "Đồng", "đồng"]'))
    assert made.topics[0].concerns == ("d", "b")


def test_a_topic_for_the_head_finds_the_head(tmp_path: Path) -> None:
    """Without concerns it goes to the bí thư; naming somebody else is taken and said."""
    made = reading(tmp_path, changed('kind = "individual"\nconcerns = ["7"]', 'kind = "head"'))
    assert (made.topics[0].kind, made.topics[0].concerns) == (TopicKind.HEAD, ("a",))
    other = reading(tmp_path, changed('"individual"', '"head"'))
    assert other.topics[0].concerns == ("b",)
    assert "Huỳnh Quang Đồng" in other.notes[0]


def test_a_topic_for_the_head_of_a_cell_without_one(tmp_path: Path) -> None:
    """Where nobody is bí thư the letter must name who is meant."""
    text = changed('kind = "individual"\nconcerns = ["7"]', 'kind = "head"')
    (sentence,) = refusals(tmp_path, text, ROLL[1:])
    assert "bí thư" in sentence


def test_dates_may_be_written_as_offices_write_them(tmp_path: Path) -> None:
    """A date in quotes, day first, is the same date."""
    made = reading(tmp_path, changed("date = 2026-11-16", 'date = "16/11/2026"\nanswer_by = "1/12/2026"'))
    assert (made.packet.dated, made.packet.answer_by) == (date(2026, 11, 16), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("before", "after", "path", "word"),
    [
        ('["7"]', '["99"]', "$.topic[0].concerns[0]", "99"),
        ('["7"]', '["Nguyễn Văn Không"]', "$.topic[0].concerns[0]", "Nguyễn Văn Không"),
        ('["7"]', '["7", "Nhẫn"]', "$.topic[0].concerns[1]", "13. Trần Xuân Nhẫn, 17. Phan Tấn Nhẫn"),
        ('["7"]', "[]", "$.topic[0].concerns", "không nêu đồng chí nào"),
        ('["7"]', '[""]', "$.topic[0].concerns[0]", "“”"),
        ('["7"]', '"7"', "$.topic[0].concerns", "danh sách"),
        ('"individual"', '"collective"', "$.topic[0].concerns", "tập thể"),
        ('"individual"', '"personal"', "$.topic[0].kind", "collective, individual, head"),
        ('"g1"', '"d11"', "$.topic[0].id", "d11"),
        ('"g1"', '"g 1"', "$.topic[0].id", "g 1"),
        ('"g1"', "1", "$.topic[0].id", "số nguyên"),
        ('"Vắng"', '" "', "$.topic[0].title", "trống"),
        ('title = "Vắng"\n', "", "$.topic[0]", "title"),
        ('title = "Vắng"', 'title = "Vắng"\ntitel = "x"', "$.topic[0].titel", "không có mục"),
        ('title = "Vắng"', 'title = "Vắng"\nsigns = ["4.4"]', "$.topic[0].signs[0]", "4.4"),
        ('title = "Vắng"', 'title = "Vắng"\nsigns = ["d11"]', "$.topic[0].signs[0]", "d11"),
        ('title = "Vắng"', 'title = "Vắng"\nforbidden = [11, 20]', "$.topic[0].forbidden[1]", "d20"),
        ('title = "Vắng"', 'title = "Vắng"\ntask_group = 13', "$.topic[0].task_group", "n13"),
        ("date = 2026-11-16", 'date = "31/02/2026"', "$.packet.date", "31/02/2026"),
        ("date = 2026-11-16", "date = 2026-11-16\nanswer_by = 2026-11-15", "$.packet.answer_by", "trước"),
        ("date = 2026-11-16\n", "", "$.packet", "date"),
        ("year = 2026", "year = 26", "$.packet.year", "26"),
        ("[packet]", "[letter]", "$.letter", "không có mục"),
    ],
)
def test_a_wrong_place_is_named(tmp_path: Path, before: str, after: str, path: str, word: str) -> None:
    """File, path and reason stand in one sentence."""
    sentence = next(one for one in refusals(tmp_path, changed(before, after)) if f" {path}: " in one)
    assert word in sentence


def test_everything_wrong_is_named_in_one_run(tmp_path: Path) -> None:
    """Wrong packet, unknown member, double id and unknown kind give four sentences, in the order of the file."""
    other = TOPIC.replace('"7"', '"8"')
    third = TOPIC.replace('"g1"', '"g2"').replace("individual", "all")
    text = PACKET.replace("2026-11-16", '"x"') + TOPIC + other + third
    paths = [sentence.split(": ")[1] for sentence in refusals(tmp_path, text)]
    assert sorted(paths) == ["$.packet.date", "$.topic[1].concerns[0]", "$.topic[1].id", "$.topic[2].kind"]


def test_a_letter_without_topics_is_refused(tmp_path: Path) -> None:
    """A packet for nobody is no packet."""
    assert "$.topic" in refusals(tmp_path, PACKET)[0]


def test_text_that_is_no_toml_names_its_line(tmp_path: Path) -> None:
    """A missing quote and a day that does not exist are named by line."""
    for text, line in ((PACKET + "[[topic]]\nid = g1\n", 7), (PACKET.replace("11-16", "11-31"), 4)):
        with pytest.raises(ReviewError, match=rf"^g\.toml:{line}: "):
            reading(tmp_path, text)


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    """A byte order mark, Windows line ends and decomposed letters do no harm."""
    path = tmp_path / "g.toml"
    text = (PACKET + TOPIC).replace("Đảng", "Đa\u0309ng").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    made = read_topics(path, ROLL, new_id=lambda: "p1")
    assert made.packet.issuer == "Đảng ủy phường"


def test_missing_files_are_a_sentence(tmp_path: Path) -> None:
    """A packet that is not there is named."""
    with pytest.raises(ReviewError, match=r"g\.toml"):
        read_topics(tmp_path / "g.toml", ROLL, new_id=lambda: "p1")
