"""Where to get a key: short steps, each with the place in the console."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View

CONSOLE = "https://console.yandex.cloud/"
BILLING = "https://center.yandex.cloud/billing"
API_KEY_HELP = "https://yandex.cloud/ru/docs/iam/operations/authentication/manage-api-keys"
ROLE_HELP = "https://yandex.cloud/ru/docs/iam/operations/sa/assign-role-for-sa"


class KeySteps(View):
    """A line that unfolds into the steps.

    Signals:
        link_activated(str): Open this address.
    """

    link_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("account-steps")
        self._toggle = Button("account-steps-toggle", look="text-link")
        self._toggle.setCheckable(True)
        self._body = QWidget()
        self._texts = [plain_label(f"account-step-{place}", wraps=True) for place in range(1, 5)]
        self._links = [Button(f"account-step-{place}-link", look="link") for place in range(1, 5)]
        self._addresses = (CONSOLE, BILLING, ROLE_HELP, API_KEY_HELP)
        self._arrange()
        self._toggle.toggled.connect(self._on_toggled)
        for link in self._links:
            link.clicked.connect(self._on_link)
        self._body.hide()
        self._settle()

    def _arrange(self) -> None:
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        self._rows = []
        for text, link in zip(self._texts, self._links, strict=True):
            row = QHBoxLayout()
            row.addWidget(text, 1)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
            body.addLayout(row)
            self._rows.append(row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._body)

    @Slot(bool)
    def _on_toggled(self, opened: bool) -> None:
        self._body.setVisible(opened)
        self._retranslate()

    @Slot()
    def _on_link(self) -> None:
        place = next(place for place, link in enumerate(self._links) if link is self.sender())
        self.link_activated.emit(self._addresses[place])

    def _retranslate(self) -> None:
        opened = self._toggle.isChecked()
        self._toggle.setText(self.tr("Hide the steps") if opened else self.tr("Where do I get a key?"))
        self._toggle.setAccessibleName(self._toggle.text())
        steps = (
            (self.tr("1. Sign in to the console of Yandex Cloud with your Yandex ID."), self.tr("Console")),
            (self.tr("2. Turn billing on: without it the model does not answer."), self.tr("Billing")),
            (
                self.tr(
                    "3. Create a service account in your folder and give it the role ai.languageModels.user."
                ),
                self.tr("How to"),
            ),
            (self.tr("4. Create an API key for it and copy the secret part here."), self.tr("How to")),
        )
        for text, link, (words, label) in zip(self._texts, self._links, steps, strict=True):
            text.setText(words)
            link.setText(label)
            link.setAccessibleName(f"{label}: {words}")

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._column.setSpacing(gap(1.5))
        layout = self._body.layout()
        if layout is not None:
            layout.setSpacing(gap(1.5))
        for row in self._rows:
            row.setSpacing(gap(3))
