"""What a new chat shows: one sentence and a few ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View

_EXAMPLES = (
    ("corrector", QT_TRANSLATE_NOOP("EmptyState", "Ths sentense wil be corected by itselv")),
    ("translator", QT_TRANSLATE_NOOP("EmptyState", "To be, or not to be: that is the question.")),
    ("none", QT_TRANSLATE_NOOP("EmptyState", "Write a polite letter: we move the meeting to Thursday")),
    ("explain", QT_TRANSLATE_NOOP("EmptyState", "How does a mortgage work?")),
)


class ExampleButton(Button):
    """An example with the role it is asked under.

    Signals:
        taken(str, str): Its text and the key of its role.
    """

    taken = Signal(str, str)

    def __init__(self, place: int, role_key: str) -> None:
        super().__init__(f"example-{place}", look="example")
        self._role_key = role_key
        self._text = ""
        self._caption = plain_label(look="small")
        self._line = plain_label(wraps=True)
        self._column = QVBoxLayout(self)
        for label in (self._caption, self._line):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(self._on_clicked)

    def put(self, text: str, role_name: str) -> None:
        """Show a text and the name of its role."""
        self._text = text
        self._caption.setText(role_name)
        self._line.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(role_name)

    def restyle(self) -> None:
        """Put the measures."""
        gap = look().metrics.gap
        self._column.setContentsMargins(gap(3.5), gap(2), gap(3.5), gap(2))
        self._column.setSpacing(0)

    def sizeHint(self) -> QSize:
        """As the words need."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As the words need at least."""
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the wrapped words."""
        return self._column.totalHeightForWidth(width)

    @Slot()
    def _on_clicked(self) -> None:
        self.taken.emit(self._text, self._role_key)


class EmptyState(View):
    """Shown in the transcript's place while a chat has no messages.

    Signals:
        example_chosen(str, str): Put this text into the composer, under the ready role with this key.
    """

    example_chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("empty-state")
        self._title = plain_label("empty-title", look="heading", wraps=True)
        self._sentence = plain_label("empty-sentence", look="muted", wraps=True)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._examples = [ExampleButton(place, key) for place, (key, _) in enumerate(_EXAMPLES, start=1)]
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(self._title)
        self._column.addWidget(self._sentence)
        self._examples_box = QWidget()
        self._examples_column = QVBoxLayout(self._examples_box)
        self._examples_column.setContentsMargins(0, 0, 0, 0)
        for button in self._examples:
            button.taken.connect(self.example_chosen)
            self._examples_column.addWidget(button)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self._examples_box, 100)
        centred.addStretch(1)
        self._column.addLayout(centred)
        self._column.addStretch(3)
        self._settle()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("What shall we do?"))
        self._sentence.setText(self.tr("Ask anything, or begin with an example."))
        roles = {
            "corrector": self.tr("Correct the mistakes"),
            "translator": self.tr("Translate"),
            "none": self.tr("Write a text"),
            "explain": self.tr("Explain in plain words"),
        }
        for button, (key, text) in zip(self._examples, _EXAMPLES, strict=True):
            button.put(QCoreApplication.translate("EmptyState", text), roles[key])

    def _restyle(self) -> None:
        metrics = look().metrics
        self._column.setContentsMargins(metrics.gap(4), metrics.gap(4), metrics.gap(4), metrics.gap(4))
        self._column.setSpacing(metrics.gap(2))
        self._examples_box.setMaximumWidth(metrics.gap(120))
        self._examples_column.setSpacing(metrics.gap(2))
        for button in self._examples:
            button.restyle()
