"""Regulation packs are data: what ships can be relied on, and what is wrong is named with file and path."""

from datetime import date
from pathlib import Path
from shutil import copytree

import msgspec
import pytest

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.model.people import Post, Status
from review_tui.model.session import Level
from review_tui.regulation import load
from review_tui.regulation.pack import Pack

IDS = ("132-2018", "124-2023", "366-2025")


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A copy of the shipped packs that a test may spoil; returns its folder of packs."""
    copytree(shipped("regulations"), tmp_path / "regulations")
    copytree(shipped("lists"), tmp_path / "lists")
    return tmp_path / "regulations"


def changed(path: Path, before: str, after: str) -> None:
    """Replace the first occurrence of a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def refusal(folder: Path, id: str = "366-2025", overlay: Path | None = None) -> str:
    """The sentence with which a pack is refused."""
    with pytest.raises(ReviewError) as error:
        load.pack(id, overlay, folder)
    return str(error.value)


def test_three_packs_ship() -> None:
    """The regulations of 2018, 2023 and 2025 can be chosen."""
    assert load.available() == tuple(sorted(IDS))


@pytest.mark.parametrize("id", IDS)
def test_a_pack_survives_being_kept_in_a_session(id: str) -> None:
    """What a session keeps of a pack is the pack."""
    made = load.pack(id)
    assert msgspec.convert(msgspec.to_builtins(made), Pack) == made
    assert hash(made) == hash(load.pack(id))


@pytest.mark.parametrize(
    ("year", "id"), [(2018, "132-2018"), (2022, "132-2018"), (2023, "124-2023"), (2024, "124-2023"), (2025, "366-2025")]
)
def test_a_year_knows_its_regulation(year: int, id: str) -> None:
    """The pack in force at the end of a year is proposed for its session."""
    assert load.pack_for_year(year) == id


def test_a_year_before_all_regulations_is_refused() -> None:
    """A year without a regulation is a sentence, not a wrong pack."""
    with pytest.raises(ReviewError, match="2010"):
        load.pack_for_year(2010)


def test_a_new_regulation_is_a_new_folder(packs: Path) -> None:
    """Nothing but a folder is needed for a regulation that comes later."""
    copytree(packs / "366-2025", packs / "500-2030")
    changed(packs / "500-2030" / "pack.toml", "in_force_from = 2025-08-30", "in_force_from = 2030-03-01")
    assert "500-2030" in load.available(packs)
    assert load.pack("500-2030", folder=packs).in_force_from == date(2030, 3, 1)
    assert load.pack_for_year(2031, packs) == "500-2030"
    assert load.pack_for_year(2029, packs) == "366-2025"


def test_the_figures_of_2025() -> None:
    """The scale, bands, cap and order of Quy định 366 are those of the documents."""
    pack = load.pack("366-2025")
    assert pack.order == (Post.HEAD, Post.DEPUTY, Post.COMMITTEE, Post.MEMBER)
    for subject in ("collective", "leader", "member", "outside"):
        rubric = pack.rubric(subject)
        assert rubric is not None
        assert [group.points for group in rubric.groups] == [30, 70]
    assert [band.lowest for band in pack.bands] == [90, 70, 50, 0]
    assert (pack.cap.percent, pack.cap.raised_percent, pack.cap.reading, pack.cap.rounding) == (
        20,
        25,
        "of_good",
        "floor",
    )
    assert {(made.status, made.below_months) for made in pack.exclusions} >= {
        (Status.EXEMPT, None),
        (Status.SUSPENDED, None),
        (None, 6),
    }
    assert pack.temporary_default is Status.TEMPORARY_ELSEWHERE
    assert not pack.ballot.temporary_votes
    assert pack.deadline("finished", 2026) == date(2026, 12, 31)
    assert pack.deadline("special_units", 2026) == date(2027, 1, 15)
    assert pack.figure("sick_months") == 3
    assert [gate.figure for gate in pack.gates_for("member", Level.EXCELLENT)] == [100, 30, 100]


def test_form_letters_were_swapped_in_2025() -> None:
    """02A was the form of those without a post in 2023, 2A is that of leaders since 2025."""
    codes = {id: {form.subject: form.code for form in load.pack(id).forms} for id in IDS}
    assert (codes["124-2023"]["member"], codes["124-2023"]["leader"]) == ("02A", "02B")
    assert (codes["366-2025"]["member"], codes["366-2025"]["leader"]) == ("2B", "2A")
    assert codes["366-2025"].keys() >= {"collective", "outside", "rerating", "file_list", "quarter"}
    one_for_all = load.pack("132-2018").form("leader")
    assert one_for_all is not None
    assert one_for_all.code == "02"


@pytest.mark.parametrize("id", IDS)
def test_every_open_rule_has_its_reason(id: str) -> None:
    """Where the sources leave a rule open, the pack says why it has the default it has."""
    pack = load.pack(id)
    reasons = [pack.quorum.reason, pack.time.reason, pack.cap.reason, pack.ballot.reason, pack.temporary_reason]
    assert all(len(reason) > 20 for reason in reasons)
    assert all(setting.reason for _name, setting in pack.settings)


@pytest.mark.parametrize("id", IDS)
def test_the_lists_are_whole(id: str) -> None:
    """27 signs, 19 forbidden things and 12 task groups, each with a label in both languages."""
    pack = load.pack(id)
    day = pack.in_force_from
    assert len(pack.entries("signs", day).entries) == 27
    assert [entry.key for entry in pack.entries("forbidden", day).entries] == [f"d{n}" for n in range(1, 20)]
    assert [entry.key for entry in pack.entries("task_groups", day).entries] == [f"n{n}" for n in range(1, 13)]
    assert all(entry.label and entry.label_en for made in pack.lists for entry in made.entries)


def test_the_forbidden_list_changes_on_its_day() -> None:
    """Until 25/7/2026 the 19 things of Quy định 37 hold, from the next day those of Quy định 207."""
    pack = load.pack("366-2025")
    assert "37-QĐ/TW" in pack.entries("forbidden", date(2026, 7, 25)).document
    assert "207-QĐ/TW" in pack.entries("forbidden", date(2026, 7, 26)).document


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("rubric.toml", "points = 70", "points = 60", "366-2025/rubric.toml: $.rubrics[0]: "),
        ("rubric.toml", "lowest = 70", "lowest = 95", "366-2025/rubric.toml: $.bands[1]: "),
        ("rubric.toml", 'level = "good"', 'level = "fine"', "366-2025/rubric.toml: $.bands[1].level: "),
        ("pack.toml", "numerator = 2", 'numerator = "2"', "366-2025/pack.toml: $.quorum.numerator: "),
        ("pack.toml", "numerator = 2", "numerator = 4", "366-2025/pack.toml: $.quorum: "),
        ("pack.toml", 'order = ["head", ', "order = [", "366-2025/pack.toml: $.order: "),
        ("pack.toml", "percent = 20", "percent = 20\nprecent = 25", "366-2025/pack.toml: $.cap.precent: "),
        ("pack.toml", 'title = "Quy', 'titel = "x"\ntitle = "Quy', "366-2025/pack.toml: $.titel: "),
        (
            "pack.toml",
            "in_force_from = 2025-08-30",
            "in_force_from = 2025-08-30\nin_force_to = 2025-01-01",
            "$.in_force_to",
        ),
        ("pack.toml", "in_force_from = 2025-08-30", 'in_force_from = "x"', "366-2025/pack.toml: $.in_force_from: "),
        ("pack.toml", "below_months = 6, ", "", "366-2025/pack.toml: $.exclusions[2]: "),
        ("pack.toml", "day = 480", "day = 100", "366-2025/pack.toml: $.time: "),
        ("pack.toml", 'reading = "of_good"', 'reading = "of_all"', "366-2025/pack.toml: $.cap.reading: "),
        ("pack.toml", "month = 12", "month = 13", "366-2025/pack.toml: $.deadlines[0]: "),
        ("forms.toml", 'code = "2A"', 'code = "01"', "366-2025/forms.toml: $.forms[1]: "),
        ("forms.toml", 'code = "2A"', "code = ", "366-2025/forms.toml:"),
        ("gates.toml", "[[gates]]", "[quorum]\nnumerator = 1\n[[gates]]", "366-2025/pack.toml: $.quorum: "),
        ("../../lists/forbidden-2021.toml", "until = 2026-07-25", "until = 2026-08-25", "$.lists[2]: "),
        ("../../lists/signs-2016.toml", 'key = "1.2"', 'kye = "1.2"', "lists/signs-2016.toml: $.entries[1].kye: "),
        ("../../lists/signs-2016.toml", 'key = "1.2"', 'key = "1.1"', "$.lists[0].entries[1]: "),
    ],
)
def test_a_wrong_pack_is_named_with_file_and_path(packs: Path, file: str, before: str, after: str, said: str) -> None:
    """Whoever edits a pack reads which file and which place is wrong."""
    changed(packs / "366-2025" / file, before, after)
    sentence = refusal(packs)
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_missing_pack_names_those_that_exist() -> None:
    """A misspelt id is answered with the ids there are."""
    with pytest.raises(ReviewError, match="366-2025"):
        load.pack("366")


def overlay(tmp_path: Path, text: str) -> Path:
    """A local overlay file with this text."""
    path = tmp_path / "tinh.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_province_changes_what_it_may(tmp_path: Path) -> None:
    """An overlay changes single values, single members of an array, adds and takes away; all else stays."""
    text = """
    [cap]
    percent = 25
    reading = "of_good_or_better"
    [[rubrics]]
    subject = "member"
    [[rubrics.groups]]
    key = "common"
    parts = [{ key = "c1", points = 10 }, { key = "c2", points = 10 }, { key = "c3", points = 10 }]
    [[lists]]
    key = "task_groups"
    entries = [{ key = "n3", label = "Sinh hoạt chuyên đề" }, { key = "n12", removed = true }]
    [[figures]]
    key = "keep_years"
    value = 5
    """
    plain, made = load.pack("366-2025"), load.pack("366-2025", overlay(tmp_path, text))
    assert (made.cap.percent, made.cap.rounding) == (25, "floor")
    rubric = made.rubric("member")
    assert rubric is not None
    assert [part.points for part in rubric.groups[0].parts] == [10, 10, 10]
    assert rubric.groups[0].parts[0].title
    groups = made.entries("task_groups", date(2026, 12, 1)).entries
    assert (groups[2].label, groups[2].label_en != "", len(groups)) == ("Sinh hoạt chuyên đề", True, 11)
    assert (made.figure("keep_years"), made.figure("sick_months")) == (5, 3)
    assert (made.overlay, plain.overlay) == ("tinh.toml", "")
    assert made.forms == plain.forms


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[cap]\npercent = 0", "tinh.toml: $.cap: "),
        ("[cap]\nprecent = 25", "tinh.toml: $.cap.precent: "),
        ("id = 'x'", "tinh.toml: id: "),
        ("[[lists]]\nkey = 'forbidden'\ntitle = 'x'", "tinh.toml: $.lists[0]: "),
        (
            "[[rubrics]]\nsubject='member'\n[[rubrics.groups]]\nkey='common'\nparts=[{key='c1',points=31},{key='c2',points=0},{key='c3',points=0}]",
            "tinh.toml: $.rubrics[2].groups[0]: ",
        ),
        (
            "[[rubrics]]\nsubject='member'\n[[rubrics.groups]]\nkey='common'\nparts=[{key='c1',points=30}]",
            "tinh.toml: $.rubrics[2].groups[0].parts[1]: ",
        ),
        ("cap = 3", "tinh.toml: $.cap: "),
        ("a.b\n", "tinh.toml:1: "),
    ],
)
def test_a_wrong_overlay_is_named(tmp_path: Path, text: str, said: str) -> None:
    """An error in the local file is put down to the local file."""
    assert said in refusal(shipped("regulations"), overlay=overlay(tmp_path, text))


def test_a_missing_overlay_is_a_sentence(tmp_path: Path) -> None:
    """A local file that is not there is named."""
    assert "tinh.toml" in refusal(shipped("regulations"), overlay=tmp_path / "tinh.toml")
