"""The one place that reads the system's clock; a practice book keeps its own day."""

from datetime import date, datetime

from review_tui.model.cell import Cell


class Clock:
    """Days and moments of one book: the system's, or the practice day with the real time of day."""

    def __init__(self) -> None:
        self.practice_day: date | None = None

    def follow(self, cell: Cell) -> None:
        """Take the day of this cell from now on (known only once the book is open)."""
        self.practice_day = cell.practice_day if cell.practice else None

    def now(self) -> datetime:
        """This moment, with its offset from UTC."""
        moment = datetime.now().astimezone()
        day = self.practice_day
        return moment if day is None else moment.replace(year=day.year, month=day.month, day=day.day)

    def today(self) -> date:
        """This day, where the book is."""
        return self.now().date()
