"""Labels show foreign text as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from yagpt_desktop.ui.widgets.labels import ElidedLabel, plain_label, plain_tool_tip

MARKUP = '<img src="file:///etc/passwd"><b>жирно</b>'


def test_markup_in_a_label_stays_text(qtbot: QtBot) -> None:
    label = plain_label("name")
    qtbot.addWidget(label)
    label.setText(MARKUP)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == MARKUP


def test_an_elided_label_offers_the_whole_where_it_does_not_fit(qtbot: QtBot) -> None:
    label = ElidedLabel("name")
    qtbot.addWidget(label)
    label.setText(MARKUP * 5)
    label.resize(80, 20)
    label.show()
    assert "<b>" not in label.toolTip()
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(8000, 20)
    assert label.toolTip() == ""


def test_an_elided_label_shows_one_line_whatever_it_is_given(qtbot: QtBot) -> None:
    label = ElidedLabel("name")
    qtbot.addWidget(label)
    label.setText("строка\nи\u2028ещё")
    assert label.text() == "строка и ещё"


def test_a_tool_tip_escapes_what_looks_like_markup() -> None:
    assert plain_tool_tip("<b>&") == "<qt>&lt;b&gt;&amp;</qt>"
    assert plain_tool_tip("") == ""
