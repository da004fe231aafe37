"""Puts a theme and a zoom in force, and follows the system."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from yagpt_desktop.domain.settings import Theme, range_of

from .look import Look, look, set_look
from .palette import palette_of
from .style import style_sheet
from .tokens import DARK, LIGHT, PLAIN


class Theming(QObject):
    """Owns the application's style, palette, style sheet and font size.  GUI thread.

    Signals:
        changed: Another look is in force; widgets hear of it by their own change events too.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._theme = Theme.SYSTEM
        self._zoom_percent = 100
        if app.style().name() != "fusion":
            app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @Slot(object, int)
    def apply(self, theme: Theme, zoom_percent: int) -> None:
        """Put a theme and a zoom in force; a zoom out of bounds is brought to the nearest bound."""
        bounds = range_of("zoom_percent")
        self._zoom_percent = round(min(max(zoom_percent, bounds.low), bounds.high))
        if theme is not self._theme:
            self._theme = theme
            self._tell_system(theme)
        self._put_in_force()

    def _tell_system(self, theme: Theme) -> None:
        # Title bars and native dialogs follow where the platform can; elsewhere this has no effect.
        hints = self._app.styleHints()
        if theme is Theme.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if theme is Theme.DARK else Qt.ColorScheme.Light)

    def _put_in_force(self) -> None:
        new = Look(DARK if self._is_dark() else LIGHT, PLAIN.scaled(self._zoom_percent), self._less_motion())
        if new == look() and self._app.styleSheet():
            return
        set_look(new)
        font = self._app.font()
        font.setPixelSize(new.metrics.body_px)
        self._app.setFont(font)
        self._app.setPalette(palette_of(new.tokens))
        self._app.setStyleSheet(style_sheet(new))
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self._theme is Theme.SYSTEM:
            return self._system_scheme() is Qt.ColorScheme.Dark
        return self._theme is Theme.DARK

    def _system_scheme(self) -> Qt.ColorScheme:
        return self._app.styleHints().colorScheme()

    def _less_motion(self) -> bool:
        # The one switch for animations that Qt reads from Windows and desktop themes.
        return not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)

    @Slot(Qt.ColorScheme)
    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._theme is Theme.SYSTEM:
            self._put_in_force()
