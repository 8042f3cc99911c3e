"""Random ids: 80 bits, so that no two desks ever give the same one and no id tells an order."""

import base64
import secrets


def new_id() -> str:
    """A fresh id: 16 small letters and digits (base32)."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()
