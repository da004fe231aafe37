"""The look, the language and the keys, for windows under test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.settings import Language, Theme
from yagpt_desktop.ui.i18n import install_language
from yagpt_desktop.ui.theme.look import Look, set_look
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.widgets.page_frame import PageFrame


@pytest.fixture
def theming(qapp: QApplication) -> Iterator[Theming]:
    """The light theme at 100 %; the application is left bare."""
    # Windows of earlier tests wait for an event loop to delete them; a new style would visit them all.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    font = qapp.font()
    theming = Theming(qapp)
    theming.apply(Theme.LIGHT, 100)
    yield theming
    theming.apply(Theme.SYSTEM, 100)
    shiboken6.delete(theming)
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setFont(font)
    set_look(Look())


@pytest.fixture
def russian(qapp: QApplication) -> Iterator[None]:
    """The interface speaks Russian for one test."""
    language = install_language(qapp, Language.RUSSIAN)
    yield
    language.remove()


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """Types any letters; QTest's own keys end the process at the first one outside ASCII."""

    def type_into(widget: QWidget, text: str) -> None:
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(widget, event)

    return type_into


class LittleRoom:
    """A page in its frame, in as much room as a window of some size leaves it."""

    def __init__(self, page: QWidget, theming: Theming) -> None:
        self.page, self._theming = page, theming
        self.frame = PageFrame(page)
        self.frame.show()
        self.frame.activateWindow()

    def take(self, size: tuple[int, int], zoom_percent: int) -> None:
        """Change the room, and the size of everything in it."""
        self._theming.apply(Theme.LIGHT, zoom_percent)
        self.frame.resize(*size)
        self.settle()

    def settle(self) -> None:
        """Let every part have its place."""
        # What a part needs is told from one to the next, in an event each.
        for _ in range(8):
            QApplication.processEvents()

    def faults(self) -> list[str]:
        """Name what is cut, and what lies over another part or beyond the page."""
        self.settle()
        buttons = [part for part in self.page.findChildren(QAbstractButton) if part.isVisible()]
        cut = [f"{_told(part)} is cut" for part in buttons if part.text() and _is_cut(part)]
        views = [part for part in self.page.findChildren(QAbstractScrollArea) if part.isVisible()]
        labels = [part for part in self.page.findChildren(QLabel) if part.isVisible() and part.text()]
        low = [f"{_told(part)} is cut" for part in labels if _is_low(part)]
        parts = [part for part in (*buttons, *labels, *views) if not self._is_within(part, views)]
        places = [(part, self._place(part)) for part in parts]
        over = [
            f"{_told(one)} lies over {_told(other)}"
            for number, (one, place) in enumerate(places)
            for other, another in places[:number]
            if place.intersects(another) and not (one.isAncestorOf(other) or other.isAncestorOf(one))
        ]
        beyond = [
            f"{_told(part)} is beyond" for part, place in places if not self.page.rect().contains(place)
        ]
        return cut + low + over + beyond

    def hidden_from_keyboard(self) -> list[str]:
        """Name what takes the keyboard and is not in view then."""
        self.settle()
        hidden = []
        for part in self.page.findChildren(QWidget):
            takes = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.isEnabled()
            if takes and part.isVisible() and not isinstance(part.parentWidget(), QAbstractScrollArea):
                part.setFocus(Qt.FocusReason.TabFocusReason)
                self.settle()
                if part.visibleRegion().isEmpty():
                    hidden.append(_told(part))
        return hidden

    def _is_within(self, part: QWidget, views: list[QAbstractScrollArea]) -> bool:
        return any(view is not part and view.isAncestorOf(part) for view in views)

    def _place(self, part: QWidget) -> QRect:
        return QRect(part.mapTo(self.page, QPoint()), part.size())


def _told(part: QWidget) -> str:
    return f"{part.objectName()} {part.size().toTuple()}"


def _is_cut(part: QWidget) -> bool:
    least = part.minimumSizeHint()
    return part.width() < least.width() or part.height() < least.height()


def _is_low(label: QLabel) -> bool:
    least_px = label.heightForWidth(label.width()) if label.wordWrap() else label.minimumSizeHint().height()
    return label.height() < least_px or (
        not label.wordWrap() and label.width() < label.minimumSizeHint().width()
    )


@pytest.fixture(autouse=True)
def rooms() -> Iterator[list[LittleRoom]]:
    """What a test takes of little rooms; made first, gone after what is behind a page."""
    made: list[LittleRoom] = []
    yield made
    for room in made:
        if shiboken6.isValid(room.frame):
            shiboken6.delete(room.frame)


@pytest.fixture
def little_room(qtbot: QtBot, theming: Theming, rooms: list[LittleRoom]) -> Callable[..., LittleRoom]:
    """Puts a page into a window of so many pixels, at such a zoom."""

    def put(page: QWidget, size: tuple[int, int], zoom_percent: int) -> LittleRoom:
        room = LittleRoom(page, theming)
        rooms.append(room)
        room.take(size, zoom_percent)
        qtbot.waitUntil(room.frame.isActiveWindow)
        return room

    return put
