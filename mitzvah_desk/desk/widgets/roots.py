"""To which of the program's windows a widget belongs, dialogs included."""

from PySide6.QtWidgets import QMainWindow, QWidget


def belongs_elsewhere(widget: QWidget, window: QWidget) -> bool:
    """Whether a widget, or the dialog that it is in, is another main window's than ``window``."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, QMainWindow):
        above = above.parentWidget()
    return above is not None and above is not window
