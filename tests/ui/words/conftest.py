"""The two languages of the interface, spoken for one test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.settings import Language
from yagpt_desktop.ui.i18n import InterfaceLanguage, install_language


@pytest.fixture
def speak(qapp: QCoreApplication) -> Iterator[Callable[[Language], InterfaceLanguage]]:
    """Call it with a language; the application is left as it was found."""
    spoken: list[InterfaceLanguage] = []

    def install(language: Language) -> InterfaceLanguage:
        spoken.append(install_language(qapp, language))
        return spoken[-1]

    yield install
    for language in reversed(spoken):
        language.remove()


@pytest.fixture
def in_russian(speak: Callable[[Language], InterfaceLanguage]) -> None:
    speak(Language.RUSSIAN)


@pytest.fixture(params=[Language.RUSSIAN, Language.ENGLISH])
def in_both(request: pytest.FixtureRequest, speak: Callable[[Language], InterfaceLanguage]) -> Language:
    speak(request.param)
    return request.param
