"""The launcher: one child for each login, secrets through pipes, the child's word about who comes next."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from review_tui.cli import launcher
from review_tui.cli.launcher import NEXT_LOGIN, Login, copied_practice_book, start
from review_tui.language.errors import ReviewError

CHILD = r"""
import json, os, sys
words = sys.argv[1:]
secret = os.fdopen(int(words[words.index("--secret") + 1]), "rb").readline().decode()
with open(os.environ["SEEN"], "a", encoding="utf-8") as seen:
    seen.write(json.dumps({"words": words[:2], "secret": secret, "environment": sorted(os.environ),
        "told": "PHRASE" in " ".join(words) or "PHRASE" in " ".join(os.environ.values())}) + "\n")
plan = json.loads(os.environ["PLAN"])
step = plan.get(words[0], {"code": 0})
os.write(int(words[words.index("--next") + 1]), step.get("message", "").encode())
sys.exit(step["code"])
"""


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "seen"
    monkeypatch.setenv("SEEN", str(path))
    monkeypatch.setenv("PLAN", "{}")
    return path


def child(login: Login) -> list[str]:
    return [sys.executable, "-c", CHILD, login.word, login.book]


def children(seen: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in seen.read_text(encoding="utf-8").splitlines()]


def test_a_secret_reaches_the_child_through_a_pipe_only(seen: Path) -> None:
    """The passphrase stands neither on the child's command line nor in its environment."""
    assert start(Login(word="open", book="sổ", secret="PHRASE có dấu"), child) == 0
    [made] = children(seen)
    assert (made["words"], made["secret"], made["told"]) == (["open", "sổ"], "PHRASE có dấu\n", False)


def test_without_a_secret_the_pipe_is_empty(seen: Path) -> None:
    """The child then asks on its own screen."""
    assert start(Login(word="open", book="b"), child) == 0
    assert children(seen)[0]["secret"] == "\n"


def test_the_exit_code_of_the_child_is_passed_on(seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever started the launcher learns how the screen ended."""
    monkeypatch.setenv("PLAN", json.dumps({"open": {"code": 7}}))
    assert start(Login(word="open", book="b"), child) == 7


def test_a_child_may_name_the_login_after_it(seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next person gets a process of his own, with his key through its pipe."""
    after = json.dumps({"word": "member", "book": "b", "secret": "KHÓA"})
    monkeypatch.setenv("PLAN", json.dumps({"open": {"code": NEXT_LOGIN, "message": after}, "member": {"code": 3}}))
    assert start(Login(word="open", book="b"), child) == 3
    assert [(made["words"], made["secret"]) for made in children(seen)] == [
        (["open", "b"], "\n"),
        (["member", "b"], "KHÓA\n"),
    ]


@pytest.mark.parametrize(
    "message",
    ["", "xx", "[]", '"x"', '{"word": "rm", "book": "b"}', '{"word": "open", "book": ""}', '{"word": "open"}'],
)
def test_a_message_that_names_no_login_is_one_sentence(
    seen: Path, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    """A child that promises a login and names none does not end in a traceback."""
    monkeypatch.setenv("PLAN", json.dumps({"open": {"code": NEXT_LOGIN, "message": message}}))
    with pytest.raises(ReviewError, match="người xem tiếp theo"):
        start(Login(word="open", book="b"), child)


def test_switches_that_write_the_screen_away_do_not_reach_the_child(
    seen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forgotten log or screenshot variable must not put a member's record into a file."""
    monkeypatch.setenv("TEXTUAL_LOG", "/tmp/x")
    monkeypatch.setenv("TEXTUAL_SCREENSHOT", "1")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    start(Login(word="open", book="b"), child)
    names = children(seen)[0]["environment"]
    assert isinstance(names, list)
    assert {"TEXTUAL_LOG", "TEXTUAL_SCREENSHOT"}.isdisjoint(names)
    assert "TEXTUAL_ANIMATIONS" in names


def test_a_killed_child_gives_the_code_of_its_signal(seen: Path) -> None:
    """As a shell would report it."""
    if sys.platform == "win32":
        pytest.skip("Windows has no signals")
    killed = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]
    assert start(Login(word="open", book="b"), lambda login: killed) == 128 + signal.SIGKILL


WAITING = r"""
import signal, sys, time
from review_tui.cli.launcher import Login, start
child = '''
import signal, sys, time
asked = []
signal.signal(signal.SIGINT, lambda number, frame: asked.append(number))
print("ready", flush=True)
while not asked: time.sleep(0.01)
print("answered", flush=True)
sys.exit(5)
'''
sys.exit(start(Login(word="open", book="b"), lambda login: [sys.executable, "-c", child]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="process groups as on Unix")
def test_ctrl_c_is_the_childs_to_answer() -> None:
    """The launcher goes on waiting, so that the child can finish what it is doing."""
    process = subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    os.killpg(process.pid, signal.SIGINT)
    assert process.stdout.read() == b"answered\n"
    assert process.wait() == 5


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on Unix")
def test_a_launcher_that_is_ended_takes_its_child_along() -> None:
    """No screen stays behind on a terminal whose launcher is gone."""
    process = subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.stdout.read() == b""
    assert process.wait() == 128 + signal.SIGTERM


def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    book = tmp_path / "data/sample/book"
    (book / "sessions").mkdir(parents=True)
    (book / "book.a").write_bytes(b"a")
    (book / "sessions/2026.a").write_bytes(b"s")
    (book / "lock").write_bytes(b"")
    (book / "book.a").chmod(0o444)
    monkeypatch.setattr(launcher, "shipped", lambda *parts: tmp_path.joinpath("data", *parts))
    monkeypatch.setattr(launcher, "data_folder", lambda: tmp_path / "người dùng")
    return book


def test_each_demo_gets_a_fresh_writable_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped book is never opened itself; its lock is not copied."""
    sample(tmp_path, monkeypatch)
    first, second = copied_practice_book(None), copied_practice_book(None)
    assert first != second
    for book in (first, second):
        assert sorted(path.name for path in book.rglob("*")) == ["2026.a", "book.a", "sessions"]
        assert os.access(book / "book.a", os.W_OK)
    assert not list(tmp_path.rglob("*.part"))


def test_a_demo_does_not_touch_a_folder_with_something_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder is taken, a used one is refused with the way to open it again."""
    sample(tmp_path, monkeypatch)
    (tmp_path / "trống").mkdir()
    book = copied_practice_book(tmp_path / "trống")
    assert (book / "book.a").exists()
    (book / "book.a").write_bytes(b"mine")
    with pytest.raises(ReviewError, match="đã có sẵn"):
        copied_practice_book(book)
    assert (book / "book.a").read_bytes() == b"mine"


def test_a_demo_that_cannot_be_copied_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and no half book."""
    sample(tmp_path, monkeypatch)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ReviewError):
        copied_practice_book(tmp_path / "file" / "book")
    assert not list(tmp_path.rglob("*.part"))


def test_the_launcher_loads_no_screen_and_no_store() -> None:
    """It stays while a member looks at his record: what it does not load it cannot hold."""
    code = "import sys, review_tui.cli.launcher; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"textual", "rich", "tinydb", "cryptography", "typst", "openpyxl", "docx", "msgspec"} & set(loaded)


def test_a_child_started_elsewhere_takes_no_module_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file `rich.py` in the folder of some download must not run inside the program."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "textual.py").write_text("raise SystemExit('foreign')", encoding="utf-8")
    words = launcher._command(Login(word="open", book="b"))
    assert words[:4] == [sys.executable, "-P", "-m", "review_tui.cli.screen"]


def test_screens_need_a_terminal() -> None:
    """Through a pipe there is one sentence and exit 1."""
    done = subprocess.run([sys.executable, "-m", "review_tui", "demo"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
