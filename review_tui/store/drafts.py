"""Half-typed texts, kept every second in a small file of their own (safety.md section 3)."""

import threading
from dataclasses import replace

from review_tui.language.translate import _
from review_tui.store.documents import Document, by_key, decode, encode
from review_tui.store.errors import Corrupt, NoBook, NotSaved, Unreadable
from review_tui.store.keys import RECORDER
from review_tui.store.layout import DRAFTS
from review_tui.store.sealed_file import Ground, SealedFile, created
from review_tui.store.sealing import Sealer

_TABLE = "drafts"


class Drafts:
    """The drafts of one login, under its own key. May be called from another thread than the acts."""

    def __init__(self, ground: Ground, sealer: Sealer) -> None:
        self.notice = ""
        """what was lost, as a sentence; empty when nothing was"""
        self._ground = ground
        self._sealer = sealer
        self._home = sealer.ring.member or RECORDER
        self._lock = threading.Lock()
        self._file: SealedFile | None = None
        self._texts: dict[str, str] = {}
        self._load()

    def texts(self) -> dict[str, str]:
        """The kept texts by place."""
        with self._lock:
            return dict(self._texts)

    def keep(self, place: str, text: str) -> None:
        """Keep a text on the disk; `NotSaved` when that fails. The same text again costs nothing."""
        with self._lock:
            if self._texts.get(place) != text:
                self._save({**self._texts, place: text})

    def drop(self, place: str) -> None:
        """Forget a text; a place that holds none is passed over."""
        with self._lock:
            if place in self._texts:
                self._save({where: text for where, text in self._texts.items() if where != place})

    def mirror(self) -> None:
        """Bring the mirror up to date."""
        with self._lock:
            if self._file is not None and self._file.written:
                self._file.slots.mirror()

    def close(self) -> None:
        """Mirror, and take nothing more."""
        self.mirror()
        with self._lock:
            self._ground = replace(self._ground, write=False)

    def _load(self) -> None:
        try:
            self._file = SealedFile.open(self._ground, self._sealer)
        except NoBook:
            return
        except Unreadable:
            raise
        except Corrupt:
            self.notice = _("Phần ghi dở dang bị hỏng, không đọc lại được; sổ vẫn nguyên vẹn.")
            return
        found = (decode(one.plain, dict[str, str]) for one in self._file.documents.values())
        self._texts = {one["place"]: one["text"] for one in found}

    def _save(self, texts: dict[str, str]) -> None:
        if not self._ground.write:
            raise NotSaved(_("Sổ đang mở chỉ để xem nên không lưu được."))
        documents = by_key(
            Document(_TABLE, place, self._home, 0, encode({"place": place, "text": text}))
            for place, text in texts.items()
        )
        if self._file is None:
            created(self._ground, self._sealer, documents.values(), {})
            self._file = SealedFile.open(self._ground, self._sealer)
        else:
            self._file.save(documents)
        self._texts = texts


def drafts_place(ring_member: str) -> str:
    """The place of the drafts of a login."""
    return f"{DRAFTS}/{ring_member or RECORDER}"
