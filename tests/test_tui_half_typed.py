"""What is typed into a question survives a power cut, a full disk and a key hit by mistake, and is kept no longer."""

from evening import OPENING, Evening, a_book, evening
from memory_book import MemoryBook

from review_tui.tui.dialogs.ask import Ask
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.half_typed import HalfTyped, left_over
from review_tui.tui.screens.read_back import ReadBackScreen
from review_tui.tui.widgets.form import Field


async def other_opinion(room: Evening) -> None:
    """To the question for another opinion of đ/c Đồng about the first point."""
    if not isinstance(room.app.screen, ReadBackScreen):
        await room.press("f8", "2", "down")
    await room.press("enter", "2")
    await room.type("dong")
    assert isinstance(room.app.screen, Ask)


def said(room: Evening, book: MemoryBook) -> str:
    """The other opinion that the minutes hold, and that no draft is left."""
    assert left_over(book) == ()
    return room.session.dissents[0].text


async def test_a_half_typed_opinion_is_there_again_after_a_power_cut() -> None:
    """And gone from the drafts once it is in the minutes."""
    book = a_book(*OPENING, "/ 5", "2 - Vắng 4 buổi")
    async with evening(book) as room:
        await other_opinion(room)
        for letter in "Chỉ vắng 3":
            await room.press("space" if letter == " " else letter)
        assert isinstance(room.app.screen, HalfTyped)
        room.app.screen.leaving()  # what the clock does less than a second after a letter; then the power goes
    assert left_over(book) == ("Ý kiến khác",)
    assert "vắng" not in "".join(book.drafts())
    async with evening(book) as room:
        await room.press("escape", "escape")
        assert "Còn chữ gõ dở ở ô “Ý kiến khác”" in room.picture
        await room.press("enter")
        await other_opinion(room)
        assert "Chữ gõ dở lần trước đã đưa lại." in room.picture
        await room.type(" kỳ")
        assert said(room, book) == "Chỉ vắng 3 kỳ"


async def test_a_full_disk_and_esc_cost_nothing_typed() -> None:
    """The answer is offered again when the same is asked again."""
    book = a_book(*OPENING, "/ 5", "2 - Vắng 4 buổi")
    async with evening(book) as room:
        await other_opinion(room)
        book.fail = "Đĩa đầy."
        await room.type("Chỉ vắng 3")
        assert room.session.dissents == ()
        book.fail = ""
        await other_opinion(room)
        await room.press("space", "k", "escape")
        await other_opinion(room)
        await room.type("ỳ")
        assert said(room, book) == "Chỉ vắng 3 kỳ"


async def test_a_form_comes_back_whole_and_without_its_secrets() -> None:
    """Every field but the secret one; another form has nothing of it."""
    book = a_book(*OPENING)
    fields = (Field(name="who", label="Ai"), Field(name="key", label="Mật khẩu", secret=True))
    async with evening(book) as room:
        await room.app.push_screen(FormDialog("Hỏi", fields))
        await room.press("a", "b", "down", "c", "escape")
        assert left_over(book) == ("Hỏi",)
        assert '"c"' not in str(book.drafts())
        await room.app.push_screen(FormDialog("Hỏi khác", fields))
        await room.press("down")
        assert room.app.screen._form.values == {"who": "", "key": ""}  # type: ignore[attr-defined]
        await room.press("escape")
        await room.app.push_screen(FormDialog("Hỏi", fields))
        await room.press("down")
        assert room.app.screen._form.values == {"who": "ab", "key": ""}  # type: ignore[attr-defined]
