"""The program: chooses the language, reads the command line, runs one command, and turns errors into exit codes."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from review_tui.cli.arguments import command_line
from review_tui.cli.folders import folder_replaced, place_books
from review_tui.cli.speech import abandon_output, flush_data, prepare_streams, quiet_crashes, say, sentence_of
from review_tui.language.errors import InputErrors, ReviewError
from review_tui.language.places import shipped
from review_tui.language.translate import speak

DONE = 0
REFUSED = 1
INTERRUPTED = 130

LANGUAGE_VARIABLE = "REVIEW_TUI_LANG"

Run = Callable[[argparse.Namespace], int]


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line `words` (of the process where none are given) and return the exit code."""
    words = sys.argv[1:] if words is None else words
    prepare_streams()
    quiet_crashes()
    speak(_wanted_language(words), shipped("locale"))
    try:
        return _run(words)
    except InputErrors as errors:
        for sentence in errors.sentences:
            say(sentence)
    except ReviewError as error:
        say(error)
    except BrokenPipeError:
        abandon_output()
        return DONE
    except OSError as error:
        abandon_output()
        say(sentence_of(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    return REFUSED


def _run(words: Sequence[str]) -> int:
    try:
        arguments = command_line().parse_args(words)
    except SystemExit as leaving:
        flush_data()
        return leaving.code if isinstance(leaving.code, int) else DONE
    place_books(arguments)
    run: Run = getattr(importlib.import_module(f"review_tui.cli.{arguments.module}"), arguments.run)
    code = run(arguments)
    if notice := folder_replaced():
        say(notice)
    flush_data()
    return code


def _wanted_language(words: Sequence[str]) -> str:
    """The language is needed before the command line is read, for its own help: `--lang en`, then the environment."""
    for place, word in enumerate(words):
        if word == "--":
            break
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and place + 1 < len(words):
            return words[place + 1]
    return os.environ.get(LANGUAGE_VARIABLE, "vi")
