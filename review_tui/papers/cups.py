"""Printing through CUPS: what `lpstat` tells about the printers, and `lp` fed through its standard input."""

import os
import re
import shutil
import subprocess

from review_tui.language.text import clean, clean_line
from review_tui.language.translate import _
from review_tui.papers.jobs import Job, Printer, PrintingError, unknown_printer

LONGEST_WAIT = 30.0
"""Seconds after which a silent printing system is given up."""

LONGEST_LINE = 2000
"""Characters of one line of the printing system that are read."""

_REQUEST = re.compile(r"request id is (\S+) \(")
_STATE = re.compile(r"printer (\S+) (is idle|now printing|disabled|\S+)(.*)")
_REFUSING = re.compile(r"(\S+) not accepting requests")
_DEFAULT = re.compile(r"system default destination: (\S+)")


def printers() -> tuple[Printer, ...]:
    """The queues, in the order of their names, each with the sentence why a job would wait there."""
    listed = _asked("lpstat", "-d", "-p", "-a")
    words = listed.stdout
    default = found[1] if (found := _DEFAULT.search(words)) else ""
    refusing = {match[1] for match in _REFUSING.finditer(words)}
    known = []
    for entry in re.split(r"\n(?=\S)", words):
        if match := _STATE.match(entry):
            name = match[1]
            known.append(Printer(name=name, is_default=name == default, waits=_why_waiting(match, entry, refusing)))
    if not known and listed.returncode and not _says_empty(listed.stderr):
        raise PrintingError(_system_words(listed.stderr))
    return tuple(sorted(known, key=lambda printer: printer.name))


def _why_waiting(match: "re.Match[str]", entry: str, refusing: set[str]) -> str:
    name = match[1]
    if match[2] == "disabled":
        reason = clean_line(entry.partition("\n")[2])
        if reason in ("", "Paused", "reason unknown"):
            return _("Máy in {name} đang tạm dừng.").format(name=name)
        return _("Máy in {name} đang dừng: {reason}.").format(name=name, reason=reason.rstrip("."))
    if name in refusing:
        return _("Máy in {name} không nhận lệnh in mới.").format(name=name)
    return ""


def sent(pdf: bytes, *, title: str, printer: str, copies: int) -> Job:
    """Hand a PDF to a queue. `lp` succeeds on a paused queue too, so its state is asked for afterwards."""
    known = {made.name: made for made in printers()}
    queue = printer.partition("/")[0]
    if printer and queue not in known:
        raise PrintingError(unknown_printer(printer, tuple(known)))
    words = ["lp", "-n", str(copies), "-t", clean_line(title) or "review-tui", "-o", "media=A4"]
    answer = _asked(*words, *(("-d", printer) if printer else ()), pdf=pdf)
    match = _REQUEST.search(answer.stdout)
    if answer.returncode or match is None:
        raise PrintingError(_system_words(answer.stderr))
    name = match[1].rpartition("-")[0]
    after = {made.name: made for made in printers()}
    return Job(printer=name, number=match[1], waits=after[name].waits if name in after else "")


def _asked(*words: str, pdf: bytes | None = None) -> "subprocess.CompletedProcess[str]":
    """Run one program of the printing system, in English, so that its answer can be read."""
    program = shutil.which(words[0])
    if program is None:
        raise PrintingError(_("Máy này không có hệ thống in (thiếu chương trình {name}).").format(name=words[0]))
    english = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
    try:
        done = subprocess.run(
            [program, *words[1:]], input=pdf or b"", capture_output=True, env=english, timeout=LONGEST_WAIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise PrintingError(_("Hệ thống in không trả lời.")) from None
    except OSError as error:
        raise PrintingError(_("Không chạy được {name}: {words}.").format(name=words[0], words=error.strerror)) from None
    out, err = (_harmless(stream) for stream in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def _harmless(answer: bytes) -> str:
    """The lines of an answer without terminal commands: descriptions of queues come from whoever set them up."""
    return "\n".join(clean(line[:LONGEST_LINE]) for line in answer.decode("utf-8", "replace").split("\n"))


def _says_empty(words: str) -> bool:
    return "No destinations added" in words or not words.strip()


def _system_words(words: str) -> str:
    """Our sentence for what the printing system said; its own words where they are new to us."""
    said = clean_line(words).casefold()
    if "no default destination" in said:
        return _("Máy này chưa có máy in mặc định; hãy ghi tên máy in.")
    if "not accepting" in said:
        return _("Máy in này không nhận lệnh in mới.")
    if any(sign in said for sign in ("scheduler is not running", "connection refused", "bad file descriptor")):
        return _("Hệ thống in của máy chưa chạy.")
    if "does not exist" in said or "unknown destination" in said:
        return _("Máy này không có máy in ấy.")
    return _("Hệ thống in báo: {words}").format(words=clean_line(words) or "?")
