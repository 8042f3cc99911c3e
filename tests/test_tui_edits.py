"""A line typed behind one that is being edited, and an edit that loses its verifier, are asked about."""

from evening import OPENING, a_book, evening


async def test_a_line_typed_on_behind_an_old_one_becomes_its_own_line() -> None:
    """The old line stays as it was; or the whole is the edited line, as the recorder says."""
    async with evening(a_book(*OPENING, "/ 5", "2 - Vắng 4 buổi")) as room:
        await room.press("up", "enter")
        await room.type(" 3 - Hay về sớm")
        assert "“3 - Hay về sớm”" in room.picture
        await room.press("1")
        assert [point.text for point in room.session.points] == ["Vắng 4 buổi", "Hay về sớm"]
        await room.press("up", "up", "enter")
        await room.type(" 3 - như đã nói")
        await room.press("2")
        assert room.session.points[0].text == "Vắng 4 buổi 3 - như đã nói"
        assert room.screen.untouched


async def test_an_edit_that_loses_verifier_and_date_asks_first() -> None:
    """Left as typed the line waits in the entry line; said yes it is saved."""
    async with evening(a_book(*OPENING, "/ 5", "2 - Vắng", "5 ! 1 Dự đủ ~2 >30/6/2027")) as room:
        await room.press("enter")
        await room.press(*["backspace"] * len(" ~2 >30/6/2027"))
        await room.press("enter")
        assert "không còn người theo dõi" in room.picture
        assert "hạn 30/06/2027" in room.picture
        await room.press("escape")
        assert room.session.commitments[0].verifier == "m2"
        await room.press("enter", "2")
        made = room.session.commitments[0]
        assert (made.text, made.verifier, made.due) == ("Dự đủ", "", None)
