"""Twelve steps in plain words, ticked off, proved by a real check."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain import errors
from yagpt_desktop.ui.account.key_steps import KeySteps
from yagpt_desktop.ui.account.step_table import STEPS, Aspect, Field, verdicts
from yagpt_desktop.ui.theme.theming import Theming

FOLDER = "b1gmadeupfolder00000"
NAMES = re.compile(
    r"Yandex Cloud|default|ai\.languageModels\.user|yc\.ai\.[\w.]+|yagpt|API|ACTIVE|TRIAL_ACTIVE"
)


@pytest.fixture
def steps(qtbot: QtBot, theming: Theming) -> KeySteps:
    steps = KeySteps()
    qtbot.addWidget(steps)
    steps.resize(420, 1000)
    steps.show()
    return steps


def mark(steps: KeySteps, number: int) -> QCheckBox:
    return steps.findChild(QCheckBox, f"account-step-{number}-done")


def result(steps: KeySteps, number: int) -> str:
    return steps.findChild(QLabel, f"account-step-{number}-result").text()


def number_of(aspect: Aspect) -> int:
    return next(number for number, step in enumerate(STEPS, start=1) if step.aspect is aspect)


def test_there_are_twelve_steps_each_one_short_plain_russian_sentence(steps: KeySteps, russian: None) -> None:
    assert len(STEPS) == 12
    for number in range(1, 13):
        text = steps.findChild(QLabel, f"account-step-{number}").text()
        assert text.endswith(".")
        assert len(text) <= 110
        assert not re.search("[A-Za-z]", NAMES.sub("", text)), text
        assert not re.search("токен|HTTP|JSON|IAM", text)


def test_every_address_is_of_the_cloud_and_safe(steps: KeySteps) -> None:
    addresses = {step.address for step in STEPS if step.address}
    assert addresses
    for address in addresses:
        assert re.match(r"https://(console|center)\.yandex\.cloud/", address)
    assert all(bool(step.button) == bool(step.address or step.field) for step in STEPS)


def test_ticks_are_counted_and_stay_when_the_list_is_put_away(steps: KeySteps) -> None:
    for number in (1, 2, 3):
        mark(steps, number).click()
    steps.hide()
    steps.show()
    assert mark(steps, 2).isChecked()
    assert steps.findChild(QLabel, "account-steps-progress").text().startswith("3 of 12")
    mark(steps, 3).click()
    assert steps.findChild(QLabel, "account-steps-progress").text().startswith("2 of 12")


def test_a_step_that_can_be_proved_asks_for_it_when_it_is_done(steps: KeySteps, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(steps.check_requested):
        mark(steps, 1).click()
    with qtbot.waitSignal(steps.check_requested):
        mark(steps, number_of(Aspect.ROLE)).click()


def test_a_good_check_proves_every_step_that_can_be_proved(steps: KeySteps, russian: None) -> None:
    steps.show_outcome(None)
    for aspect in Aspect:
        assert result(steps, number_of(aspect)).startswith("Проверено")


@pytest.mark.parametrize(
    ("error", "wrong", "right"),
    [
        (errors.CredentialRejected(), Aspect.KEY, set()),
        (errors.SessionExpired(), Aspect.KEY, set()),
        (errors.CredentialMalformed(character="С", position=3), Aspect.KEY, set()),
        (errors.AccessDenied(), Aspect.ROLE, {Aspect.KEY}),
        (errors.BillingInactive(), Aspect.BILLING, {Aspect.KEY}),
        (errors.FolderUnknown(), Aspect.FOLDER, {Aspect.KEY}),
    ],
)
def test_a_refusal_points_at_its_step_and_says_why(
    steps: KeySteps, russian: None, error: errors.YaGptError, wrong: Aspect, right: set[Aspect]
) -> None:
    steps.show_outcome(error)
    assert result(steps, number_of(wrong)).endswith(".")
    assert not result(steps, number_of(wrong)).startswith("Проверено")
    assert mark(steps, number_of(wrong)).accessibleDescription() == result(steps, number_of(wrong))
    for aspect in Aspect:
        assert result(steps, number_of(aspect)).startswith("Проверено") == (aspect in right)


@pytest.mark.parametrize("error", [errors.ServiceUnreachable(), errors.TimedOut(), errors.ServiceBusy()])
def test_a_broken_network_proves_nothing(error: errors.YaGptError) -> None:
    assert verdicts(error) == {}


def test_a_wrong_step_is_not_counted_as_done_though_it_is_ticked(steps: KeySteps) -> None:
    number = number_of(Aspect.ROLE)
    mark(steps, number).click()
    steps.show_outcome(errors.AccessDenied())
    assert steps.findChild(QLabel, "account-steps-progress").text().startswith("1 of 12")  # the key
    assert steps.findChild(QPushButton, f"account-step-{number}-link").isVisible()


def test_another_key_takes_the_proofs_back(steps: KeySteps) -> None:
    steps.show_outcome(None)
    steps.forget_outcome()
    assert all(not result(steps, number_of(aspect)) for aspect in Aspect)


def test_links_lead_into_the_folder_that_is_known(steps: KeySteps, qtbot: QtBot) -> None:
    steps.show_folder(FOLDER)
    with qtbot.waitSignal(steps.link_activated) as first:
        steps.findChild(QPushButton, "account-step-1-link").click()
    with qtbot.waitSignal(steps.link_activated) as folder:
        steps.findChild(QPushButton, "account-step-5-link").click()
    assert first.args == ["https://console.yandex.cloud/"]
    assert folder.args == [f"https://console.yandex.cloud/folders/{FOLDER}"]


@pytest.mark.parametrize("field", list(Field))
def test_what_was_copied_has_a_place_to_go(steps: KeySteps, qtbot: QtBot, field: Field) -> None:
    number = next(number for number, step in enumerate(STEPS, start=1) if step.field is field)
    with qtbot.waitSignal(steps.field_requested) as asked:
        steps.findChild(QPushButton, f"account-step-{number}-link").click()
    assert asked.args == [field]
