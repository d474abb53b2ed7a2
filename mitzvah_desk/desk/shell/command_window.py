"""What the list of commands needs of the main window."""

from PySide6.QtWidgets import QMainWindow

from mitzvah_desk.desk.records.area_page import AreaPage


class CommandWindow(QMainWindow):
    """A main window whose areas can be shown: commands are gathered from it and done with it."""

    def go_to(self, key: str) -> None:
        """Shows an area by its key."""
        raise NotImplementedError

    def area(self, key: str) -> AreaPage:
        """An area of the open file."""
        raise NotImplementedError

    def shown_area(self) -> AreaPage | None:
        """The area that is looked at; None without an open file."""
        raise NotImplementedError
