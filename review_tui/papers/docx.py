"""A paper in Word by way of docxtpl: the shipped template, or one that the office has edited."""

import io
import re
import textwrap
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.translate import _
from review_tui.papers.structure import Block, Heading, Paper, Paragraph, Record, Signature, Table, format_of
from review_tui.regulation.page import PageFormat

if TYPE_CHECKING:
    from docxtpl.template import DocxTemplate
    from jinja2 import Environment

_GIVEN_BACK = re.compile(r"\{[_]+|[_]+\}|[_]+%|%[_]+")
"""docxtpl turns "{_{" into "{{" and the like, even in the words of the meeting."""

_WIDEST_HEAD = 23
"""Capital letters that fit into the left block of the head."""

_SHORT_SLIP = 4
"""Lines of a slip of which two go on one sheet."""

_FIELD = re.compile(r"^'([^']+)' is undefined|has no attribute '([^']+)'")


def docx_bytes(paper: Paper, page: PageFormat, *, template: Path | None = None) -> bytes:
    """The finished Word file; without `template` the shipped one, laid out by the pack's page format.

    A template of the office keeps its own layout. Raises `ReviewError` with one sentence that names what is wrong
    with it: not a Word file, an unknown field, a broken or forbidden instruction.
    """
    document = _opened(template or _shipped_template(paper.kind))
    if template is None:
        from review_tui.papers.pageformat import lay_out

        lay_out(document.get_docx(), format_of(paper, page))  # type: ignore[no-untyped-call]
    _rendered(document, fields(paper))
    _describe(document, paper)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _shipped_template(kind: str) -> Path:
    own = shipped("papers", f"{kind}.docx")
    return own if own.exists() else shipped("papers", "minutes.docx")


def _opened(template: Path) -> "DocxTemplate":
    from docxtpl.template import DocxTemplate

    try:
        document = DocxTemplate(io.BytesIO(template.read_bytes()))
        document.init_docx()
    except OSError:
        raise ReviewError(_("Không đọc được mẫu Word {file}.").format(file=template)) from None
    except (zipfile.BadZipFile, SyntaxError, KeyError, ValueError):
        raise ReviewError(_("{file} không phải là mẫu Word (.docx).").format(file=template)) from None
    return document


def _environment() -> "Environment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _rendered(document: "DocxTemplate", context: dict[str, object]) -> None:
    from jinja2.exceptions import SecurityError, TemplateError, UndefinedError

    try:
        document.render(context, jinja_env=_environment(), autoescape=True)
    except UndefinedError as error:
        raise ReviewError(_unknown_field(str(error.message), context)) from None
    except SecurityError:
        raise ReviewError(_("Mẫu Word chứa lệnh không được phép; mẫu chỉ được điền các trường.")) from None
    except TemplateError as error:
        raise ReviewError(_broken(str(error.message))) from None
    except (SyntaxError, ArithmeticError, TypeError, ValueError, LookupError, AttributeError) as error:
        raise ReviewError(_broken(type(error).__name__)) from None


def _unknown_field(message: str, context: dict[str, object]) -> str:
    found = _FIELD.search(message)
    name = next((part for part in found.groups() if part), message) if found else message
    return _("Mẫu Word có trường “{field}” không có trong biên bản; các trường dùng được: {known}.").format(
        field=name, known=", ".join(sorted(context))
    )


def _broken(what: str) -> str:
    return _("Mẫu Word viết sai một lệnh trong ngoặc nhọn: {what}.").format(what=what.rstrip("."))


def _describe(document: "DocxTemplate", paper: Paper) -> None:
    properties = document.core_properties  # of the rendered document: get_docx() would read the template anew
    properties.title = f"{paper.title} {paper.subject}".replace("\n", " ")[:255]
    properties.created = properties.modified = datetime.fromisoformat(paper.dated)


def fields(paper: Paper) -> dict[str, object]:
    """The fields that a template may name, with Vietnamese names without marks."""
    head = paper.letterhead
    return {
        "dau_trang": _literal(" - ".join(paper.marks)),
        "cap_tren": _literal(_halved(head.superior)),
        "don_vi": _literal(_halved(head.issuer)),
        "so": _literal(head.number),
        "ten_dang": _literal(head.party),
        "dia_danh_ngay": _literal(head.place_date),
        "ten_loai": _literal(paper.title),
        "trich_yeu": _literal(paper.subject),
        "noi_dung": [_block(block) for block in paper.blocks],
        "ky_trai": _signature(paper.left),
        "ky_phai": _signature(paper.right),
        "noi_nhan": [_literal(line) for line in paper.recipients],
        "ma_doi_chieu": _literal(paper.fingerprint),
        "so_ban": paper.copies,
        "mot_to": _on_a_sheet(paper),
    }


def _on_a_sheet(paper: Paper) -> int:
    """How many copies go on one sheet in Word, which cannot measure: two short ones."""
    return 2 if sum(len(block.rows) for block in paper.blocks if isinstance(block, Table)) <= _SHORT_SLIP else 1


def _halved(text: str) -> str:
    """A long name of a body in lines of about equal length, so that no word stands alone below the others."""
    fewest = textwrap.wrap(text, _WIDEST_HEAD)
    for width in range(len(text) // max(len(fewest), 1), _WIDEST_HEAD):
        made = textwrap.wrap(text, max(width, 1))
        if len(made) == len(fewest):
            return "\n".join(made)
    return "\n".join(fewest)


def _literal(text: str) -> str:
    """The text so that no letter of it is taken for an instruction, by jinja or by docxtpl."""
    if not _GIVEN_BACK.search(text):
        return text
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("_", "&#95;"))


def _signature(signature: Signature | None) -> dict[str, str]:
    """Whole for templates that an office edited, and in two: only the first line is bold (HD 05-HD/VPTW)."""
    label, name = (signature.label, signature.name) if signature is not None else ("", "")
    first, end, below = label.partition("\n")
    return {
        "chuc": _literal(label),
        "chuc_dau": _literal(first),
        "chuc_sau": _literal(end + below),
        "ten": _literal(name),
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Heading():
            return {"loai": "de_muc", "cap": block.level, "chu": _literal(block.text)}
        case Paragraph():
            return {"loai": "doan", "dau": block.marker, "chu": _literal(block.text)}
        case Record():
            return {"loai": "ban_ghi", "ban_ghi": [_labelled(label, text) for label, text in block.rows]}
        case Table():
            return _table(block)


def _labelled(label: str, text: str) -> dict[str, str]:
    return {"nhan": _literal(label), "chu": _literal(text)}


def _table(table: Table) -> dict[str, object]:
    """A table by its labels and rows of named cells, and again as records for templates that do not know it."""
    keys = [column.key for column in table.columns]
    labels = [column.label for column in table.columns]
    return {
        "loai": "bang",
        "khoa": table.key,
        "cot": dict(zip(keys, map(_literal, labels), strict=True)),
        "dong": [dict(zip(keys, map(_literal, row), strict=True)) for row in table.rows],
        "ban_ghi": [_labelled(label, cell) for row in table.rows for label, cell in zip(labels, row, strict=True)],
    }
