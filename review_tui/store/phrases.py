"""Secrets that people type: folding, the paper recovery key, members' codes, offered passphrases.

A Vietnamese typing aid may be on or off when a secret is typed. Paper keys and codes use digits and six letters only:
no vowel, so that no tone key (Telex s f r x j z) and no digit (VNI 1-9) has anything to act on; no D and W; no letter
that an aid doubles into another (cc, gg, kk, nn, pp, qq, tt) or expands (f, j);
none that looks like a digit (B I L O S).
Offered passphrases are words that both aids leave alone when there is a blank between them.
A free phrase is folded, so that marks, case and blanks do not matter; what cannot be made equal is a phrase typed as
"mật khẩu" with the aid on and with the same keys ("maatj khaaur") with the aid off.
"""

import hashlib
import secrets

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.text import fold, nfc
from review_tui.language.translate import N_, _

SYMBOLS = "0123456789HMRVXZ"
"""16 symbols, 4 bits each."""

_MISREAD = str.maketrans("OQILBS", "001185")
_VALUES = {symbol: value for value, symbol in enumerate(SYMBOLS)}
PAPER_BYTES = 15
"""120 bits: 30 symbols and 2 check symbols"""
CODE_BYTES = 7
"""56 bits: 14 symbols and 2 check symbols"""
RAW_BYTES = 32
OFFERED_WORDS = 5

ADVICE = N_(
    "Dấu, chữ hoa và khoảng trắng trong mật khẩu không được tính. Nên dùng năm từ chương trình đưa ra: "
    "bật hay tắt bộ gõ tiếng Việt đều gõ ra như nhau. Mật khẩu tự đặt thì lần nào cũng phải gõ với bộ gõ như lúc đặt."
)


def folded(secret: str) -> str:
    """What counts of a secret: letters without marks and case, no blanks ("Mật Khẩu  tốt" -> "matkhautot")."""
    plain = "".join(fold(nfc(secret)).split())
    return "".join(letter for letter in plain if letter.isprintable())


def passphrase_bytes(passphrase: str) -> bytes:
    """The bytes that a passphrase is derived from; one sentence when nothing is left of it."""
    plain = folded(passphrase)
    if not plain:
        raise ReviewError(_("Mật khẩu không được để trống."))
    return plain.encode("utf-8", "surrogatepass")


def offered_passphrase() -> str:
    """Five random words of data/words.txt, 50 bits or more; typed with a blank between them."""
    words = shipped("words.txt").read_text(encoding="utf-8").split()
    return " ".join(secrets.choice(words) for _count in range(OFFERED_WORDS))


def written(secret: bytes) -> str:
    """Some random bytes as symbols in groups of four, with two check symbols at the end."""
    whole = secret + _check(secret)
    symbols = "".join(SYMBOLS[byte >> 4] + SYMBOLS[byte & 15] for byte in whole)
    return "-".join(symbols[start : start + 4] for start in range(0, len(symbols), 4))


def read_symbols(text: str, length: int) -> bytes | None:
    """The bytes of a typed paper key or code; None when too short, too long, or the check symbols do not fit.

    Case, marks, blanks and hyphens do not matter; letters that look like a digit count as that digit.
    """
    symbols = "".join(c for c in folded(text).upper() if c.isalnum()).translate(_MISREAD)
    if len(symbols) != 2 * (length + 1) or any(symbol not in _VALUES for symbol in symbols):
        return None
    values = [_VALUES[symbol] for symbol in symbols]
    whole = bytes(high << 4 | low for high, low in zip(values[::2], values[1::2], strict=True))
    return whole[:-1] if _check(whole[:-1]) == whole[-1:] else None


def paper_bytes(text: str) -> bytes:
    """The bytes of a paper recovery key, or one sentence about the typing."""
    found = read_symbols(text, PAPER_BYTES)
    if found is None:
        raise ReviewError(_("Khóa giấy gõ chưa đúng: phải đủ 8 nhóm, mỗi nhóm 4 ký tự, như trên giấy."))
    return found


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"review-tui check symbols\0" + secret).digest()[:1]
