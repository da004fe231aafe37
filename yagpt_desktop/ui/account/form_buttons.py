"""The buttons under the form: beside each other where there is room, else in two rows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.view import View


class FormButtons(View):
    """Try without an account, delete, check, save.

    Signals:
        demo_requested(): Go on with the built-in demo.
        forget_requested(): Delete the account in view.
        check_requested(): See whether the key works.
        save_requested(): Keep it and begin.
    """

    demo_requested = Signal()
    forget_requested = Signal()
    check_requested = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known = False
        self._width_px = 0
        self._demo = Button("account-demo")
        self._forget = Button("account-forget")
        self._check = Button("account-check")
        self._save = Button("account-save", look="primary")
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._others, self._main = QHBoxLayout(), QHBoxLayout()
        self._others.addWidget(self._demo)
        self._others.addWidget(self._forget)
        self._others.addStretch(1)
        self._main.addStretch(1)
        self._main.addWidget(self._check)
        self._main.addWidget(self._save)
        self._rows.addLayout(self._others)
        self._rows.addLayout(self._main)
        self._demo.clicked.connect(self.demo_requested)
        self._forget.clicked.connect(self.forget_requested)
        self._check.clicked.connect(self.check_requested)
        self._save.clicked.connect(self.save_requested)
        self._settle()

    @property
    def can_save(self) -> bool:
        """Whether the form may be sent."""
        return self._save.isEnabled()

    def offer_demo(self, *, offered: bool) -> None:
        """Offer the demo, or not."""
        self._demo.setVisible(offered)
        self._fit()

    def show_state(self, *, known: bool, filled: bool, busy: bool) -> None:
        """Show what can be pressed: of a stored account or a new one, filled in or not, busy or not."""
        self._known = known
        self._check.setEnabled(filled and not busy)
        self._save.setEnabled(filled and not busy)
        self._forget.setEnabled(not busy)
        self._forget.setVisible(known)
        self._retranslate()

    def fit(self, width_px: int) -> None:
        """Take one row or two, whatever fits into a width."""
        self._width_px = width_px
        self._fit()

    def _fit(self) -> None:
        # Asked one by one: a layout inside a layout remembers who was hidden for a while.
        buttons = (self._demo, self._forget, self._check, self._save)
        shown = [button.sizeHint().width() for button in buttons if not button.isHidden()]
        needed_px = sum(shown) + look().metrics.gap(2) * len(shown)
        one_row = needed_px <= self._width_px
        self._rows.setDirection(
            QBoxLayout.Direction.LeftToRight if one_row else QBoxLayout.Direction.TopToBottom
        )

    def _retranslate(self) -> None:
        texts = {
            self._demo: self.tr("Try without an account"),
            self._forget: self.tr("Delete the account"),
            self._check: self.tr("Check"),
            self._save: self.tr("Save") if self._known else self.tr("Begin"),
        }
        for button, text in texts.items():
            button.setText(text)
            button.setAccessibleName(text)
        self._fit()

    def _restyle(self) -> None:
        for row in (self._rows, self._others, self._main):
            row.setSpacing(look().metrics.gap(2))
