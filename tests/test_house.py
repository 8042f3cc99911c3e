"""The house rules that can be read off the code, the README and the built package."""

import ast
import importlib.util
import os
import re
import statistics
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from review_tui.language import translate
from review_tui.language.places import shipped
from review_tui.language.translate import _

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "review_tui"
ROOMS = ("language", "model", "regulation", "store", "exchange", "papers", "tui", "cli")

LONGEST_MODULE = 300
MEDIAN_FUNCTION, P90_FUNCTION = 10, 25

MAY_PRINT = ("cli",)
KILLS = ("tests/test_store_slots_kill.py",)
"""Here the sleep is the subject: a process dies at a random moment."""
CLOCKS = {"sleep", "perf_counter", "monotonic", "process_time"}

Function = (ast.FunctionDef, ast.AsyncFunctionDef)


def sources(folder: Path = PACKAGE) -> Iterator[tuple[str, str, ast.Module]]:
    """(path inside the repository, text, tree) of every module below the folder."""
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        yield path.relative_to(ROOT).as_posix(), text, ast.parse(text)


def nodes(kind: type | tuple[type, ...], folder: Path = PACKAGE) -> Iterator[tuple[str, ast.AST]]:
    """("path:line", node) for every node of these kinds below the folder."""
    for name, _text, tree in sources(folder):
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield f"{name}:{getattr(node, 'lineno', 0)}", node


def called(node: ast.AST) -> str:
    """The last name of what a call calls."""
    function = node.func if isinstance(node, ast.Call) else node
    return getattr(function, "id", "") or getattr(function, "attr", "")


def tool(name: str) -> ModuleType:
    """A program of .ci/, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def missing_translations() -> list[str]:
    """The texts of the code that have no English words yet; `make language` lists the same."""
    lacking: list[str] = tool("catalogue").missing()
    return lacking


class TestTheCode:
    """What every module keeps to (house.md section 2)."""

    def test_imports_go_downward(self) -> None:
        """The contracts of pyproject.toml hold, and every room has its place in them."""
        program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
        ran = subprocess.run(
            [sys.executable, "-c", program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert " 0 broken" in ran.stdout

    def test_the_command_line_loads_no_screen(self) -> None:
        """`--version` answers at once: importing the command line brings neither Textual nor a writer of papers."""
        program = "import sys, review_tui.cli.program; print(' '.join(sys.modules))"
        ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
        loaded = set(ran.stdout.split())
        assert not loaded & {"textual", "rich", "typst", "docxtpl", "openpyxl", "tinydb", "cryptography"}

    def test_every_module_and_class_says_what_it_is_for(self) -> None:
        """One docstring each; its first line stands for itself."""
        for name, _text, tree in sources():
            assert ast.get_docstring(tree), f"{name} has no docstring"
        for place, node in nodes(ast.ClassDef):
            assert isinstance(node, ast.ClassDef)
            assert ast.get_docstring(node), f"{place} class {node.name} has no docstring"

    def test_modules_are_short(self) -> None:
        """No module is longer than one can read in a sitting."""
        long = {name: text.count("\n") for name, text, _tree in sources() if text.count("\n") > LONGEST_MODULE}
        assert long == {}

    def test_functions_are_short(self) -> None:
        """Half of them have at most ten lines, nine of ten at most twenty-five."""
        lengths = sorted(
            (node.end_lineno or 0) - node.lineno + 1 for _place, node in nodes(Function) if isinstance(node, Function)
        )
        assert statistics.median(lengths) <= MEDIAN_FUNCTION
        assert lengths[len(lengths) * 9 // 10] <= P90_FUNCTION

    def test_package_rooms_import_nothing_when_they_are_opened(self) -> None:
        """An `__init__` holds a docstring, the version, or the one door of its room."""
        for name, _text, tree in sources():
            if name.endswith("/__init__.py") and name != "review_tui/store/__init__.py":
                imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
                assert imports == [], f"{name} imports"

    def test_no_error_is_swallowed_whole(self) -> None:
        """A handler of `Exception` or `BaseException` passes on what nobody thought of; a bare one is not written."""
        for place, node in nodes(ast.ExceptHandler):
            assert isinstance(node, ast.ExceptHandler)
            assert node.type is not None, f"{place} catches everything"
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            blanket = {called(kind) for kind in caught} & {"Exception", "BaseException"}
            passed_on = any(isinstance(step, ast.Raise) and step.exc is None for step in ast.walk(node))
            assert not blanket or passed_on, f"{place} catches {blanket}"

    def test_only_the_commands_print(self) -> None:
        """Anything else on standard output would stand in the middle of data or of a screen."""
        for place, node in nodes(ast.Call):
            if called(node) == "print":
                assert place.split("/")[1] in MAY_PRINT, f"{place} prints"

    def test_texts_for_translation_are_whole_literals(self) -> None:
        """An f-string, a sum or a formatted text inside `_()` would never be found in a catalogue."""
        for place, node in nodes(ast.Call):
            if isinstance(node, ast.Call) and called(node) in ("_", "N_") and node.args:
                text = node.args[0]
                assert not isinstance(text, ast.JoinedStr | ast.BinOp), f"{place}: {ast.unparse(node)}"
                assert called(text) != "format", f"{place}: {ast.unparse(node)}"
                if called(node) == "N_":
                    assert isinstance(node.args[0], ast.Constant), f"{place}: {ast.unparse(node)}"

    def test_no_test_looks_at_the_clock(self) -> None:
        """A test that sleeps or measures time fails on a busy machine; conditions are waited for, with a far limit."""
        for name, _text, tree in sources(ROOT / "tests"):
            loops = [node for node in ast.walk(tree) if isinstance(node, ast.While | ast.For | ast.AsyncFor)]
            polling = {id(inner) for loop in loops for inner in ast.walk(loop)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Assert) and id(node) not in polling:
                    timed = {called(inner) for inner in ast.walk(node) if isinstance(inner, ast.Call)} & CLOCKS
                    assert not timed, f"{name}:{node.lineno} asserts by the clock"
                if isinstance(node, ast.Call) and called(node) == "sleep" and name not in KILLS:
                    assert id(node) in polling, f"{name}:{node.lineno} sleeps without a condition"


class TestTheReadme:
    """What the first page promises."""

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.compile(r"^```sh\n(.+)\n```$", re.MULTILINE)

    def test_two_commands_stand_in_its_first_sixty_lines(self) -> None:
        """One opens the practice meeting, one runs the tests; each is one line that makes its own environment."""
        first = "\n".join(self.readme.splitlines()[:60])
        show, test = self.command.findall(first)
        assert show.endswith(" -m review_tui demo")
        assert " -m pytest " in test
        assert all(line.startswith("python3 -m venv .venv && ") for line in (show, test))

    def test_the_continuous_check_runs_the_same_test_command(self) -> None:
        """`.ci/run` takes the command out of the README, so the two cannot differ; what it takes is the second one."""
        script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
        assert os.access(ROOT / ".ci" / "run", os.X_OK)
        taking = re.search(r"^tests=\$\((grep .+?)\)$", script, re.MULTILINE)
        assert taking is not None
        taken = subprocess.run(["sh", "-c", taking[1]], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        assert taken.strip() == self.command.findall(self.readme)[1]
        assert "pytest" not in script.replace(taking[0], "")

    def test_every_command_is_named(self) -> None:
        """The table of commands lacks none that the program has."""
        from review_tui.cli.arguments import command_line

        known = re.findall(r"\{(demo,[a-z,]+)\}|(?m:^    ([a-z]+)(?:\s{2,}|$))", command_line().format_help())
        words = {word for group in known for part in group for word in part.split(",") if word}
        assert {"demo", "open", "restore"} <= words
        table = self.readme.split("## Commands")[1].split("\n## ")[0]
        assert words - set(re.findall(r"`([a-z]+)[ `]", table)) == set()

    def test_its_key_table_is_that_of_the_screens(self) -> None:
        """`make keys` writes it from the bindings; a stale one is a lie."""
        program = str(ROOT / ".ci" / "keytable.py")
        ran = subprocess.run([sys.executable, program, "--check"], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr

    def test_it_names_every_room(self) -> None:
        """The map has all rooms of the package and no other."""
        rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
        assert rooms == set(ROOMS)
        assert set(re.findall(r"`review_tui/([a-z]+)/`", self.readme)) == rooms


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the project's own build program into a fresh folder."""
    builder = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed here")
    folder = tmp_path_factory.mktemp("wheel")
    return Path(next(builder.WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


class TestThePackage:
    """What somebody who installs the program gets."""

    def test_the_wheel_holds_all_data(self, wheel: Path) -> None:
        """Regulations, lists, fonts, templates and catalogue stand where the program looks for them."""
        inside = set(zipfile.ZipFile(wheel).namelist())
        listed = subprocess.run(
            ["git", "ls-files", "-z", "data"], cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout.split("\0")
        if not any(listed):
            pytest.skip("not a checkout: what should be inside is not known")
        assert {f"review_tui/{name}" for name in listed if name and (ROOT / name).is_file()} <= inside

    def test_the_wheel_holds_every_module_and_nothing_of_the_tests(self, wheel: Path) -> None:
        """All rooms, the style sheet of the screens, the entry point; no test, no bench, no byte code."""
        inside = set(zipfile.ZipFile(wheel).namelist())
        assert {f"review_tui/{room}/__init__.py" for room in ROOMS} <= inside
        assert "review_tui/tui/app.tcss" in inside
        assert not [name for name in inside if name.startswith(("tests/", "bench/", ".ci/")) or name.endswith(".pyc")]
        entries = next(name for name in inside if name.endswith("entry_points.txt"))
        assert "review-tui = review_tui.__main__:main" in zipfile.ZipFile(wheel).read(entries).decode()


class TestTheCatalogue:
    """The English words of the screen (data/locale)."""

    def test_the_compiled_catalogue_says_what_the_written_one_says(self) -> None:
        """Nobody edits the words and forgets to compile them."""
        catalogue = tool("catalogue")
        assert catalogue.COMPILED.name not in list(catalogue.stale())

    def test_every_text_has_english_words(self) -> None:
        """No Vietnamese sentence stands in the middle of an English screen; `make language` lists what is missing."""
        assert missing_translations() == []

    def test_english_words_name_the_same_parameters(self) -> None:
        """A sentence with another {name}, blank or full stop than the Vietnamese one would break when it is shown."""
        assert tool("catalogue").misfitting() == []

    def test_parameters_are_told_apart_to_the_letter(self) -> None:
        """The test above can fail: by a name, a format, a per cent, a blank at an end."""
        parameters = tool("catalogue").parameters
        assert parameters("{b:04X} của {a}") == parameters("{a} of {b:04X}")
        for text, other in (("{a}", "{b}"), ("{a:02}", "{a}"), ("%(a)s", "%(a)r"), ("60%%", "60%"), (" a", "a")):
            assert parameters(text) != parameters(other)

    def test_labels_of_keys_are_short_in_english_too(self) -> None:
        """A row of keys that fits in Vietnamese fits in English: at most 1.6 times as long, eight letters are free."""
        translate.speak("en", shipped("locale"))
        labels = [binding.description for _place, binding in tool("keytable").bindings() if binding.show]
        assert len(labels) > 20
        long = {label: _(label) for label in labels if len(_(label)) > max(8, 1.6 * len(label))}
        assert long == {}
