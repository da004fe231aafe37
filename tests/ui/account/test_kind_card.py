"""The cards of the kinds of keys: a line on each, the whole on the chosen one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.ui.account.kind_card import KindCard, KindChoice
from yagpt_desktop.ui.theme.theming import Theming


@pytest.fixture
def choice(qtbot: QtBot, theming: Theming, russian: None) -> KindChoice:
    choice = KindChoice()
    choice.offer_yc(offered=True)
    qtbot.addWidget(choice)
    choice.resize(480, 600)
    choice.show()
    return choice


def words(card: KindCard) -> str:
    return card.findChildren(QLabel)[-1].text()


def test_every_card_says_what_it_is_and_the_chosen_one_what_to_do(choice: KindChoice) -> None:
    for kind, card in choice.cards.items():
        short = words(card) if not card.isChecked() else ""
        choice.choose(kind)
        assert words(card) == card.accessibleDescription()
        assert words(card) != short
        assert all(words(other) for other in choice.cards.values())
    choice.choose(CredentialKind.API_KEY)
    assert words(choice.cards[CredentialKind.IAM_TOKEN]) == "Готовый токен; о новом программа попросит."


def test_no_card_cuts_its_words_off(choice: KindChoice, qtbot: QtBot) -> None:
    for kind in CredentialKind:
        choice.choose(kind)
        qtbot.waitUntil(lambda: choice.cards[CredentialKind.API_KEY].width() > 400)
        for card in choice.cards.values():
            label = card.findChildren(QLabel)[-1]
            assert label.height() >= label.heightForWidth(label.width())
            assert card.rect().contains(label.geometry())
