"""Before an extract is read, saved or printed: each other member named in it is asked about."""

from dataclasses import replace

from review_tui.papers.extract import NameInside, names_inside
from review_tui.papers.sources import Sources
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.screens.page import Page
from review_tui.tui.views.names import name_options, name_question


async def names_asked(page: Page, sources: Sources) -> Sources | None:
    """The sources with the names that are replaced; None when left by Esc. The cursor stands on replacing."""
    by_name: dict[str, list[NameInside]] = {}
    for one in names_inside(sources.session, sources.member, sources.ledger):
        by_name.setdefault(one.name, []).append(one)
    replaced = []
    for place, (name, found) in enumerate(by_name.items(), 1):
        question = name_question(found, place, len(by_name))
        chosen = await page.app.push_screen_wait(Choose(question, name_options(), cursor=1))
        if chosen is None:
            return None
        if chosen == 1:
            replaced.append(name)
    return replace(sources, replaced=tuple(replaced))
