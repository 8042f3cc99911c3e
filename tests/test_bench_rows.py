"""The bench itself: what it would measure exists, so that `make bench` never falls over a name."""

import ast
import json
import re
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent / "bench"
RUN = (BENCH / "run.py").read_text(encoding="utf-8")


def test_every_scenario_of_a_screen_has_its_file_and_floor() -> None:
    """Files that scenarios name are there and are whole; so are the programs that they start."""
    named = set(re.findall(r'Screen\(file="([a-z-]+)"', RUN))
    assert {"app-home", "app-meeting", "floor-static"} <= named
    assert named == {path.stem for path in (BENCH / "scenarios").glob("*.json")}
    for name in named:
        scenario = json.loads((BENCH / "scenarios" / f"{name}.json").read_text(encoding="utf-8"))
        assert scenario["name"] == name
        assert scenario["wait_for"]
        for word in scenario["cmd"]:
            if word.startswith("{dir}"):
                assert (BENCH / "scenarios" / word.removeprefix("{dir}/")).resolve().is_file()


def test_every_row_names_scenarios_that_there_are() -> None:
    """A row is a figure of a known scenario, over that of another known one."""
    tree = ast.parse(RUN)
    known: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "SCENARIOS":
            assert isinstance(node.value, ast.Dict)
            known = {str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)}
    rows = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Row"]
    assert len(rows) > 15
    for row in rows:
        for word in row.keywords:
            if word.arg in ("of", "base") and isinstance(word.value, ast.Constant):
                assert str(word.value.value) in known, f"run.py:{row.lineno} names {word.value.value!r}"
