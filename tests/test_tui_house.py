"""House rules of the screen room that can be read off its code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import review_tui.tui as room

ROOM = Path(room.__file__).parent
TYPING, WORDS, PAGE = "widgets/typing.py", "widgets/words.py", "screens/page.py"
DESK = "views/review_desk.py"

STOCK_INPUTS = {"Input", "TextArea", "MaskedInput"}
MARKUP = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "RadioSet", "Select", "SelectionList", "OptionList",
    "DataTable", "Tree", "DirectoryTree", "TabPane", "TabbedContent", "Tabs", "Tab", "Collapsible", "ListView",
    "ListItem", "RichLog", "Log", "Markdown", "MarkdownViewer", "Pretty", "Link", "Header", "Footer", "Switch",
    "Digits", "Welcome", "Option",
}  # fmt: skip
"""Stock widgets that read markup out of a str, or cost more than ours; none is made in this room but by Words."""

MARKUP_METHODS = {"from_markup", "notify"}
MARKUP_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the room: its path inside it, and its tree."""
    for path in sorted(ROOM.rglob("*.py")):
        yield path.relative_to(ROOM).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func.value if isinstance(node.func, ast.Subscript) else node.func
            if isinstance(function, ast.Name):
                yield function.id, node
            elif isinstance(function, ast.Attribute):
                yield function.attr, node


def test_every_input_is_ours() -> None:
    """A stock Input or TextArea would get Vietnamese bursts wrong: none is made and none is subclassed elsewhere."""
    for name, tree in modules():
        for called, node in calls(tree):
            assert called not in STOCK_INPUTS, f"{name}:{node.lineno} makes a stock {called}"
        if name != TYPING:
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                    assert not bases & STOCK_INPUTS, f"{name}:{node.lineno} {node.name} is built on a stock input"


def test_no_widget_that_reads_markup_is_made() -> None:
    """A user's text reaches the screen through Words, our lists and our bars, which show it to the letter."""
    for name, tree in modules():
        for called, node in calls(tree):
            assert called not in MARKUP, f"{name}:{node.lineno} makes a {called}"
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.widgets"):
                stock = {alias.name for alias in node.names} & MARKUP
                assert not stock - ({"Static"} if name == WORDS else set()), f"{name}:{node.lineno} imports {stock}"


def test_words_are_content_and_toasts_know_no_markup() -> None:
    """The two places that hand texts to Textual do so literally."""
    for name, tree in modules():
        for called, node in calls(tree):
            if called in MARKUP_METHODS:
                literal = {word.arg: word.value for word in node.keywords}.get("markup")
                fine = name == PAGE and isinstance(literal, ast.Constant) and literal.value is False
                assert fine, f"{name}:{node.lineno} calls {called}"
            if called == "update" and isinstance(node.func, ast.Attribute) and name == WORDS:
                assert isinstance(node.args[0], ast.Call), f"{name}:{node.lineno} updates with a bare str"
        for node in ast.walk(tree):
            targets = node.targets if isinstance(node, ast.Assign) else []
            for target in targets:
                attribute = target.attr if isinstance(target, ast.Attribute) else ""
                assert attribute not in MARKUP_ATTRIBUTES, f"{name}:{node.lineno} sets {attribute}"


def test_widgets_know_neither_book_nor_app() -> None:
    """Attributes down, messages up (house.md section 2)."""
    for name, tree in modules():
        if name.startswith("widgets/"):
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
                    assert node.attr not in ("app", "book"), f"{name}:{node.lineno} reaches self.{node.attr}"


def test_nothing_but_a_step_writes_the_book() -> None:
    """One write path: acts and undos stand in the page, so that refusals and full disks are told in one way.

    The desk of a self-review stands for the book or an outbox; screens call it inside the page's step alone.
    """
    for name, tree in modules():
        for called, node in calls(tree):
            if called in ("act", "act_cell", "act_follow_up", "undo") and name not in (PAGE, DESK):
                assert not _on_book(node), f"{name}:{node.lineno} writes past the step"


def _on_book(node: ast.Call) -> bool:
    function = node.func
    return isinstance(function, ast.Attribute) and "book" in ast.unparse(function.value)
