"""TinyDB on slots: many writes are one commit, what is read is a copy, what is refused is undone."""

import json
import math
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_doubles import FaultyFiles, MemoryFiles
from store_proofs import STEM, refuse_named, with_refusal
from tinydb import where

from review_tui.store.errors import Corrupt, NotSaved
from review_tui.store.ids import new_id
from review_tui.store.slots import SlotStore
from review_tui.store.tables import EMPTY, SlotStorage, Tables, decoded, encoded


@pytest.fixture
def hands() -> FaultyFiles:
    """A disk in memory that can be told to refuse."""
    return FaultyFiles(MemoryFiles())


@pytest.fixture
def tables(hands: FaultyFiles) -> Tables:
    """A file with one document: point p1."""
    made = Tables(SlotStore.create(STEM, EMPTY, files=hands))
    made.table("points").put({"p1": {"text": "Vắng 4 buổi", "tags": ["g3"]}})
    return made


def fsyncs(hands: FaultyFiles) -> int:
    """How often data was synced so far."""
    return hands.calls.count("fsync")


def on_disk(hands: FaultyFiles) -> Any:
    """What a fresh opening finds."""
    return decoded(SlotStore.open(STEM, files=hands.inner).content)


def test_writes_gathered_are_one_commit_and_one_fsync(tables: Tables, hands: FaultyFiles) -> None:
    """However many tables and calls: one act, one fsync, and the tables agree on the disk."""
    before, generation = fsyncs(hands), tables.slots.generation
    with tables.gathered():
        tables.table("points").put({"p2": {"text": "hai"}})
        tables.table("answers").put({"a1": {"to": "p2"}})
        tables.table("points").drop(["p1", "unknown"])
        tables.table("answers").insert({"to": "p3"})
        assert fsyncs(hands) == before
    assert fsyncs(hands) == before + 1
    assert tables.slots.generation == generation + 1
    assert on_disk(hands)["points"] == {"p2": {"text": "hai"}}
    assert len(on_disk(hands)["answers"]) == 2


def test_each_call_outside_a_transaction_is_one_commit(tables: Tables, hands: FaultyFiles) -> None:
    """Also `upsert`, which TinyDB makes of two writes."""
    for call in (
        lambda: tables.table("points").upsert({"text": "mới"}, where("text") == "không có"),
        lambda: tables.table("points").update({"text": "sửa"}),
        lambda: tables.table("points").remove(where("text") == "sửa"),
    ):
        before = fsyncs(hands)
        call()
        assert fsyncs(hands) == before + 1


def test_a_transaction_that_changes_nothing_writes_nothing(tables: Tables, hands: FaultyFiles) -> None:
    """Saving the same once more costs no fsync and no generation."""
    before = len(hands.calls)
    with tables.gathered():
        tables.table("points").put(tables.table("points").documents())
        tables.table("points").drop(["unknown"])
        tables.table("never made").drop(["unknown"])
        tables.table("never made").put({})
    assert len(hands.calls) == before


def test_an_exception_undoes_the_whole_transaction(tables: Tables, hands: FaultyFiles) -> None:
    """In memory as on the disk, for tables opened before and queries asked within."""
    points = tables.table("points")

    def act() -> None:
        with tables.gathered():
            points.put({"p2": {"text": "hai"}})
            assert len(points.search(where("text") == "hai")) == 1
            with tables.gathered():
                points.drop(["p1"])
            raise RuntimeError("broken rule")

    with pytest.raises(RuntimeError, match="broken rule"):
        act()
    assert list(points.documents()) == ["p1"]
    assert points.search(where("text") == "hai") == []
    assert list(on_disk(hands)["points"]) == ["p1"]


def test_a_refused_save_undoes_the_whole_transaction(tables: Tables, hands: FaultyFiles) -> None:
    """Memory is again what was saved last, and the next save goes on from there."""
    points = tables.table("points")
    hands.refuse = lambda call, name: refuse_named("fsync", call, name)
    with pytest.raises(NotSaved), tables.gathered():
        points.put({"p2": {"text": "hai"}})
    assert isinstance(with_refusal(lambda: points.put({"p3": {"text": "ba"}})), NotSaved)
    assert list(points.documents()) == ["p1"]
    hands.refuse = None
    points.put({"p4": {"text": "bốn"}})
    assert list(on_disk(hands)["points"]) == ["p1", "p4"]


def test_what_is_read_or_written_can_be_changed_without_harm(tables: Tables, hands: FaultyFiles) -> None:
    """Neither a query result nor a document handed in is the committed state, in a transaction or out of it."""
    points = tables.table("points")
    handed_in = {"text": "hai", "tags": ["g4"]}
    with tables.gathered():
        points.put({"p2": handed_in})
        handed_in["tags"] = ["changed"]
        for document in (*points.all(), *points.search(where("text") == "hai"), *points.documents().values()):
            document["tags"].append("changed")
            document["text"] = "changed"
    for document in (*points.all(), *points.search(where("text") == "hai"), *points.search(where("text") == "hai")):
        document["tags"].append("changed")
    tables.storage.read()["points"].clear()  # type: ignore[index]
    expected = {"p1": {"text": "Vắng 4 buổi", "tags": ["g3"]}, "p2": {"text": "hai", "tags": ["g4"]}}
    assert points.documents() == on_disk(hands)["points"] == expected


def test_a_document_is_put_whole(tables: Tables) -> None:
    """A field that is gone is gone, unlike TinyDB's `update`."""
    tables.table("points").put({"p1": {"text": "mới"}})
    assert tables.table("points").documents() == {"p1": {"text": "mới"}}


def test_ids_are_random_strings_and_never_reused(tables: Tables) -> None:
    """TinyDB would give the number of a deleted document again after a reopening."""
    made = [tables.table("points").insert({"n": n}) for n in range(20)]
    assert all(isinstance(key, str) and len(key) == 16 for key in made)
    assert len({*made, *(new_id() for _ in range(1_000))}) == 1_020


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"points": []}',
        b'{"points": {"p1": 3}}',
        b'{"points": {"p1": {"n": NaN}}}',
        b'{"points": {"p1": {"n": ' + b"9" * 5_000 + b"}}}",
        b'{"a":' * 100_000,
        b'{"points": {"p1": {"text": "half',
    ],
)
def test_what_is_no_tables_is_corrupt(content: bytes) -> None:
    """One sentence, whatever the parser would have raised."""
    with pytest.raises(Corrupt):
        decoded(content)
    store = SlotStore.create(STEM, content, files=MemoryFiles())
    with pytest.raises(Corrupt):
        SlotStorage(store)


@pytest.mark.parametrize("value", [math.nan, math.inf, "\ud800", {"deep": ["\udfff"]}])
def test_what_a_file_cannot_hold_is_refused_before_it_is_written(value: object, tables: Tables) -> None:
    """Infinity, not-a-number and half letters; the tables stay as they were."""
    generation = tables.slots.generation
    with pytest.raises(NotSaved):
        tables.table("points").put({"p9": {"value": value}})
    assert tables.slots.generation == generation
    assert list(tables.table("points").documents()) == ["p1"]


@pytest.mark.parametrize("document", [{"value": {1, 2}}, {"value": b"bytes"}, {1: "number"}])
def test_what_json_has_no_word_for_is_a_fault_of_the_program(document: dict[Any, Any], tables: Tables) -> None:
    """It is not dressed as a sentence for the user, and changes nothing."""
    with pytest.raises(TypeError):
        tables.table("points").put({"p9": document})
    assert list(tables.table("points").documents()) == ["p1"]


def test_letters_are_kept_as_letters(tables: Tables) -> None:
    """UTF-8 and not escapes: smaller files, readable by hand."""
    assert "Vắng 4 buổi".encode() in tables.slots.content


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(), st.dictionaries(st.text(), st.dictionaries(st.text(), JSON), max_size=3), max_size=3))
def test_any_tables_come_back_as_they_were(tree: dict[str, dict[str, Any]]) -> None:
    """Encoded, decoded, and through the storage."""
    assert decoded(encoded(tree)) == tree
    storage = SlotStorage(SlotStore.create(STEM, EMPTY, files=MemoryFiles()))
    storage.write(tree)
    assert storage.read() == decoded(storage.store.content) == json.loads(json.dumps(tree)) == tree


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise_anything_but_corrupt(content: bytes) -> None:
    """R12 in small: the parser of a content answers with tables or one sentence."""
    with suppress(Corrupt):
        assert isinstance(decoded(content), dict)
