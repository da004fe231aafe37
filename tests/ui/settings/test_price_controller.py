"""The button that makes the prices a file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QPushButton

from yagpt_desktop.services.models import packaged_text, use_table
from yagpt_desktop.services.price_table import table_of
from yagpt_desktop.services.prices import PriceFault
from yagpt_desktop.storage.price_file import PriceFile
from yagpt_desktop.ui.settings.price_controller import PriceController
from yagpt_desktop.ui.settings.spending_section import SpendingSection
from yagpt_desktop.ui.words.configuration_text import price_fault_warning
from yagpt_desktop.workers.job import single_thread


@pytest.fixture
def section(qtbot):
    section = SpendingSection()
    qtbot.addWidget(section)
    yield section
    use_table(None)


@pytest.fixture
def owner(qapp):
    owner = QObject()
    owner.pool = single_thread(owner)
    yield owner
    assert owner.pool.waitForDone(5000)


def test_the_button_writes_a_copy_and_asks_for_its_folder(qtbot, section, owner, tmp_path):
    store = PriceFile(tmp_path / "models.json")
    controller = PriceController(section, store, owner.pool, owner)
    button = section.findChild(QPushButton, "edit-prices")
    assert button.accessibleName()
    with qtbot.waitSignal(controller.made) as made:
        button.click()
    assert made.args == [str(tmp_path)]
    assert store.load() == packaged_text()


def test_a_folder_that_takes_no_file_is_told(qtbot, section, owner, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    controller = PriceController(section, PriceFile(tmp_path / "file" / "models.json"), owner.pool, owner)
    with qtbot.waitSignal(controller.failed):
        section.findChild(QPushButton, "edit-prices").click()


def test_the_date_of_the_prices_is_shown_and_whose_they_are(section, russian):
    label = section.findChild(QLabel, "prices-date")
    assert label.text() == "Цены от 10.10.2026"
    use_table(table_of(packaged_text().replace("2026-10-10", "2026-11-01"), own=True))
    section._retranslate()
    assert label.text() == "Ваши цены от 01.11.2026"


def test_a_wrong_file_is_named_with_its_mistake(russian):
    text = price_fault_warning(PriceFault("models.json", "models[2].title"), "10.10.2026")
    assert "models[2].title" in text
    assert "models.json" in text
    assert "{" not in price_fault_warning(PriceFault("models.json"), "10.10.2026")
