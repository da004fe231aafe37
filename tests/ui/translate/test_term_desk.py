"""Terms that a translation does not have as the glossary says, marked in the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication

from yagpt_desktop.domain.settings import Language, Theme
from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.simulator import Reply
from yagpt_desktop.ui.i18n import install_language
from yagpt_desktop.ui.theme.tokens import DARK, LIGHT

QUESTION = GlossaryRow("1", "question", "загвоздка")
TOLD = "Не по глоссарию: question → загвоздка."


@pytest.fixture
def missed(shop):
    """The page with a translation that has other words for one of two terms."""
    shop.translate.use_glossary((QUESTION, GlossaryRow("2", "to be", "быть")))
    shop.translated(f"👍 {shop.hamlet}", shop.hamlet_ru)
    assert shop.page.source.marked_words == ["question"]
    return shop


def is_marked(shop):
    return bool(shop.page.source.marked_words)


def inks(shop):
    """Return the colours that the first line of the text is painted with."""
    source = shop.page.source
    height = source.cursorRect().height() + 8
    image = source.viewport().grab(QRect(0, 0, source.viewport().width(), height)).toImage()
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(*pixel).name().upper() for pixel in pixels}


def test_a_missed_term_has_a_ground_and_a_line_in_the_colours_of_the_theme(missed, theming):
    for theme, tokens in ((Theme.LIGHT, LIGHT), (Theme.DARK, DARK)):
        theming.apply(theme, 100)
        assert tokens.warning_bg in inks(missed)
        line = QColor(tokens.warning)
        assert any(
            abs(QColor(ink).hue() - line.hue()) < 12 and QColor(ink).saturation() > 60 for ink in inks(missed)
        ), "a line as well: not by its ground alone"
    missed.translate.use_glossary(())
    missed.wait(lambda: not is_marked(missed))
    assert DARK.warning_bg not in inks(missed)


def test_a_missed_term_is_told_to_a_screen_reader_and_to_the_pointer(missed, qapp):
    source = missed.page.source
    assert source.accessibleDescription() == TOLD
    (cursor, _tip) = source._words[0]
    place = source.cursorRect(cursor).center() - QPoint(4, 0)
    assert source.tip_at(place) == "Глоссарий: question → загвоздка. В переводе здесь другие слова."
    assert source.tip_at(QPoint(5, 5)) == ""
    where = QHelpEvent(QEvent.Type.ToolTip, place, source.viewport().mapToGlobal(place))
    QApplication.sendEvent(source.viewport(), where)
    assert "загвоздка" in source.viewport().toolTip()
    away = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), source.viewport().mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(source.viewport(), away)
    assert source.viewport().toolTip() == ""
    english = install_language(qapp, Language.ENGLISH)
    missed.terms.show()
    assert source.accessibleDescription() == "Not as in the glossary: question → загвоздка."
    english.remove()


def test_the_mark_goes_when_the_translation_has_the_term_and_comes_back_without_it(missed):
    missed.page.result.put_text("Вот в чём загвоздка. Быть?")
    missed.wait(lambda: not is_marked(missed))
    assert missed.page.source.accessibleDescription() == ""
    assert not missed.page.notice.isVisible()
    missed.page.result.undo()
    missed.wait(lambda: is_marked(missed))
    assert "question → загвоздка" in missed.page.notice.text


def test_the_mark_belongs_to_the_text_that_was_translated(missed):
    text = missed.page.source.toPlainText()
    missed.page.source.put_text(f"{text} What a question!")
    assert not is_marked(missed)
    missed.page.source.undo()
    assert missed.page.source.toPlainText() == text
    assert is_marked(missed)


def test_the_mark_goes_when_it_is_translated_again(missed):
    missed.service.add_replies(Reply.of_text("Быть или не быть — вот в чём загвоздка."))
    missed.find("translate-notice-action").click()
    missed.ended()
    missed.wait(lambda: not is_marked(missed))
    missed.translated("To be?", "Быть?")
    assert not is_marked(missed)


def test_marks_leave_the_text_and_its_history_untouched(missed):
    source = missed.page.source
    assert source.toPlainText() == f"👍 {missed.hamlet}"
    source.undo()
    assert source.toPlainText() == ""


def test_a_term_that_comes_into_the_glossary_later_is_looked_for_too(missed):
    missed.translate.use_glossary((GlossaryRow("2", "to be", "жить"),))
    missed.wait(lambda: missed.page.source.marked_words == ["To be", "to be"])
    assert "to be → жить" in missed.page.notice.text
    missed.translate.use_glossary(())
    missed.wait(lambda: not is_marked(missed))
