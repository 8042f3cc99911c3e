"""Writing a paper: the ending chooses, a file is replaced whole or not at all, an office's template may be wrong."""

import builtins
import errno
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import factories
import pytest
import typst

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.papers.docx import fields
from review_tui.papers.minutes import minutes
from review_tui.papers.write import write, write_whole
from review_tui.regulation.load import pack

PACK = pack("366-2025")
PAPER = minutes(factories.meeting(3), cell=factories.cell(3), pack=PACK)


def template(folder: Path, *lines: str) -> Path:
    """A Word template of an office with these paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / "mẫu.docx"))
    return folder / "mẫu.docx"


def printed(folder: Path, *lines: str) -> str:
    """What comes out of a template with these paragraphs."""
    write(PAPER, folder / "ra.docx", template=template(folder, *lines), page=PACK.page)
    return "\n".join(paragraph.text for paragraph in docx.Document(str(folder / "ra.docx")).paragraphs)


@pytest.mark.parametrize(
    ("name", "start"), [("a.pdf", b"%PDF-"), ("a.PDF", b"%PDF-"), ("a.docx", b"PK"), ("a.txt", "\u0020".encode())]
)
def test_the_ending_chooses_the_writer(tmp_path: Path, name: str, start: bytes) -> None:
    """.pdf, .docx and .txt, in capitals too, in a folder with blanks and Vietnamese letters."""
    folder = tmp_path / "hồ sơ kiểm điểm"
    folder.mkdir()
    assert write(PAPER, folder / name, page=PACK.page) == ()
    assert (folder / name).read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["a.odt", "a", "a.doc", ".pdf"])
def test_another_ending_is_one_sentence(tmp_path: Path, name: str) -> None:
    """Nothing is written under an ending that is not known."""
    with pytest.raises(ReviewError, match=r"kết thúc bằng \.pdf, \.docx hoặc \.txt"):
        write(PAPER, tmp_path / name, page=PACK.page)
    assert not list(tmp_path.iterdir())


def test_an_existing_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    """The new content stands alone; whoever could read the old file can read the new one."""
    target = tmp_path / "a.txt"
    target.write_text("cũ", encoding="utf-8")
    target.chmod(0o640)
    write(PAPER, target, page=PACK.page)
    assert "BIÊN BẢN" in target.read_text(encoding="utf-8")
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    """A file that an office reaches by a link stays where it lies."""
    (tmp_path / "thật").mkdir()
    real = tmp_path / "thật" / "a.txt"
    real.write_text("cũ", encoding="utf-8")
    (tmp_path / "a.txt").symlink_to(real)
    write(PAPER, tmp_path / "a.txt", page=PACK.page)
    assert (tmp_path / "a.txt").is_symlink()
    assert "BIÊN BẢN" in real.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("call", "number", "words"),
    [
        ("fsync", errno.ENOSPC, "ổ đĩa đã đầy"),
        ("replace", errno.EACCES, "không có quyền ghi"),
        ("replace", errno.EIO, "Input/output error"),
        ("fdopen", errno.EROFS, "ổ đĩa chỉ cho đọc"),
    ],
)
def test_a_refused_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    """A full or failing disk is one sentence; the old file stands whole and nothing else lies about."""
    target = tmp_path / "a.txt"
    target.write_text("cũ", encoding="utf-8")

    def refuse(*_args: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(ReviewError, match=words) as caught:
        write_whole(target, b"moi")
    monkeypatch.undo()
    assert str(target) in str(caught.value)
    assert target.read_text(encoding="utf-8") == "cũ"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_missing_folder_and_a_folder_as_target_are_sentences(tmp_path: Path) -> None:
    """Where it cannot be written is said in words."""
    with pytest.raises(ReviewError, match="không có thư mục này"):
        write(PAPER, tmp_path / "không có" / "a.txt", page=PACK.page)
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(ReviewError, match="đây là một thư mục"):
        write(PAPER, tmp_path / "a.txt", page=PACK.page)
    with pytest.raises(ReviewError, match="tên tệp quá dài"):
        write(PAPER, tmp_path / f"{'a' * 300}.txt", page=PACK.page)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_is_a_sentence(tmp_path: Path) -> None:
    """A folder without the right to write is named."""
    tmp_path.chmod(0o500)
    with pytest.raises(ReviewError, match="không có quyền ghi"):
        write(PAPER, tmp_path / "a.txt", page=PACK.page)


def test_without_typst_the_sentence_offers_word_and_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows on ARM has no typst: the other two endings still work."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ReviewError, match=r"Word \(\.docx\) hoặc văn bản \(\.txt\)"):
        write(PAPER, tmp_path / "a.pdf", page=PACK.page)
    assert not list(tmp_path.iterdir())
    write(PAPER, tmp_path / "a.docx", page=PACK.page)
    write(PAPER, tmp_path / "a.txt", page=PACK.page)


def test_a_broken_engine_is_a_sentence_without_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors and panics of typst offer the other two endings and quote no criticism."""

    class PanicException(BaseException):
        """As typst throws it: not an Exception."""

    refused = typst.TypstError("boom", "boom")
    refused.message = "boom"
    for error in (PanicException("Vắng 4 kỳ"), refused):

        def fail(*_args: object, error: BaseException = error, **_named: object) -> None:
            raise error

        monkeypatch.setattr(typst, "compile_with_warnings", fail)
        with pytest.raises(ReviewError, match=r"Không dựng được PDF .* Word \(\.docx\)") as caught:
            write(PAPER, tmp_path / "a.pdf", page=PACK.page)
        assert "Vắng" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_importing_the_writers_loads_no_engine() -> None:
    """Commands that print nothing do not pay for typst and Word."""
    code = (
        "import sys, review_tui.papers.kinds, review_tui.papers.write, review_tui.papers.pdf, review_tui.papers.docx;"
        "assert not {'typst', 'docxtpl', 'docx', 'jinja2', 'lxml'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_office_may_pass_its_own_template(tmp_path: Path) -> None:
    """Fields of the head, the body and the end can stand anywhere; the layout is the office's."""
    lines = ("Kính gửi {{ cap_tren }}", "{%p for muc in noi_dung %}", "> {{ muc.loai }}", "{%p endfor %}", "{{ so }}")
    text = printed(tmp_path, *lines)
    assert "Kính gửi ĐẢNG ỦY PHƯỜNG" in text
    assert text.count("> doan") > 5
    assert "Số ……-BB/CB" in text


def test_every_field_can_be_named_in_a_template(tmp_path: Path) -> None:
    """All fields of the sentence that lists them really exist."""
    text = printed(tmp_path, *("{{ " + name + " }}" for name in fields(PAPER)))
    assert "BIÊN BẢN" in text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{{ titel }}", "“titel”"),
        ("{{ ky_trai.titel }}", "“titel”"),
        ("{{ noi_dung[0].titel }}", "“titel”"),
        ("{{ tên_đảng_viên }}", "“tên_đảng_viên”"),
        ("{%p for a in noi_dung %}", "viết sai một lệnh"),
        ("{{ so", "viết sai một lệnh"),
        ("{% khong_co %}", "viết sai một lệnh"),
        ("{{ so | khong_co }}", "viết sai một lệnh"),
        ("{{ 1 / 0 }}", "viết sai một lệnh"),
        ("{{ so() }}", "viết sai một lệnh"),
        ("{{ so + 1 }}", "viết sai một lệnh"),
        ("{% for a in range(1000000000) %}{% endfor %}", "viết sai một lệnh"),
        ("{{ ''.__class__.__mro__ }}", "không được phép"),
        ("{{ so.__class__ }}", "không được phép"),
        ("{{ noi_dung.append(1) }}{{ ''.format.__globals__ }}", "không được phép"),
        ("{% include 'a' %}", "viết sai một lệnh"),
    ],
)
def test_a_wrong_template_is_one_sentence_that_names_what_is_wrong(tmp_path: Path, line: str, words: str) -> None:
    """A misspelt field, a broken instruction or code: named, nothing is written, nothing runs."""
    with pytest.raises(ReviewError, match=words) as caught:
        printed(tmp_path, line)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "ra.docx").exists()


def _no_archive(path: Path) -> None:
    path.write_bytes(b"day khong phai la Word")


def _other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")


def _broken_xml(path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(shipped("papers", "minutes.docx")) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<w:document" if name == "word/document.xml" else old.read(name))
    path.write_bytes(made.getvalue())


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("make", [_no_archive, _other_archive, _broken_xml, _empty])
def test_a_file_that_is_no_word_template_is_a_sentence(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """Whatever is passed for a template, the answer is a sentence that names the file."""
    path = tmp_path / "mẫu.docx"
    make(path)
    with pytest.raises(ReviewError, match=r"mẫu\.docx không phải là mẫu Word"):
        write(PAPER, tmp_path / "ra.docx", template=path, page=PACK.page)


def test_a_missing_template_and_one_for_a_pdf_are_sentences(tmp_path: Path) -> None:
    """A template is a file that exists, and for Word only."""
    with pytest.raises(ReviewError, match="Không đọc được mẫu Word"):
        write(PAPER, tmp_path / "ra.docx", template=tmp_path / "a.docx", page=PACK.page)
    with pytest.raises(ReviewError, match=r"chỉ dùng khi ghi tệp \.docx"):
        write(PAPER, tmp_path / "ra.pdf", template=template(tmp_path, "{{ so }}"), page=PACK.page)


def test_no_template_can_open_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rendering an office's template opens nothing but the template."""
    made = template(tmp_path, "{{ so }}", "{{ cap_tren }}")
    opened: list[str] = []
    plain = builtins.open

    def watched(file: object, *args: object, **named: object) -> object:
        opened.append(str(file))
        return plain(file, *args, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", watched)
    write(PAPER, tmp_path / "ra.docx", template=made, page=PACK.page)
    assert not [name for name in opened if name.startswith("/etc")]
