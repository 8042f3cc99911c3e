"""The keys, once for all screens: the same key means the same everywhere.

Outside text fields acts use digits, Enter, Space, arrows, Esc and F2 to F9. A bare letter is never the only way,
because Vietnamese typing aids turn letters into others. F1, F10, F11 and most Ctrl+letters are taken by many terminals.
"""

HELP = "f2"
"""trợ giúp: the keys of this screen, and how it looks"""

FIND = "f3"
"""tìm: from everywhere"""

GUIDED = "f4"
"""cách khác: the guided form beside the entry line, the paper key beside the passphrase"""

SHOW = "f5"
"""hiện: what is folded away (the run sheet, the letters of a passphrase)"""

SORT = "f6"
"""xếp: what was left for later (ghi nháp, suggested topics)"""

UNDO = "f7"
"""hoàn tác: by name"""

PAPERS = "f8"
"""biên bản, giấy tờ: preview, papers, print"""

LANGUAGE = "f9"
"""Việt/English, at once and without losing a typed letter"""

BACK = "escape"
"""back: out of a dialog, out of a screen, from the entry line to the list"""

BLANK = "ctrl+l"
"""che màn hình: from everywhere, also while somebody types; no F key is free, and Ctrl+L clears a terminal anyway"""

LEAVE = "ctrl+q"
"""leaves from everywhere at once"""
