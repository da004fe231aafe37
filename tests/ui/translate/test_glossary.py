"""The glossary: edited in its place, kept at once, read from files and written to them."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.services.glossary import read_glossary
from yagpt_desktop.ui.widgets.fields import ComboBox, LineEdit

ROWS = (
    GlossaryRow("1", "contract", "договор", "en", "ru", "в юридических"),
    GlossaryRow("2", "Vertrag", "договор", "de", "ru"),
    GlossaryRow("3", "чёрный ящик", "black box"),
)


@pytest.fixture
def dialog(shop):
    """The glossary of three rows, open."""
    shop.translate.use_glossary(ROWS)
    shop.page.source.put_text("The contract is signed.")
    shop.translate.languages.find("The contract is signed.")
    shop.find("translate-glossary").click()
    return shop.glossary.dialog


def terms(dialog):
    model = dialog.model
    return [model.index(row, 0).data(Qt.ItemDataRole.EditRole) for row in range(model.rowCount())]


def put(dialog, row, column, text):
    return dialog.model.setData(dialog.model.index(row, column), text)


def stored(shop):
    shop.wait(lambda: not shop.glossary._is_edited and not shop.glossary._keeping.busy)
    return {row.source: row.target for row in shop.store.glossary()}


def test_a_term_is_added_by_the_keyboard_and_kept(shop, dialog):
    dialog._add.click()
    editor = dialog.findChild(LineEdit, "glossary-cell")
    assert editor.isVisible()
    editor.setText("invoice")
    shop.press(Qt.Key.Key_Return, editor)
    shop.wait(lambda: terms(dialog)[-1] == "invoice")
    assert len(shop.translate.task.glossary) == 3, "half a row is in no translation"
    put(dialog, 3, 1, "счёт")
    assert stored(shop)["invoice"] == "счёт"
    assert shop.text_of("translate-glossary") == "Глоссарий (4)"


def test_rows_are_deleted_and_brought_back_to_their_places(shop, dialog):
    dialog.table.selectRow(1)
    shop.press(Qt.Key.Key_Delete, dialog.table)
    assert terms(dialog) == ["contract", "чёрный ящик"]
    assert "Vertrag" not in stored(shop)
    dialog._toast._button.click()
    assert terms(dialog) == ["contract", "Vertrag", "чёрный ящик"]
    assert "Vertrag" in stored(shop)


def test_a_term_cannot_be_there_twice_for_the_same_languages(shop, dialog):
    assert put(dialog, 1, 0, "Contract"), "German and English may have the same word"
    assert not put(dialog, 1, 2, "en")
    assert dialog.notice.isVisible()


def test_search_looks_into_terms_translations_and_notes(dialog):
    dialog._search.setText("договор")
    assert terms(dialog) == ["contract", "Vertrag"]
    dialog._search.setText("юридич")
    assert terms(dialog) == ["contract"]
    dialog._search.setText("черный")
    assert terms(dialog) == ["чёрный ящик"]
    assert len(dialog.model.rows) == 3, "a search takes nothing away"


def test_one_pair_of_languages_shows_what_is_in_force_there(dialog):
    dialog._scope.chosen.emit("pair")
    assert terms(dialog) == ["contract", "чёрный ящик"]
    dialog._add.click()
    put(dialog, dialog.model.rowCount() - 1, 0, "sign")
    put(dialog, dialog.model.rowCount() - 1, 1, "подписать")
    added = dialog.model.rows[-1]
    assert (added.source_language, added.target_language) == ("en", "ru")
    dialog._scope.chosen.emit("all")
    assert len(terms(dialog)) == 4


def test_a_language_is_chosen_from_a_list(shop, dialog):
    index = dialog.model.index(2, 2)
    assert index.data() == "любой"
    dialog.table.setCurrentIndex(index)
    dialog.table.edit(index)
    box = dialog.findChild(ComboBox, "glossary-language")
    box.setCurrentIndex(box.findData("ru"))
    box.activated.emit(box.currentIndex())
    assert dialog.model.rows[2].source_language == "ru"
    assert index.data() == "Русский"


def test_a_file_is_read_and_its_faults_are_told_by_line(shop, dialog, tmp_path):
    file = tmp_path / "terms.csv"
    lines = ("term;translation;с языка;на язык", "contract;контракт;en;ru", "invoice;счёт", ";пусто", "")
    file.write_text("\n".join(lines), "utf-8")
    shop.glossary.read(str(file))
    shop.wait(dialog.notice.isVisible)
    assert dialog.notice.text == "добавлен 1 термин, обновлён 1 термин, не прочитана 1 строка."
    assert dialog._faults.toPlainText() == "Строка 4: нет термина"
    assert stored(shop) == {
        "contract": "контракт",
        "invoice": "счёт",
        "Vertrag": "договор",
        "чёрный ящик": "black box",
    }


def test_a_file_that_is_none_is_said_to_be_none(shop, dialog, tmp_path):
    shop.glossary.read(str(tmp_path / "missing.csv"))
    shop.wait(dialog.notice.isVisible)
    assert len(terms(dialog)) == 3


def test_what_is_written_reads_back_the_same(shop, dialog, tmp_path):
    file = tmp_path / "out.csv"
    shop.glossary.export(str(file))
    shop.wait(dialog.notice.isVisible)
    assert "out.csv" in dialog.notice.text
    back = read_glossary(file.read_bytes()).rows
    assert [(row.source, row.target, row.note) for row in back] == [
        (row.source, row.target, row.note) for row in ROWS
    ]


def test_a_glossary_that_cannot_be_kept_is_told(shop, dialog, monkeypatch):
    def broken(_rows):
        raise StorageError("disk")

    monkeypatch.setattr(shop.store, "save_glossary", broken)
    put(dialog, 0, 1, "контракт")
    shop.wait(shop.page.errors.isVisible)
    assert dialog.notice.isVisible()
    assert shop.translate.task.glossary[0].target == "контракт", "it is obeyed all the same"


def test_five_thousand_rows_are_searched_and_edited_without_a_stop(shop):
    rows = tuple(GlossaryRow(str(n), f"term {n}", f"термин {n}", "en", "ru") for n in range(5000))
    shop.translate.use_glossary(rows)
    shop.find("translate-glossary").click()
    dialog = shop.glossary.dialog
    for act in (
        lambda: dialog._search.setText("499"),
        lambda: dialog._search.setText(""),
        lambda: put(dialog, 4000, 1, "иначе"),
        lambda: dialog.table.selectRow(17),
        dialog._on_remove,
    ):
        begun = time.perf_counter()
        act()
        assert time.perf_counter() - begun < 0.5
    assert len(dialog.model.rows) == 4999
