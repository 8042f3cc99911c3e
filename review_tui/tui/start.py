"""What must be done before the screen library is loaded; this module loads nothing of it."""

import os


def quiet_environment() -> None:
    """No log, no screenshot, no pressed keys, no console, whatever the environment asks for; and no animation.

    The screen library reads these when it is imported. `NO_COLOR` is left alone.
    """
    for name in list(os.environ):
        if name == "TEXTUAL" or name.startswith("TEXTUAL_"):
            del os.environ[name]
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
