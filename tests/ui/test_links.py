"""The one door through which an address leaves the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from yagpt_desktop.ui.links import LinkOpener
from yagpt_desktop.ui.links_address import LONGEST_SHOWN, safe_url, shown_address


@pytest.mark.parametrize(
    "address",
    [
        "https://console.yandex.cloud",
        "HTTP://example.org/a?b=c#d",
        "mailto:someone@example.org",
        " https://я.рф ",
    ],
)
def test_the_web_and_mail_may_be_opened(address):
    assert safe_url(address) is not None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "//example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "smb://host/share",
        "\\\\host\\share",
        "ms-msdt:/id",
        "search-ms:query=x",
        "data:text/html,x",
        "vscode://x",
        "https:",
        "https:///path",
        "ht tps://example.org",
        "https\t://example.org",
        "qrc:/icons/app.svg",
    ],
)
def test_nothing_else_is(address):
    assert safe_url(address) is None


def test_look_alike_letters_show():
    assert "xn--" in shown_address(QUrl("https://аррӏе.com/"))


def test_a_name_before_the_host_shows():
    assert shown_address(QUrl("https://yandex.ru@evil.example/")) == "https://yandex.ru@evil.example/"


def test_a_long_address_is_cut():
    assert len(shown_address(QUrl("https://example.org/" + "a" * 10_000))) <= LONGEST_SHOWN + 1


@pytest.fixture
def opened(monkeypatch):
    urls: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url.toString()))
    return urls


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def question_of(window) -> QMessageBox:
    return window.findChild(QMessageBox, "link-question")


def test_a_link_of_a_text_is_opened_only_after_a_yes(window, opened):
    LinkOpener(window).open_foreign("https://evil.example/%3Cb%3Ex")
    question = question_of(window)
    assert "evil.example" in question.text()
    assert opened == []
    question.button(QMessageBox.StandardButton.Open).click()
    assert opened == ["https://evil.example/%3Cb%3Ex"]


def test_a_no_opens_nothing(window, opened):
    LinkOpener(window).open_foreign("https://evil.example/")
    question_of(window).button(QMessageBox.StandardButton.Cancel).click()
    assert opened == []


def test_a_forbidden_link_does_not_even_ask(window, opened):
    LinkOpener(window).open_foreign("file:///etc/passwd")
    assert question_of(window) is None
    assert opened == []


def test_an_address_of_our_own_opens_at_once(window, opened):
    LinkOpener(window).open_own("https://console.yandex.cloud/billing")
    assert opened == ["https://console.yandex.cloud/billing"]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "smb://host/x", "https:///x", "\u202ejavascript:x", "\ud800"]
)
def test_what_cannot_be_opened_is_said_and_left_to_be_copied(window, opened, address):
    LinkOpener(window).open_foreign(address)
    refusal = window.findChild(QMessageBox, "link-refusal")
    assert refusal.informativeText() in address
    assert refusal.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert refusal.standardButtons() == QMessageBox.StandardButton.Close
    assert opened == []


@pytest.mark.parametrize(
    ("address", "words", "said"),
    [
        ("https://evil.example/", "https://yandex.ru", "another address: yandex.ru"),
        ("https://yandex.ru@evil.example/", "вход", "before the sign @"),
        ("https://аррӏе.com/", "вход", "xn--80ak6aa92e.com"),
        ("https://пример.рф/", "вход", "other than Latin letters: пример.рф"),
        ("mailto:evil@evil.example", "bank@bank.example", "another address: bank@bank.example"),
    ],
)
def test_the_question_says_what_the_words_hide(window, opened, address, words, said):
    LinkOpener(window).open_foreign(address, words)
    question = question_of(window)
    assert said in question.text() + question.informativeText()
    assert question.textFormat() is Qt.TextFormat.PlainText
    assert question.defaultButton() is question.button(QMessageBox.StandardButton.Cancel)
    assert opened == []


def test_honest_words_get_no_warning(window):
    LinkOpener(window).open_foreign("https://example.org/x", "example.org")
    question = question_of(window)
    assert question.icon() is QMessageBox.Icon.NoIcon
    assert question.informativeText() == "https://example.org/x"
