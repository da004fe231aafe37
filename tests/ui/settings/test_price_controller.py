"""The button that makes the prices a file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from yagpt_desktop.services.models import model_table, packaged_text, use_table
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


AWAY = Qt.ApplicationState.ApplicationInactive
BACK = Qt.ApplicationState.ApplicationActive
OWN = packaged_text().replace("2026-10-10", "2026-11-01")


@pytest.fixture
def joined(section, owner, tmp_path):
    """The controller with a file of the person's own, which is not in force yet."""
    store = PriceFile(tmp_path / "models.json")
    (tmp_path / "models.json").write_text(OWN, "utf-8")
    return PriceController(section, store, owner.pool, owner), tmp_path / "models.json"


def result(section) -> str:
    return section.findChild(QLabel, "prices-result").text()


def test_edited_prices_are_in_force_when_the_person_comes_back(qtbot, section, joined, russian):
    controller, _ = joined
    controller.follow(AWAY)
    assert not model_table().own
    with qtbot.waitSignal(controller.changed):
        controller.follow(BACK)
    assert model_table().as_of == "2026-11-01"
    assert section.findChild(QLabel, "prices-date").text() == "Ваши цены от 01.11.2026"
    assert "01.11.2026" in section.findChild(QLabel, "spending-sum").text()
    assert result(section) == "Действуют ваши цены."


def test_nothing_is_read_at_the_start_nor_told_where_nothing_is_new(qtbot, section, joined):
    controller, _ = joined
    with qtbot.assertNotEmitted(controller.changed):
        controller.follow(BACK)
        assert not controller._reading.busy
    controller.follow(AWAY)
    with qtbot.waitSignal(controller.changed):
        controller.follow(BACK)
    controller.follow(AWAY)
    news = []
    controller.changed.connect(lambda: news.append("prices"))
    controller.fault_changed.connect(news.append)
    with qtbot.waitSignal(controller._reading.finished):
        controller.follow(BACK)
    assert news == []


def test_a_slip_is_told_once_and_as_long_as_it_is_there(qtbot, section, joined, russian):
    controller, file = joined
    button = section.findChild(QPushButton, "reread-prices")
    assert button.text() == button.accessibleName() == "Перечитать цены"
    file.write_text("{", "utf-8")
    with qtbot.waitSignal(controller.fault_changed) as told:
        button.click()
    assert "1:2" in told.args[0]
    assert result(section) == told.args[0]
    with qtbot.assertNotEmitted(controller.fault_changed), qtbot.waitSignal(controller._reading.finished):
        button.click()
    assert "1:2" in result(section)
    file.write_text(OWN, "utf-8")
    with qtbot.waitSignal(controller.fault_changed) as told:
        button.click()
    assert told.args == [""]
    assert model_table().own
    assert result(section) == "Действуют ваши цены."


def test_the_button_answers_where_there_is_no_file(qtbot, section, joined, russian):
    controller, file = joined
    file.unlink()
    with qtbot.waitSignal(controller._reading.finished):
        section.findChild(QPushButton, "reread-prices").click()
    assert result(section) == "Своего файла с ценами у вас нет: действуют цены программы."


def test_a_fault_of_the_start_is_in_view_and_not_told_again(qtbot, section, owner, tmp_path, russian):
    store = PriceFile(tmp_path / "models.json")
    (tmp_path / "models.json").write_text("{", "utf-8")
    controller = PriceController(section, store, owner.pool, owner, PriceFault(store.path, "1:2"))
    assert "1:2" in result(section)
    controller.follow(AWAY)
    with qtbot.assertNotEmitted(controller.fault_changed), qtbot.waitSignal(controller._reading.finished):
        controller.follow(BACK)
