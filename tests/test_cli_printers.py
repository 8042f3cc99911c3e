"""The command `printers` and what it shows of other people's words."""

import os
from pathlib import Path

import pytest
from commands import Shell


@pytest.mark.skipif(os.name != "posix", reason="lpstat exists on Linux and macOS only")
def test_no_terminal_command_of_a_printer_reaches_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names and reasons come from whoever set the queue up, perhaps over the network."""
    answer = r"printer tang\033[31m disabled since Mon -\n\tH\033]52;c;eA==\007m\n\033[2J\nprinter b is idle.\n"
    program = tmp_path / "lpstat"
    program.write_text(f"#!/bin/sh\nprintf '{answer}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    done = Shell(tmp_path, capsys).ok("printers")
    assert "tang\ufffd[31m" in done.out
    assert "\nb" in done.out
    assert not {"\x1b", "\x07"} & set(done.out + done.err)
