"""The promises about privacy in small; `make proof-privacy` measures them whole and prints the table (R16 to R25)."""

import sys
from pathlib import Path

import privacy_proofs as proofs
import pytest


def holds(figure: proofs.Figure) -> None:
    """The figure is what was promised."""
    assert figure.ok, figure.row()


def test_no_foreign_key_opens_anything(tmp_path: Path) -> None:
    """R16: all pairs of members and keys, all sealed texts."""
    holds(proofs.foreign_keys(tmp_path / "sổ", 5))


def test_no_sealed_text_opens_elsewhere(tmp_path: Path) -> None:
    """R16: in another row, under another label, in another session or book."""
    holds(proofs.moved_texts(tmp_path / "sổ"))


def test_no_edit_of_signed_records_goes_unseen(tmp_path: Path) -> None:
    """R18: single edits, and four attacks on the whole book."""
    holds(proofs.rewritten(tmp_path, 40))


def test_no_text_leads_out_of_a_folder_or_becomes_a_formula() -> None:
    """R23: names of files and cells."""
    holds(proofs.names_and_cells(300))


def test_a_wiped_book_comes_back(tmp_path: Path) -> None:
    """R25: from the last dated copy, by the paper key, not older than the pause between copies."""
    holds(proofs.drills(tmp_path, 2))


@pytest.mark.soak
@pytest.mark.system
@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and a pseudo-terminal")
def test_a_member_s_process_and_the_launcher_hold_nothing_of_others(tmp_path: Path) -> None:
    """R16: by code and attended, with the passphrase from a file; the member's own text is found."""
    from privacy_memory import in_memory

    for figure in in_memory(tmp_path):
        holds(figure)


@pytest.mark.soak
def test_no_cut_in_a_change_of_secrets_locks_anybody_out(tmp_path: Path) -> None:
    """R17, at every call."""
    holds(proofs.secrets_cut(tmp_path, 1))


@pytest.mark.soak
@pytest.mark.system
@pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal")
def test_a_hostile_book_acts_on_no_screen_and_reaches_no_terminal(tmp_path: Path) -> None:
    """R20, R21, R22: the real program walks itself, key by key, over texts that are traps."""
    from privacy_screens import hostile_screens

    for figure in hostile_screens(tmp_path, seconds=60, breaks=4):
        holds(figure)
