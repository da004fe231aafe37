"""Shows exactly what the next request will hold."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from yagpt_desktop.services.context import ContextPlan
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.words.request_words import request_facts, request_text


class RequestPreview(QDialog):
    """A window over the chat with every word of a request; gone when it is closed."""

    def __init__(self, plan: ContextPlan, cost_roubles: float | None, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("request-preview")
        self.setWindowTitle(self.tr("What will be sent"))
        facts = plain_label("request-facts", look="hint", wraps=True)
        facts.setText(request_facts(plan, cost_roubles))
        text = QPlainTextEdit(request_text(plan.request))
        text.setObjectName("request-text")
        text.setAccessibleName(self.windowTitle())
        text.setReadOnly(True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        close = Button("request-close", look="primary")
        close.setText(self.tr("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(facts)
        column.addWidget(text, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        gap = look().metrics.gap
        resize_within_screen(self, gap(160), gap(120))
        text.setFocus()
