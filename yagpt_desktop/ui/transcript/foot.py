"""The line under a message: facts, actions, versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from yagpt_desktop.domain.chat import ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.services.resumption import can_resume
from yagpt_desktop.ui.theme.icons import pixmap

from .ink import Ink


class Action(Enum):
    """What can be pressed under a message."""

    NOTHING = "nothing"
    VERSION = "version"
    COPY = "copy"
    COPY_MARKDOWN = "copy-markdown"
    CONTINUE = "continue"
    REPEAT = "repeat"
    EDIT = "edit"
    QUOTE = "quote"
    FORK = "fork"
    COMPARE = "compare"
    DELETE = "delete"
    MORE = "more"
    PREVIOUS = "previous"
    NEXT = "next"


_ICONS = {
    Action.COPY: "copy",
    Action.CONTINUE: "continue",
    Action.REPEAT: "repeat",
    Action.EDIT: "edit",
    Action.MORE: "more",
    Action.PREVIOUS: "chevron-left",
    Action.NEXT: "chevron-right",
}

_SILENT = frozenset({Action.NOTHING, Action.VERSION})


def actions_of(message: ChatMessage) -> tuple[Action, ...]:
    """Return all that can be done with a message, in the order of the menu.

    One without an id is of no chat here: it can be read and copied, as can one that still grows.
    """
    if message.state is MessageState.STREAMING or not message.id:
        return () if message.is_blank else (Action.COPY, Action.COPY_MARKDOWN)
    found = [] if message.is_blank else [Action.COPY, Action.COPY_MARKDOWN, Action.QUOTE]
    if message.role is Role.ASSISTANT:
        if can_resume(message):
            found.append(Action.CONTINUE)
        found.append(Action.REPEAT)
        if not message.is_blank:
            found.append(Action.COMPARE)
    found.append(Action.EDIT)
    if not message.is_blank:
        found.append(Action.FORK)
    if message.version > 1:
        found.append(Action.PREVIOUS)
    if message.version < message.versions:
        found.append(Action.NEXT)
    return (*found, Action.DELETE)


@dataclass(frozen=True, slots=True)
class FootWords:
    """The words of the line."""

    copy: str
    copied: str
    resume: str
    repeat: str
    edit: str

    @property
    def after_copy(self) -> FootWords:
        """The words just after a copy."""
        return replace(self, copy=self.copied)

    def of(self, action: Action) -> str:
        """Return the words for an action; none for the arrows."""
        texts = {
            Action.COPY: self.copy,
            Action.CONTINUE: self.resume,
            Action.REPEAT: self.repeat,
            Action.EDIT: self.edit,
        }
        return texts.get(action, "")


@dataclass(frozen=True, slots=True)
class FootItem:
    """One thing in the line."""

    action: Action
    text: str
    rect: QRectF
    is_enabled: bool = True

    @property
    def can_press(self) -> bool:
        """Whether a press does anything."""
        return self.is_enabled and self.action not in _SILENT


def foot_items(
    message: ChatMessage, facts: str, words: FootWords, place: QRectF, ink: Ink
) -> tuple[FootItem, ...]:
    """Return what stands in the line under a message, from left to right within ``place``.

    Under a bubble the line ends at the right edge; elsewhere it begins at the left one.
    """
    wanted = _wanted(message, facts, words)
    metrics = QFontMetricsF(ink.small)
    widths = [_width(action, text, metrics, ink) for action, text, _ in wanted]
    spaces = [_space(action, ink, is_first=number == 0) for number, (action, _, _) in enumerate(wanted)]
    total = sum(widths) + sum(spaces)
    if total > place.width():
        wanted = [(action, text if action in _SILENT else "", on) for action, text, on in wanted]
        widths = [_width(action, text, metrics, ink) for action, text, _ in wanted]
        total = sum(widths) + sum(spaces)
    x = place.left() if message.role is Role.ASSISTANT else max(place.right() - total, place.left())
    found = []
    for (action, text, is_enabled), width, space in zip(wanted, widths, spaces, strict=True):
        x += space
        found.append(FootItem(action, text, QRectF(x, place.top(), width, place.height()), is_enabled))
        x += width
    return tuple(found)


def paint_foot(painter: QPainter, items: tuple[FootItem, ...], hovered: FootItem | None, ink: Ink) -> None:
    """Paint the line."""
    ratio = painter.device().devicePixelRatio()
    painter.setFont(ink.small)
    for item in items:
        tone = "text" if item == hovered and item.action not in _SILENT else "muted"
        tone = tone if item.is_enabled else "disabled"
        rect = QRectF(item.rect)
        if item.action in _ICONS:
            edge = _icon_px(item.action, ink)
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
    if not message.is_blank:
        found.append((Action.COPY, words.copy, True))
    if not message.id:
        return found
    if can_resume(message):
        found.append((Action.CONTINUE, words.resume, True))
    if message.role is Role.ASSISTANT:
        found.append((Action.REPEAT, words.repeat, True))
    found.append((Action.EDIT, words.edit, True))
    found.append((Action.MORE, "", True))
    if message.versions > 1:
        found.append((Action.PREVIOUS, "", message.version > 1))
        found.append((Action.VERSION, f"{message.version} / {message.versions}", True))
        found.append((Action.NEXT, "", message.version < message.versions))
    return found


def _space(action: Action, ink: Ink, *, is_first: bool) -> float:
    """The space before an item; the arrows stand close to what they change."""
    if is_first:
        return 0.0
    return float(ink.gap(1 if action in {Action.NEXT, Action.VERSION} else 3))


def _icon_px(action: Action, ink: Ink) -> int:
    """Three dots need room to be seen at all."""
    return ink.metrics.icon_px + 2 if action is Action.MORE else ink.metrics.small_px + 2


def _width(action: Action, text: str, metrics: QFontMetricsF, ink: Ink) -> float:
    words = metrics.horizontalAdvance(text) + 1 if text else 0.0
    if action in _SILENT:
        return words
    return _icon_px(action, ink) + (ink.gap(1) + words if text else 0.0)
