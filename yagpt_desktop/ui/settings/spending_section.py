"""What was spent in this month, and the limit to be asked at."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop.domain.history import Spending
from yagpt_desktop.domain.settings import Settings, range_of
from yagpt_desktop.services.models import model_table
from yagpt_desktop.services.prices import PriceFault
from yagpt_desktop.ui.i18n import format_day, format_roubles
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.fields import SpinBox
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View, set_look_property
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow
from yagpt_desktop.ui.words.configuration_text import price_fault_warning


class SpendingSection(View):
    """Part of the settings page.

    Signals:
        limit_changed(int | None): Whole roubles; None for no limit.
        prices_requested(): The person wants to change the prices.
        reread_requested(): The person has changed them, and wants them in force.
    """

    limit_changed = Signal(object)
    prices_requested = Signal()
    reread_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("spending")
        self._sums = Spending()
        self._sum = plain_label("spending-sum", look="muted", wraps=True)
        self._name = plain_label(wraps=True)
        self._limit = SpinBox("spending-limit")
        self._limit.setRange(0, round(range_of("month_limit_roubles").high))
        self._limit.setSingleStep(100)
        self._limit.setKeyboardTracking(False)
        self._name.setBuddy(self._limit)
        self._prices_name = plain_label("prices-date", wraps=True)
        self._prices = Button("edit-prices")
        self._prices_name.setBuddy(self._prices)
        self._reread = Button("reread-prices")
        self._prices_hint = plain_label("prices-hint", look="muted", wraps=True)
        self._prices_result = plain_label("prices-result", look="muted", wraps=True)
        self._prices_result.hide()
        self._fault: PriceFault | None = None
        self._is_read = False
        self._arrange()
        self._prices.clicked.connect(self.prices_requested)
        self._reread.clicked.connect(self.reread_requested)
        self._limit.valueChanged.connect(self._on_limit)
        self._settle()

    def _arrange(self) -> None:
        row = WrappingRow()
        row.add_words(self._name)
        row.addWidget(self._limit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(row)
        self._column.addWidget(self._sum)
        prices = WrappingRow()
        prices.add_words(self._prices_name)
        prices.addWidget(self._reread)
        prices.addWidget(self._prices)
        self._column.addLayout(prices)
        self._column.addWidget(self._prices_hint)
        self._column.addWidget(self._prices_result)

    def show_settings(self, settings: Settings) -> None:
        """Show the limit without telling of a change."""
        with QSignalBlocker(self._limit):
            self._limit.setValue(settings.month_limit_roubles or 0)

    @Slot(object)
    def show_sums(self, sums: Spending) -> None:
        """Show what was spent."""
        self._sums = sums
        self._put_sum()

    def show_prices(self) -> None:
        """Show the date of the prices in force, and whose they are."""
        self._put_sum()
        self._put_prices()

    def show_price_fault(self, fault: PriceFault | None) -> None:
        """Show what is wrong with the person's file, as long as it is."""
        self._fault = fault
        self._is_read = False
        self._put_result()

    def tell_prices_read(self) -> None:
        """Say that the file was read just now, unless there is something wrong with it to be read."""
        self._is_read = True
        self._put_result()

    def _put_result(self) -> None:
        text = ""
        if self._fault is not None:
            text = price_fault_warning(self._fault, format_day(model_table().as_of))
        elif self._is_read and model_table().own:
            text = self.tr("Your prices are in force.")
        elif self._is_read:
            text = self.tr("There is no file of your own; the program's prices are in force.")
        set_look_property(self._prices_result, "look", "wrong" if self._fault else "muted")
        self._prices_result.setText(text)
        self._prices_result.setAccessibleName(text)
        self._prices_result.setVisible(bool(text))

    @Slot(int)
    def _on_limit(self, roubles: int) -> None:
        self.limit_changed.emit(roubles or None)

    def _put_sum(self) -> None:
        text = self.tr("Spent in this month: {sum}. Counted by the prices of {date}; the bill is Yandex's.")
        self._sum.setText(
            text.format(sum=format_roubles(self._sums.month_roubles), date=format_day(model_table().as_of))
        )

    def _retranslate(self) -> None:
        self._name.setText(self.tr("Ask before a month costs more than"))
        self._limit.setAccessibleName(self._name.text())
        self._limit.setSuffix("\u00a0₽")
        self._limit.setSpecialValueText(self.tr("no limit"))
        self._put_sum()
        self._put_prices()

    def _put_prices(self) -> None:
        table = model_table()
        date = format_day(table.as_of)
        text = self.tr("Your own prices of {date}") if table.own else self.tr("Prices of {date}")
        self._prices_name.setText(text.format(date=date))
        self._prices.setText(self.tr("Change the prices…"))
        self._prices.setAccessibleName(self._prices.text())
        self._reread.setText(self.tr("Read the prices again"))
        self._reread.setAccessibleName(self._reread.text())
        self._put_result()
        self._prices_hint.setText(
            self.tr(
                "They are in the file models.json, to be edited as text. "
                "What you have changed there is in force when you come back to this window."
            )
        )

    def _restyle(self) -> None:
        metrics = look().metrics
        self._column.setSpacing(metrics.gap(2.5))
        self._limit.setFixedWidth(metrics.gap(45))
