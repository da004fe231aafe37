from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.settings import Language
from yagpt_desktop.ui.i18n import (
    InterfaceLanguage,
    counted,
    format_count,
    format_decimal,
    format_roubles,
    install_language,
)


@pytest.fixture
def language(qapp: QCoreApplication) -> Iterator[InterfaceLanguage]:
    installed = install_language(qapp, Language.RUSSIAN)
    yield installed
    installed.remove()


def test_a_language_changes_while_the_program_runs(language: InterfaceLanguage) -> None:
    assert QCoreApplication.translate("ErrorAction", "Try again") == "Повторить"
    language.change(Language.ENGLISH)
    assert QCoreApplication.translate("ErrorAction", "Try again") == "Try again"
    language.change(Language.RUSSIAN)
    assert QCoreApplication.translate("ErrorAction", "Try again") == "Повторить"


def test_qts_own_window_for_files_speaks_russian(qtbot: QtBot, language: InterfaceLanguage) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert len(words) >= 3
    assert not [text for text in words if re.search("[A-Za-z]", text)]


def test_qts_own_buttons_speak_russian_too(language: InterfaceLanguage) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Отмена"


def test_the_application_is_left_as_it_was_found(qapp: QCoreApplication) -> None:
    before = QLocale()
    install_language(qapp, Language.RUSSIAN).remove()
    assert QLocale() == before
    assert QCoreApplication.translate("ErrorAction", "Try again") == "Try again"


def test_numbers_and_sums_are_written_the_language_s_way(language: InterfaceLanguage) -> None:
    assert format_count(1_234_567) == "1\xa0234\xa0567"
    assert format_decimal(1.44, 1) == "1,4"
    assert format_roubles(1234.5) == "1\xa0234,50\xa0₽"
    assert format_roubles(0) == "0,00\xa0₽"
    assert format_roubles(0.0003) == "<\xa00,01\xa0₽"
    language.change(Language.ENGLISH)
    assert format_count(1_234_567) == "1,234,567"
    assert format_roubles(1234.5) == "1,234.50\xa0₽"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 токенов"),
        (1, "1 токен"),
        (2, "2 токена"),
        (11, "11 токенов"),
        (21, "21 токен"),
        (112, "112 токенов"),
    ],
)
def test_russian_has_three_plurals(language: InterfaceLanguage, count: int, words: str) -> None:
    assert counted("ErrorText", "%n token(s)", count) == words


@pytest.mark.parametrize(("count", "words"), [(0, "0 tokens"), (1, "1 token"), (1000, "1,000 tokens")])
def test_english_has_two_plurals(language: InterfaceLanguage, count: int, words: str) -> None:
    language.change(Language.ENGLISH)
    assert counted("ErrorText", "%n token(s)", count) == words


@given(st.integers(min_value=-(2**63), max_value=2**63 - 1))
def test_no_number_that_a_server_can_send_is_misspelt(count: int) -> None:
    assert counted("ErrorText", "%n token(s)", count).startswith(format_count(count))


if sys.platform == "linux":  # elsewhere the system is not asked through variables

    @pytest.mark.parametrize(
        ("environment", "spoken"),
        [
            ({"LANG": "C"}, "ru"),
            ({"LANG": "C.UTF-8"}, "ru"),
            ({"LC_ALL": "POSIX"}, "ru"),
            ({}, "ru"),
            ({"LANG": "ru_RU.UTF-8"}, "ru"),
            ({"LANG": "ru_BY.UTF-8"}, "ru"),
            ({"LANG": "en_US.UTF-8"}, "en"),
            ({"LANG": "de_DE.UTF-8"}, "en"),
            ({"LANG": "en_US.UTF-8", "LANGUAGE": "ru:en"}, "ru"),
        ],
    )
    def test_the_system_s_language_is_asked_and_none_means_russian(
        environment: dict[str, str], spoken: str
    ) -> None:
        code = (
            "from yagpt_desktop.ui.i18n import spoken_language\n"
            "from yagpt_desktop.domain.settings import Language\n"
            "print(spoken_language(Language.SYSTEM).value)"
        )
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**kept, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == spoken
