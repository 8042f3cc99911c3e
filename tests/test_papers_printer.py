"""Printing: what goes to `lp`, what comes back as a sentence, and a real CUPS server on loopback."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from review_tui.language.errors import ReviewError
from review_tui.papers import cups, printer, windows

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
TITLE = "Biên bản kiểm điểm năm 2026"
FOLDER = Path("nowhere")

LISTED = """\
system default destination: tang-1
printer tang-1 is idle.  enabled since Mon Nov 23 21:36:29 2026
printer tang-2 disabled since Mon Nov 23 21:36:30 2026 -
\tHết giấy
printer cu disabled since Mon Nov 23 21:36:30 2026 -
\tPaused
tang-1 accepting requests since Mon Nov 23 21:36:29 2026
tang-2 accepting requests since Mon Nov 23 21:36:29 2026
cu not accepting requests since Mon Nov 23 21:36:30 2026 -
\tRejecting Jobs
"""


class System:
    """A folder first on PATH with our own `lp` and `lpstat`, which note what they were given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program("lpstat", f"cat <<'END'\n{LISTED}END")
        self.program("lp", "echo 'request id is tang-1-7 (0 file(s))'")

    def program(self, name: str, answer: str) -> None:
        path = self.folder / name
        noted = f'for word in "$@"; do printf "%s\\n" "$word"; done > "{self.folder}/{name}.words"\n'
        path.write_text(f'#!/bin/sh\n{noted}cat > "{self.folder}/{name}.input"\n{answer}\n', encoding="utf-8")
        path.chmod(0o755)

    def words(self, name: str) -> list[str]:
        return (self.folder / f"{name}.words").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> System:
    if sys.platform == "win32":
        pytest.skip("lp exists on Linux and macOS only")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return System(tmp_path)


def refused(**wanted: object) -> str:
    with pytest.raises(ReviewError) as caught:
        printer.send(PDF, title=TITLE, folder=FOLDER, **wanted)  # type: ignore[arg-type]
    return str(caught.value)


def test_printers_are_listed_with_the_reason_why_a_job_would_wait(system: System) -> None:
    """The default printer is marked; a paused, a stopped and a refusing one say so."""
    found = {made.name: made for made in printer.printers()}
    assert list(found) == ["cu", "tang-1", "tang-2"]
    assert [name for name, made in found.items() if made.is_default] == ["tang-1"]
    assert found["tang-1"].waits == ""
    assert found["tang-2"].waits == "Máy in tang-2 đang dừng: Hết giấy."
    assert found["cu"].waits.startswith("Máy in cu ")


def test_a_paper_goes_through_standard_input_and_leaves_no_file(system: System) -> None:
    """The PDF reaches `lp` byte for byte, with title, copies and paper size; the job's number comes back."""
    job = printer.send(PDF, title=TITLE, printer="tang-1", copies=3, folder=FOLDER)
    assert (job.number, job.printer, job.waits, job.file) == ("tang-1-7", "tang-1", "", None)
    assert system.words("lp") == ["-n", "3", "-t", TITLE, "-o", "media=A4", "-d", "tang-1"]
    assert (system.folder / "lp.input").read_bytes() == PDF
    assert not FOLDER.exists()


def test_a_job_on_a_stopped_printer_says_why_it_waits(system: System) -> None:
    """`lp` succeeds on a stopped queue; the user is told nevertheless."""
    system.program("lp", "echo 'request id is tang-2-8 (0 file(s))'")
    job = printer.send(PDF, title=TITLE, printer="tang-2", folder=FOLDER)
    assert (job.number, job.waits) == ("tang-2-8", "Máy in tang-2 đang dừng: Hết giấy.")


def test_an_unknown_printer_is_refused_with_the_names_of_those_there(system: System) -> None:
    """Nothing is handed to `lp`; a name that looks like an option is only a name."""
    assert refused(printer="-o raw") == "Không có máy in -o raw; máy này có: cu, tang-1, tang-2."
    assert not (system.folder / "lp.words").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("lp: Error - No default destination.", "Máy này chưa có máy in mặc định; hãy ghi tên máy in."),
        ('lp: Destination "x" is not accepting jobs.', "Máy in này không nhận lệnh in mới."),
        ("lp: Error - scheduler is not running", "Hệ thống in của máy chưa chạy."),
        ("lp: Error - The printer or class does not exist.", "Máy này không có máy in ấy."),
        ("lp: Hỏng\x1b[2J mực", "Hệ thống in báo: lp: Hỏng\ufffd[2J mực"),
    ],
)
def test_what_lp_says_becomes_one_sentence(system: System, said: str, sentence: str) -> None:
    """Known answers are translated, an unknown one is shown without its control characters."""
    system.program("lp", f"printf '%s\\n' '{said}' >&2; exit 1")
    assert refused() == sentence


def test_a_machine_without_printers_lists_none(system: System) -> None:
    """No printer is no error."""
    system.program("lpstat", "echo 'lpstat: No destinations added.' >&2; exit 1")
    assert printer.printers() == ()
    assert refused(printer="tang-1") == "Không có máy in tang-1; máy này chưa cài máy in nào."


def test_a_machine_without_a_printing_system_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing program is one sentence."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReviewError, match="không có hệ thống in"):
        cups.printers()


def test_a_silent_printing_system_is_given_up(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that never answers does not hold the meeting."""
    monkeypatch.setattr(cups, "LONGEST_WAIT", 0.2)
    system.program("lpstat", "exec sleep 30")
    assert refused() == "Hệ thống in không trả lời."


def test_windows_prints_through_the_reader_from_a_file_that_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The print verb is used for the default printer, the printto verb for a named one, once per copy."""
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(os, "startfile", lambda *words: started.append(words), raising=False)
    monkeypatch.setattr(windows, "_values", lambda path: _registry(path))
    job = windows.sent(PDF, title="Biên bản 2026/../x", printer="", copies=1, folder=tmp_path / "Giấy tờ")
    assert job.file is not None
    assert job.file.parent == tmp_path / "Giấy tờ"
    assert (job.file.name, job.printer, job.number) == ("bien-ban-2026-x.pdf", "Máy tầng 1", "")
    assert job.file.read_bytes() == PDF
    windows.sent(PDF, title="con", printer="Máy tầng 2", copies=2, folder=tmp_path)
    assert started == [(str(job.file), "print"), *[(str(tmp_path / "_con.pdf"), "printto", '"Máy tầng 2"')] * 2]


def _registry(path: str) -> dict[str, str]:
    devices = {"Máy tầng 1": "winspool,Ne00:", "Máy tầng 2": "winspool,Ne01:"}
    return devices if path.endswith("Devices") else {"Device": "Máy tầng 1,winspool,Ne00:"}


def test_windows_without_a_reader_says_where_the_file_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No program for PDF: the sentence names the file, which is there to be opened by hand."""

    def no_reader(*words: str) -> None:
        raise OSError(22, "no association")

    monkeypatch.setattr(os, "startfile", no_reader, raising=False)
    with pytest.raises(ReviewError, match="chưa có trình đọc PDF"):
        windows.sent(PDF, title=TITLE, printer="", copies=1, folder=tmp_path)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [PDF]


BACKEND = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct capture "Unknown" "capture"'; exit 0; }
dir="${DEVICE_URI#capture:}"
printf '%s\\n' "$3" "$4" "$5" > "$dir/$1.args"
cat "${6:--}" > "$dir/$1.part" && mv "$dir/$1.part" "$dir/$1.pdf"
"""


class Server:
    """A CUPS server of our own on loopback, whose only backend keeps what it is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        for name in ("bin/backend", "bin/filter", "spool/tmp", "cache", "state", "root", "out", "log"):
            (folder / name).mkdir(parents=True)
        (folder / "bin/daemon").symlink_to("/usr/lib/cups/daemon")
        backend = folder / "bin/backend/capture"
        backend.write_text(BACKEND, encoding="utf-8")
        backend.chmod(0o755)
        (folder / "out").chmod(0o777)
        self._write_settings()
        words = ["cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _write_settings(self) -> None:
        d = self.folder
        (d / "cupsd.conf").write_text(
            f"Listen {self.address}\nBrowsing No\nWebInterface No\nDefaultAuthType None\n"
            "<Location />\nOrder allow,deny\nAllow 127.0.0.1\n</Location>\n"
            "<Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n",
            encoding="utf-8",
        )
        (d / "cups-files.conf").write_text(
            f"ServerRoot {d}/root\nServerBin {d}/bin\nDataDir /usr/share/cups\nRequestRoot {d}/spool\n"
            f"TempDir {d}/spool/tmp\nCacheDir {d}/cache\nStateDir {d}/state\nAccessLog {d}/log/access\n"
            f"ErrorLog {d}/log/error\nPageLog {d}/log/page\nUser lp\nGroup lp\nSystemGroup root\n",
            encoding="utf-8",
        )

    def run(self, *words: str) -> None:
        subprocess.run(words, check=True, capture_output=True)

    def captured(self, job: str) -> tuple[bytes, list[str]]:
        number = job.rpartition("-")[2]
        wait_for(lambda: (self.folder / f"out/{number}.pdf").exists())
        noted = (self.folder / f"out/{number}.args").read_text(encoding="utf-8").splitlines()
        return (self.folder / f"out/{number}.pdf").read_bytes(), noted


def wait_for(condition: object, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    if not all(shutil.which(name) for name in ("cupsd", "lpadmin", "lp", "lpstat", "cupsdisable")):
        pytest.skip("CUPS is not installed")
    if os.geteuid() != 0 or not Path("/usr/lib/cups/daemon").is_dir():
        pytest.skip("a CUPS server of our own needs root and the programs of /usr/lib/cups")
    folder = tmp_path_factory.mktemp("cups")
    for parent in (folder, *folder.parents):  # the backend runs as another user and must get through
        if not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o055)
    made = Server(folder)
    monkeypatch.setenv("CUPS_SERVER", made.address)
    try:
        wait_for(lambda: subprocess.run(["lpstat", "-r"], capture_output=True).stdout.find(b"is running") > 0)
        yield made
    finally:
        made.process.terminate()
        made.process.wait()


@pytest.mark.system
def test_a_real_print_server_gets_the_same_bytes(server: Server) -> None:
    """Title with its marks, copies and paper size arrive; a paused queue takes the job and says that it waits."""
    assert printer.printers() == ()
    server.run("lpadmin", "-p", "van-phong", "-v", f"capture:{server.folder}/out", "-m", "raw", "-E")
    assert "mặc định" in refused()
    server.run("lpadmin", "-d", "van-phong")
    job = printer.send(PDF, title=TITLE, copies=2, folder=FOLDER)
    assert (job.printer, job.waits) == ("van-phong", "")
    body, (title, copies, options) = server.captured(job.number)
    assert (body, title, copies) == (PDF, TITLE, "2")
    assert "media=A4" in options.split()
    server.run("cupsdisable", "-r", "Kẹt giấy", "van-phong")
    waiting = printer.send(PDF, title=TITLE, printer="van-phong", folder=FOLDER)
    assert waiting.waits == "Máy in van-phong đang dừng: Kẹt giấy."
    server.run("cupsenable", "van-phong")
    assert server.captured(waiting.number)[0] == PDF
    server.run("cupsreject", "van-phong")
    assert refused(printer="van-phong") == "Máy in này không nhận lệnh in mới."
    server.process.terminate()
    server.process.wait()
    assert refused() == "Hệ thống in của máy chưa chạy."
