"""Secrets and keys: what people type opens the book, whatever the typing aid does; nothing else does."""

import errno
import itertools
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_books import CHEAP, PHRASE, cell, clock, new_book
from store_doubles import FaultyFiles, at_call

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.store import Book, KeyCost, offered_passphrase
from review_tui.store.errors import Corrupt, NotSaved, WrongPassphrase
from review_tui.store.files import Files
from review_tui.store.keys import KEY, decrypted, derived, encrypted, typed_key, typed_slot
from review_tui.store.phrases import CODE_BYTES, PAPER_BYTES, folded, paper_bytes, read_symbols, written

TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
VNI_TONES = dict(zip("12345", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
VOWELS = "aeiouy"
QUICK = {"c": "ch", "g": "gi", "k": "kh", "n": "ng", "p": "ph", "q": "qu", "t": "th"}


def base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()


def has_vowel(word: str) -> bool:
    return any(base(letter) in VOWELS for letter in word)


def marked(word: str, wanted: str, mark: str) -> str | None:
    """The word with a mark on its last letter of this kind, or None when it has none."""
    for at in range(len(word) - 1, -1, -1):
        if base(word[at]) in wanted:
            return word[:at] + unicodedata.normalize("NFC", word[at] + mark) + word[at + 1 :]
    return None


def toned(word: str, tone: str) -> str | None:
    """The word with a tone on its shaped vowel, else on its last one."""
    shaped = "".join(base(c) for c in word if base(c) in VOWELS and len(unicodedata.normalize("NFD", c)) > 1)
    if not shaped:
        return marked(word, VOWELS, tone)
    at = max(place for place, c in enumerate(word) if base(c) in VOWELS and len(unicodedata.normalize("NFD", c)) > 1)
    return word[:at] + unicodedata.normalize("NFC", word[at] + tone) + word[at + 1 :]


def telex_key(word: str, key: str) -> str:
    """One key of Telex at the end of a word: tones, doubled letters, w, dd, and the quick consonants."""
    low = key.lower()
    if low in TONES and has_vowel(word):
        return toned(word, TONES[low]) or word + key
    if low == "z" and has_vowel(word):
        return "".join(c for c in unicodedata.normalize("NFD", word) if c not in TONES.values())
    if low in "aeo" and low in word.lower():
        return marked(word, low, "\u0302") or word + key
    if low == "w":
        return marked(word, "ou", "\u031b") or marked(word, "a", "\u0306") or word + "ư"
    if low == "d" and "d" in word.lower():
        return re.sub("d", "đ", word, count=1, flags=re.IGNORECASE)
    if word[-1:].lower() == low and low in QUICK:
        return word[:-1] + QUICK[low]
    if word[-1:].lower() == low == "u":
        return word[:-1] + "ươ"
    return word + key


def vni_key(word: str, key: str) -> str:
    """One key of VNI at the end of a word: 1-5 tones, 6 7 8 shapes, 9 đ, 0 takes the tone away."""
    if key in VNI_TONES and has_vowel(word):
        return toned(word, VNI_TONES[key]) or word + key
    shapes = {"6": ("aeo", "\u0302"), "7": ("ou", "\u031b"), "8": ("a", "\u0306")}
    if key in shapes:
        return marked(word, *shapes[key]) or word + key
    if key == "9" and "d" in word.lower():
        return re.sub("d", "đ", word, count=1, flags=re.IGNORECASE)
    return word + key


def typed(text: str, aid: str) -> str:
    """What arrives when this text is typed with a typing aid on."""
    words = [""]
    for key in text:
        if not key.isalnum():
            words += [key, ""]
        else:
            words[-1] = {"telex": telex_key, "vni": vni_key}[aid](words[-1], key)
    return "".join(words)


def test_the_simulated_aids_do_what_vietnamese_aids_do() -> None:
    """Else the tests below would prove nothing."""
    assert unicodedata.normalize("NFC", typed("maatj khaaur toots", "telex")) == "mật khẩu tốt"
    assert unicodedata.normalize("NFC", typed("ma65t kha63u to61t", "vni")) == "mật khẩu tốt"
    assert typed("ddoongf", "telex") != "ddoongf"
    assert typed("ccao", "telex") == "chao"


@given(st.binary(min_size=PAPER_BYTES, max_size=PAPER_BYTES), st.sampled_from(("telex", "vni")))
@settings(max_examples=150, deadline=None)
def test_a_paper_key_is_the_same_with_every_typing_aid(secret: bytes, aid: str) -> None:
    """As printed, in small letters, or without its hyphens."""
    paper = written(secret)
    for text in (paper, paper.lower(), paper.replace("-", ""), paper.replace("-", " ").lower()):
        assert typed(text, aid) == text
        assert paper_bytes(typed(text, aid)) == secret


@given(st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES), st.sampled_from(("telex", "vni")))
@settings(max_examples=100, deadline=None)
def test_a_member_code_is_the_same_with_every_typing_aid(secret: bytes, aid: str) -> None:
    """Sixteen symbols in four groups."""
    code = written(secret)
    assert re.fullmatch(r"(\w{4}-){3}\w{4}", code)
    assert read_symbols(typed(code.lower(), aid), CODE_BYTES) == secret


def test_every_offered_word_is_the_same_with_every_typing_aid() -> None:
    """More than 1,024 words, so that five of them hold more than 50 bits."""
    words = shipped("words.txt").read_text(encoding="utf-8").split()
    assert len(set(words)) == len(words) >= 1024
    for word, aid in itertools.product(words, ("telex", "vni")):
        assert typed(word, aid) == word
        assert typed(word.upper(), aid) == word.upper()


def test_an_offered_passphrase_derives_one_key_with_the_aid_on_and_off() -> None:
    """Five words, typed with blanks between them."""
    phrase = offered_passphrase()
    assert len(phrase.split()) == 5
    keys = {
        derived(folded(text).encode(), bytes(16), CHEAP)
        for text in (phrase, typed(phrase, "telex"), typed(phrase, "vni"), phrase.upper(), phrase.replace(" ", ""))
    }
    assert len(keys) == 1


def test_marks_case_blanks_and_forms_of_a_passphrase_do_not_matter(tmp_path: Path) -> None:
    """ "Mật khẩu tốt" set with the aid on opens without marks too."""
    book, _paper = Book.create(tmp_path / "sổ", passphrase="Mật khẩu Đẹp", cell=cell(), kdf=CHEAP, clock=clock)
    book.close()
    for text in ("mat khau dep", "MẬT KHẨU ĐẸP", unicodedata.normalize("NFD", " mật  khẩu\tđẹp"), "matkhaudep"):
        Book.open(tmp_path / "sổ", passphrase=text, write=False).close()
    with pytest.raises(WrongPassphrase):
        Book.open(tmp_path / "sổ", passphrase="mat khau xau", write=False)


def test_an_empty_passphrase_is_refused(tmp_path: Path) -> None:
    """And nothing is made."""
    for phrase in ("", "  ", "\u0301"):
        with pytest.raises(ReviewError, match="trống"):
            Book.create(tmp_path / "b", passphrase=phrase, cell=cell(), kdf=CHEAP)
    assert not list(tmp_path.iterdir())


def test_a_slip_in_a_paper_key_is_named_before_anything_is_tried() -> None:
    """Its check symbols find 255 of 256 slips; letters that look like digits count as digits."""
    paper = written(bytes(range(PAPER_BYTES)))
    assert paper_bytes(paper.replace("0", "O").replace("1", "l")) == bytes(range(PAPER_BYTES))
    for wrong in (paper[:-1], paper + "0", "", "mật khẩu", paper.replace("0", "H", 1)):
        with pytest.raises(ReviewError, match="8 nhóm"):
            paper_bytes(wrong)


def test_the_paper_key_opens_when_the_passphrase_is_lost(tmp_path: Path) -> None:
    """And only that of this book."""
    book, paper = new_book(tmp_path / "a")
    before = book.session("2026")
    book.close()
    _other, other_paper = new_book(tmp_path / "b")
    with Book.open(tmp_path / "a", paper_key=paper.lower()) as again:
        assert again.session("2026") == before
    with pytest.raises(WrongPassphrase):
        Book.open(tmp_path / "a", paper_key=other_paper)


def test_a_book_asked_without_any_secret_says_that_it_has_a_lock(tmp_path: Path) -> None:
    """The sentence asks for the passphrase and does not call it wrong."""
    new_book(tmp_path / "a")[0].close()
    with pytest.raises(WrongPassphrase, match="có khóa"):
        Book.open(tmp_path / "a")


def test_a_changed_passphrase_and_paper_key_shut_the_old_ones_out(tmp_path: Path) -> None:
    """Both can be changed; what was written stays readable."""
    book, paper = new_book(tmp_path / "a")
    book.change_passphrase("cau moi", kdf=CHEAP)
    new_paper = book.new_paper_key()
    book.close()
    for secret in ({"passphrase": PHRASE}, {"paper_key": paper}):
        with pytest.raises(WrongPassphrase):
            Book.open(tmp_path / "a", **secret)
    Book.open(tmp_path / "a", passphrase="câu mới").close()
    Book.open(tmp_path / "a", paper_key=new_paper).close()


def opens(path: Path, phrase: str) -> bool:
    try:
        Book.open(path, passphrase=phrase, write=False).close()
    except WrongPassphrase:
        return False
    return True


def test_a_change_of_passphrase_cut_at_any_call_locks_nobody_out(tmp_path: Path) -> None:
    """A saved change counts; of a refused one the old or the new passphrase opens; the paper key always (R17)."""
    path = tmp_path / "a"
    book, paper = new_book(path, with_session=False)
    book.close()
    known = [PHRASE]
    for call in itertools.count():
        files = FaultyFiles(Files())
        with Book.open(path, paper_key=paper, files=files, clock=clock) as book:
            start = len(files.calls)
            files.refuse = at_call(start + call, errno.EIO, forever=True)
            try:
                book.change_passphrase(f"cau so {call}", kdf=CHEAP)
                known = [f"cau so {call}"]
            except NotSaved:
                known.append(f"cau so {call}")
            used = len(files.calls) - start
            files.refuse = None
        Book.open(path, paper_key=paper, write=False).close()
        known = [phrase for phrase in known if opens(path, phrase)]
        assert known
        if call >= used:
            break
    assert call > 5


def test_a_member_code_opens_that_member_alone_until_a_new_one_is_printed(tmp_path: Path) -> None:
    """With or without saying whose it is."""
    book, _paper = new_book(tmp_path / "a")
    first = book.new_code("m4", kdf=CHEAP)
    code = book.new_code("m4", kdf=CHEAP)
    other = book.new_code("m5", kdf=CHEAP)
    book.close()
    for found in (Book.open(tmp_path / "a", key=code.lower()), Book.open(tmp_path / "a", member="m4", key=code)):
        assert found.member == "m4"
        found.close()
    for member, key in (("m4", other), ("m5", code), (None, first), ("m4", "sai"), ("m9", code), ("m4", "0" * 64)):
        with pytest.raises(WrongPassphrase):
            Book.open(tmp_path / "a", member=member, key=key)


def test_parameters_that_only_a_tampered_file_names_are_refused() -> None:
    """Above 1 GiB or ten passes the machine would stand still (safety.md section 4)."""
    slot = typed_slot(b"secret", bytes(KEY), CHEAP, "about")
    assert typed_key(slot, b"secret", "about") == bytes(KEY)
    for change in ({"memory": 2 * 1024 * 1024}, {"passes": 11}, {"lanes": 400}, {"passes": 0}, {"memory": "x"}):
        with pytest.raises(Corrupt):
            typed_key({**slot, **change}, b"secret", "about")
    with pytest.raises(WrongPassphrase):
        typed_key({**slot, "passes": 2}, b"secret", "about")


def test_calibration_counts_passes_and_never_takes_more_than_64_mib() -> None:
    """About half a second; three passes at least on a slow machine, ten at most on a fast one."""
    for once, passes in ((0.05, 10), (0.1, 5), (0.5, 3), (5.0, 3), (0.0, 10)):
        ticks = iter((0.0, once))
        cost = KeyCost.calibrated(lambda ticks=ticks: next(ticks))
        assert cost == KeyCost(memory=64 * 1024, passes=passes, lanes=4)


def test_what_is_sealed_opens_only_for_the_same_key_and_place() -> None:
    """Any change, other key or other place gives nothing."""
    sealed = encrypted(bytes(KEY), b"text", "here")
    assert decrypted(bytes(KEY), sealed, "here") == b"text"
    assert decrypted(b"1" * KEY, sealed, "here") is None
    assert decrypted(bytes(KEY), sealed, "there") is None
    flipped = sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:]
    for wrong in (flipped, sealed[:-4], "", "no base64 é", None):
        assert decrypted(bytes(KEY), wrong, "here") is None


def test_no_secret_stands_in_an_error_or_in_the_shape_of_a_ring(tmp_path: Path) -> None:
    """Neither in the sentence nor in what a traceback shows of the keys."""
    book, paper = new_book(tmp_path / "a")
    shown = repr(book._desk.ring)
    assert book.member_key("m1") not in shown
    assert book._desk.ring.master.hex() not in shown
    assert "master" not in shown
    book.close()
    with pytest.raises(WrongPassphrase) as caught:
        Book.open(tmp_path / "a", passphrase="mot cau sai")
    assert "mot cau sai" not in str(caught.value)
    assert paper not in str(caught.value)
