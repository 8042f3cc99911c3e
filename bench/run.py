"""`make bench`: every row of the table of speed, measured in one interleaved run. It prints; it makes nothing fail.

A row is a figure of one scenario, over the same figure of a base where it has one: machines differ and drift, ratios
taken side by side hardly do. "reach" is what the program must keep to, "stretch" what it aims at. See bench/README.md.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import books
import tuibench

HERE = Path(__file__).resolve().parent
RESULT = books.KEPT / "result.json"

Figures = dict[str, float]
"""What one run of a scenario gave, by the dotted name of the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A program on a pseudo-terminal, as its file in scenarios/ says."""

    file: str
    book: books.Size | None = None
    shown: str = "2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A whole process from start to end, without a screen. {out} is a folder for what it writes."""

    words: tuple[str, ...]
    book: books.Size | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A function of the program, called in this process; it returns its figures."""

    call: Callable[[], Figures]


Scenario = Screen | Command | Within


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: a figure of a scenario, over that of its base where it has one."""

    name: str
    of: str
    figure: str
    base: str = ""
    base_figure: str = ""
    """where the base calls it by another name"""
    reach: float | None = None
    stretch: float | None = None
    unit: str = "x"


def paper(ending: str) -> Command:
    """The minutes of 30 pages, as one process."""
    words = ("-m", "review_tui", "paper", "{book}", "minutes", "--session", "2026", "--to", "{out}/minutes" + ending)
    return Command(words=(*words, "--passphrase-file", "{passphrase}"), book=books.SMALL)


def derivation() -> Figures:
    """What the real derivation of a key costs, with the memory that every book uses and the calibrated passes."""
    from review_tui.store.keys import KeyCost, derived

    cost = KeyCost.calibrated()
    begin = time.perf_counter()
    derived(b"mot hai ba", bytes(16), cost)
    return {"ms": (time.perf_counter() - begin) * 1e3, "mb": cost.memory / 1024}


SCENARIOS: dict[str, Scenario] = {
    "floor-static": Screen(file="floor-static"),
    "floor-input": Screen(file="floor-input"),
    "floor-linetable": Screen(file="floor-linetable"),
    "floor-table": Screen(file="floor-table"),
    "floor-installed": Screen(file="floor-installed"),
    "home empty": Screen(file="app-home", book=books.EMPTY, shown="Chưa có kỳ"),
    "home 24x10": Screen(file="app-home", book=books.TEN_YEARS),
    "home 300x30": Screen(file="app-home", book=books.THIRTY_YEARS),
    "meeting 4 points": Screen(file="app-meeting", book=books.FEW_POINTS),
    "meeting 400 points": Screen(file="app-meeting", book=books.MANY_POINTS),
    "meeting 24x10": Screen(file="app-meeting", book=books.TEN_YEARS),
    "meeting 300x1": Screen(file="app-meeting", book=books.FIRST_YEAR),
    "meeting 300x30": Screen(file="app-meeting", book=books.THIRTY_YEARS),
    "roll 300": Screen(file="app-roll", book=books.FIRST_YEAR),
    "ledger 24x10": Screen(file="app-ledger", book=books.TEN_YEARS),
    "ledger 35x30": Screen(file="app-promises", book=books.PROMISES),
    "member file": Screen(file="app-file", book=books.TEN_YEARS),
    "search 300x30": Screen(file="app-search", book=books.THIRTY_YEARS),
    "python": Command(words=("-c", "pass")),
    "--version": Command(words=("-m", "review_tui", "--version")),
    "pdf": paper(".pdf"),
    "docx": paper(".docx"),
    "txt": paper(".txt"),
    "key": Within(call=derivation),
}

START = "startup.settled_ms"
FIRST, SETTLED, LATE = "keys.{}.first_ms.p50", "keys.{}.settled_ms.p50", "keys.{}.settled_ms.p95"
PEAK = "memory.peak_mb"


LISTS = (
    ("points", "meeting 400 points"),
    ("members", "roll 300"),
    ("ledger", "ledger 24x10"),
    ("1,000 promises", "ledger 35x30"),
)


def lists() -> tuple[Row, ...]:
    """Each list against the line table, and its page against a DataTable of 1,000 rows."""
    rows = []
    for name, of in (
        ("points", "meeting 400 points"),
        ("members", "roll 300"),
        ("ledger", "ledger 24x10"),
        ("1,000 promises", "ledger 35x30"),
    ):
        for key in ("down", "page"):
            figure = SETTLED.format(key)
            row = Row(name=f"{name}, {key}", of=of, figure=figure, base="floor-linetable", reach=2, stretch=1.4)
            rows.append(row)
        rows.append(
            Row(name=f"{name}, page", of=of, figure=figure, base="floor-table", reach=0.4, stretch=0.2),
        )
    return tuple(rows)


ROWS = (
    Row(name="start, 10 years", of="home 24x10", figure=START, base="floor-static", reach=1.6, stretch=1.3),
    Row(name="start, 300 x 30", of="home 300x30", figure=START, base="home empty", reach=1.15, stretch=1.05),
    Row(
        name="letter, first change",
        of="meeting 400 points",
        figure=FIRST.format("type"),
        base="floor-input",
        reach=1.5,
        stretch=1.2,
    ),
    Row(
        name="letter with preview, p95",
        of="meeting 400 points",
        figure=LATE.format("type"),
        reach=50,
        stretch=25,
        unit="ms",
    ),
    Row(
        name="letter, 400 points",
        of="meeting 400 points",
        figure=FIRST.format("type"),
        base="meeting 4 points",
        reach=1.2,
        stretch=1.05,
    ),
    *lists(),
    Row(
        name="member file opens",
        of="member file",
        figure=SETTLED.format("open"),
        base="floor-installed",
        reach=2,
        stretch=1.2,
    ),
    Row(
        name="1,000 promises, opens",
        of="ledger 35x30",
        figure=SETTLED.format("open"),
        base="floor-installed",
        reach=2,
        stretch=1.2,
    ),
    Row(
        name="1,000 promises, filter",
        of="ledger 35x30",
        figure=LATE.format("filter"),
        reach=33,
        stretch=16,
        unit="ms",
    ),
    Row(name="Enter, saved, p95", of="meeting 300x30", figure=LATE.format("say"), reach=50, stretch=15, unit="ms"),
    Row(
        name="Enter, year 30",
        of="meeting 300x30",
        figure=SETTLED.format("say"),
        base="meeting 300x1",
        reach=1.2,
        stretch=1.05,
    ),
    Row(name="search, a key, p95", of="search 300x30", figure=LATE.format("type"), reach=33, stretch=16, unit="ms"),
    Row(name="memory, 24 x 10", of="meeting 24x10", figure=PEAK, base="floor-static", reach=2, stretch=1.6),
    Row(name="memory, 300 x 30", of="meeting 300x30", figure=PEAK, base="floor-static", reach=3, stretch=2),
    Row(name="minutes, PDF", of="pdf", figure="ms", reach=1200, stretch=700, unit="ms"),
    Row(name="minutes, Word", of="docx", figure="ms", reach=1200, stretch=800, unit="ms"),
    Row(name="minutes, text", of="txt", figure="ms", reach=300, stretch=200, unit="ms"),
    Row(name="--version", of="--version", figure="ms", base="python", reach=4, stretch=2.5),
    Row(name="key derivation", of="key", figure="ms", unit="ms"),
    Row(name="key derivation, memory", of="key", figure="mb", unit="MB"),
)


@dataclass(slots=True)
class Measured:
    """All runs of one scenario, or why there are none."""

    runs: list[dict] = field(default_factory=list)
    failed: str = ""

    def figures(self, kind: Scenario) -> Figures:
        """Medians over the runs, keys' samples pooled."""
        if not self.runs:
            return {}
        if isinstance(kind, Screen):
            return tuibench.flat(tuibench.aggregate(self.runs))
        return {name: statistics.median(run[name] for run in self.runs) for name in self.runs[0]}


def environment() -> dict[str, str]:
    """The environment without what changes the start of Python: nobody runs the program with byte code forbidden."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TEXTUAL"))}
    return kept | {"HOME": str(books.KEPT / "home"), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def names(book: books.Size | None) -> dict[str, str]:
    """What a scenario file or a command may name."""
    known = {"PY": sys.executable, "BOOKS": str(books.KEPT), "BOOK": book.name if book else ""}
    return known | {"passphrase": str(books.passphrase_file()), "out": str(books.KEPT / "tmp")}


def run_screen(label: str, screen: Screen, real_time: bool) -> dict:
    """One run of a program on a pseudo-terminal."""
    path = str(HERE / "scenarios" / f"{screen.file}.json")
    spec = tuibench.load(path, names(screen.book) | {"SHOWN": screen.shown})
    spec["name"], spec["rt"] = label, real_time
    return tuibench.run_once(spec, 0)


def run_command(command: Command) -> dict:
    """One process from its start to its end."""
    known = names(command.book)
    known["book"] = str(books.KEPT / known["BOOK"])
    words = [word.format(**known) if "{" in word else word for word in command.words]
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, *words], env=environment(), cwd=known["out"], capture_output=True, text=True)
    took = (time.perf_counter() - begin) * 1e3
    if done.returncode:
        raise tuibench.Failed(f"exit {done.returncode}: {done.stderr.strip()}")
    return {"ms": took}


def run(label: str, real_time: bool) -> dict:
    """One run of any scenario; raises `tuibench.Failed` with what went wrong."""
    kind = SCENARIOS[label]
    if isinstance(kind, Screen):
        return run_screen(label, kind, real_time)
    return run_command(kind) if isinstance(kind, Command) else dict(kind.call())


def say(progress: str) -> None:
    """Where the run stands, for somebody who watches it."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{progress}")
        sys.stderr.flush()


def measured(labels: list[str], runs: int, real_time: bool) -> dict[str, Measured]:
    """All scenarios in turn, there and back again; the first round warms up and does not count."""
    found = {label: Measured() for label in labels}
    for turn in range(runs + 1):
        for label in labels if turn % 2 == 0 else labels[::-1]:
            one = found[label]
            if one.failed:
                continue
            say(f"{turn}/{runs} {label}")
            try:
                done = run(label, real_time)
            except tuibench.Failed as error:
                one.failed, one.runs = str(error), []
            else:
                one.runs += [done] if turn else []
    say("")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One measured row."""

    row: Row
    value: float | None
    span: tuple[float, float] | None = None
    detail: str = ""

    @property
    def verdict(self) -> str:
        """ "stretch", "reached", "SHORT", "-" where there is no limit, "not measured" where there is no figure."""
        if self.value is None:
            return "not measured"
        if self.row.reach is None or self.row.stretch is None:
            return "-"
        return "stretch" if self.value <= self.row.stretch else "reached" if self.value <= self.row.reach else "SHORT"


def told(failure: str) -> tuple[str, str]:
    """What went wrong, and the last words on the screen: often they say why."""
    lines = [text for text in failure.splitlines() if text.strip("+- ")]
    return lines[0], lines[-1].strip()


def line(row: Row, found: dict[str, Measured]) -> Line:
    """The figure of a row, with the bootstrap interval of its ratio."""
    ours, theirs = found[row.of], found.get(row.base)
    for one in (ours, theirs):
        if one is not None and one.failed:
            return Line(row=row, value=None, detail=" … ".join(dict.fromkeys(told(one.failed))))
    top = ours.figures(SCENARIOS[row.of]).get(row.figure)
    if top is None or theirs is None:
        return Line(row=row, value=top, detail="" if top is not None else f"no {row.figure}")
    bottom = theirs.figures(SCENARIOS[row.base]).get(row.base_figure or row.figure)
    if not bottom:
        return Line(row=row, value=None, detail=f"no {row.figure} in {row.base}")
    return Line(row=row, value=top / bottom, span=span(ours, theirs, row), detail=f"{top:.1f} / {bottom:.1f}")


def span(ours: Measured, theirs: Measured, row: Row) -> tuple[float, float] | None:
    """The 95 % bootstrap interval of the ratio, over runs."""
    if len(ours.runs) < 3:
        return None
    chance, ratios = random.Random(1), []
    kinds = (SCENARIOS[row.of], SCENARIOS[row.base])
    for _turn in range(200):
        top, bottom = (
            Measured(runs=chance.choices(one.runs, k=len(one.runs))).figures(kind)[name]
            for one, kind, name in zip((ours, theirs), kinds, (row.figure, row.base_figure or row.figure), strict=True)
        )
        ratios.append(top / bottom)
    ratios.sort()
    return ratios[4], ratios[-5]


def shown(one: Line) -> str:
    """One line of the printed table."""
    row = one.row
    value = "" if one.value is None else f"{one.value:.2f}" if row.unit == "x" else f"{one.value:.1f} {row.unit}"
    between = f"[{one.span[0]:.2f}-{one.span[1]:.2f}]" if one.span else ""
    over = f"/ {row.base}" if row.base else ""
    limits = "" if row.reach is None else f"{row.reach:g} / {row.stretch:g}"
    return f"{row.name:26}{over:22}{value:>11} {between:14}{limits:>12}  {one.verdict:13}{one.detail}"


def chosen(words: list[str]) -> tuple[Row, ...]:
    """The rows whose name or scenario holds one of the words; all where none is given."""
    return tuple(row for row in ROWS if not words or any(word in f"{row.name} {row.of}" for word in words))


def prepare(labels: list[str]) -> None:
    """The books that are needed, a home with a back-up already made, a folder on the same disk for copies."""
    for folder in ("home", "tmp"):
        (books.KEPT / folder).mkdir(parents=True, exist_ok=True)
    os.environ["TMPDIR"] = str(books.KEPT / "tmp")
    for label in labels:
        book = getattr(SCENARIOS[label], "book", None)
        if book is not None:
            books.kept(book)


def main() -> int:
    """Measure, print, keep the figures in build/bench/result.json. The exit code is 0 whatever they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", help="only rows whose name or scenario holds one of these words")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each scenario")
    given = parser.parse_args()
    rows = chosen(given.words)
    labels = list(dict.fromkeys(label for row in rows for label in (row.of, row.base) if label))
    prepare(labels)
    found = measured(labels, given.runs, real_time=os.geteuid() == 0)
    lines = [line(row, found) for row in rows]
    sys.stdout.write(f"{'what':26}{'over':22}{'measured':>11} {'95 %':14}{'reach / best':>12}\n")
    sys.stdout.writelines(f"{shown(one)}\n" for one in lines)
    noise = [made["noise"]["pct"] for one in found.values() for made in one.runs if "noise" in made]
    if noise:
        sys.stdout.write(f"others used {statistics.median(noise):.0f} % of the machine (median)\n")
    figures = {label: one.figures(SCENARIOS[label]) for label, one in found.items()}
    RESULT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
