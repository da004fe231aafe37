"""The error strip: plain text, one button, details on demand."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain import errors
from yagpt_desktop.ui.theme.theming import Theming
from yagpt_desktop.ui.widgets.error_banner import ErrorBanner
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import error_text

DETAILS = "UNAVAILABLE: <b>refused</b>\nrequest 1f6c"


@pytest.fixture
def banner(qtbot: QtBot, theming: Theming) -> ErrorBanner:
    banner = ErrorBanner()
    qtbot.addWidget(banner)
    return banner


def test_an_error_shows_title_cause_and_assurance(banner: ErrorBanner) -> None:
    text = error_text(errors.ServiceUnreachable("x"))
    banner.show_error(text, DETAILS)
    shown = " ".join(label.text() for label in banner.findChildren(QLabel))
    assert text.title in shown
    assert text.cause in shown
    assert text.assurance in shown
    assert text.title in banner.accessibleName()


def test_the_button_carries_the_action(banner: ErrorBanner, qtbot: QtBot) -> None:
    banner.show_error(error_text(errors.ServiceUnreachable("x")))
    with qtbot.waitSignal(banner.action_requested) as asked:
        banner.findChild(QPushButton, "error-action").click()
    assert asked.args == [ActionKind.RETRY]


def test_a_second_way_out_is_offered_where_there_is_one(banner: ErrorBanner, qtbot: QtBot) -> None:
    banner.show_error(error_text(errors.SecretStoreLocked("x")))
    with qtbot.waitSignal(banner.action_requested) as asked:
        banner.findChild(QPushButton, "error-second-action").click()
    assert asked.args == [ActionKind.KEY_THIS_TIME]
    banner.show_error(error_text(errors.SignInRequired("x")))
    assert banner.findChild(QPushButton, "error-second-action").isHidden()


def test_details_are_hidden_plain_and_can_be_copied(banner: ErrorBanner) -> None:
    banner.show_error(error_text(errors.ServiceUnreachable("x")), DETAILS)
    details = banner.findChild(QPlainTextEdit, "error-details-text")
    assert not details.isVisibleTo(banner)
    banner.findChild(QPushButton, "error-details").click()
    assert details.isVisibleTo(banner)
    assert DETAILS in details.toPlainText()
    assert details.isReadOnly()
    banner.findChild(QPushButton, "error-copy").click()
    assert DETAILS in QGuiApplication.clipboard().text()


def test_another_error_folds_the_details_of_the_first(banner: ErrorBanner) -> None:
    banner.show_error(error_text(errors.ServiceUnreachable("x")), DETAILS)
    banner.findChild(QPushButton, "error-details").click()
    banner.show_error(error_text(errors.QuotaExceeded("y")))
    assert not banner.findChild(QPlainTextEdit, "error-details-text").isVisibleTo(banner)


def test_an_error_without_an_action_has_no_button(banner: ErrorBanner) -> None:
    texts = (error_text(kind("x")) for kind in (errors.CertificateRejected, errors.StorageError))
    for text in texts:
        banner.show_error(text)
        button = banner.findChild(QPushButton, "error-action")
        assert button.isVisibleTo(banner) == (text.action is not None)


def test_no_error_no_strip(banner: ErrorBanner) -> None:
    banner.show_error(error_text(errors.ServiceUnreachable("x")))
    banner.show_error(None)
    assert not banner.isVisible()
