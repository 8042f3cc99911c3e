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
from review_tui.language.translate import _, speak

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
        return _shown(arguments.word, Path(arguments.book), _secret(arguments.secret))
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
    parser.add_argument("word", choices=("open", "demo", "first"))
    parser.add_argument("book")
    parser.add_argument("--lang", default="vi")
    parser.add_argument("--secret", type=int, required=True)
    parser.add_argument("--next", type=int, required=True)
    return parser


def _secret(number: int) -> str:
    """The one line in the launcher's pipe; empty where the screen has to ask."""
    if sys.platform == "win32":
        import msvcrt

        number = msvcrt.open_osfhandle(number, os.O_RDONLY)
    with os.fdopen(number, "rb") as pipe:
        return pipe.readline(LONGEST_PASSPHRASE + 1).decode("utf-8").removesuffix("\n")


def _shown(word: str, path: Path, secret: str) -> int:
    if word == "first":
        raise ReviewError(
            _(
                "Chưa có sổ nào. Lập sổ từ danh sách: review-tui new SỔ --name TÊN --superior TÊN --roll TỆP; "
                "thử trước: review-tui demo."
            )
        )
    # Loaded here: a wrong command line must not wait for the screen library.
    from review_tui.cli.login import Login

    login = Login(path)
    try:
        return login.run(secret, latest=word == "demo")
    finally:
        login.close()


if __name__ == "__main__":
    sys.exit(main())
