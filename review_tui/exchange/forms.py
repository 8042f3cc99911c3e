"""A self-review out of a Word file of the usual forms, section by section; what was not understood is listed."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from review_tui.exchange.word import WordLine, read_word
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line, fold
from review_tui.language.translate import _
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Level
from review_tui.model.words import LEVEL_WORDS
from review_tui.regulation.pack import Form, Section
from review_tui.regulation.preparation import part_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """A heading that no section of the form has, with the text below it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReading:
    """What a Word file says, to be looked at before it is taken over."""

    form: str
    name: str
    """the name that stands in the file, "" where none was found"""
    sections: tuple[tuple[str, str], ...]
    common: int | None = None
    results: int | None = None
    level: Level | None = None
    not_understood: tuple[NotUnderstood, ...] = ()

    def review(self, member: str) -> SelfReview:
        """The self-review of this member; raises nothing, for the preview has shown all of it."""
        return SelfReview(
            member=member,
            form=self.form,
            sections=self.sections,
            common=self.common,
            results=self.results,
            level=self.level,
        )


def read_form(path: Path, form: Form) -> FormReading:
    """Read a .docx by the headings of a form; raises one sentence when it is none or holds no heading of the form."""
    lines = read_word(path)
    reader = _Reader(form)
    for line in lines:
        reader.take(line)
    if not reader.found:
        raise ReviewError(
            _("Tệp {file} không có đề mục nào của mẫu {code}; hãy kiểm tra lại tệp hoặc chọn mẫu khác.").format(
                file=clean_line(path.name), code=form.code
            )
        )
    return reader.reading()


_NUMBER = re.compile(r"^\s*((?:[A-E]|[IVX]{1,4}|\d{1,2})(?:\.\d{1,2})*)\s*[-–—.):/]+\s*")
_PARTS: tuple[tuple[str, str], ...] = (
    ("II", r"^(han che|khuyet diem|ton tai)\b(?!.*khac phuc)"),
    ("III", r"^(viec |tinh hinh )?(ket qua )?(viec )?khac phuc\b(?!.*bien phap)"),
    ("IV", r"^giai trinh\b|^nhung van de (duoc )?goi y"),
    ("V", r"^(lam ro )?trach nhiem\b.*(han che|khuyet diem|tap the|ca nhan)"),
    ("VI", r"^(phuong huong|bien phap)\b"),
    ("I", r"^uu diem\b|^(ve )?ket qua dat duoc"),
)
_GROUP_A = re.compile(r"^noi dung (tu )?kiem diem\b")
_GROUP_B = re.compile(r"^(noi dung )?tu danh gia,? (tu )?xep loai\b|^noi dung tu danh gia")
_POINTS = re.compile(r"^(tu )?(cham diem|bang diem|diem so|danh gia\b.*(tieu chi|diem))\b|^(nhom )?tieu chi\b")
_OFFICIAL = (
    (re.compile(r"^(ve )?pham chat (chinh tri|dao duc)|^(ve )?(tu tuong )?chinh tri"), "pham chat"),
    (re.compile(r"^(ve )?(viec )?(ket qua )?(thuc hien )?(chuc trach|cac chi tieu|nhiem vu)"), "nhiem vu"),
    (re.compile(r"^(ve )?(viec )?(ket qua )?thuc hien (ban )?cam ket"), "cam ket"),
    (re.compile(r"^(ve )?(ket qua )?(lanh dao|cong tac lanh dao)"), "lanh dao"),
)
"""How the official forms begin the sections of part I, and a word of the section meant."""
_LEVELS = re.compile(r"^(tu nhan|de xuat|tu xep loai|tu danh gia,? xep loai|de nghi|muc xep loai)\b.*|^xep loai\b")
_NAME = re.compile(r"^ho (va )?ten( khai sinh)?\s*[:.…]*\s*", re.IGNORECASE)
_BORN = re.compile(r"[\s;,|.…]+(?:ngày sinh|sinh ngày|sinh năm|năm sinh|nam, nữ)\b", re.IGNORECASE)
_SHARED = frozenset(
    ("va", "cua", "cac", "trong", "nam", "duoc", "ve", "viec", "ket", "qua", "co", "thuc", "hien", "voi")
)
_LONGEST_HEADING = 200
_TICK = re.compile(r"\[\s*[xX✓✔]\s*\]|\(\s*[xX✓]\s*\)|[☒☑✓✔✗]|\|\s*[xX]\s*(?:\||$)|[:\s][xX]\s*$")
_FIGURES = {30: re.compile(r"(\d{1,2})\s*/\s*30\b"), 70: re.compile(r"(\d{1,2})\s*/\s*70\b")}


@dataclass(slots=True)
class _Reader:
    """Goes through the lines, knowing under which heading it stands."""

    form: Form
    texts: dict[str, list[str]] = field(default_factory=dict)
    others: list[tuple[str, list[str]]] = field(default_factory=list)
    name: str = ""
    key: str = ""
    part: str = ""
    group: str = ""
    decimal: bool = False
    """whether the file counts its parts 1, 2, 3 and not I, II, III"""
    lost: bool = False
    """below a heading that the form does not have"""

    @property
    def found(self) -> bool:
        return bool(self.texts)

    def take(self, line: WordLine) -> None:
        """One line: a heading with or without words behind it, or words of the section that is open."""
        for at, text in enumerate(line.text.split("\n")):
            self._line(text, line, line.number if at == 0 else "")

    def _line(self, text: str, line: WordLine, number: str) -> None:
        typed = None if number else _NUMBER.match(text)
        label = (number or (typed[1] if typed else "")).strip(" .-)/").upper()
        if not self.found and _NAME.match(fold(text)):
            name = re.sub(r"^[^:.…|]*[:.…|]+\s*", "", text)
            self.name = clean_line(_BORN.split(name)[0]).strip(" |;,.…") or self.name
            return
        if not line.row and self._heading(text[typed.end() :] if typed else text, label, line):
            return
        if text.strip():
            self._words(f"{number} {text}" if number else text)

    def _words(self, text: str) -> None:
        if self.lost:
            self.others[-1][1].append(text)
        elif self.key:
            self.texts[self.key].append(text)

    def _heading(self, text: str, label: str, line: WordLine) -> bool:
        """Whether the line is a heading; opens its section, and takes the words that follow it after a colon."""
        title, rest = _title_and_rest(text)
        folded = " ".join(fold(title).split()).strip(" .:;-")
        marked = bool(label) or line.bold or title.isupper() or self._is_title(folded)
        if not marked or not folded or len(title) > _LONGEST_HEADING:
            return False
        key = self._section(folded, label, line)
        if key is None:
            return self._unknown(title, label, line, rest)
        self.key, self.lost = key or self.key, False
        if self.key:
            self.texts.setdefault(self.key, [])
            self._words(rest) if rest else None
        return True

    def _is_title(self, title: str) -> bool:
        return any(title == _plain(section.title) for section in self.form.sections)

    def _section(self, title: str, label: str, line: WordLine) -> str | None:
        """The key of the section that a heading opens; "" for the heading above all parts; None for no heading."""
        if _GROUP_A.match(title):
            self.group, self.part = "A", ""
            return ""
        begun = label == "B" or self.group or self.part  # the title of the form says the same words as its part B
        if begun and self._has_group_b() and _GROUP_B.match(title) and label not in ("I", "II"):
            self.group, self.part = "B", ""
            return next(section.key for section in self.form.sections if section.key.startswith("B."))
        rating = self._rating(title) if self.group == "B" or not self._has_group_b() else None
        if rating is not None:
            self.part = rating
            return rating
        for part, pattern in _PARTS if self.group != "B" else ():
            if re.search(pattern, title) and self._opens(part, label):
                return self._opened(part, label)
        return self._below(title, label, line)

    def _opens(self, part: str, label: str) -> bool:
        """ "1. Hạn chế" inside a part counted with Roman figures is words of that part."""
        return self.part != part and (not label.isdecimal() or self.decimal or not self.part)

    def _has_group_b(self) -> bool:
        return any(section.key.startswith("B.") for section in self.form.sections)

    def _rating(self, title: str) -> str | None:
        keys = [section.key for section in self.form.sections]
        if "B.I" in keys and _POINTS.match(title):
            return "B.I"
        return keys[-1] if _LEVELS.match(title) else None

    def _opened(self, part: str, label: str) -> str:
        """The first section of a part; words before the heading of a further one stay there."""
        self.decimal = self.decimal or (not self.part and label.isdecimal())
        self.part = part
        return next((section.key for section in self.form.sections if part_of(section.key) == part), "")

    def _below(self, title: str, label: str, line: WordLine) -> str | None:
        """One of several sections of the part that is open: by its official words, its likeness, its bold number."""
        here = [section for section in self.form.sections if part_of(section.key) == self.part]
        if len(here) < 2:
            return None
        for pattern, word in _OFFICIAL:
            meant = next((section.key for section in here if word in fold(section.title)), None)
            if pattern.match(title) and meant is not None and not self._goes_back(meant):
                return meant
        best = max(here, key=lambda section: _likeness(title, section))
        if _likeness(title, best) >= 0.5 and not self._goes_back(best.key):
            return best.key
        last = label.rpartition(".")[2]
        if line.bold and last.isdecimal():
            return next((one.key for one in here if one.key.endswith(f".{last}")), None)
        return None

    def _goes_back(self, key: str) -> bool:
        """Into a section that has words already: then the line is no heading, and none of its words may be lost."""
        return bool(self.texts.get(key))

    def _unknown(self, title: str, label: str, line: WordLine, rest: str) -> bool:
        """A bold heading of the first rank that the form lacks; lesser ones are words of the section that is open."""
        first_rank = bool(re.fullmatch(r"[A-E]|[IVX]+", label)) or title.isupper()
        if not self.found or not first_rank or not (line.bold or title.isupper()):
            return False
        self.lost = True
        self.others.append((title, [rest] if rest else []))
        return True

    def reading(self) -> FormReading:
        """All that was read, in the order of the form."""
        texts = {key: "\n".join(lines).strip() for key, lines in self.texts.items()}
        told = "\n".join(texts.get(section.key, "") for section in self.form.sections if section.key == "B.I")
        return FormReading(
            form=self.form.code,
            name=self.name,
            sections=tuple((one.key, texts[one.key]) for one in self.form.sections if texts.get(one.key)),
            common=_points(told, 30),
            results=_points(told, 70),
            level=_level(texts.get(self.form.sections[-1].key, "")),
            not_understood=tuple(
                NotUnderstood(heading=heading, text="\n".join(lines).strip()) for heading, lines in self.others
            ),
        )


def _title_and_rest(text: str) -> tuple[str, str]:
    """ "Hạn chế: vắng 4 kỳ" as title and words; a colon late in a long line is part of a sentence."""
    title, colon, rest = text.partition(":")
    if colon and len(title) <= _LONGEST_HEADING // 2:
        return title.strip(), rest.strip()
    return text.strip(), ""


def _plain(title: str) -> str:
    return " ".join(fold(title.replace("(nếu có)", "")).split())


def _likeness(title: str, section: Section) -> float:
    """The share of the heading's telling words that stand in the section's title; one word alone says nothing."""
    wanted = set(re.findall(r"\w+", title)) - _SHARED
    has = set(re.findall(r"\w+", fold(f"{section.title} {section.hint}")))
    shared = wanted & has
    return len(shared) / len(wanted) if len(shared) > 1 else 0.0


def _points(text: str, most: int) -> int | None:
    found = _FIGURES[most].search(text)
    return int(found[1]) if found and int(found[1]) <= most else None


def _level(text: str) -> Level | None:
    """The one level that is ticked, or the only one that is named."""
    named: list[Level] = []
    ticked: list[Level] = []
    for line in text.split("\n"):
        words = " ".join(re.findall(r"\w+", fold(line)))
        fitting = [known for known in LEVEL_WORDS if re.search(rf"\b{known}\b", words) and len(known) > 4]
        if fitting:
            level = LEVEL_WORDS[max(fitting, key=len)]
            named.append(level)
            ticked += [level] if _TICK.search(line) else []
    for chosen in (ticked, named):
        if len(set(chosen)) == 1:
            return chosen[0]
    return None
