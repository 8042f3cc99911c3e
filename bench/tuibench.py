#!/usr/bin/env python3
"""tuibench: measure any terminal program from outside, through a pseudo-terminal.

Needs: Linux, Python >= 3.9, `pip install pyte psutil`.  Imports nothing of the program under test.

WHAT IT MEASURES (one JSON object per scenario)
  startup   spawn -> first_byte, first_paint (first non-blank cell), ready (the screen shows wait_for),
            settled (last change of the screen before it is quiet); cpu_ms spent by the process tree; bytes
  keys      for each key: first_ms  = key written -> first output that changes the screen
                          settled_ms = key written -> last output that changes the screen (or shows `expect`)
                          as p50/p95/max; bytes written per key; cpu_ms per key
  burst     keys sent at a fixed rate without waiting: drain_ms = last key -> screen final (lag under load)
  memory    rss/pss/uss of the process tree when ready and at the end, peak (VmHWM)
  idle      CPU %, wake-ups/s and bytes/s while nothing is pressed, over idle_s seconds (default 5)
  exit      quit key -> process gone
Times come from a separate small process (the pump) that only reads, stamps and answers the terminal's queries;
the screen is rebuilt afterwards from the stamped chunks (pyte), so parsing never delays the program.

USE
  tuibench.py run FILE.json [--runs 5] [--idle 5] [--out R.json] [--dump]
  tuibench.py run --cmd "htop" --wait-for "Mem" --keys "down*20,up*20" [--size 120x40]
  tuibench.py compare BASE.json B.json [C.json ...] [--runs 7]      interleaved BASE B C, C B BASE, ...
        ratios = metric(X) / metric(BASE), with a bootstrap 95 % interval; the first file is the base
  tuibench.py compare A.json B.json --max-ratio startup.settled_ms=1.5 --max-ratio 'keys.*.settled_ms.p50=2'
        exits 1 when a ratio (X / BASE) is above its limit (a gate); --max METRIC=VALUE limits X itself
  tuibench.py calibrate          what the harness itself costs: spawn of `sh`, echo of `cat`
  tuibench.py show FILE.json [--keys "down*3"]    print the screen as rebuilt (to write a scenario)
  --set NAME=VALUE (repeatable) fills ${NAME} in scenario files; the environment is the fallback (PY: this python),
        {dir} is the scenario's folder and {tmp} a new folder for each run, removed afterwards.
        FILE.json@NAME=VALUE,env:VAR=VALUE is the same scenario with other values (two versions of one program:
        compare app.json@PY=old/bin/python app.json@PY=new/bin/python).
  --rt  runs the program and the pump at real-time priority (root only): other work on the machine then hardly
        disturbs it.  --quiet 30  waits (up to 2 minutes) before each run until the rest of the machine uses less
        than 30 % of it.  "noise": {"pct"} in the result says what share of the machine others used during the runs.
  --cold  drops the page cache before each run (root only).  --only STEP[,STEP] runs the named steps alone,
        plus those with measure=false.

SCENARIO (JSON; every path relative to the file or from ${NAME})
  { "name": "floor-table",
    "cmd": ["${PY}", "{dir}/floors/table.py"],        list, or one string split as a shell would
    "cwd": "{tmp}", "env": {"LANG": "C.UTF-8"},       PYTHON* of the caller is dropped unless given here
    "setup": ["cp -r {dir}/data {tmp}/data"],         shell lines, run before each run, not timed
    "fresh_home": true,                               HOME and XDG_* point into {tmp} (default true)
    "size": [120, 40],
    "wait_for": "Ready",                              text, "re:REGEX" (whole screen), or a list: all of them
    "timeout_s": 30, "settle_ms": 80,                 quiet time that ends a measurement
    "terminal": "modern",                             modern | xterm | mute (see below)
    "mask_rows": [0, -1],                             rows that do not count as a change (clocks)
    "steps": [
      {"name": "down",  "keys": ["down"], "repeat": 40, "warmup": 2},
      {"name": "type",  "text": "Đồng chí góp ý", "repeat": 3},            each character is one key
      {"name": "open",  "keys": ["enter"], "expect": "Details", "repeat": 10,
                        "reset": ["escape"], "reset_expect": "List"},
      {"name": "goto",  "keys": ["ctrl+g"], "expect": "Go to", "measure": false},
      {"name": "paste", "paste": "ba dòng\\nmột lúc"},                      bracketed paste, one action
      {"name": "size",  "resize": [[80, 24], [120, 40]], "repeat": 5},
      {"name": "hold",  "keys": ["down"], "repeat": 90, "mode": "burst", "rate_hz": 30} ],
    "quit": ["ctrl+q"] }
  keys: one character, or up down left right home end pageup pagedown insert delete enter tab shift+tab space
  escape backspace f1..f12 ctrl+x alt+x, click@COL,ROW wheelup@COL,ROW wheeldown@COL,ROW (from 1), raw:\\x1b[A
  a step with "group": true (or several keys and an expect) sends all its keys at once, as one action.

TERMINAL  "modern" answers DA1/DA2/DA3, XTVERSION, DSR, CPR, DECRQM (synchronized output 2026 yes, in-band
  resize 2048 no), kitty keyboard (keys are then sent in that encoding), OSC 4/10/11/12 colours, XTGETTCAP,
  DECRQSS, window size; "xterm" answers all but kitty keyboard and 2026; "mute" answers nothing.
  The queries seen are listed in the result under "queries".

NOTES  Medians over runs; compare only ratios of one interleaved command: machines drift.  The first run of each
  scenario is a warm-up (byte code, page cache) and not counted (--warmup 0 counts it).
"""

from __future__ import annotations

import argparse
import codecs
import contextlib
import fnmatch
import json
import os
import platform
import random
import re
import select
import shlex
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import deque
from typing import ClassVar

try:
    import psutil
    from pyte.screens import Screen as _PyteScreen
    from pyte.streams import Stream as _PyteStream
except ImportError as error:  # pragma: no cover
    sys.exit(f"tuibench: {error}; pip install pyte psutil")

NOW = time.monotonic_ns
MS = 1e6
HEAD = struct.Struct("!cqI")

# ------------------------------------------------------------------------------------------------ keys
_CURSOR = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_TILDE = {
    "insert": 2,
    "delete": 3,
    "pageup": 5,
    "pagedown": 6,
    "f5": 15,
    "f6": 17,
    "f7": 18,
    "f8": 19,
    "f9": 20,
    "f10": 21,
    "f11": 23,
    "f12": 24,
}
_SS3F = {"f1": "P", "f2": "Q", "f3": "R", "f4": "S"}
_C0 = {"enter": ("\r", 13), "tab": ("\t", 9), "backspace": ("\x7f", 127), "escape": ("\x1b", 27), "space": (" ", 32)}


def encode_key(key: str, kitty: int = 0, app_cursor: bool = False) -> bytes:
    """Bytes a terminal sends for a named key, given the modes the program has set."""
    if key.startswith("raw:"):
        return codecs.decode(key[4:], "unicode_escape").encode("utf-8")
    for name, code in (("click@", 0), ("wheelup@", 64), ("wheeldown@", 65)):
        if key.startswith(name):
            col, row = (int(part) for part in key[len(name) :].split(","))
            press = f"\x1b[<{code};{col};{row}M"
            return (press + (f"\x1b[<{code};{col};{row}m" if code == 0 else "")).encode()
    mods, base = 0, key
    while "+" in base[:-1]:
        head, tail = base.split("+", 1)
        bit = {"shift": 1, "alt": 2, "ctrl": 4}.get(head)
        if bit is None or not tail:
            break
        mods |= bit
        base = tail
    mod = f";{mods + 1}" if mods else ""
    if base in _CURSOR:
        if mods:
            return f"\x1b[1{mod}{_CURSOR[base]}".encode()
        lead = "\x1bO" if app_cursor and not kitty & 1 else "\x1b["
        return (lead + _CURSOR[base]).encode()
    if base in _TILDE:
        return f"\x1b[{_TILDE[base]}{mod}~".encode()
    if base in _SS3F:
        return (f"\x1b[1{mod}{_SS3F[base]}" if mods else f"\x1bO{_SS3F[base]}").encode()
    if base in _C0:
        text, code = _C0[base]
        if kitty & 8 or (kitty & 1 and (base == "escape" or mods)):
            tail = ";;32" if base == "space" and kitty & 16 and not mods else mod
            return f"\x1b[{code}{tail}u".encode()
        if base == "tab" and mods & 1:
            return b"\x1b[Z"
        out = text
        if mods & 4 and base == "space":
            out = "\x00"
        return (("\x1b" if mods & 2 else "") + out).encode()
    if len(base) != 1 and not (len(base) > 1 and not mods):
        raise ValueError(f"unknown key {key!r}")
    if len(base) > 1:
        return base.encode("utf-8")  # literal text, sent at once
    if not base.isascii():
        return base.encode("utf-8")  # input methods commit plain text
    if kitty & 8 or (kitty & 1 and mods & 6):
        low = base.lower()
        shift = 1 if base != low else 0
        text = f";{ord(base)}" if kitty & 16 and not mods & 6 else ""
        modpart = f";{(mods | shift) + 1}" if (mods | shift) else (";" if text else "")
        return f"\x1b[{ord(low)}{modpart}{text}u".encode()
    if mods & 4:
        base = chr(ord(base.upper()) & 0x1F)
    return (("\x1b" if mods & 2 else "") + base).encode()


# ------------------------------------------------------------------------------------------------ pump
_QUERY = re.compile(
    rb"\x1b\[(?P<da1>0?)c|\x1b\[>(?P<da2>0?)c|\x1b\[=(?P<da3>0?)c|\x1b\[>(?P<xtv>0?)q|\x1b\[(?P<dsr>[56])n"
    rb"|\x1b\[\?(?P<decrqm>\d+)\$p|\x1b\[\?(?P<kittyq>u)|\x1b\[>(?P<kpush>\d*)u|\x1b\[<(?P<kpop>\d*)u"
    rb"|\x1b\[=(?P<kset>[\d;]*)u|\x1b\](?P<osc>1[0-2]|4;\d+);\?(?:\x07|\x1b\\)|\x1bP\+q(?P<tcap>[0-9A-Fa-f;]*)\x1b\\"
    rb"|\x1bP\$q(?P<rqss>[^\x1b]*)\x1b\\|\x1b\[(?P<win>1[4689])t|\x1b\[\?(?P<scheme>996)n|\x1b\[\?(?P<dcur>1)(?P<dm>[hl])"
)
_TAIL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]{0,64}\x1b?|P[^\x1b]{0,128}\x1b?)?\Z")
_KNOWN_MODES = {1, 7, 12, 25, 1000, 1002, 1003, 1004, 1006, 1049, 2004}


class Pump:
    """Owns the pty: spawns, reads, stamps, answers queries, writes keys. Runs in its own process."""

    def __init__(self, sock: socket.socket, spec: dict) -> None:
        self.sock, self.spec = sock, spec
        self.out: deque[bytes] = deque()
        self.tail = b""
        self.seen = b""
        self.kitty: list[int] = [0]
        self.app_cursor = False
        self.profile = spec["terminal"]

    def send(self, kind: bytes, stamp: int, data: bytes = b"") -> None:
        self.out.append(HEAD.pack(kind, stamp, len(data)) + data)

    def flush(self) -> None:
        while self.out:
            try:
                sent = self.sock.send(self.out[0])
            except BlockingIOError:
                return
            if sent < len(self.out[0]):
                self.out[0] = self.out[0][sent:]
                return
            self.out.popleft()

    def position(self, before: bytes) -> tuple[int, int]:
        """A cheap guess at the cursor: the last CUP in the output plus the text after it."""
        row = col = 1
        at = 0
        for match in re.finditer(rb"\x1b\[(\d*)(?:;(\d*))?[Hf]", before):
            row, col, at = int(match[1] or 1), int(match[2] or 1), match.end()
        text = re.sub(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|.)", b"", before[at:])
        for char in text.decode("utf-8", "ignore"):
            if char == "\r":
                col = 1
            elif char == "\n":
                row += 1
            elif char >= " ":
                col += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        return row, col

    def answers(self, data: bytes) -> bytes:
        """Track keyboard modes and make the replies for the queries in a chunk."""
        data = self.tail + data
        tail = _TAIL.search(data)
        self.tail = data[tail.start() :] if tail else b""
        if tail:
            data = data[: tail.start()]
        reply = b""
        for match in _QUERY.finditer(data):
            kind = match.lastgroup
            value = match[kind]
            if kind == "dm":
                self.app_cursor = value == b"h"
                continue
            if kind == "kpush":
                self.kitty.append(int(value or 0))
                self.note("kitty push " + str(self.kitty[-1]))
                continue
            if kind == "kpop":
                del self.kitty[max(1, len(self.kitty) - int(value or 1)) :]
                continue
            if kind == "kset":
                self.kitty[-1] = int((value.split(b";")[0]) or 0)
                continue
            self.note(f"{kind} {value.decode('ascii', 'replace')}".strip())
            if self.profile == "mute":
                continue
            modern = self.profile == "modern"
            if kind == "da1":
                reply += b"\x1b[?62;22c"
            elif kind == "da2":
                reply += b"\x1b[>1;10;0c"
            elif kind == "da3":
                reply += b"\x1bP!|00000000\x1b\\"
            elif kind == "xtv":
                reply += b"\x1bP>|tuibench(1)\x1b\\"
            elif kind == "dsr":
                if value == b"5":
                    reply += b"\x1b[0n"
                else:
                    row, col = self.position((self.seen + data)[: len(self.seen) + match.start()])
                    reply += b"\x1b[%d;%dR" % (row, col)
            elif kind == "decrqm":
                mode = int(value)
                known = mode in _KNOWN_MODES or (modern and mode == 2026)
                reply += b"\x1b[?%d;%d$y" % (mode, 2 if known else 0)
            elif kind == "kittyq" and modern:
                reply += b"\x1b[?%du" % self.kitty[-1]
            elif kind == "osc":
                colour = b"rgb:1e1e/1e1e/1e1e" if value in (b"11",) else b"rgb:e0e0/e0e0/e0e0"
                reply += b"\x1b]" + value + b";" + colour + b"\x1b\\"
            elif kind == "tcap":
                reply += b"\x1bP0+r\x1b\\"
            elif kind == "rqss":
                reply += b"\x1bP0$r\x1b\\"
            elif kind == "win":
                cols, rows = self.spec["size"]
                reply += {
                    b"14": b"\x1b[4;%d;%dt" % (rows * 20, cols * 10),
                    b"16": b"\x1b[6;20;10t",
                    b"18": b"\x1b[8;%d;%dt" % (rows, cols),
                    b"19": b"\x1b[9;%d;%dt" % (rows, cols),
                }[value]
            elif kind == "scheme":
                reply += b"\x1b[?997;1n"
        self.seen = (self.seen + data)[-512:]
        return reply

    def note(self, text: str) -> None:
        self.send(b"q", NOW(), text.encode())

    def main(self) -> None:
        import fcntl
        import termios

        spec = self.spec
        if spec.get("rt"):
            os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(10))
        self.sock.setblocking(False)
        for option in (getattr(socket, "SO_SNDBUFFORCE", 32), socket.SO_SNDBUF):
            try:
                self.sock.setsockopt(socket.SOL_SOCKET, option, 4 << 20)
                break
            except OSError:
                continue
        master, slave = os.openpty()
        cols, rows = spec["size"]
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, cols * 10, rows * 20))
        mode = termios.tcgetattr(slave)
        mode[0] |= getattr(termios, "IUTF8", 0o40000)
        termios.tcsetattr(slave, termios.TCSANOW, mode)
        name = os.ttyname(slave)
        os.chdir(spec["cwd"])
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ]
        start = NOW()
        # setsid comes before the file actions, so opening the slave makes it the controlling terminal
        pid = os.posix_spawn(
            spec["exe"],
            spec["cmd"],
            spec["env"],
            file_actions=actions,
            setsid=True,
            setsigdef=[signal.SIGPIPE, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP],
        )
        self.send(b"s", start, struct.pack("!q", pid))
        os.close(slave)
        os.set_blocking(master, False)
        poll = select.poll()
        poll.register(master, select.POLLIN)
        poll.register(self.sock, select.POLLIN)
        inbox = b""
        to_write = b""
        master_open = True
        while True:
            poll.modify(self.sock, select.POLLIN | (select.POLLOUT if self.out else 0))
            if master_open:
                poll.modify(master, select.POLLIN | (select.POLLOUT if to_write else 0))
            for fd, event in poll.poll(1000):
                if fd == master:
                    if event & (select.POLLIN | select.POLLHUP | select.POLLERR):
                        try:
                            data = os.read(master, 1 << 16)
                        except BlockingIOError:
                            data = None
                        except OSError:
                            data = b""
                        stamp = NOW()
                        if data == b"":
                            poll.unregister(master)
                            master_open = False
                            _, status = os.waitpid(pid, 0)
                            self.send(b"x", NOW(), struct.pack("!q", os.waitstatus_to_exitcode(status)))
                        elif data:
                            to_write += self.answers(data)
                            self.send(b"o", stamp, data)
                else:
                    if event & (select.POLLHUP | select.POLLERR) and not event & select.POLLIN:
                        self.stop(pid, master_open)
                        return
                    if event & select.POLLIN:
                        try:
                            got = self.sock.recv(1 << 16)
                        except BlockingIOError:
                            continue
                        if not got:
                            self.stop(pid, master_open)
                            return
                        inbox += got
                        while len(inbox) >= HEAD.size:
                            kind, _, size = HEAD.unpack_from(inbox)
                            if len(inbox) < HEAD.size + size:
                                break
                            body, inbox = inbox[HEAD.size : HEAD.size + size], inbox[HEAD.size + size :]
                            if not master_open:
                                self.send(b"k", NOW())
                                continue
                            if kind == b"k":
                                kitty = self.kitty[-1] if self.profile == "modern" else 0
                                data = b"".join(encode_key(key, kitty, self.app_cursor) for key in json.loads(body))
                                stamp = NOW()
                                try:
                                    done = os.write(master, data) if not to_write else 0
                                except BlockingIOError:
                                    done = 0
                                except OSError:
                                    done = len(data)
                                to_write += data[done:]
                                self.send(b"k", stamp)
                            elif kind == b"r":
                                cols, rows = json.loads(body)
                                spec["size"] = [cols, rows]
                                stamp = NOW()
                                fcntl.ioctl(
                                    master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, cols * 10, rows * 20)
                                )
                                self.send(b"k", stamp)
            if to_write and master_open:
                try:
                    to_write = to_write[os.write(master, to_write) :]
                except BlockingIOError:
                    pass
                except OSError:
                    to_write = b""
            self.flush()

    def stop(self, pid: int, alive: bool) -> None:
        if not alive:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, number)
            for _ in range(50):
                done, _status = os.waitpid(pid, os.WNOHANG)
                if done:
                    return
                time.sleep(0.01)


# ------------------------------------------------------------------------------------------------ screen
class VScreen(_PyteScreen):
    """pyte's screen with what ncurses and modern programs add: REP, SU, SD, CBT."""

    _last = " "

    def draw(self, data: str) -> None:
        self._last = data[-1:] or self._last
        super().draw(data)

    def repeat_char(self, count: int = 1, **_kw) -> None:
        super().draw(self._last * max(1, count or 1))

    def _scroll(self, action, count: int) -> None:
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        action(max(1, count or 1))
        self.cursor.x, self.cursor.y = x, y

    def scroll_up(self, count: int = 1, **_kw) -> None:
        self._scroll(self.delete_lines, count)

    def scroll_down(self, count: int = 1, **_kw) -> None:
        self._scroll(self.insert_lines, count)

    def back_tab(self, count: int = 1, **_kw) -> None:
        self.cursor.x = max(0, (self.cursor.x - 1) // 8 * 8)


class VStream(_PyteStream):
    csi: ClassVar = {**_PyteStream.csi, "b": "repeat_char", "S": "scroll_up", "T": "scroll_down", "Z": "back_tab"}
    events = frozenset(set(_PyteStream.events) | {"repeat_char", "scroll_up", "scroll_down", "back_tab"})


_TOKEN = re.compile(
    r"\x1b(?:\[(?P<priv>[<=>?]?)(?P<par>[0-;]*)(?P<mid>[ -/]*)(?P<fin>[@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|[PX^_][^\x1b]*\x1b\\|[ -/]+[0-~]|[0-OQ-WYZ\\`-~])"
)


_ACS = str.maketrans("jklmnqtuvwxa`~fg+,-.0hiyz", "┘┐┌└┼─├┤┴┬│▒◆·°±→←↑↓█▒␋≤≥")


class Terminal:
    """Bytes in, rows of cells out; says whether a chunk changed what a person sees."""

    def __init__(self, cols: int, rows: int, mask_rows=()) -> None:
        self.screen = VScreen(cols, rows)
        self.stream = VStream(self.screen)
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.carry = ""
        self.acs = False
        self.mask = {row % rows for row in mask_rows}
        self.rows: list[tuple] = [()] * rows
        self.cursor: tuple | None = None
        self.snapshot(set(range(rows)))

    def resize(self, cols: int, rows: int) -> None:
        self.screen.resize(rows, cols)
        self.rows = [()] * rows
        self.snapshot(set(range(rows)))

    def snapshot(self, dirty) -> bool:
        changed = False
        buffer, cols = self.screen.buffer, self.screen.columns
        for y in dirty:
            if y >= self.screen.lines:
                continue
            line = buffer[y]
            row = tuple(line[x] for x in range(cols))
            if row != self.rows[y]:
                self.rows[y] = row
                if y not in self.mask:
                    changed = True
        cursor = None if self.screen.cursor.hidden else (self.screen.cursor.x, self.screen.cursor.y)
        if cursor != self.cursor:
            self.cursor = cursor
            if cursor is None or cursor[1] not in self.mask:
                changed = True
        return changed

    def clean(self, data: bytes) -> str:
        """Drop what pyte cannot parse; keep an unfinished sequence for the next chunk."""
        text = self.carry + self.decode(data)
        self.carry = ""
        out: list[str] = []
        at = 0
        while True:
            esc = text.find("\x1b", at)
            plain = text[at:] if esc < 0 else text[at:esc]
            out.append(plain.translate(_ACS) if self.acs else plain)
            if esc < 0:
                break
            match = _TOKEN.match(text, esc)
            if match is None:
                if len(text) - esc < 1 << 20:
                    self.carry = text[esc:]
                    break
                at = esc + 1
                continue
            at = match.end()
            final = match["fin"]
            if final is None:
                if text[esc + 1] in "]PX^_":
                    continue
                if text[esc + 1] == "(":
                    self.acs = match[0][-1] == "0"
                    continue
                if text[esc + 1] in ") *+-./$":
                    continue
                out.append(match[0])
                continue
            private, params, middle = match["priv"], match["par"], match["mid"]
            if private == "?" and final in "hl" and set(params.split(";")) & {"1049", "1047", "47"}:
                out.append("\x1b[0m\x1b[2J\x1b[H")
                continue
            if middle or private in ("<", "=", ">") or (private == "?" and final not in "hlJK"):
                continue
            if final in "tqpnc":
                continue
            if final == "m" and ":" in params:
                params = re.sub(r"(?<![\d:])4:\d", "4", params).replace("2::", "2:").replace(":", ";")
                out.append(f"\x1b[{params}m")
                continue
            out.append(match[0])
        return "".join(out)

    def feed(self, data: bytes) -> bool:
        text = self.clean(data)
        if not text:
            return False
        try:
            self.stream.feed(text)
        except Exception as error:  # noqa: BLE001 - a sequence pyte chokes on must not end the run
            if os.environ.get("TUIBENCH_DEBUG"):
                print(f"tuibench: pyte: {error!r}", file=sys.stderr)
        dirty, self.screen.dirty = self.screen.dirty, set()
        return self.snapshot(dirty)

    def lines(self) -> list[str]:
        out = []
        for y in range(self.screen.lines):
            line = self.screen.buffer[y]
            text = "".join(line[x].data for x in range(self.screen.columns))
            out.append(unicodedata.normalize("NFC", text).rstrip())
        return out

    def blank(self) -> bool:
        return not any(cell.data.strip() for row in self.rows for cell in row)

    def shows(self, wanted) -> bool:
        if wanted is None:
            return True
        lines = None
        for item in [wanted] if isinstance(wanted, str) else wanted:
            lines = lines if lines is not None else self.lines()
            if item.startswith("re:"):
                if not re.search(item[3:], "\n".join(lines), re.M):
                    return False
            elif item.startswith("not:"):
                if any(unicodedata.normalize("NFC", item[4:]) in line for line in lines):
                    return False
            elif not any(unicodedata.normalize("NFC", item) in line for line in lines):
                return False
        return True


# ------------------------------------------------------------------------------------------------ process tree
def tree(pid: int) -> list[psutil.Process]:
    try:
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    except psutil.Error:
        return []


def cpu_ns(pid: int) -> int:
    """CPU time of the tree in ns: the kernel's per-process clock, plus ended children."""
    total = 0
    for process in tree(pid):
        try:
            total += time.clock_gettime_ns(((~process.pid) << 3) | 2)
            times = process.cpu_times()
            total += int((times.children_user + times.children_system) * 1e9)
        except (OSError, psutil.Error):
            continue
    return total


def memory(pid: int) -> dict:
    out = {"rss_mb": 0.0, "pss_mb": 0.0, "uss_mb": 0.0, "peak_mb": 0.0, "processes": 0, "threads": 0}
    for process in tree(pid):
        try:
            out["rss_mb"] += process.memory_info().rss / 2**20
            full = process.memory_full_info()
            out["pss_mb"] += getattr(full, "pss", 0) / 2**20
            out["uss_mb"] += full.uss / 2**20
            out["threads"] += process.num_threads()
            out["processes"] += 1
            with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
                for line in status:
                    if line.startswith("VmHWM"):
                        out["peak_mb"] += int(line.split()[1]) / 1024
        except (OSError, psutil.Error):
            continue
    return {key: round(value, 2) for key, value in out.items()}


def switches(pid: int) -> int:
    total = 0
    for process in tree(pid):
        try:
            for task in os.listdir(f"/proc/{process.pid}/task"):
                with open(f"/proc/{process.pid}/task/{task}/status", encoding="utf-8") as status:
                    for line in status:
                        if line.startswith("voluntary"):
                            total += int(line.split()[1])
        except OSError:
            continue
    return total


# ------------------------------------------------------------------------------------------------ one run
class Failed(Exception):  # noqa: N818 - it says what happened to the program under test
    pass


class Session:
    """One run of one program: the analyser's side."""

    def __init__(self, spec: dict) -> None:
        self.spec = spec
        self.settle = spec["settle_ms"] / 1e3
        self.term = Terminal(*spec["size"], mask_rows=spec["mask_rows"])
        mine, theirs = socket.socketpair()
        self.sock = mine
        self.child = os.fork()
        if self.child == 0:
            code = 1
            try:
                mine.close()
                Pump(theirs, spec).main()
                code = 0
            except BaseException as error:  # noqa: BLE001
                try:
                    theirs.setblocking(True)
                    body = repr(error).encode()
                    theirs.sendall(HEAD.pack(b"e", NOW(), len(body)) + body)
                except OSError:
                    pass
            finally:
                os._exit(code)
        theirs.close()
        self.sock.setblocking(False)
        self.buffer = b""
        self.chunks: deque[tuple[int, bytes]] = deque()
        self.stamps: deque[int] = deque()
        self.total = 0
        self.queries: dict[str, int] = {}
        self.pid = 0
        self.start = 0
        self.ended: tuple[int, int] | None = None
        deadline = NOW() + 10e9
        while not self.pid:
            self.pull(0.5)
            if NOW() > deadline:
                raise Failed("the program was not spawned")

    def pull(self, timeout: float) -> bool:
        """Take what the pump has sent, waiting up to timeout; True if the program wrote something."""
        got = False
        ready, _, _ = select.select([self.sock], [], [], max(0.0, timeout))
        if not ready:
            return False
        while True:
            try:
                data = self.sock.recv(1 << 20)
            except BlockingIOError:
                break
            if not data:
                if self.ended is None:
                    self.ended = (NOW(), -1)
                break
            self.buffer += data
            if len(data) < 1 << 16:
                break
        at = 0
        while len(self.buffer) - at >= HEAD.size:
            kind, stamp, size = HEAD.unpack_from(self.buffer, at)
            if len(self.buffer) - at < HEAD.size + size:
                break
            body = self.buffer[at + HEAD.size : at + HEAD.size + size]
            at += HEAD.size + size
            if kind == b"o":
                self.chunks.append((stamp, body))
                self.total += size
                got = True
            elif kind == b"k":
                self.stamps.append(stamp)
            elif kind == b"q":
                key = body.decode()
                self.queries[key] = self.queries.get(key, 0) + 1
            elif kind == b"s":
                self.start, (self.pid,) = stamp, struct.unpack("!q", body)
            elif kind == b"x":
                self.ended = (stamp, struct.unpack("!q", body)[0])
            elif kind == b"e":
                raise Failed("pump: " + body.decode())
        self.buffer = self.buffer[at:]
        return got

    def watch(
        self, origin: int, wanted, timeout: float, nochange: float | None = None, settle: float | None = None
    ) -> dict:
        """Feed the screen until it shows `wanted` and is quiet. Times are ns after origin."""
        settle = self.settle if settle is None else settle
        deadline = time.monotonic() + timeout
        result = {
            "first_byte": None,
            "first": None,
            "paint": None,
            "ready": None,
            "last": None,
            "bytes": 0,
            "chunks": 0,
            "quiet": False,
        }
        last_data = time.monotonic()
        last_stamp = origin
        blank = self.term.blank()
        if wanted is not None and self.term.shows(wanted):
            result["ready"] = 0
        while True:
            now = time.monotonic()
            if self.chunks:
                if self.pull(0.004):
                    last_data = time.monotonic()
                    if len(self.chunks) < 4000 and now < deadline:
                        continue
                while self.chunks:
                    stamp, data = self.chunks.popleft()
                    after = stamp - origin
                    done = result["ready"] is not None if wanted is not None else result["last"] is not None
                    if done and stamp - last_stamp >= settle * 1e9:  # a later, unrelated change (a blinking cursor)
                        self.term.feed(data)
                        result["quiet"] = True
                        while self.chunks:
                            self.term.feed(self.chunks.popleft()[1])
                        return result
                    last_stamp = max(stamp, origin)
                    result["bytes"] += len(data)
                    result["chunks"] += 1
                    if result["first_byte"] is None:
                        result["first_byte"] = after
                    if self.term.feed(data):
                        result["last"] = after
                        if result["first"] is None:
                            result["first"] = after
                        if result["paint"] is None and blank and not self.term.blank():
                            result["paint"] = after
                        if result["ready"] is None and wanted is not None and self.term.shows(wanted):
                            result["ready"] = after
                if self.pull(0):  # what came while the screen was being rebuilt
                    last_data = time.monotonic()
                continue
            satisfied = result["ready"] is not None or (wanted is None and not (blank and self.term.blank()))
            if self.ended and not self.chunks:
                result["ended"] = True
                return result
            if satisfied and now - last_data >= settle:
                if result["last"] is not None or wanted is not None:
                    result["quiet"] = True
                    return result
                if nochange is not None and (NOW() - origin) / 1e9 >= nochange:
                    return result
            if now >= deadline:
                return result
            wait = settle - (now - last_data) if satisfied else 0.25
            if satisfied and result["last"] is None and nochange is not None:
                wait = max(wait, 0.02)
            if self.pull(min(max(wait, 0.002), max(0.0, deadline - now))):
                last_data = time.monotonic()

    def act(
        self,
        kind: bytes,
        body,
        wanted=None,
        timeout: float = 10.0,
        nochange: float | None = 0.3,
        settle: float | None = None,
    ) -> dict:
        self.pull(0)
        while self.chunks:
            self.term.feed(self.chunks.popleft()[1])
        self.stamps.clear()
        if kind == b"r":
            self.term.resize(*body)
        data = json.dumps(body).encode()
        self.sock.sendall(HEAD.pack(kind, 0, len(data)) + data)
        limit = time.monotonic() + 5
        while not self.stamps and not self.ended:
            self.pull(0.05)
            if time.monotonic() > limit:
                raise Failed("the pump did not take a key")
        origin = self.stamps.popleft() if self.stamps else NOW()
        return self.watch(origin, wanted, timeout, nochange, settle)

    def rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            if left <= 0:
                break
            self.pull(left)
        while self.chunks:
            self.term.feed(self.chunks.popleft()[1])

    def close(self) -> None:
        self.sock.close()
        os.waitpid(self.child, 0)

    def picture(self) -> str:
        width = self.term.screen.columns
        edge = "+" + "-" * width + "+"
        return "\n".join([edge, *(line for line in self.term.lines()), edge])


def ms(value) -> float | None:
    return None if value is None else round(value / MS, 3)


def run_step(session: Session, step: dict, spec: dict) -> dict | None:
    name = step.get("name", "step")
    expect = step.get("expect")
    timeout = step.get("timeout_s", 10)
    settle = step["settle_ms"] / 1e3 if "settle_ms" in step else None
    nochange = step.get("nochange_ms", 300) / 1e3
    kind = b"k"
    if "resize" in step:
        kind, cycle = b"r", list(step["resize"])
    elif "paste" in step:
        cycle = [["raw:\\x1b[200~", step["paste"], "raw:\\x1b[201~"]]
    elif "text" in step:
        cycle = [[char] for char in unicodedata.normalize("NFC", step["text"])]
    else:
        keys = step["keys"]
        cycle = [keys] if step.get("group") or (expect is not None and len(keys) > 1) else [[key] for key in keys]
    actions = cycle * step.get("repeat", 1)
    warm = step.get("warmup", 1 if len(actions) > 3 else 0)

    if step.get("mode") == "burst":
        gap = 1.0 / step.get("rate_hz", 30)
        session.rest(0.1)
        before_bytes, before_cpu = session.total, cpu_ns(session.pid)
        begin = time.monotonic()
        origin = NOW()
        for index, action in enumerate(actions):
            wait = begin + index * gap - time.monotonic()
            if wait > 0:
                session.pull(wait)
                while time.monotonic() < begin + index * gap:
                    session.pull(begin + index * gap - time.monotonic())
            body = json.dumps(action).encode()
            session.sock.sendall(HEAD.pack(kind, 0, len(body)) + body)
        limit = time.monotonic() + 5
        while len(session.stamps) < len(actions) and time.monotonic() < limit and not session.ended:
            session.pull(0.01)
        last_key = session.stamps[-1] if session.stamps else NOW()
        session.stamps.clear()
        seen = session.watch(last_key, expect, timeout, nochange, settle)
        drain = seen["ready"] if expect and seen["ready"] else seen["last"]
        if expect and seen["ready"] is None:
            raise Failed(f"step {name}: {expect!r} did not appear")
        return {
            "name": name,
            "burst": True,
            "n": len(actions),
            "rate_hz": step.get("rate_hz", 30),
            "sent_ms": round((last_key - origin) / MS, 1),
            "drain_ms": max(0.0, ms(drain)) if drain is not None else 0.0,
            "bytes_per_key": round((session.total - before_bytes) / len(actions), 1),
            "cpu_ms_per_key": round((cpu_ns(session.pid) - before_cpu) / MS / len(actions), 3),
        }

    first, settled, size, quiet_missing, no_change = [], [], [], 0, 0
    cpu = 0
    for index, action in enumerate(actions):
        if index == warm:
            cpu = cpu_ns(session.pid)
        session.rest(random.uniform(0.0, 0.02))
        seen = session.act(kind, action, expect, timeout, nochange, settle)
        if expect is not None and seen["ready"] is None:
            raise Failed(f"step {name}: {expect!r} did not appear")
        if seen.get("ended"):
            raise Failed(f"step {name}: the program ended")
        if step.get("reset"):
            back = session.act(b"k", step["reset"], step.get("reset_expect"), timeout, nochange, settle)
            if step.get("reset_expect") and back["ready"] is None:
                raise Failed(f"step {name}: after reset {step['reset_expect']!r} did not appear")
        if index < warm or not step.get("measure", True):
            continue
        if seen["first"] is None:
            no_change += 1
            continue
        if not seen["quiet"]:
            quiet_missing += 1
        first.append(ms(seen["first"]))
        settled.append(ms(seen["last"]))
        size.append(seen["bytes"])
    if not step.get("measure", True):
        return None
    count = max(1, len(actions) - warm)
    return {
        "name": name,
        "first_ms": first,
        "settled_ms": settled,
        "bytes": size,
        "no_change": no_change,
        "never_quiet": quiet_missing,
        "cpu_ms_per_key": round((cpu_ns(session.pid) - cpu) / MS / count, 3) if not step.get("reset") else None,
    }


def machine() -> tuple[float, float]:
    """Busy and total CPU seconds of the whole machine so far."""
    with open("/proc/stat", encoding="utf-8") as stat:
        ticks = [int(part) for part in stat.readline().split()[1:9]]
    hertz = os.sysconf("SC_CLK_TCK")
    return (sum(ticks) - ticks[3] - ticks[4]) / hertz, sum(ticks) / hertz


def wait_quiet(percent: float, limit: float = 120.0) -> None:
    end = time.monotonic() + limit
    while time.monotonic() < end:
        busy, total = machine()
        time.sleep(0.5)
        now_busy, now_total = machine()
        if 100 * (now_busy - busy) / max(0.01, now_total - total) <= percent:
            return


def run_once(spec: dict, idle: float | None, dump: bool = False, only=None) -> dict:
    spec, cleanup = prepare_run(spec)
    session = None
    busy0, total0 = machine()
    own0 = time.process_time()
    try:
        session = Session(spec)
        seen = session.watch(session.start, spec["wait_for"], spec["timeout_s"], None, spec["start_settle_ms"] / 1e3)
        if session.ended or (seen["ready"] is None and spec["wait_for"] is not None):
            why = f"ended with {session.ended[1]}" if session.ended else f"not in {spec['timeout_s']} s"
            raise Failed(f"{spec['name']}: {spec['wait_for']!r} never shown ({why})\n{session.picture()}")
        out: dict = {
            "startup": {
                "first_byte_ms": ms(seen["first_byte"]),
                "first_paint_ms": ms(seen["paint"]),
                "ready_ms": ms(seen["ready"]),
                "settled_ms": ms(seen["last"]),
                "cpu_ms": round(cpu_ns(session.pid) / MS, 1),
                "bytes": seen["bytes"],
            }
        }
        out["memory"] = {
            "ready_" + key: value
            for key, value in memory(session.pid).items()
            if key in ("rss_mb", "pss_mb", "uss_mb", "threads")
        }
        if dump:
            print(session.picture(), file=sys.stderr)
        out["keys"] = {}
        for step in spec["steps"]:
            if only and step.get("name") not in only and step.get("measure", True):
                continue
            try:
                done = run_step(session, step, spec)
            except Failed as error:
                raise Failed(f"{spec['name']}: {error}\n{session.picture()}") from None
            if done:
                out["keys"][done.pop("name")] = done
            if dump:
                print(f"after step {step.get('name')}\n{session.picture()}", file=sys.stderr)
        seconds = spec.get("idle_s", 5) if idle is None else idle
        if seconds:
            session.rest(0.5)
            cpu, wake, size, begin = cpu_ns(session.pid), switches(session.pid), session.total, time.monotonic()
            session.rest(seconds)
            took = time.monotonic() - begin
            out["idle"] = {
                "cpu_pct": round((cpu_ns(session.pid) - cpu) / took / 1e7, 3),
                "wakeups_per_s": round((switches(session.pid) - wake) / took, 1),
                "bytes_per_s": round((session.total - size) / took, 1),
            }
        out["memory"].update(memory(session.pid))
        out["queries"] = session.queries
        busy1, total1 = machine()
        mine = time.process_time() - own0 + (cpu_ns(session.pid) + cpu_ns(session.child)) / 1e9
        out["noise"] = {"pct": round(max(0.0, 100 * (busy1 - busy0 - mine) / max(0.01, total1 - total0)), 1)}
        if spec["quit"]:
            origin = NOW()
            for key in spec["quit"]:
                session.act(b"k", [key], None, 0.2, 0.05, 0.03)
                if session.ended:
                    break
            limit = time.monotonic() + 3
            while not session.ended and time.monotonic() < limit:
                session.pull(0.05)
            out["exit"] = {
                "ms": ms(session.ended[0] - origin) if session.ended else None,
                "code": session.ended[1] if session.ended else None,
            }
        return out
    finally:
        if session is not None:
            session.close()
        cleanup()


# ------------------------------------------------------------------------------------------------ scenarios
DEFAULTS = {
    "size": [120, 40],
    "cwd": "{tmp}",
    "env": {},
    "setup": [],
    "fresh_home": True,
    "wait_for": None,
    "timeout_s": 30,
    "settle_ms": 80,
    "start_settle_ms": 300,
    "terminal": "modern",
    "mask_rows": [],
    "steps": [],
    "quit": [],
}


def fill(value, names: dict):
    if isinstance(value, str):

        def sub(match):
            name = match[1]
            if name not in names:
                raise SystemExit(f"tuibench: ${{{name}}} is not set (use --set {name}=...)")
            return names[name]

        return re.sub(r"\$\{(\w+)\}", sub, value)
    if isinstance(value, list):
        return [fill(item, names) for item in value]
    if isinstance(value, dict):
        return {key: fill(item, names) for key, item in value.items()}
    return value


def load(path: str, names: dict, size=None) -> dict:
    path, _, changes = path.partition("@")
    extra = {}
    for pair in filter(None, changes.split(",")):
        key, _, value = pair.partition("=")
        if key.startswith("env:"):
            extra[key[4:]] = value
        else:
            names = {**names, key: value}
    with open(path, encoding="utf-8") as file:
        raw = json.load(file)
    raw["env"] = {**raw.get("env", {}), **extra}
    if changes:
        raw["name"] = raw.get("name", os.path.splitext(os.path.basename(path))[0]) + "@" + changes
    spec = {**DEFAULTS, **fill(raw, names)}
    spec.setdefault("name", os.path.splitext(os.path.basename(path))[0])
    spec["dir"] = os.path.dirname(os.path.abspath(path))
    if size:
        spec["size"] = size
    return spec


def place(value, names: dict):
    if isinstance(value, str):
        for key, text in names.items():
            value = value.replace("{" + key + "}", text)
        return value
    if isinstance(value, list):
        return [place(item, names) for item in value]
    if isinstance(value, dict):
        return {key: place(item, names) for key, item in value.items()}
    return value


def prepare_run(spec: dict):
    """A fresh {tmp}, environment and command for one run; returns it with its clean-up."""
    tmp = tempfile.mkdtemp(prefix="tuibench-")
    names = {"dir": spec["dir"], "tmp": tmp}
    steps = spec["steps"]
    spec = place({key: value for key, value in spec.items() if key != "steps"}, names)
    spec["steps"] = steps
    spec["size"] = list(spec["size"])
    drop = ("PYTHON", "TEXTUAL", "VIRTUAL_ENV", "TMUX", "STY", "COLUMNS", "LINES", "NO_COLOR", "TERM_PROGRAM")
    env = {key: value for key, value in os.environ.items() if not key.startswith(drop)}
    env.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
    if spec["fresh_home"]:
        home = os.path.join(tmp, "home")
        for key, sub in (
            ("HOME", ""),
            ("XDG_CONFIG_HOME", ".config"),
            ("XDG_DATA_HOME", ".local/share"),
            ("XDG_CACHE_HOME", ".cache"),
            ("XDG_STATE_HOME", ".local/state"),
        ):
            env[key] = os.path.join(home, sub) if sub else home
            os.makedirs(env[key], exist_ok=True)
    env.update({key: str(value) for key, value in spec["env"].items()})
    spec["env"] = env
    cwd = spec["cwd"]
    spec["cwd"] = cwd if os.path.isabs(cwd) else os.path.join(spec["dir"], cwd)
    for line in spec["setup"]:
        done = subprocess.run(
            line, shell=True, cwd=spec["cwd"], env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            raise Failed(f"{spec['name']}: setup {line!r} failed: {done.stderr[-400:]}")
    cmd = spec["cmd"]
    spec["cmd"] = shlex.split(cmd) if isinstance(cmd, str) else [str(part) for part in cmd]
    exe = spec["cmd"][0]
    if os.sep in exe and not os.path.isabs(exe):
        exe = os.path.join(spec["dir"], exe)
    found = shutil.which(exe, path=env.get("PATH"))
    if not found:
        raise Failed(f"{spec['name']}: no program {exe!r}")
    spec["exe"] = found
    return spec, lambda: shutil.rmtree(tmp, ignore_errors=True)


def parse_keys(text: str) -> list[dict]:
    steps = []
    for part in text.split(","):
        key, _, count = part.partition("*")
        steps.append({"name": key, "keys": [key], "repeat": int(count or 1)})
    return steps


# ------------------------------------------------------------------------------------------------ statistics
def quantile(values: list[float], q: float) -> float:
    values = sorted(values)
    at = (len(values) - 1) * q
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)


def spread(values: list[float]) -> dict:
    if not values:
        return {"n": 0}
    return {
        "p50": round(quantile(values, 0.5), 3),
        "p95": round(quantile(values, 0.95), 3),
        "max": round(max(values), 3),
        "n": len(values),
    }


def aggregate(runs: list[dict]) -> dict:
    """Medians over runs; the keys' samples of all runs pooled."""
    out: dict = {}
    for part in ("startup", "memory", "idle", "exit", "noise"):
        names = {name for run in runs for name in run.get(part, {})}
        block = {}
        for name in sorted(names):
            values = [run[part][name] for run in runs if run.get(part, {}).get(name) is not None]
            if values:
                block[name] = round(statistics.median(values), 3)
        if block:
            out[part] = block
    if len(runs) > 1:
        values = [run["startup"]["settled_ms"] for run in runs if run["startup"]["settled_ms"] is not None]
        out["startup"]["settled_ms_min"], out["startup"]["settled_ms_max"] = min(values), max(values)
    keys: dict = {}
    for name in dict.fromkeys(name for run in runs for name in run["keys"]):
        parts = [run["keys"][name] for run in runs if name in run["keys"]]
        if parts[0].get("burst"):
            keys[name] = {
                "drain_ms": spread([part["drain_ms"] for part in parts]),
                "bytes_per_key": statistics.median(part["bytes_per_key"] for part in parts),
                "cpu_ms_per_key": statistics.median(part["cpu_ms_per_key"] for part in parts),
            }
            continue
        pool = {
            field: [value for part in parts for value in part[field]] for field in ("first_ms", "settled_ms", "bytes")
        }
        keys[name] = {
            "first_ms": spread(pool["first_ms"]),
            "settled_ms": spread(pool["settled_ms"]),
            "bytes": spread(pool["bytes"]),
        }
        cpu = [part["cpu_ms_per_key"] for part in parts if part["cpu_ms_per_key"] is not None]
        if cpu:
            keys[name]["cpu_ms_per_key"] = round(statistics.median(cpu), 3)
        for field in ("no_change", "never_quiet"):
            if any(part[field] for part in parts):
                keys[name][field] = sum(part[field] for part in parts)
    if keys:
        out["keys"] = keys
    out["queries"] = runs[0].get("queries", {})
    return out


def flat(value, prefix: str = "") -> dict:
    out = {}
    for key, item in value.items():
        if key in ("queries", "noise"):
            continue
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(item, dict):
            out.update(flat(item, name))
        elif isinstance(item, (int, float)):
            out[name] = item
    return out


def interval(base: list[dict], other: list[dict], metric: str, rounds: int = 400) -> list[float] | None:
    """Bootstrap over runs of the ratio of the aggregated metric."""
    if len(base) < 3 or len(other) < 3:
        return None
    rng = random.Random(1)
    ratios = []
    part, _, rest = metric.partition(".")
    for _ in range(rounds):
        one = [rng.choice(base) for _ in base]
        two = [rng.choice(other) for _ in other]
        values = []
        for runs in (one, two):
            if part == "keys":
                name, field, *tail = rest.rsplit(".", 2) if rest.count(".") >= 2 else (*rest.rsplit(".", 1), None)
                pool = (
                    [value for run in runs for value in run["keys"][name][field]]
                    if tail and tail[0]
                    else [run["keys"][name][field] for run in runs]
                )
                values.append(quantile(pool, {"p50": 0.5, "p95": 0.95, "max": 1.0}.get(tail[0] if tail else None, 0.5)))
            else:
                values.append(statistics.median(run[part][rest] for run in runs))
        if values[0]:
            ratios.append(values[1] / values[0])
    return [round(quantile(ratios, 0.025), 3), round(quantile(ratios, 0.975), 3)] if ratios else None


def host() -> dict:
    return {
        "python": platform.python_version(),
        "kernel": platform.release(),
        "cpus": os.cpu_count(),
        "load1": round(os.getloadavg()[0], 2),
        "when": time.strftime("%Y-%m-%dT%H:%M:%S"),
    }


def drop_caches() -> None:
    os.sync()
    try:
        with open("/proc/sys/vm/drop_caches", "w", encoding="utf-8") as file:
            file.write("3")
    except OSError as error:
        raise SystemExit(f"tuibench: --cold needs root: {error}") from None


def measure(specs: list[dict], args) -> dict[str, list[dict]]:
    """Runs all scenarios interleaved, in alternating order."""
    runs: dict[str, list[dict]] = {spec["name"]: [] for spec in specs}
    only = set(args.only.split(",")) if args.only else None
    for index in range(args.runs + args.warmup):
        order = specs if index % 2 == 0 else specs[::-1]
        for spec in order:
            spec["rt"] = args.rt
            if args.quiet is not None:
                wait_quiet(args.quiet)
            if args.cold:
                drop_caches()
            warm = index < args.warmup
            for attempt in range(args.retries + 1):
                try:
                    done = run_once(spec, 0 if warm else args.idle, args.dump and index == args.warmup, only)
                    break
                except Failed:
                    if attempt == args.retries:
                        raise
            if not warm:
                runs[spec["name"]].append(done)
            if args.verbose:
                startup = done["startup"]
                print(
                    f"# {index} {spec['name']}: first_paint {startup['first_paint_ms']} ready {startup['ready_ms']} "
                    f"settled {startup['settled_ms']} cpu {startup['cpu_ms']}",
                    file=sys.stderr,
                    flush=True,
                )
    return runs


def limits(pairs: list[str]) -> list[tuple[str, float]]:
    out = []
    for pair in pairs or []:
        name, _, value = pair.rpartition("=")
        out.append((name, float(value)))
    return out


def table(result: dict) -> str:
    """Short text table of a result."""
    lines = [
        f"{'scenario':24} {'paint':>7} {'ready':>7} {'settled':>8} {'cpu':>6} {'rss':>6} {'peak':>6} {'idle%':>6}"
        "   keys: settled p50/p95/max ms (bytes, cpu ms)"
    ]
    for name, data in result["scenarios"].items():
        startup, mem, idle = data["startup"], data["memory"], data.get("idle", {})
        cells = [
            startup.get("first_paint_ms"),
            startup.get("ready_ms"),
            startup.get("settled_ms"),
            startup.get("cpu_ms"),
        ]
        line = (
            f"{name:24} "
            + " ".join(
                f"{'-' if cell is None else round(cell):>{width}}"
                for cell, width in zip(cells, (7, 7, 8, 6), strict=False)
            )
            + f" {mem.get('rss_mb', 0):6.0f} {mem.get('peak_mb', 0):6.0f} {idle.get('cpu_pct', 0):6.2f}  "
        )
        for key, value in data.get("keys", {}).items():
            if "drain_ms" in value:
                line += f" {key}[drain {value['drain_ms'].get('p50')}; {value['bytes_per_key']:.0f}B"
                line += f" {value['cpu_ms_per_key']}]"
            elif value["settled_ms"].get("n"):
                seen = value["settled_ms"]
                line += (
                    f" {key}[{seen['p50']:.1f}/{seen['p95']:.1f}/{seen['max']:.1f}; "
                    f"{value['bytes']['p50']:.0f}B {value.get('cpu_ms_per_key', '-')}]"
                )
            else:
                line += f" {key}[no change]"
        lines.append(line)
    return "\n".join(lines)


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0], epilog="See the docstring for scenarios.")
    sub = parser.add_subparsers(dest="mode", required=True)
    for name in ("run", "compare", "show", "calibrate"):
        cmd = sub.add_parser(name)
        cmd.add_argument("files", nargs="*")
        cmd.add_argument("--runs", type=int, default=1 if name == "show" else 5)
        cmd.add_argument("--warmup", type=int, default=0 if name == "show" else 1)
        cmd.add_argument("--retries", type=int, default=0)
        cmd.add_argument("--idle", type=float, default=0 if name == "show" else None)
        cmd.add_argument("--size")
        cmd.add_argument("--set", action="append", default=[])
        cmd.add_argument("--cmd")
        cmd.add_argument("--wait-for")
        cmd.add_argument("--keys")
        cmd.add_argument("--only")
        cmd.add_argument("--out")
        cmd.add_argument("--max-ratio", action="append")
        cmd.add_argument("--max", action="append")
        cmd.add_argument("--rt", action="store_true")
        cmd.add_argument("--quiet", type=float)
        cmd.add_argument("--cold", action="store_true")
        cmd.add_argument("--dump", action="store_true", default=name == "show")
        cmd.add_argument("--raw", action="store_true", help="keep every run's samples in the output")
        cmd.add_argument("--table", action="store_true", help="a text table on stderr as well")
        cmd.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args(argv)
    with contextlib.suppress(OSError):
        os.nice(5)  # the analyser yields to the program and the pump
    names = {"PY": sys.executable, **os.environ}
    names.update(pair.split("=", 1) for pair in args.set)
    size = [int(part) for part in args.size.lower().split("x")] if args.size else None
    specs = [load(path, names, size) for path in args.files]
    if args.mode == "calibrate":
        here = os.getcwd()
        specs = [
            {
                **DEFAULTS,
                "name": "spawn-sh",
                "dir": here,
                "cmd": ["sh", "-c", "printf READY; read x"],
                "wait_for": "READY",
            },
            {
                **DEFAULTS,
                "name": "echo-cat",
                "dir": here,
                "wait_for": "READY",
                "idle_s": 1,
                "cmd": ["sh", "-c", "stty raw -echo; printf READY; exec cat"],
                "steps": [
                    {"name": "echo", "keys": ["j", "k"], "repeat": 40},
                    {"name": "viet", "text": "Đồng chí ấy đã sửa chữa", "repeat": 1},
                ],
            },
        ]
    elif args.cmd:
        spec = {
            **DEFAULTS,
            "name": shlex.split(args.cmd)[0].rsplit("/", 1)[-1],
            "dir": os.getcwd(),
            "cwd": os.getcwd(),
            "cmd": args.cmd,
            "wait_for": args.wait_for,
        }
        if size:
            spec["size"] = size
        specs.append(spec)
    if args.keys:
        for spec in specs:
            spec["steps"] = parse_keys(args.keys)
    if not specs:
        parser.error("no scenario: give a file or --cmd")
    if len({spec["name"] for spec in specs}) < len(specs):
        parser.error("scenarios must have different names")
    try:
        runs = measure(specs, args)
    except Failed as error:
        print(f"tuibench: {error}", file=sys.stderr)
        return 2
    result: dict = {
        "host": host(),
        "runs": args.runs,
        "scenarios": {name: aggregate(data) for name, data in runs.items()},
    }
    failed = []
    if args.mode == "compare" and len(specs) > 1:
        base = specs[0]["name"]
        left = flat(result["scenarios"][base])
        result["base"] = base
        result["ratios"] = {}
        for spec in specs[1:]:
            right = flat(result["scenarios"][spec["name"]])
            block = {}
            for metric, value in right.items():
                if metric in left and left[metric] and not metric.endswith((".n", "_min", "_max", ".code")):
                    entry: list = [round(value / left[metric], 3)]
                    try:
                        span = interval(runs[base], runs[spec["name"]], metric)
                    except (KeyError, TypeError, ValueError, statistics.StatisticsError):
                        span = None
                    if span:
                        entry += span
                    block[metric] = entry
            result["ratios"][spec["name"]] = block
            for name, limit in limits(args.max_ratio):
                hits = [metric for metric in block if fnmatch.fnmatchcase(metric, name)]
                if not hits:
                    failed.append(f"{spec['name']}: no metric {name}")
                failed += [
                    f"{spec['name']}: {metric} is {block[metric][0]} x {base}, limit {limit}"
                    for metric in hits
                    if block[metric][0] > limit
                ]
    for name, limit in limits(args.max):
        for spec in specs[1:] if args.mode == "compare" and len(specs) > 1 else specs:
            values = flat(result["scenarios"][spec["name"]])
            hits = [metric for metric in values if fnmatch.fnmatchcase(metric, name)]
            if not hits:
                failed.append(f"{spec['name']}: no metric {name}")
            failed += [
                f"{spec['name']}: {metric} is {values[metric]}, limit {limit}"
                for metric in hits
                if values[metric] > limit
            ]
    if failed:
        result["failed"] = failed
    if args.raw:
        result["samples"] = runs
    text = json.dumps(result, ensure_ascii=False, indent=1)
    if args.out:
        with open(args.out, "w", encoding="utf-8") as file:
            file.write(text + "\n")
    else:
        print(text)
    if args.table or args.out:
        print(table(result), file=sys.stderr)
    for line in failed:
        print(f"FAIL {line}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
