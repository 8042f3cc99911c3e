"""Older files: documents of an earlier schema brought up to this one, step by step, in memory."""

from collections.abc import Callable
from typing import Any

from review_tui.store.documents import Document
from review_tui.store.errors import Corrupt, NewerVersion

SCHEMA = 1
"""The schema that this program writes, named in every file."""

Migration = Callable[[list[Document]], list[Document]]

MIGRATIONS: list[Migration] = []
"""`MIGRATIONS[n - 1]` takes the documents of a file from schema n to n + 1; pure functions. None is needed yet."""


def schema_of(meta: dict[str, Any]) -> int:
    """The schema that a file names; `NewerVersion` when it is later than ours."""
    schema = meta.get("schema")
    if not isinstance(schema, int) or schema < 1:
        raise Corrupt()
    if schema > current_schema():
        raise NewerVersion()
    return schema


def current_schema() -> int:
    """The schema of this program."""
    return max(SCHEMA, len(MIGRATIONS) + 1)


def migrated(documents: list[Document], schema: int) -> list[Document]:
    """Documents of an earlier schema as this program reads them."""
    for step in MIGRATIONS[schema - 1 :]:
        documents = step(documents)
    return documents
