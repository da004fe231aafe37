"""Why something of the desktop cannot be had, in words of the person; and what helps."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.desktop_ports import Obstacle, Verb
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP

_SENTENCES: Final = {
    Obstacle.WAYLAND: QT_TRANSLATE_NOOP(
        "ObstacleWords",
        "This desktop (Wayland) lets no program look into others or type there: "
        "copy with Ctrl+C, and paste the result with Ctrl+V.",
    ),
    Obstacle.NO_PORTAL: QT_TRANSLATE_NOOP(
        "ObstacleWords", "This desktop grants no keys to programs. Bind a key to the command below instead."
    ),
    Obstacle.KEY_TAKEN: QT_TRANSLATE_NOOP("ObstacleWords", "Another program has this key. Choose another."),
    Obstacle.KEY_UNKNOWN: QT_TRANSLATE_NOOP(
        "ObstacleWords", "This cannot be a key for all programs: Ctrl, Alt or Meta must be held with it."
    ),
    Obstacle.REFUSED: QT_TRANSLATE_NOOP(
        "ObstacleWords", "The system did not allow it. It can be allowed in the system's settings."
    ),
    Obstacle.TERMINAL: QT_TRANSLATE_NOOP(
        "ObstacleWords",
        "That is a terminal, where these keys mean something else: paste the result yourself.",
    ),
    Obstacle.NOT_IN_FRONT: QT_TRANSLATE_NOOP("ObstacleWords", "The window with the text is not in front."),
    Obstacle.KEYS_HELD: QT_TRANSLATE_NOOP("ObstacleWords", "A key is still held down."),
    Obstacle.NOTHING_SELECTED: QT_TRANSLATE_NOOP("ObstacleWords", "No text is selected there."),
    Obstacle.SELECTION_CHANGED: QT_TRANSLATE_NOOP(
        "ObstacleWords", "Something else is selected there now, so nothing was replaced."
    ),
    Obstacle.NOT_READ: QT_TRANSLATE_NOOP("ObstacleWords", "The other program did not take the text."),
    Obstacle.NO_TRAY: QT_TRANSLATE_NOOP(
        "ObstacleWords", "This desktop has no tray. The window stays in the task bar."
    ),
    Obstacle.NOT_WRITABLE: QT_TRANSLATE_NOOP(
        "ObstacleWords", "The system does not let the program change its start."
    ),
    Obstacle.UNSUPPORTED: QT_TRANSLATE_NOOP("ObstacleWords", "This cannot be had on this desktop."),
}
_VERBS: Final = {
    Verb.SHOW: QT_TRANSLATE_NOOP("ObstacleWords", "Show the window"),
    Verb.QUICK: QT_TRANSLATE_NOOP("ObstacleWords", "Quick window for the selected text"),
    Verb.FIX_CLIPBOARD: QT_TRANSLATE_NOOP("ObstacleWords", "Correct what was copied"),
    Verb.TRANSLATE_CLIPBOARD: QT_TRANSLATE_NOOP("ObstacleWords", "Translate what was copied"),
}


def obstacle_text(obstacle: Obstacle) -> str:
    """Return one or two sentences."""
    return QCoreApplication.translate("ObstacleWords", _SENTENCES[obstacle])


def verb_text(verb: Verb) -> str:
    """Return what a verb does, as an entry of a menu."""
    return QCoreApplication.translate("ObstacleWords", _VERBS[verb])
