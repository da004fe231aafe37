"""About: which program, which build, on which libraries."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from yagpt_desktop import __version__
from yagpt_desktop.domain.build import Build, BuildKind
from yagpt_desktop.ui.settings.about_section import AboutSection
from yagpt_desktop.ui.theme.theming import Theming

COMMIT = "0123456789ab"
LIBRARIES = (("Python", "3.13.0"), ("grpcio", "1.83.2"))
BUILT = Build("1.2.3", BuildKind.RELEASE, "2026-11-23", COMMIT, libraries=LIBRARIES)


@pytest.fixture
def section(qtbot: QtBot, theming: Theming) -> AboutSection:
    section = AboutSection()
    qtbot.addWidget(section)
    section.show()
    return section


def text(section: AboutSection, name: str) -> str:
    return section.findChild(QLabel, name).text()


def test_a_release_tells_version_day_commit_and_libraries(section: AboutSection, russian: None) -> None:
    section.show_build(BUILT)
    assert "1.2.3" in text(section, "about")
    assert text(section, "about-build") == f"Сборка от 23.11.2026, коммит {COMMIT}."
    assert "grpcio\u00a01.83.2" in text(section, "about-libraries")


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (Build("1", BuildKind.DEVELOPMENT, "2026-11-23", COMMIT), ["Development", COMMIT]),
        (Build("1", BuildKind.DEVELOPMENT, "2026-11-23", COMMIT, True), ["Development", COMMIT, "changes"]),
        (Build("1", BuildKind.DEVELOPMENT, "2026-11-23"), ["repository", "not known"]),
        (Build("1", BuildKind.DEVELOPMENT), ["repository", "not known"]),
        (Build("1"), ["source code"]),
    ],
)
def test_what_is_no_release_does_not_look_like_one(
    section: AboutSection, build: Build, words: list[str]
) -> None:
    section.show_build(build)
    assert all(word in text(section, "about-build") for word in words)


def test_before_anything_is_told_it_is_this_version_from_its_source(section: AboutSection) -> None:
    assert __version__ in text(section, "about")
    assert not section.findChild(QLabel, "about-libraries").isVisible()


def test_every_line_is_plain_and_can_be_taken_along(section: AboutSection) -> None:
    section.show_build(BUILT)
    for label in section.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
