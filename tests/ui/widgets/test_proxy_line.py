"""A proxy that nobody entered here is named before a key passes through it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.proxy import ProxyInForce, ProxySource
from yagpt_desktop.ui.widgets.proxy_line import ProxyLine


@pytest.fixture
def line(qtbot: QtBot) -> ProxyLine:
    line = ProxyLine()
    qtbot.addWidget(line)
    return line


def words(line: ProxyLine) -> QLabel:
    label = line.findChild(QLabel, "proxy-line-words")
    assert isinstance(label, QLabel)
    return label


def test_nothing_is_said_before_anything_is_known(line: ProxyLine) -> None:
    assert line.isHidden()


def test_the_systems_proxy_is_named(line: ProxyLine) -> None:
    line.show_in_force(ProxyInForce(ProxySource.SYSTEM, "proxy.example:8080"))
    assert not line.isHidden()
    assert "proxy.example:8080" in words(line).text()


@pytest.mark.parametrize("source", [ProxySource.PERSON, ProxySource.ADMINISTRATOR])
def test_what_was_entered_for_this_program_needs_no_word(line: ProxyLine, source: ProxySource) -> None:
    line.show_in_force(ProxyInForce(source, "proxy.example:8080"))
    assert line.isHidden()


def test_it_goes_with_the_proxy(line: ProxyLine) -> None:
    line.show_in_force(ProxyInForce(ProxySource.SYSTEM, "proxy.example:8080"))
    line.show_in_force(ProxyInForce(ProxySource.SYSTEM))
    assert line.isHidden()
    line.show_in_force(ProxyInForce(ProxySource.SYSTEM, has_script=True))
    assert line.isHidden()


def test_an_address_is_plain_text_in_one_line(line: ProxyLine) -> None:
    line.show_in_force(ProxyInForce(ProxySource.SYSTEM, "<b>x</b>:1\n" + "y" * 500))
    assert words(line).textFormat() is Qt.TextFormat.PlainText
    assert "<b>x</b>:1" in words(line).text()
    assert "\n" not in words(line).text()
    assert line.minimumSizeHint().width() < 200
