"""Icons take the colour of the look and are drawn for every scale."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from yagpt_desktop.ui.theme.icons import app_icon, icon, pixmap
from yagpt_desktop.ui.theme.tokens import LIGHT

FOLDER = Path(__file__).parents[3] / "resources" / "icons"
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something_in_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    image = pixmap(name, "#FF0000", 20, 2.0).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert inked
    if name != "app":
        assert all(color.red() > 200 and color.green() < 60 for color in inked)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_file_is_small_square_and_holds_no_script_or_picture(name: str) -> None:
    text = (FOLDER / f"{name}.svg").read_text("utf-8")
    root = ElementTree.fromstring(text)
    left, top, width, height = root.attrib["viewBox"].split()
    assert (left, top) == ("0", "0")
    assert width == height
    assert len(text) < 2000
    assert {element.tag.split("}")[1] for element in root.iter()} <= {"svg", "path", "circle", "rect"}


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
def test_a_rendering_has_the_pixels_of_its_scale(qapp: QApplication, ratio: float) -> None:
    picture = pixmap("send", LIGHT.text, 16, ratio)
    assert picture.width() == 16 * ratio
    assert picture.deviceIndependentSize().width() == 16


def test_a_disabled_icon_is_faint_and_a_checked_one_wears_the_accent(qapp: QApplication) -> None:
    made = icon("stop")
    middle = (8, 8)
    disabled = made.pixmap(QSize(16, 16), 1.0, QIcon.Mode.Disabled, QIcon.State.Off).toImage()
    checked = made.pixmap(QSize(16, 16), 1.0, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert disabled.pixelColor(*middle) == QColor(LIGHT.disabled)
    assert checked.pixelColor(*middle) == QColor(LIGHT.accent_text)


def test_an_unknown_icon_is_told_at_once(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_the_program_has_an_icon_for_every_task_bar(qapp: QApplication) -> None:
    assert {16, 32, 256} <= {size.width() for size in app_icon().availableSizes()}
