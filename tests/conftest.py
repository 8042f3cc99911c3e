"""Cuts the machine out of the tests: no real home, no network, no colours or languages of whoever runs them."""

import itertools
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import textual._wait

from review_tui.language import translate
from review_tui.language.places import shipped

# Here and not in a fixture: Textual reads its variables once, when the first test file imports it.
for _name in list(os.environ):
    if _name.startswith(("TEXTUAL", "REVIEW_TUI_")) and _name != "REVIEW_TUI_RENEW":  # "take the photographs anew"
        del os.environ[_name]
for _name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "LANGUAGE"):
    os.environ.pop(_name, None)
os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", LC_ALL="C.UTF-8")

# A pilot takes an app for idle when it used next to nothing for one such step: twenty milliseconds, three times for
# every key, are most of what a test of a screen would cost. `screens.settled` waits on the queues besides.
textual._wait.SLEEP_GRANULARITY = 1 / 250
textual._wait.SLEEP_IDLE = textual._wait.SLEEP_GRANULARITY / 10

hypothesis.settings.register_profile("house", deadline=None, database=None, derandomize=True)
hypothesis.settings.register_profile("soak", deadline=None, database=None, max_examples=5_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long tests run only where somebody asks for them by their mark (`make soak`)."""
    if "soak" in str(config.option.markexpr):
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


_HOMES = itertools.count()
_LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """No test reaches another machine; sockets of this one stay open for the printing server on loopback."""
    reach = socket.socket.connect

    def connect(here: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
            pytest.fail(f"a test wants the network: {address[0]}")
        reach(here, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the homes of the tests stand."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def own_home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has an empty home of its own; also the programs that it starts."""
    home = homes / f"nhà {next(_HOMES)}"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    return home


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Every test begins with the Vietnamese screen, whatever the one before spoke."""
    translate.speak("vi", shipped("locale"))
    yield
    translate.speak("vi", shipped("locale"))
