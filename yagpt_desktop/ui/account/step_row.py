"""One step of the way to a key."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from yagpt_desktop.ui.theme.icons import pixmap
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View, set_look_property


class Proof(StrEnum):
    """What the program itself knows about a step."""

    NONE = "none"
    RIGHT = "right"
    WRONG = "wrong"


class StepMark(QCheckBox):
    """A round box with the step's number; ticked when done, green or red when it was proved."""

    def __init__(self, object_name: str, number: int) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._number = number
        self._proof = Proof.NONE

    def show_proof(self, proof: Proof) -> None:
        """Show what is known about the step."""
        self._proof = proof
        self.update()

    def sizeHint(self) -> QSize:
        """The circle with room for the focus ring."""
        edge_px = look().metrics.gap(7.5)
        return QSize(edge_px, edge_px)

    def minimumSizeHint(self) -> QSize:
        """As large as the hint."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """All of it answers to a click."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the circle with its number or sign."""
        tokens, metrics = look().tokens, look().metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).center()
        radius = metrics.gap(3)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), metrics.focus_px))
            painter.drawEllipse(ring, radius + metrics.focus_px, radius + metrics.focus_px)
        ground, ink, icon_name = self._colours()
        painter.setPen(QPen(QColor(ground or ink), metrics.hairline_px))
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring, radius, radius)
        if icon_name:
            edge_px = metrics.icon_px
            picture = pixmap(icon_name, ink, edge_px, self.devicePixelRatioF())
            painter.drawPixmap(
                QPoint(round(ring.x() - edge_px / 2 + 0.5), round(ring.y() - edge_px / 2 + 0.5)), picture
            )
            return
        font = self.font()
        font.setPixelSize(metrics.small_px)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), str(self._number))

    def _colours(self) -> tuple[str, str, str]:
        """Return ground ("" for none), ink and icon."""
        tokens = look().tokens
        if self._proof is Proof.WRONG:
            return tokens.removed_bg, tokens.removed, "warning"
        if self._proof is Proof.RIGHT:
            return tokens.added_bg, tokens.added, "check"
        if self.isChecked():
            return tokens.accent_soft, tokens.accent_text, "check"
        return "", tokens.muted, ""


class StepRow(View):
    """What to do, the button that leads there, and how it went.

    Signals:
        ticked(bool): The person says that it is done, or is not.
        followed(): The button was pressed.
    """

    ticked = Signal(bool)
    followed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        name = f"account-step-{number}"
        self._proof = Proof.NONE
        self._has_button = False
        self.mark = StepMark(f"{name}-done", number)
        self._text = plain_label(name, wraps=True)
        self._result = plain_label(f"{name}-result", look="hint", wraps=True)
        self._link = Button(f"{name}-link", look="link")
        words = self._words = QVBoxLayout()
        words.addWidget(self._text)
        words.addWidget(self._result)
        words.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self.mark.clicked.connect(self._on_clicked)
        self._link.clicked.connect(self.followed)
        self._settle()

    def put(self, text: str, button: str) -> None:
        """Put the words; "" for no button."""
        self._has_button = bool(button)
        self._text.setText(text)
        self._link.setText(button)
        self._link.setAccessibleName(f"{button}: {text}")
        self.mark.setAccessibleName(text)
        self._refresh()

    @property
    def is_done(self) -> bool:
        """Whether it is behind the person."""
        return self._proof is Proof.RIGHT or (self.mark.isChecked() and self._proof is Proof.NONE)

    def tick(self) -> None:
        """Take the step as done."""
        self.mark.setChecked(True)
        self._refresh()

    def show_proof(self, proof: Proof, words: str) -> None:
        """Show what a check has proved, in words too."""
        self._proof = proof
        self.mark.show_proof(proof)
        self._result.setText(words)
        set_look_property(
            self._result, "look", {Proof.WRONG: "wrong", Proof.RIGHT: "good"}.get(proof, "hint")
        )
        self.mark.setAccessibleDescription(words)
        self._refresh()

    @Slot(bool)
    def _on_clicked(self, ticked: bool) -> None:
        self._refresh()
        self.ticked.emit(ticked)

    def _refresh(self) -> None:
        """What is done steps back, so that the eye finds what is next."""
        set_look_property(self._text, "look", "muted" if self.is_done else "")
        self._result.setVisible(bool(self._result.text()))
        self._link.setVisible(self._has_button and not self.is_done)

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._row.setSpacing(gap(2.5))
        self._words.setSpacing(gap(0.5))
        self._words.setContentsMargins(0, gap(1), 0, 0)
