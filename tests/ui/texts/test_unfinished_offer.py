"""What the last end of the program interrupted is offered once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yagpt_desktop.ui.texts.unfinished_offer import UnfinishedOffer


@pytest.fixture
def offer(qtbot, room):
    """The line in a page of its own."""
    page = QWidget()
    QVBoxLayout(page).addWidget(QWidget())
    qtbot.addWidget(page)
    page.show()
    yield UnfinishedOffer(page, "made-up-offer")
    page.close()


def test_nothing_is_offered_where_everything_is_finished(offer):
    offer.offer([])
    assert not offer.bar.isVisible()


def test_the_newest_is_continued_and_the_offer_is_gone(qtbot, offer, runs):
    offer.offer(runs)
    assert "A long tale" in offer.bar.text
    assert "3" in offer.bar.text
    with qtbot.waitSignal(offer.continued) as told:
        offer.bar._action.click()
    assert told.args[0].id == "long"
    assert not offer.bar.isVisible()


def test_one_is_named_alone_and_can_be_declined(offer, runs):
    offer.offer(runs[2:])
    assert offer.bar.text == "Не закончено: «A long tale of two cities»."
    offer.bar._close.click()
    assert not offer.bar.isVisible()
    assert not offer.runs
