"""What the pages of the text tools have in common: a head, a text with its buttons, a result to copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSplitter, QVBoxLayout

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.error_banner import ErrorBanner
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit
from yagpt_desktop.ui.widgets.view import View, set_look_property
from yagpt_desktop.ui.words.error_text import details_of, error_text

from .selection import selected, selected_text

_SIGNS: Final = QT_TRANSLATE_NOOP("TextPage", "%n character(s)")


class _Split(QSplitter):
    """Passes on what its parts need; Qt's own keeps to itself that they need more than before."""

    def event(self, event: QEvent) -> bool:
        """Have the page ask anew."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return is_done


class TextPage(View):
    """Holds what every such page is made of; a page adds its own parts and calls ``_stand`` and ``_settle``.

    Parts: :attr:`errors`.

    Signals:
        run_requested(): Do it to the text.
        stop_requested(): Stop.
        paste_requested(): Replace the text by the clipboard's.
        copy_requested(): Copy the result.
    """

    run_requested = Signal()
    stop_requested = Signal()
    paste_requested = Signal()
    copy_requested = Signal()

    def __init__(self, name: str) -> None:
        """``name`` begins the object names of all parts."""
        super().__init__(look="surface")
        self.setObjectName(f"{name}-page")
        self._running = False
        self._signs, self._estimate = 0, ""
        self._count: QLabel | None = None
        self._counted: PlainEdit | None = None
        self._head = View(look="header")
        self._title = plain_label(f"{name}-title", look="title")
        self._head_row = QHBoxLayout(self._head)
        self._head_row.addWidget(self._title)
        self.errors = ErrorBanner()
        self._paste, self._run = Button(f"{name}-paste"), Button(f"{name}-run")
        self._copy = Button(f"{name}-copy", look="primary", icon_name="copy", tone="on_accent")
        self._split = _Split(Qt.Orientation.Horizontal)
        self._split.setObjectName(f"{name}-split")
        self._split.setChildrenCollapsible(False)
        self._body = QVBoxLayout()
        self._run.clicked.connect(self._on_run)
        self._paste.clicked.connect(self.paste_requested)
        self._copy.clicked.connect(self.copy_requested)

    def _stand(self, count: QLabel, source: PlainEdit) -> QVBoxLayout:
        """Put head and body on the page; ``count`` is where it is told how long ``source`` is."""
        self._count, self._counted = count, source
        source.selectionChanged.connect(self._retranslate_signs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        # The parts change their places with the width: what they need now must not keep the page wide.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(self._body, 1)
        return column

    def title(self) -> str:
        """Return the page's name in the sidebar."""
        return ""

    def _run_name(self) -> str:
        """Return what the button says that begins."""
        return ""

    def _make_room(self) -> None:
        """Put the parts where the width has room for them."""

    @property
    def folded(self) -> Sequence[Button]:
        """The buttons for which the page has no room now; its menu holds them."""
        return ()

    @property
    def running(self) -> bool:
        """Whether Stop is on offer."""
        return self._running

    @Slot(object)
    def show_error(self, error: YaGptError) -> None:
        """Say what went wrong; the text is where it was."""
        self.errors.show_error(error_text(error), details_of(error))

    def show_signs(self, signs: int, estimate: str = "") -> None:
        """Show how long the text is (code points), and what it will cost."""
        self._signs, self._estimate = signs, estimate
        self._retranslate_signs()

    def show_running(self, *, running: bool) -> None:
        """Turn the button into Stop and back; without a text or a result there is nothing to press."""
        self._running = running
        self._run.set_icon("stop" if running else "")
        self._retranslate_run()

    def show_ready(self, *, can_run: bool, has_result: bool, is_stale: bool = False) -> None:
        """Say what can be pressed; the one thing to do next is the one that stands out.

        A stale result is one of another text or of another wish than those in view.
        """
        copies = has_result and not is_stale and not self._running
        self._run.setEnabled(can_run or self._running)
        self._copy.setEnabled(has_result)
        set_look_property(self._run, "look", "" if copies or self._running else "primary")
        set_look_property(self._copy, "look", "primary" if copies else "")
        self._copy.set_icon("copy", "on_accent" if copies else "text" if has_result else "disabled")

    @Slot()
    def _on_run(self) -> None:
        (self.stop_requested if self._running else self.run_requested).emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts where there is room now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gap = look().metrics.gap
        beside, above = (gap(3), gap(2)) if self.width() < look().metrics.terse_below_px else (gap(5), gap(4))
        self._head_row.setContentsMargins(beside, 0, beside, 0)
        self._body.setContentsMargins(beside, above, beside, above)
        self._make_room()

    def _retranslate(self) -> None:
        self._title.setText(self.title())
        self._paste.setText(self.tr("Paste"))
        self._paste.setAccessibleName(self.tr("Paste a text from the clipboard"))
        self._retranslate_run()
        self._retranslate_signs()

    def _retranslate_run(self) -> None:
        text = self.tr("Stop") if self._running else self._run_name()
        self._run.setText(text)
        self._run.setAccessibleName(text)

    @Slot()
    def _retranslate_signs(self) -> None:
        if self._count is None or self._counted is None:
            return
        # An inherited ``tr`` takes the number it has put in for a translation of the subclass's own.
        signs = counted("TextPage", _SIGNS, self._signs)
        part = selected(self._counted)
        if part is not None:
            # The price is the whole text's, and would be taken for the part's.
            self._count.setText(selected_text(part, of=self._signs))
            return
        self._count.setText(f"{signs} · {self._estimate}" if self._estimate else signs)

    def _restyle(self) -> None:
        metrics = look().metrics
        self._head.setFixedHeight(metrics.header_px)
        self._head_row.setSpacing(metrics.gap(2.5))
        self._body.setSpacing(metrics.gap(3))
        self._split.setHandleWidth(metrics.gap(3.5))
        self._fit()
