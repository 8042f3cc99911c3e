"""The child of the launcher: reads what it was told through arguments and pipe, and shows one login."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from review_tui.cli.secret import LONGEST_PASSPHRASE
from review_tui.cli.speech import prepare_streams, quiet_crashes, say, sentence_of
from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.translate import speak

DONE = 0
REFUSED = 1


def main(words: Sequence[str] | None = None) -> int:
    """Show the book that the launcher named; the exit code is the launcher's."""
    gc.disable()  # the screen turns it on again after its first paint (speed.md section 1)
    prepare_streams()
    quiet_crashes()
    arguments = _command_line().parse_args(words)
    speak(arguments.lang, shipped("locale"))
    try:
        secret, tell = _secret(arguments.secret), _descriptor(arguments.next, os.O_WRONLY)
        return _shown(arguments.word, Path(arguments.book), secret, tell)
    except ReviewError as error:
        say(error)
    except OSError as error:
        say(sentence_of(error))
    except KeyboardInterrupt:
        return 130
    return REFUSED


def _command_line() -> argparse.ArgumentParser:
    """Only the launcher speaks this language; it is no command for people."""
    parser = argparse.ArgumentParser(prog="review-tui", add_help=False)
    parser.add_argument("word", choices=("open", "demo", "first", "member"))
    parser.add_argument("book")
    parser.add_argument("--lang", default="vi")
    parser.add_argument("--secret", type=int, required=True)
    parser.add_argument("--next", type=int, required=True)
    return parser


def _secret(number: int) -> str:
    """The one line in the launcher's pipe; empty where the screen has to ask."""
    with os.fdopen(_descriptor(number, os.O_RDONLY), "rb") as pipe:
        return pipe.readline(LONGEST_PASSPHRASE + 1).decode("utf-8").removesuffix("\n")


def _descriptor(number: int, flags: int) -> int:
    """What the launcher named, as a descriptor: Windows hands over handles."""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.open_osfhandle(number, flags)
    return number


def _shown(word: str, path: Path, secret: str, tell: int) -> int:
    from review_tui.tui.start import quiet_environment

    quiet_environment()  # before the screen library is loaded
    # Loaded here: a wrong command line must not wait for the screen library.
    from review_tui.cli.login import Login

    login = Login(path)
    try:
        return login.run(word, secret, tell)
    finally:
        login.close()


if __name__ == "__main__":
    sys.exit(main())
