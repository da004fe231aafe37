"""Notices a key that is about to be sent as a message."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from yagpt_desktop.services.secret_look import looks_like_secret
from yagpt_desktop.ui.widgets.question import QuestionWords, new_question


class SecretGuard(QObject):
    """Asks before a text that looks like a key leaves this computer; not sending is the default.

    Signals:
        declined(): The person keeps the text; nothing was sent.
    """

    declined = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._send: Callable[[], object] | None = None

    def lets_through(self, text: str, send: Callable[[], object]) -> bool:
        """Return True where nothing in the text looks like a key: the caller sends it.

        Otherwise a question is open now, and ``send`` is called if the person wants it sent all the same;
        a question that was open before is answered with no.
        """
        if not looks_like_secret(text):
            return True
        self._ask(send)
        return False

    def _ask(self, send: Callable[[], object]) -> None:
        words = QuestionWords(
            self.tr("A secret key?"),
            self.tr("This looks like a secret key. Send it?"),
            self.tr("Whoever reads the conversation could use the key. It is never needed in a message."),
            self.tr("Do not send"),
            self.tr("Send it all the same"),
        )
        question = new_question(self._window, "secret", "secret-send", words)
        self._send = send
        question.accepted.connect(self._on_agreed)
        question.rejected.connect(self._on_declined)
        question.open()

    @Slot()
    def _on_agreed(self) -> None:
        send, self._send = self._send, None
        if send is not None:
            send()

    @Slot()
    def _on_declined(self) -> None:
        self._send = None
        self.declined.emit()
