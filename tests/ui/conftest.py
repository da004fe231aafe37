"""The look, the language and the keys, for windows under test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from yagpt_desktop.domain.settings import Language, Theme
from yagpt_desktop.ui.i18n import install_language
from yagpt_desktop.ui.theme.look import Look, set_look
from yagpt_desktop.ui.theme.theming import Theming


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
