"""One kind of credential as a card to choose."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout

from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View


class ChoiceCard(QRadioButton):
    """A radio button as large as what it says; it may say less while it is not chosen."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._told = self._brief = ""
        self._name = plain_label(look="card-title")
        self._badge = plain_label(look="badge")
        self._words = plain_label(look="muted", wraps=True)
        self._column = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self._head.addWidget(self._name)
        self._head.addWidget(self._badge)
        self._head.addStretch(1)
        self._column.addLayout(self._head)
        self._column.addWidget(self._words)
        for label in (self._name, self._badge, self._words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._show_words)

    @Slot()
    def _show_words(self) -> None:
        self._words.setText(self._told if self.isChecked() else self._brief)
        # At once, or the layouts around it would take one pass each to hear of it.
        self._column.activate()
        self.updateGeometry()

    def put(self, name: str, words: str, badge: str = "", brief: str = "") -> None:
        """Put the words; ``brief`` stands in for them on a card that is not chosen."""
        self._name.setText(name)
        self._told, self._brief = words, brief or words
        self._badge.setText(badge)
        self._badge.setVisible(bool(badge))
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self._show_words()

    def restyle(self) -> None:
        """Put the measures."""
        gap = look().metrics.gap
        self._column.setContentsMargins(gap(10.5), gap(3), gap(3.5), gap(3))
        self._column.setSpacing(gap(0.5))
        self._head.setSpacing(gap(2))

    def sizeHint(self) -> QSize:
        """As the words need."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As the words need at least."""
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """The words wrap, where they are shown."""
        return self._column.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """As high as the wrapped words."""
        return self._column.totalHeightForWidth(width)

    def hitButton(self, position: QPoint) -> bool:
        """All of the card answers to a click."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card and its mark."""
        tokens, metrics = look().tokens, look().metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = metrics.focus_px if self.hasFocus() else metrics.hairline_px
        lit = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(tokens.accent if lit else tokens.line), width))
        painter.setBrush(QColor(tokens.accent_soft if self.isChecked() else tokens.surface))
        half = width / 2
        card = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(card, metrics.card_radius_px, metrics.card_radius_px)
        self._paint_mark(painter)

    def _paint_mark(self, painter: QPainter) -> None:
        tokens, metrics = look().tokens, look().metrics
        radius = metrics.gap(2) - 1
        center = QPointF(metrics.gap(5.5), self._name.geometry().center().y() + 1)
        painter.setPen(QPen(QColor(tokens.accent if self.isChecked() else tokens.control), metrics.focus_px))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(center, radius, radius)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(center, radius / 2, radius / 2)


class KindCard(ChoiceCard):
    """A kind of credential to choose."""

    def __init__(self, kind: CredentialKind) -> None:
        super().__init__(f"account-kind-{kind.value}")
        self.kind = kind


class KindChoice(View):
    """All kinds, the handiest first; exactly one is chosen.  ``yc`` is there only where it was found.

    Folded, it shows the chosen one and a way to the others.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("account-kind")
        self.cards = {kind: KindCard(kind) for kind in CredentialKind}
        self._has_yc = False
        self._folded = False
        self._more = Button("account-kinds-more", look="text-link")
        self._more.clicked.connect(self._on_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for card in self.cards.values():
            self._column.addWidget(card)
            card.toggled.connect(self._show_cards)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.choose(CredentialKind.API_KEY)
        self._show_cards()
        self._settle()

    def kind(self) -> CredentialKind:
        """Return the chosen kind."""
        return next(kind for kind, card in self.cards.items() if card.isChecked())

    def choose(self, kind: CredentialKind) -> None:
        """Choose a kind."""
        self.cards[kind].setChecked(True)
        self.setFocusProxy(self.cards[kind])

    def offer_yc(self, *, offered: bool) -> None:
        """Show the card of ``yc``, or hide it; it stays where it is chosen."""
        self._has_yc = offered
        self._show_cards()

    def fold(self, *, folded: bool) -> None:
        """Show the chosen card alone, or all."""
        self._folded = folded
        self._show_cards()

    @Slot()
    def _on_more(self) -> None:
        self.fold(folded=False)
        self.cards[self.kind()].setFocus()

    @Slot()
    def _show_cards(self) -> None:
        for kind, card in self.cards.items():
            offered = self._has_yc or kind is not CredentialKind.YC_CLI
            card.setVisible(card.isChecked() or (offered and not self._folded))
        self._more.setVisible(self._folded)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Kind of key"))
        self._more.setText(self.tr("Another kind of key"))
        self._more.setAccessibleName(self._more.text())
        self.cards[CredentialKind.API_KEY].put(
            self.tr("API key"),
            self.tr("Create a key in the console and paste it here. It needs no renewal."),
            self.tr("the easiest"),
            self.tr("Is created in the console; needs no renewal."),
        )
        self.cards[CredentialKind.SERVICE_ACCOUNT_KEY].put(
            self.tr("Key file of a service account"),
            self.tr("Drop the JSON file here or paste its text. The program renews the access by itself."),
            brief=self.tr("A JSON file; the program renews the access by itself."),
        )
        self.cards[CredentialKind.YC_CLI].put(
            self.tr("The tool yc"),
            self.tr("Account and folder are taken over from it; there is nothing to paste."),
            self.tr("found on this computer"),
            self.tr("Account and folder are taken over from it."),
        )
        self.cards[CredentialKind.IAM_TOKEN].put(
            self.tr("IAM token"),
            self.tr("A ready token, good for 12 hours at most; the program asks for the next one in time."),
            self.tr("for 12 hours"),
            self.tr("A ready token; the program asks for the next one."),
        )
        self.cards[CredentialKind.OAUTH_TOKEN].put(
            self.tr("OAuth token"),
            self.tr("Yandex ends this way at the end of 2026; an API key will last."),
            self.tr("until the end of 2026"),
            self.tr("Of a Yandex account; the folders are found by themselves."),
        )

    def _restyle(self) -> None:
        self._column.setSpacing(look().metrics.gap(2))
        for card in self.cards.values():
            card.restyle()
