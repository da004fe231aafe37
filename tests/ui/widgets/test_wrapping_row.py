"""Rows and strips in narrow places: what does not fit goes below."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.strip import Strip
from yagpt_desktop.ui.widgets.wrapping_row import WrappingRow


class Row(QWidget):
    """Words and controls in a column, as on a page."""

    def __init__(self, words: str, captions: list[str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.row = WrappingRow()
        self.row.setSpacing(8)
        self.words = plain_label(wraps=True)
        self.words.setText(words)
        if words:
            self.row.add_words(self.words)
        self.buttons = [Button(f"b{place}") for place in range(len(captions))]
        for button, caption in zip(self.buttons, captions, strict=True):
            button.setText(caption)
            self.row.addWidget(button)
        column.addLayout(self.row)
        column.addStretch(1)

    def lay_out(self, width: int) -> None:
        self.resize(width, 600)
        self.show()
        self.layout().activate()

    @property
    def parts(self) -> list[QWidget]:
        return ([self.words] if self.words.text() else []) + [*self.buttons]


def test_in_a_wide_place_the_control_stands_at_the_end_of_the_words(qtbot, theming):
    row = Row("Ключ и каталог", ["Изменить…"])
    qtbot.addWidget(row)
    row.lay_out(600)
    assert row.buttons[0].geometry().right() == 599
    assert row.words.geometry().center().y() == pytest.approx(row.buttons[0].geometry().center().y(), abs=1)


def test_in_a_narrow_place_all_controls_stand_below_the_words(qtbot, theming):
    row = Row("Цены от десятого октября", ["Перечитать цены", "Изменить цены…"])
    qtbot.addWidget(row)
    row.lay_out(300)
    assert all(button.y() >= row.words.geometry().bottom() for button in row.buttons)
    assert row.buttons[0].x() == 0


def test_a_hidden_control_takes_no_room(qtbot, theming):
    row = Row("", ["Один", "Два"])
    qtbot.addWidget(row)
    row.buttons[0].hide()
    row.lay_out(300)
    assert row.buttons[1].x() == 0


def test_a_widget_that_goes_leaves_the_row(qtbot, theming):
    row = Row("Слова", ["Один", "Два"])
    qtbot.addWidget(row)
    row.row.removeWidget(row.words)
    row.words.setParent(None)
    assert row.row.count() == 2
    assert row.row.itemAt(5) is None
    assert row.row.takeAt(5) is None
    row.lay_out(300)
    assert row.buttons[0].x() == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text("абв ", max_size=120).map(str.strip),
    st.lists(st.text("абвгд", min_size=1, max_size=20), max_size=4),
    st.integers(260, 900),
)
def test_nothing_overlaps_or_leaves_the_row_or_is_cut(qtbot, theming, words, captions, width):
    row = Row(words, captions)
    row.lay_out(width)
    parts = row.parts
    for place, part in enumerate(parts):
        assert part.x() >= 0
        assert part.geometry().right() < width
        assert not any(part.geometry().intersects(other.geometry()) for other in parts[place + 1 :])
    for button in row.buttons:
        assert button.width() >= button.minimumSizeHint().width()
    if parts:
        assert max(part.geometry().bottom() for part in parts) < row.row.heightForWidth(width)
    row.close()
    row.deleteLater()


@pytest.mark.parametrize(("width", "beside"), [(900, True), (420, False)])
def test_the_buttons_of_a_strip_go_below_its_words_in_a_narrow_window(qtbot, theming, width, beside):
    strip = Strip("news", "strip")
    qtbot.addWidget(strip)
    strip.show_text("Вышла новая версия программы, её можно загрузить с сайта", "Открыть", "Не сейчас")
    strip.resize(width, strip.sizeHint().height())
    strip.show()
    strip.layout().activate()
    words, button = (strip.findChild(QWidget, f"news-{name}") for name in ("text", "yes"))
    assert (button.x() > words.geometry().right()) is beside
    assert (button.y() > words.geometry().bottom()) is not beside
