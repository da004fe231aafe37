"""The line under a message: facts, actions, versions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from yagpt_desktop.domain.chat import ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.ui.theme.icons import pixmap

from .ink import Ink


class Action(Enum):
    """What can be pressed under a message."""

    NOTHING = "nothing"
    COPY = "copy"
    REPEAT = "repeat"
    EDIT = "edit"
    PREVIOUS = "previous"
    NEXT = "next"


_ICONS = {
    Action.COPY: "copy",
    Action.REPEAT: "repeat",
    Action.EDIT: "edit",
    Action.PREVIOUS: "chevron-left",
    Action.NEXT: "chevron-right",
}


@dataclass(frozen=True, slots=True)
class FootWords:
    """The words of the line."""

    copy: str
    copied: str
    repeat: str
    edit: str

    def of(self, action: Action) -> str:
        """Return the words for an action; none for the arrows."""
        texts = {Action.COPY: self.copy, Action.REPEAT: self.repeat, Action.EDIT: self.edit}
        return texts.get(action, "")


@dataclass(frozen=True, slots=True)
class FootItem:
    """One thing in the line."""

    action: Action
    text: str
    rect: QRectF
    is_enabled: bool = True


def foot_items(
    message: ChatMessage, facts: str, words: FootWords, place: QRectF, ink: Ink
) -> tuple[FootItem, ...]:
    """Return what stands in the line under a message, from left to right within ``place``.

    Under a bubble the line ends at the right edge; elsewhere it begins at the left one.
    """
    wanted = _wanted(message, facts, words)
    metrics = QFontMetricsF(ink.small)
    space, icon = float(ink.gap(3)), float(ink.metrics.small_px + 2)
    widths = [_width(action, text, metrics, icon, ink) for action, text, _ in wanted]
    total = sum(widths) + space * max(len(widths) - 1, 0)
    if total > place.width():
        wanted = [(action, text if action is Action.NOTHING else "", on) for action, text, on in wanted]
        widths = [_width(action, text, metrics, icon, ink) for action, text, _ in wanted]
        total = sum(widths) + space * max(len(widths) - 1, 0)
    x = place.left() if message.role is Role.ASSISTANT else max(place.right() - total, place.left())
    found = []
    for (action, text, is_enabled), width in zip(wanted, widths, strict=True):
        found.append(FootItem(action, text, QRectF(x, place.top(), width, place.height()), is_enabled))
        x += width + space
    return tuple(found)


def paint_foot(painter: QPainter, items: tuple[FootItem, ...], hovered: FootItem | None, ink: Ink) -> None:
    """Paint the line."""
    ratio = painter.device().devicePixelRatio()
    edge = ink.metrics.small_px + 2
    painter.setFont(ink.small)
    for item in items:
        tone = "text" if item == hovered and item.action is not Action.NOTHING else "muted"
        tone = tone if item.is_enabled else "disabled"
        rect = QRectF(item.rect)
        if item.action in _ICONS:
            picture = pixmap(_ICONS[item.action], getattr(ink.look.tokens, tone), edge, ratio)
            painter.drawPixmap(QPointF(rect.left(), rect.center().y() - edge / 2), picture)
            rect.setLeft(rect.left() + edge + ink.gap(1))
        painter.setPen(ink.color(tone))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, item.text)


def _wanted(message: ChatMessage, facts: str, words: FootWords) -> list[tuple[Action, str, bool]]:
    found: list[tuple[Action, str, bool]] = []
    if message.state is MessageState.STREAMING:
        return found
    if facts:
        found.append((Action.NOTHING, facts, True))
    found.append((Action.COPY, words.copy, True))
    if message.role is Role.ASSISTANT:
        found.append((Action.REPEAT, words.repeat, True))
    found.append((Action.EDIT, words.edit, True))
    if message.versions > 1:
        found.append((Action.PREVIOUS, "", message.version > 1))
        found.append((Action.NOTHING, f"{message.version} / {message.versions}", True))
        found.append((Action.NEXT, "", message.version < message.versions))
    return found


def _width(action: Action, text: str, metrics: QFontMetricsF, icon: float, ink: Ink) -> float:
    words = metrics.horizontalAdvance(text) + 1 if text else 0.0
    if action is Action.NOTHING:
        return words
    return icon + (ink.gap(1) + words if text else 0.0)
